"""The command `inspect`: lines for a person, JSON for a machine, and what it answers with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from debatekit.accessibility import Severity
from debatekit.accessibility.rules import RULES
from debatekit.cli import main
from tests.accessibility.support import at_end, ours, p, picture, planted, python_docx, row, table
from tests.samples import FLAGSHIP

if TYPE_CHECKING:
    from click.testing import Result

PROJECT = Path(__file__).parents[2]
KIT = PROJECT / "output" / FLAGSHIP
GUIDE = (PROJECT / "docs/inspect.md").read_text(encoding="utf-8")

NO_HEADER = (
    "faulty.docx: table 2 “Claim”: the table has no header row."
    " Click into its first row and choose Table Layout › Repeat Header Rows. [table-no-header]"
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sound, a faulty and an unreadable document in it, which commands run in."""
    (tmp_path / "sound.docx").write_bytes(ours())
    (tmp_path / "faulty.docx").write_bytes(planted(ours(), at_end(table(row(p("Claim"), p("Check"))))))
    (tmp_path / "old.doc").write_bytes(OLD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["inspect", *words])


@pytest.mark.parametrize("name", sorted(path.name for path in KIT.glob("*.docx")))
def test_the_sample_kit_has_no_findings(name: str) -> None:
    result = run(str(KIT / name))
    assert (result.exit_code, result.output) == (0, f"{(KIT / name).as_posix()}: no findings\n")


def test_findings_are_lines_with_a_summary(folder: Path) -> None:
    result = run("sound.docx", "faulty.docx")
    assert result.exit_code == 1
    expected = ["sound.docx: no findings", NO_HEADER, "faulty.docx: 1 finding (1 error)"]
    assert result.output.splitlines() == expected
    assert run("sound.docx").exit_code == 0


def test_quiet_prints_findings_alone(folder: Path) -> None:
    assert run("-q", "sound.docx", "faulty.docx").output.splitlines() == [NO_HEADER]
    assert run("-q", "sound.docx").output == ""


def test_what_cannot_be_read_is_told_beside_the_others(folder: Path) -> None:
    result = run("old.doc", "none.docx", "sound.docx")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "old.doc: this is a file of Word 97 to 2003, or no Word document."
        " Open it in Word, and save it as a Word document (.docx).",
        "none.docx: there is no such file. Check the name, and the folder you are in.",
    ]
    assert result.stdout.splitlines() == ["sound.docx: no findings"]


def test_a_finding_in_many_places_is_one_line(folder: Path) -> None:
    (folder / "many.docx").write_bytes(planted(ours(), at_end(picture("") * 8)))
    first, summary = run("many.docx").output.splitlines()
    assert first.count("picture or shape “Picture 7” in paragraph") == 5
    assert "; and 3 more places: it has no alternative text." in first
    assert summary == "many.docx: 8 findings (8 errors)"


def test_every_severity_is_counted(folder: Path) -> None:
    xml = picture("") + p("Name   Class") + p("Trees give shade.", '<w:jc w:val="both"/>') * 2
    (folder / "mixed.docx").write_bytes(planted(python_docx(), at_end(xml)))
    assert run("mixed.docx").output.splitlines()[-1] == "mixed.docx: 4 findings (1 error, 1 warning, 2 tips)"


def test_of_a_folder_every_document_is_inspected(folder: Path) -> None:
    (folder / "~$sound.docx").write_bytes(b"a lock")
    (folder / "B.DOCX").write_bytes(ours())
    (folder / "empty").mkdir()
    result = run(".", "empty")
    assert result.stdout.splitlines() == [
        "B.DOCX: no findings", NO_HEADER, "faulty.docx: 1 finding (1 error)", "sound.docx: no findings",
    ]  # fmt: skip
    assert result.stderr == "empty: there is no Word document (.docx) in this folder.\n"


def test_json_is_as_documented(folder: Path) -> None:
    result = run("--format", "json", "faulty.docx", "old.doc", "sound.docx")
    assert result.exit_code == 1
    assert result.stderr == ""
    (documented,) = re.findall(r"^```json\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    expected = json.loads(documented.replace("my-worksheet.docx", "faulty.docx"))
    assert json.loads(result.stdout) == [*expected, {"file": "sound.docx", "findings": [], "problems": []}]
    assert result.stdout.isascii()


@pytest.mark.parametrize("words", [[], ["--format", "xml", "sound.docx"], ["--nope", "sound.docx"]])
def test_wrong_usage_answers_with_two(folder: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_every_kind_is_documented_with_its_severity() -> None:
    documented = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", GUIDE, re.MULTILINE)
    assert documented == [(kind.code, kind.severity) for kind in KINDS]


def test_the_line_in_the_guide_is_the_one_that_is_printed(folder: Path) -> None:
    assert NO_HEADER.replace("faulty.docx", "my-worksheet.docx") in GUIDE.splitlines()


def test_kinds_have_a_code_of_their_own_and_whole_sentences() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert [kind.code for kind in KINDS if not kind.mend.endswith(".")] == []
    assert {kind.severity for kind in KINDS} == set(Severity)
