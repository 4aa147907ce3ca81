"""Looks whose letterhead or styles were made to do harm: what leads elsewhere is told, and time is bounded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.commandline import run
from tests.hostile.support import answer, snapshot
from tests.samples import SMALLEST
from tests.word.school.support import header_of, repacked, replaced, school_bytes
from tests.word.school.support import run as said

LOOK: Final = ("build", "trees.yaml", "--only", "pro-brief", "--look", "evil.docx")
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
LINK = "holds a link that leads to no page of the web and no letter"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a motion."""
    monkeypatch.chdir(tmp_path)
    Path("trees.yaml").write_text(SMALLEST, encoding="utf-8")
    return tmp_path


def told(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def field(instruction: str) -> str:
    return f"{BEGIN}{told(instruction)}{SEPARATE}{said('here')}{END}"


def simple(instruction: str) -> str:
    return f"<w:fldSimple w:instr='{instruction}'>{said('here')}</w:fldSimple>"


FIELDS = {
    "a script": ([field('HYPERLINK "javascript:alert(1)"')], LINK),
    "capitals": ([field(' hyperlink "JavaScript:alert(1)" ')], LINK),
    "a file": ([simple('HYPERLINK "file:///etc/passwd"')], LINK),
    "without quotation marks": ([simple("HYPERLINK file:///etc/passwd")], LINK),
    "another computer": ([field(r'HYPERLINK "\\\\server\\share\\a.exe"')], LINK),
    "no address": ([field("HYPERLINK")], LINK),
    "an empty address": ([field('HYPERLINK ""')], LINK),
    "behind a place": ([field(r'HYPERLINK \l "top" "file:///etc/passwd"')], LINK),
    "behind a sound address": ([field('HYPERLINK "https://a.example" "file:///etc/passwd"')], LINK),
    "made by another field": ([f"{BEGIN}{told('HYPERLINK ')}{field('TITLE')}{SEPARATE}{END}"], LINK),
    "a program": ([field(r'DDEAUTO c:\\windows\\cmd.exe "/k calc"')], "holds the field DDEAUTO"),
    "a picture from elsewhere": ([field('INCLUDEPICTURE "http://a.example/x.png"')], "holds the field INCLUDEPICTURE"),
    "text from elsewhere": ([field('INCLUDETEXT "//server/a.docx"')], "holds the field INCLUDETEXT"),
    "in two paragraphs": ([f"{BEGIN}{told('PAGE ')}", f"{told('DDEAUTO')}{SEPARATE}{END}"], "holds the field DDEAUTO"),
}


@pytest.mark.parametrize(("paragraphs", "message"), FIELDS.values(), ids=FIELDS)
def test_a_field_that_leads_elsewhere_is_told(folder: Path, paragraphs: list[str], message: str) -> None:
    Path("evil.docx").write_bytes(header_of(*paragraphs))
    before = snapshot(folder)
    result = run(*LOOK)
    assert result.exit_code == 1
    assert f"evil.docx: the header {message}" in result.output
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    "instruction",
    [
        ' HYPERLINK "https://a.example/b?c=d" ',
        r'HYPERLINK "http://a.example" \o "a yard of trees" \t "_blank"',
        "HYPERLINK mailto:office@a.example",
        r'HYPERLINK \l "top"',
        r'HYPERLINK "https://a.example" \l "top" \n',
    ],
)
def test_a_field_that_leads_to_a_page_is_kept(folder: Path, instruction: str) -> None:
    Path("evil.docx").write_bytes(header_of(field(instruction)))
    assert run(*LOOK).exit_code == 0


STYLE = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'


def styled(styles: str) -> bytes:
    return replaced(school_bytes("plain"), "word/styles.xml", b"</w:styles>", f"{styles}</w:styles>".encode())


LONG = "the header is too long to be taken over"
ENDLESS: dict[str, tuple[Callable[[], bytes], str]] = {
    "runs": (lambda: header_of("<w:r/>" * 300_000), LONG),
    "texts": (lambda: header_of(said("{{ ") * 100_000), LONG),
    "placeholders": (lambda: header_of(said("{{ motion }}" * 200_000)), LONG),
    "instructions": (lambda: header_of(field("HYPERLINK " + '"http://a.example" ' * 100_000)), LONG),
    "styles": (lambda: styled("".join(STYLE.format(n, 0) for n in range(60_000))), "it has more than 4,000 styles"),
}


@pytest.mark.parametrize(("make", "message"), ENDLESS.values(), ids=ENDLESS)
def test_what_takes_long_is_refused(tmp_path: Path, make: Callable[[], bytes], message: str) -> None:
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "evil.docx").write_bytes(make())
    before = snapshot(tmp_path)
    code, text = answer(tmp_path, *LOOK)
    assert code == 1, text[-2000:]
    assert f"evil.docx: {message}" in text
    assert snapshot(tmp_path) == before


def test_styles_based_on_each_other_without_end_take_little_time(tmp_path: Path) -> None:
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "evil.docx").write_bytes(styled("".join(STYLE.format(n, n - 1) for n in range(1, 3_500))))
    code, text = answer(tmp_path, *LOOK)
    assert code == 0, text[-2000:]


@pytest.mark.parametrize("name", ["word/\x1b[31mevil.xml", "word/e\N{RIGHT-TO-LEFT OVERRIDE}lmx.xml", "e" * 60_000])
@pytest.mark.parametrize("words", [LOOK, ("inspect", "evil.docx"), ("new", "Trees are good", "--from", "evil.docx")])
def test_a_part_has_a_name_that_can_be_printed(folder: Path, words: tuple[str, ...], name: str) -> None:
    Path("evil.docx").write_bytes(repacked(school_bytes("plain"), lambda parts: {**parts, name: b"<x"}))
    result = run(*words)
    assert result.exit_code == 1
    assert "a part of it has a name that is too long, or cannot be printed" in result.output
    assert name not in result.output


def test_what_a_placeholder_says_is_shown_in_short(folder: Path) -> None:
    Path("evil.docx").write_bytes(header_of(said("{{ " + "m" * 10_000 + " }}")))
    result = run(*LOOK)
    assert result.exit_code == 1
    assert re.search(r"the header says '\{\{ m+…', which means nothing here", result.output)
    assert len(result.output) < 1_000
