"""Running the command line on hostile files: in a process of its own, with little memory and a limit of time."""

import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

MEMORY: Final = 1_000_000_000
"""Bytes that a process may take, where the system can limit it."""

PATIENCE: Final = 60
"""Seconds after which a process that has not answered hangs, even on a busy computer."""

LIMITED: Final = (
    "import sys\n"
    "try:\n"
    "    import resource\n"
    f"    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
    "except ImportError:\n"
    "    pass\n"
    "from debatekit.cli import main\n"
    "main()\n"
)


class Answer(NamedTuple):
    code: int
    text: str


def answer(folder: Path, *words: str) -> Answer:
    """Return what `debatekit` answers to `words` in `folder`, within bounds of time and memory."""
    command = [sys.executable, "-c", LIMITED, *words]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL
    )
    return Answer(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))


def snapshot(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def write_handout(name: str, body: str) -> None:
    """Write a template of the current workspace; its body begins in line 8."""
    head = "{#---\ntitle: Map\nabout: What it shows.\n---#}\n{% extends 'parts/sheet.html' %}\n"
    blocks = f"{{% block name %}}Map{{% endblock %}}\n{{% block sheet %}}\n{body}\n{{% endblock %}}\n"
    Path(f"templates/{name}.html").write_text(head + blocks, encoding="utf-8")
