"""The text of an OpenDocument text (OpenDocument 1.3 part 3): read here, because no library is smaller than this."""

from typing import Final

from debatekit.errors import DebatekitError
from debatekit.ooxml import Element, Package
from debatekit.sources.text import Metadata

OFFICE, TEXT, STYLE, SVG = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "style", "svg-compatible")
)
OMITTED: Final = frozenset({
    f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}ruby-text", f"{TEXT}placeholder",
    f"{TEXT}hidden-text", f"{SVG}title", f"{SVG}desc", f"{TEXT}sequence-decls",
})  # fmt: skip
"""Comments, notes, what was deleted, readings of characters, empty fields, and descriptions of pictures."""

DC: Final = "{http://purl.org/dc/elements/1.1/}"
SPACES: Final = frozenset({f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"})  # 6.1.3 to 6.1.5


def odt_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of an OpenDocument text, with changes accepted; raises `DebatekitError` as `Package`."""
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
    _collect(body, [], paragraphs, hidden)
    return ["".join(pieces) for pieces in paragraphs]


def odt_metadata(raw: bytes, file: str) -> Metadata:
    """Return the title and the author of the document (4.3.2.2 and 4.3.2.7 of part 3)."""
    found = Package(raw, file).part("meta.xml")
    if found is None:
        return Metadata()
    values = {child.tag: child.text or "" for child in found.xml.iter(f"{DC}title", f"{DC}creator")}
    return Metadata(values.get(f"{DC}title", ""), values.get(f"{DC}creator", ""))


def _collect(element: Element, pieces: list[str], paragraphs: list[list[str]], hidden: set[str]) -> None:
    for child in element:
        is_hidden = child.get(f"{TEXT}style-name") in hidden or child.tag in OMITTED
        if child.tag in {f"{TEXT}p", f"{TEXT}h"} and not is_hidden:  # in the body, or in a text box in a paragraph
            paragraphs.append([child.text or ""])
            _collect(child, paragraphs[-1], paragraphs, hidden)
        elif child.tag in SPACES:
            pieces.append(" ")
        elif not is_hidden:
            pieces.append(child.text or "")
            _collect(child, pieces, paragraphs, hidden)
        pieces.append(child.tail or "")
