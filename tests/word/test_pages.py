"""Pages, and the outlines of their documents or the problems with them.

``cases/`` has small pages: after its name, each has lines of HTML, of the body or of the whole page, then, indented,
what they become. Every line that starts with a tag is a line of a template, so that problems have places. A name may
end with options in brackets: ``fillable``, and a part that is shown as XML instead of the outline. ``snapshots/`` has
whole pages. After a wanted change, write them again and look at what differs:

    UPDATE_SNAPSHOTS=1 python -m pytest tests/word/test_pages.py
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.word import write_document
from debatekit.word.html_schema import ELEMENTS, IN_CARD
from debatekit.word.styles import TABLE_STYLES
from debatekit.word.theme import STYLE_NAMES
from tests.checkers import faults, own_faults
from tests.outline import outline
from tests.packages import packed, unpacked
from tests.word.support import (
    FIXTURES,
    HERE,
    SNAPSHOTS,
    UPDATE,
    W,
    check_snapshot,
    fixture,
    lines_of,
    look,
    page,
    part,
    planted_faults,
    written,
)
from tests.workspace.support import text_of

CASES: Final = sorted((HERE / "cases").glob("*.txt"))
RUN_PROPERTIES: Final = {f"{W}rStyle", f"{W}rtl", f"{W}lang", f"{W}vanish"}  # hidden are lines between guessed pages
PARAGRAPH_PROPERTIES: Final = {
    f"{W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "bidi", "sectPr", "rPr")
}
SNAPSHOTS_TO_FILL_IN: Final = ("answers", "forms")


def cases_in(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return the HTML and the expected lines of the cases in a file, by their names."""
    cases: dict[str, tuple[list[str], list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            html, expected = cases[line.removeprefix("# ")] = [], []
        elif line.startswith("  "):
            expected.append(line.removeprefix("  "))
        else:
            html.append(line)
    return cases


def is_sound(html: list[str], expected: list[str]) -> bool:
    is_body = not re.search("<(html|header|footer)", "".join(html))
    return is_body and not any(re.match(r"\S+\.html:", line) for line in expected)


def written_case(name: str, html: list[str]) -> bytes | list[str]:
    """Return the document of a case, or the problems with it."""
    origin = r'<\1 data-at="page.html:{}"'
    lines = [re.sub(r"^<(?!html)([\w-]+)(?!.*data-at=)", origin.format(n), line) for n, line in enumerate(html, 1)]
    text = "\n".join(lines)
    text = text if text.startswith("<html") else page(text)
    try:
        fillable = "fillable" in options_of(name)
        return write_document(text, look(), "page.html", fillable=fillable, folders=[SNAPSHOTS])
    except DebatekitError as error:
        return [problem.headline for problem in error.problems]


def options_of(name: str) -> list[str]:
    return name.rpartition(" [")[2].rstrip("]").split(", ") if name.endswith("]") else []


def result_of(name: str, html: list[str]) -> list[str]:
    """Return the outline of a page's document, or the problems with it."""
    options, document = options_of(name), written_case(name, html)
    if isinstance(document, list):
        return document
    assert own_faults(document) == []
    if options and options[-1] != "fillable":
        return lines_of(etree.tostring(part(document, options[-1]), encoding="unicode"))
    return outline(document).splitlines()[1:]


def test_every_style_of_an_element_is_one_of_a_theme() -> None:
    used = {style for spec in ELEMENTS.values() for style in (spec.style, *spec.classes.values())} | {*IN_CARD.values()}
    unknown = used - {"", *STYLE_NAMES, *TABLE_STYLES}
    assert not unknown, f"add {unknown} to PARAGRAPH_STYLES in debatekit/word/theme.py"


def test_every_element_is_in_a_case_or_a_snapshot() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (*CASES, *SNAPSHOTS.glob("*.html")))
    assert [element for element in ELEMENTS if not re.search(rf"<{element}(?![\w-])", pages)] == []


@pytest.mark.parametrize(
    ("path", "name"), [pytest.param(path, name, id=f"{path.stem}: {name}") for path in CASES for name in cases_in(path)]
)
def test_case(path: Path, name: str) -> None:
    cases = cases_in(path)
    html, expected = cases[name]
    found = result_of(name, html)
    if UPDATE:
        expected[:] = found
        written = [
            "\n".join([f"# {name}", *html, *(f"  {line}" for line in expected), ""])
            for name, (html, expected) in cases.items()
        ]
        path.write_text("".join(written), encoding="utf-8")
    assert found == expected


TOGETHER: Final = [html for path in CASES for html, expected in cases_in(path).values() if is_sound(html, expected)]


@pytest.mark.slow
@given(st.lists(st.sampled_from(TOGETHER), min_size=2, max_size=9, unique_by=str))
@settings(max_examples=60, database=None)
def test_any_cases_together_are_a_sound_document_that_loses_no_word(cases: list[list[str]]) -> None:
    bodies = [
        re.sub(r'(\bid="|href="#)(?=[^"]{,30}")', rf"\g<0>n{n}-", "\n".join(lines)) for n, lines in enumerate(cases)
    ]
    *alone, together = (written(body, folders=[SNAPSHOTS]) for body in [*bodies, "".join(bodies)])
    assert faults(together) == []
    assert words_of(together) == sum(map(words_of, alone), Counter())


def words_of(document: bytes) -> Counter[str]:
    return Counter(text_of(document, "document", "footnotes").split())


SNAPSHOT_FILES: Final = {
    **{f"{name}.txt": (name, False) for name in FIXTURES},
    **{f"{name}.fillable.txt": (name, True) for name in SNAPSHOTS_TO_FILL_IN},
}


def test_every_snapshot_has_its_page() -> None:
    assert {path.name for path in SNAPSHOTS.glob("*.txt")} == SNAPSHOT_FILES.keys()


@pytest.mark.parametrize("file", SNAPSHOT_FILES)
def test_snapshot(file: str) -> None:
    """The outline is that in the file, all checkers pass, and no formatting is outside styles."""
    name, fillable = SNAPSHOT_FILES[file]
    document = fixture(name, fillable=fillable)
    check_snapshot(SNAPSHOTS / file, outline(document))
    assert faults(document) == []
    root = part(document, "word/document.xml")
    in_runs = {child.tag for properties in root.iter(f"{W}rPr") for child in properties}
    in_paragraphs = {child.tag for properties in root.iter(f"{W}pPr") for child in properties}
    assert in_runs <= RUN_PROPERTIES
    assert {f"{W}pStyle"} <= in_paragraphs <= PARAGRAPH_PROPERTIES


EVERYTHING = (HERE / "everything.html").read_text(encoding="utf-8")


@cache
def sound() -> bytes:
    return written(EVERYTHING, folders=[SNAPSHOTS])


def planted(part: str, old: str, new: str) -> bytes:
    """Return a sound document with `old` in one of its parts replaced once by `new`."""
    parts = unpacked(sound())
    assert old.encode() in parts[part]
    return packed({**parts, part: parts[part].replace(old.encode(), new.encode(), 1)})


AUDITORS = ("openxml-audit: ", "ooxml-integrity: ")


@pytest.mark.parametrize(("part", "old", "new", "message"), planted_faults("faults.txt"))
def test_planted_fault_is_found(part: str, old: str, new: str, message: str) -> None:
    document = planted(part, old.removeprefix("- "), new[2:])
    if message in AUDITORS:
        assert any(fault.startswith(message) for fault in faults(document))
    else:
        (found,) = own_faults(document)
        assert message in found


def test_sound_document_has_no_faults() -> None:
    assert faults(planted("word/document.xml", "End", "End")) == []
