"""The command `inspect`: places in words, text and JSON output, and exit codes."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

from debatekit.accessibility.report import RULES
from debatekit.files import OLE_MAGIC
from tests import commandline
from tests.accessibility.support import (
    CONTROL,
    HEAD,
    Plant,
    at_end,
    at_start,
    found,
    in_header,
    ours,
    p,
    picture,
    planted,
    r,
    row,
    table,
)

GUIDE = (Path(__file__).parents[2] / "docs/inspect.md").read_text(encoding="utf-8")

WHITE = '<w:color w:val="FFFFFF"/>'
NO_HEADER = (
    "faulty.docx: table 2 “Claim”: the table has no header row."
    " Click into its first row and choose Table Layout › Repeat Header Rows. [table-no-header]"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sound, a faulty and an unreadable document in it, which commands run in."""
    (tmp_path / "sound.docx").write_bytes(ours())
    (tmp_path / "faulty.docx").write_bytes(planted(ours(), at_end(table(row(p("Claim"), p("Check"))))))
    (tmp_path / "old.doc").write_bytes(OLE_MAGIC)
    monkeypatch.chdir(tmp_path)
    return tmp_path


run = partial(commandline.run, "inspect")


def test_findings_are_lines_with_a_summary(folder: Path) -> None:
    result = run("sound.docx", "faulty.docx")
    assert result.exit_code == 1
    expected = ["sound.docx: no findings", NO_HEADER, "faulty.docx: 1 finding (1 error)"]
    assert result.output.splitlines() == expected
    assert run("sound.docx").exit_code == 0
    assert run("-q", "sound.docx", "faulty.docx").output.splitlines() == [NO_HEADER]


def test_a_file_that_cannot_be_read_is_reported_beside_the_others(folder: Path) -> None:
    result = run("old.doc", "none.docx", "sound.docx")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "old.doc: this is a Word 97–2003 file, or not a Word document."
        " Open it in Word, and save it as a Word document (.docx).",
        "none.docx: there is no such file. Check the name, and the folder you are in.",
    ]
    assert result.stdout.splitlines() == ["sound.docx: no findings"]


def test_a_finding_in_many_places_is_one_line(folder: Path) -> None:
    (folder / "many.docx").write_bytes(planted(ours(), at_end(picture("") * 8 + p("Name   Class"))))
    first, _, summary = run("many.docx").output.splitlines()
    assert first.count("picture or shape “Picture 7” in paragraph") == 5
    assert "; and 3 more places: it has no alternative text." in first
    assert summary == "many.docx: 9 findings (8 errors, 1 warning)"


def test_every_document_in_a_folder_is_inspected(folder: Path) -> None:
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


@pytest.mark.parametrize(
    ("plant", "place"),
    [
        (at_start(p("Trees give shade. " * 5, '<w:jc w:val="both"/>')),
         "paragraph 1 “Trees give shade. Trees give shade. Tree…”"),
        (at_start(p("Trees.") + p("") + p("")), "paragraph 2, after “Trees.”"),
        (in_header(p("Trees.", look=WHITE)), "header 1, paragraph 2 “Trees.”"),
        (at_end(table(HEAD + row(p("Trees.", look=WHITE), p("x")))), "table 2, row 2 “Trees.”"),
        (at_end(table(row(p("Claim"), p("Check")))), "table 2 “Claim”"),
        (at_start(picture("")), "picture or shape “Picture 7” in paragraph 1 “See this.”"),
        (at_start(f'<w:p><w:hyperlink w:anchor="top">{r("here")}</w:hyperlink></w:p>'),
         "link “here” in paragraph 1 “here”"),
        (at_start(f"<w:p>{CONTROL.replace('Class', '').format(r('Oak'))}</w:p>"),
         "a content control in paragraph 1 “Oak”"),
    ],
    ids=["a paragraph", "a blank one", "a header", "a row", "a table", "a picture", "a link", "a content control"],
)  # fmt: skip
def test_a_place_is_named_in_words(plant: Plant, place: str) -> None:
    assert [finding.place for finding in found(planted(ours(), plant))] == [place]


def test_every_rule_is_documented_with_its_severity() -> None:
    assert NO_HEADER.replace("faulty.docx", "my-worksheet.docx") in GUIDE.splitlines()
    documented = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", GUIDE, re.MULTILINE)
    assert documented == [(code, severity) for code, (severity, _) in RULES.items()]
