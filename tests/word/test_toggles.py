"""Toggle properties: no character style repeats one of its paragraph's style, which would turn it off (17.7.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree

from debatekit.motion.loader import load_motion
from debatekit.ooxml import Element, W, is_on, value
from debatekit.word import make_template, write_document
from tests.kits import open_builder, themes
from tests.outline import outline
from tests.packages import packed, unpacked
from tests.word.support import FIXTURES, fixture, page, read_based, written
from tests.word.test_pages import CASES, cases_in, written_case

TOGGLES = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "vanish", "emboss", "imprint", "outline")
MOTIONS = sorted((Path(__file__).parents[2] / "motions").glob("*.yaml"))


def toggles_by_style(styles: Element) -> dict[str, set[str]]:
    """Return the toggle properties that each style turns on, by its id."""
    found = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}

    def on(identifier: str, tag: str) -> bool:
        style = found.get(identifier)
        own = None if style is None else style.find(f"{W}rPr/{W}{tag}")
        return is_on(own) if own is not None or style is None else on(value(style, "basedOn"), tag)

    return {identifier: {tag for tag in TOGGLES if on(identifier, tag)} for identifier in found}


def parts_in(document: bytes) -> dict[str, Element]:
    parts = unpacked(document).items()
    return {name: etree.fromstring(part) for name, part in parts if name.startswith("word/") and name.endswith(".xml")}


def conditions(table: Element | None, styles: Element) -> Iterator[str]:
    """Yield the toggle properties that a table's style turns on somewhere."""
    name = "" if table is None else value(table, f"tblPr/{W}tblStyle")
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") == name:
            yield from (tag for tag in TOGGLES for found in style.iter(W + tag) if is_on(found))


def repeated(document: bytes) -> list[tuple[str, str, str]]:
    """Return the text of each run that repeats a toggle, with the styles of its paragraph and its own."""
    parts = parts_in(document)
    styles = parts.pop("word/styles.xml")
    toggles = toggles_by_style(styles)
    faults = []
    for root in parts.values():
        for run in root.iter(f"{W}r"):
            paragraph = next(run.iterancestors(f"{W}p"))
            names = value(paragraph, f"pPr/{W}pStyle") or "Normal", value(run, f"rPr/{W}rStyle")
            outer = toggles[names[0]] | {*conditions(next(run.iterancestors(f"{W}tbl"), None), styles)}
            if outer & toggles.get(names[1], set()):
                faults.append((*names, "".join(map(str, run.itertext()))))
    return faults


@pytest.mark.parametrize("name", FIXTURES)
def test_no_page_repeats_a_toggle(name: str) -> None:
    assert repeated(fixture(name)) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_case_repeats_a_toggle(path: Path) -> None:
    results = {name: written_case(name, html) for name, (html, _) in cases_in(path).items()}
    documents = {name: result for name, result in results.items() if isinstance(result, bytes)}
    assert {name: found for name, document in documents.items() if (found := repeated(document))} == {}


def test_a_repeated_toggle_is_found() -> None:
    """The test of the tests: a page in which a twin is not used."""
    parts = unpacked(written("<h2>a <span class='number'>b</span></h2>"))
    main = parts["word/document.xml"].replace(b"NumberWithoutBold", b"Number")
    assert repeated(packed({**parts, "word/document.xml": main})) == [("Heading2", "Number", "b")]


LOOKS: Mapping[str, tuple[str, str, str]] = {
    "bold": ("", "<p class='label'>a <strong>b</strong> <em>c</em></p>", "Label: a b [Emphasis|c]"),
    "both": ("", "<p class='label'><strong><em>a</em></strong></p>", "Label: [Strong Emphasis Without Bold|a]"),
    "other properties stay": ("", "<p class='label'><mark>a</mark></p>", "Label: [Marked Without Bold|a]"),
    "plain text": ("", "<p><mark>a</mark></p>", "Normal: [Marked|a]"),
    "inherited": (
        "",
        "<section class='card'><p class='label'><strong>a</strong></p></section>",
        "Label Indented +whole: a",
    ),
    "italic": ("Quotation: {italic: true}", "<blockquote><em>a</em></blockquote>", "Quotation: a"),
    "off again": ("Label: {bold: false}", "<p class='label'><strong>a</strong></p>", "Label: [Strong|a]"),
    "with a language": ("", "<p class='label'><em><strong lang='fr'>a</strong></em></p>", "Without Bold fr|a]"),
}


@pytest.mark.parametrize(("styles", "html", "expected"), LOOKS.values(), ids=LOOKS)
def test_a_twin_replaces_a_style_that_repeats_a_toggle(tmp_path: Path, styles: str, html: str, expected: str) -> None:
    made = make_template(read_based(tmp_path, f"styles: {{{styles}}}"), "a4", "en-GB")
    document = write_document(page(html), made, "page.html")
    assert expected in outline(document)
    assert repeated(document) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("motion", MOTIONS, ids=lambda path: path.stem)
def test_no_document_repeats_a_toggle(motion: Path, theme: str) -> None:
    for fillable in (False, True):
        builder = open_builder(theme=theme, fillable=fillable)
        documents = {document.name: document.content for document in builder.render(load_motion(motion))}
        assert {name: found for name, content in documents.items() if (found := repeated(content))} == {}
