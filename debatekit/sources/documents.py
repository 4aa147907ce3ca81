"""The text of a Word document or an OpenDocument text: with all changes accepted, and without what is hidden."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Final

from debatekit.errors import DebatekitError
from debatekit.ooxml import DC, MC, Element, Package, W, is_on, value
from debatekit.sources.text import Metadata

OMITTED: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr"})
"""Deleted and moved text (17.13.5.14, 17.13.5.22), ruby text (17.3.3.24), and properties."""

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

WINGDINGS: Final = dict(
    chain(
        {0x28: "☎", 0x2A: "✉", 0x45: "☜", 0x46: "☞", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■"}.items(),
        {0x6F: "□", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xE8: "➔"}.items(),
        {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}.items(),
        enumerate("←→↑↓", 0xDF),
        enumerate("⇦⇨⇧⇩", 0xEF),
        enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x80),
    )
)
FONTS: Final = {
    "symbol": ADOBE_SYMBOL,
    "wingdings": WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒"},
}


def word_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of the body, including tables, content controls and text boxes, with changes accepted."""
    return _Body(Package(raw, file)).paragraphs


def word_metadata(raw: bytes, file: str) -> Metadata:
    """Return the title and the author of the core properties (ECMA-376 part 2, 11.1)."""
    found = Package(raw, file).root.related("core-properties")
    if not found:
        return Metadata()
    return Metadata(title=found.xml.findtext(f"{DC}title") or "", author=found.xml.findtext(f"{DC}creator") or "")


class _Body:
    """The paragraphs of a document, and the styles that hide text."""

    def __init__(self, package: Package) -> None:
        self._styles = package.main.related_xml("styles")
        self._pieces: list[list[str]] = []
        self._collect(package.main.xml, [])
        self.paragraphs = ["".join(pieces) for pieces in self._pieces]

    @cached_property
    def _hiding(self) -> frozenset[str]:
        """The ids of styles whose text is hidden, by themselves or by the style that they are based on (17.7.4.3)."""
        styles = {style.get(f"{W}styleId", ""): style for style in self._styles.iter(f"{W}style")}

        def hides(name: str) -> bool:
            for _ in range(20):  # styles that are based on each other would never end
                if (style := styles.get(name)) is None:
                    return False
                if (found := style.find(f"{W}rPr/{W}vanish")) is not None:
                    return is_on(found)
                name = value(style, "basedOn")
            return False

        return frozenset(filter(hides, styles))

    def _collect(self, element: Element, pieces: list[str], hidden: bool = False) -> None:
        joined: list[str] | None = None  # the paragraph before, if its mark is deleted or hidden
        for child in element:
            if child.tag == f"{W}p":  # in the body, or in a text box within another paragraph
                if joined is None:
                    self._pieces.append(joined := [])
                self._collect(child, joined, value(child.find(f"{W}pPr"), "pStyle") in self._hiding)
                joined = joined if _has_no_mark(child) else None
            elif child.tag == f"{W}r":
                style = value(child.find(f"{W}rPr"), "rStyle") in self._hiding
                direct = child.find(f"{W}rPr/{W}vanish")
                if not (is_on(direct) if direct is not None else style != hidden):  # toggles of two styles (17.7.3)
                    self._collect(child, pieces, hidden)
            elif child.tag == f"{MC}AlternateContent":  # ECMA-376 part 3, 9.3
                self._collect_alternative(child, pieces, hidden)
            elif child.tag not in OMITTED and not _is_omitted(child):
                pieces += _characters(child)
                self._collect(child, pieces, hidden)

    def _collect_alternative(self, element: Element, pieces: list[str], hidden: bool) -> None:
        """Collect the first alternative that has text."""
        for alternative in element:
            before = len(self._pieces), len(pieces)
            self._collect(alternative, pieces, hidden)
            if any(map(str.strip, chain(pieces[before[1] :], *self._pieces[before[0] :]))):
                return


def _has_no_mark(paragraph: Element) -> bool:
    """Return whether the mark at the end of a paragraph is deleted (17.13.5.15), moved or hidden."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return any(mark.find(W + name) is not None for name in ("del", "moveFrom")) or is_on(mark.find(f"{W}vanish"))


def _is_omitted(element: Element) -> bool:
    """Return whether an element is a deleted row or cell (17.13.5.12, 17.13.5.1), or an empty field (17.5.2.39)."""
    if element.tag == f"{W}tr":
        return element.find(f"{W}trPr/{W}del") is not None
    if element.tag == f"{W}tc":
        return element.find(f"{W}tcPr/{W}cellDel") is not None
    return element.tag == f"{W}sdt" and is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _characters(element: Element) -> Iterator[str]:
    """Yield the characters that an element of a run is."""
    if element.tag == f"{W}t":
        run = element.getparent()
        font = "" if run is None else value(run.find(f"{W}rPr/{W}rFonts"), attribute="ascii")
        yield PRIVATE.sub(lambda sign: _symbol(ord(sign[0]), font or "Symbol"), element.text or "")
    elif element.tag in CHARACTERS:
        yield CHARACTERS[element.tag]
    elif element.tag == f"{W}sym" or element.tag.endswith("}symEx"):  # 17.3.3.30; [MS-DOCX] 2.2.7
        found = {str(name).rpartition("}")[2]: str(text) for name, text in element.attrib.items()}
        if re.fullmatch("[0-9A-Fa-f]{1,6}", found.get("char", "")):
            yield _symbol(int(found["char"], 16), found.get("font", ""))


def _symbol(code: int, font: str) -> str:
    """Return the character of a code in a font: in the fonts of symbols, codes have a meaning of their own."""
    small = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if (known := FONTS.get(font.lower())) is not None:
        return known.get(small, UNKNOWN)
    if 0xE000 <= code <= 0xF8FF:
        return chr(small) if small < 0x7F and small != code else UNKNOWN
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


OFFICE, TEXT, STYLE, SVG = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "style", "svg-compatible")
)
ODT_OMITTED: Final = frozenset({
    f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}ruby-text", f"{TEXT}placeholder",
    f"{TEXT}hidden-text", f"{SVG}title", f"{SVG}desc", f"{TEXT}sequence-decls",
})  # fmt: skip
"""Comments, notes, what was deleted, readings of characters, empty fields, and descriptions of pictures."""

ODT_SPACES: Final = frozenset({f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"})  # 6.1.3 to 6.1.5


def odt_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of an OpenDocument text (OpenDocument 1.3 part 3); raises `DebatekitError` as `Package`."""
    content = Package(raw, file).part("content.xml")
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
    return ["".join(pieces) for pieces in paragraphs]


def odt_metadata(raw: bytes, file: str) -> Metadata:
    """Return the title and the author of the document (4.3.2.2 and 4.3.2.7 of part 3)."""
    found = Package(raw, file).part("meta.xml")
    if found is None:
        return Metadata()
    values = {child.tag: child.text or "" for child in found.xml.iter(f"{DC}title", f"{DC}creator")}
    return Metadata(values.get(f"{DC}title", ""), values.get(f"{DC}creator", ""))


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
