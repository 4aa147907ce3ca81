"""What README.md says is so: its motion builds, its error is the one that is printed, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from debatekit.cli import main
from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.commandline import run
from tests.kits import open_builder
from tests.workspace.support import printed, workspace

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def block(language: str, holding: str) -> str:
    """Return the fenced block in `language` that holds a text."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    (found,) = [text for text in blocks if holding in text]
    return str(found)


def test_the_handout_in_the_readme_builds(folder: Path) -> None:
    (folder / "vote.html").write_text(block("html", "Vote"), encoding="utf-8")
    (folder / "trees.yaml").write_text(block("yaml", "questions:"), encoding="utf-8")
    documents = open_builder(folder).render(load_motion(folder / "trees.yaml"), BuildOptions(["vote"]))
    assert [document.name for document in documents] == ["vote.docx"]
    assert faults(documents[0].content) == []
    (folder / "vote.docx").write_bytes(documents[0].content)
    listed = printed(folder / "vote.docx").partition("After the debate")[2]
    assert [listed.count(f"{argument} ") for argument in ("P1", "P2", "C1", "C2")] == [1, 1, 1, 1]


def test_the_error_in_the_readme_is_the_one_that_is_printed(folder: Path) -> None:
    shown = block("text", "Did you mean")
    text = block("yaml", "questions:").replace("- claim: Trees give shade.", "- clam: Trees give shade.")
    workspace(folder, files={"motions/trees.yaml": text})
    assert shown.strip() in run("build", "trees").output


@pytest.mark.parametrize("command", re.findall(r"^\| `debatekit (\w+)", README, re.MULTILINE))
def test_every_command_of_the_readme_exists(command: str) -> None:
    assert command in main.commands


def test_every_library_of_the_core_is_explained() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    (core,) = re.findall(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    names = re.findall(r'"([a-z0-9-]+)', core)
    table = README.partition("## What it is built with")[2].lower()
    assert [name for name in names if f"| {name} |" not in table] == []
