"""The text of a Word document or an OpenDocument text: with all changes accepted, and without what is hidden."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from debatekit.errors import DebatekitError
from debatekit.ooxml import DC, MC, Element, Package, Part, W, is_on, value
from debatekit.sources.text import Metadata, SourceText

OMITTED: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr"})
"""Deleted and moved text (17.13.5.14, 17.13.5.22), ruby text (17.3.3.24), and properties."""

DELETED: Final = (f"{W}trPr/{W}del", f"{W}tcPr/{W}cellDel")
"""What a deleted row or cell of a table has (17.13.5.12, 17.13.5.1)."""

CHARACTERS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
"""Elements of a run that are characters (17.3.3); a soft hyphen is left out."""

UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
PRIVATE: Final = re.compile("[\uf020-\uf0ff]")
"""Where Word puts the characters of a font with an encoding of its own (17.3.3.30)."""

ADOBE_SYMBOL: Final = dict(
    chain(
        enumerate(
            " !∀#∃%&∋()∗+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼", 0x20
        ),
        enumerate("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑", 0xA0),
        enumerate("⟩∫", 0xF1),
    )
)
"""The characters of Adobe's Symbol font by their codes (Adobe, symbol.txt)."""

WINGDINGS: Final = {0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFC: "✓", 0xFE: "☑"}
"""What Word makes of ":)" and "-->", and ticks."""

FONTS: Final = {"symbol": ADOBE_SYMBOL, "wingdings": WINGDINGS}


def read_word(raw: bytes, file: str) -> SourceText:
    """Return the text of the body of a Word document, including tables, content controls and text boxes.

    Raises `DebatekitError` as `Package`.
    """
    package = Package(raw, file)
    paragraphs: list[list[str]] = []
    _collect(package.main.xml, [], paragraphs)
    return SourceText.from_paragraphs(map("".join, paragraphs), _stated(package.root.related("core-properties")))


def _stated(part: Part | None) -> Metadata:
    """Return the title and the author (ECMA-376 part 2, 11.1; OpenDocument 1.3 part 3, 4.3.2)."""
    if part is None:
        return Metadata()
    title, author = (part.xml.findtext(f".//{DC}{name}") or "" for name in ("title", "creator"))
    return Metadata(title, author)


def _collect(element: Element, pieces: list[str], paragraphs: list[list[str]]) -> None:
    joined: list[str] | None = None  # the paragraph before, if its mark is deleted or hidden
    for child in element:
        if child.tag == f"{W}p":  # in the body, or in a text box within another paragraph
            if joined is None:
                paragraphs.append(joined := [])
            _collect(child, joined, paragraphs)
            joined = joined if _has_no_mark(child) else None
        elif child.tag == f"{MC}AlternateContent":  # ECMA-376 part 3, 9.3
            _collect_alternative(child, pieces, paragraphs)
        elif child.tag not in OMITTED and not _is_omitted(child):
            pieces += _characters(child)
            _collect(child, pieces, paragraphs)


def _collect_alternative(element: Element, pieces: list[str], paragraphs: list[list[str]]) -> None:
    """Collect the first alternative that has text."""
    for alternative in element:
        before = len(paragraphs), len(pieces)
        _collect(alternative, pieces, paragraphs)
        if any(map(str.strip, chain(pieces[before[1] :], *paragraphs[before[0] :]))):
            return


def _has_no_mark(paragraph: Element) -> bool:
    """Return whether the mark at the end of a paragraph is deleted (17.13.5.15), moved or hidden."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return any(mark.find(W + name) is not None for name in ("del", "moveFrom")) or is_on(mark.find(f"{W}vanish"))


def _is_omitted(element: Element) -> bool:
    """Return whether an element is hidden, deleted, or an empty field (17.5.2.39)."""
    is_hidden = is_on(element.find(f"{W}rPr/{W}vanish")) or is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))
    return is_hidden or any(element.find(path) is not None for path in DELETED)


def _characters(element: Element) -> Iterator[str]:
    """Yield the characters that an element of a run is."""
    if element.tag == f"{W}t":
        run = element.getparent()
        font = "" if run is None else value(run.find(f"{W}rPr/{W}rFonts"), attribute="ascii")
        yield PRIVATE.sub(lambda sign: _symbol(ord(sign[0]), font or "Symbol"), element.text or "")
    elif element.tag in CHARACTERS:
        yield CHARACTERS[element.tag]
    elif element.tag == f"{W}sym" and re.fullmatch("[0-9A-Fa-f]{4}", code := value(element, attribute="char")):
        yield _symbol(int(code, 16), value(element, attribute="font"))  # 17.3.3.30


def _symbol(code: int, font: str) -> str:
    """Return the character of a code in a font: in the fonts of symbols, codes have a meaning of their own."""
    small = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if (known := FONTS.get(font.lower())) is not None:
        return known.get(small, UNKNOWN)
    if 0xD800 <= code <= 0xF8FF:  # no character, or one of the font's own
        return chr(small) if small < 0x7F else UNKNOWN
    return chr(code)


OFFICE, TEXT, STYLE, SVG = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "style", "svg-compatible")
)
ODT_OMITTED: Final = frozenset({
    f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}ruby-text", f"{TEXT}placeholder",
    f"{TEXT}hidden-text", f"{SVG}title", f"{SVG}desc", f"{TEXT}sequence-decls",
})  # fmt: skip
"""Comments, notes, what was deleted, readings of characters, empty fields, and descriptions of pictures."""

ODT_SPACES: Final = frozenset({f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"})  # 6.1.3 to 6.1.5


def read_opendocument(raw: bytes, file: str) -> SourceText:
    """Return the text of an OpenDocument text (OpenDocument 1.3 part 3); raises `DebatekitError` as `Package`."""
    package = Package(raw, file)
    content = package.part("content.xml")
    body = None if content is None else content.xml.find(f"{OFFICE}body/{OFFICE}text")
    if content is None or body is None:
        hint = "Open it in LibreOffice, and save it as a Word document (.docx)."
        raise DebatekitError.for_file(file, "this is not an OpenDocument text", hint)
    hidden = {
        style.get(f"{STYLE}name", "")
        for style in content.xml.iter(f"{STYLE}style")
        if any(it.get(f"{TEXT}display") == "none" for it in style.iter(f"{STYLE}text-properties"))
    }
    paragraphs: list[list[str]] = []
    _collect_odt(body, [], paragraphs, hidden)
    return SourceText.from_paragraphs(map("".join, paragraphs), _stated(package.part("meta.xml")))


def _collect_odt(element: Element, pieces: list[str], paragraphs: list[list[str]], hidden: set[str]) -> None:
    for child in element:
        is_hidden = child.get(f"{TEXT}style-name") in hidden or child.tag in ODT_OMITTED
        if child.tag in {f"{TEXT}p", f"{TEXT}h"} and not is_hidden:  # in the body, or in a text box in a paragraph
            paragraphs.append([child.text or ""])
            _collect_odt(child, paragraphs[-1], paragraphs, hidden)
        elif child.tag in ODT_SPACES:
            pieces.append(" ")
        elif not is_hidden:
            pieces.append(child.text or "")
            _collect_odt(child, pieces, paragraphs, hidden)
        pieces.append(child.tail or "")
