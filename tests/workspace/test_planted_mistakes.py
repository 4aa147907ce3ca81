"""Mistakes in a teacher's own templates and words: each is reported with its file, its line, and what was meant."""

from pathlib import Path

import pytest

from tests.commandline import run
from tests.samples import SMALLEST
from tests.workspace.support import workspace

HEAD = "{#---\ntitle: Ballot\nabout: A vote.\n---#}\n"
SHEET = HEAD + '{% extends "parts/sheet.html" %}\n{% block name %}Ballot{% endblock %}\n{% block sheet %}\n'
BRIEF = '{% extends "builtin/pro-brief.html" %}\n'
THEME = "title: Ours\nabout: For us.\nbased_on: standard\n"
FRAMEWORK = "title: A\ntask: B\nsteps:\n  - ask: Who?\n    do: Look.\n"

MISTAKES = {
    "unknown element": (
        "templates/ballot.html", SHEET + "<p>A</p>\n<blokquote><p>B</p></blokquote>\n{% endblock %}", 9,
        "Did you mean 'blockquote'?",
    ),
    "unknown block": (
        "templates/pro-brief.html", BRIEF + "{% block speach %}{% endblock %}", 2,
        "there is no block 'speach' in builtin/pro-brief.html to take the place of. Did you mean 'speech'?",
    ),
    "key of a head": (
        "templates/ballot.html", SHEET.replace("about", "abuot"), 3, "unknown key 'abuot'. Did you mean 'about'?",
    ),
    "theme": ("templates/themes/ours.yaml", THEME + "fonts: {bodi: Arial}\n", 4, "Did you mean 'body'?"),
    "language": (
        "templates/languages/en.yaml", "page: Page\npaeg: Page\n", 2,
        "there is no word 'paeg'. Did you mean 'page'?",
    ),
    "framework": (
        "templates/frameworks/ours.yaml", FRAMEWORK + "layot: log\n", 6, "unknown key 'layot'. Did you mean 'layout'?",
    ),
    "phrase": (
        "debatekit.yaml", 'theme: standard\nwords:\n  "Your argument": Your points\n', 3,
        "Did you mean 'Your arguments'?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "line", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_reported_with_its_line_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, line: int, message: str
) -> None:
    evaluation = "sources: {text: {title: On shade}}\nevaluation: {source: text}\n"
    own = "framework: ours\n" if "frameworks" in file else ""
    workspace(tmp_path, files={"motions/trees.yaml": SMALLEST + evaluation + own, file: text})
    monkeypatch.chdir(tmp_path)
    options = ["--theme", "ours"] if "themes" in file else []
    result = run("build", *options)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    first = result.output.splitlines()[0]
    assert first.startswith(f"{file}:{line}:")
    assert message in first
    assert not (tmp_path / "output").exists()
