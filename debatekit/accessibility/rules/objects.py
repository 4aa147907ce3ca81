"""Rules about pictures, shapes, charts and text boxes, in DrawingML and in the older VML.

Sources: Microsoft, "all non-text content has alternative text" and "image or object is inline with text"; WCAG 2.2,
1.1.1 and 1.3.2; Section 508.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from debatekit.accessibility import kinds
from debatekit.accessibility.findings import excerpt
from debatekit.accessibility.markup import DECORATIVE, OFF, WP, O, V

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding
    from debatekit.accessibility.stories import GraphicObject

FILE_NAME: Final = re.compile(r"\S.{0,99}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|heic|ico|pdf)", re.IGNORECASE)
NO_DESCRIPTION: Final = re.compile(
    r"(?:an?\s+|the\s+)?(?:picture|image|img|photo(?:graph)?|dsc|graphic|chart|diagram|shape|figure|screenshot|logo"
    r"|icon|drawing|illustration|object|alt(?:ernative)?\s+text|untitled)[\s_\-#(]*\d*[.)]?",
    re.IGNORECASE,
)


def alternative_text(document: Document) -> Iterator[Finding]:
    """Check that what is no text says in words what it shows, or that it is decorative.

    Word keeps these words as the description of an object (ECMA-376 part 1, 20.4.2.5). A file name or a word such as
    "picture" says nothing. A text box speaks for itself, and a watermark is told by its own rule.
    """
    for graphic in _objects(document):
        text = _description(graphic).strip()
        if graphic.holds_text or _is_decorative(graphic) or _is_watermark(graphic):
            continue
        if not text:
            yield kinds.NO_ALT_TEXT.at(_place(graphic), "it has no alternative text")
        elif FILE_NAME.fullmatch(text) or NO_DESCRIPTION.fullmatch(text):
            message = f"its alternative text {excerpt(text)} does not say what it shows"
            yield kinds.POOR_ALT_TEXT.at(_place(graphic), message)


def in_line_with_text(document: Document) -> Iterator[Finding]:
    """Check that objects stand in line with text, and text stands in no box, so that it is read in its order."""
    for graphic in _objects(document):
        if _is_watermark(graphic):
            continue
        if graphic.holds_text:
            yield kinds.TEXT_BOX.at(_place(graphic), "text stands in a text box, which may be read out of its order")
        elif _is_floating(graphic):
            yield kinds.FLOATING.at(_place(graphic), "it floats over the page, and is not in line with the text")


def watermarks(document: Document) -> Iterator[Finding]:
    """Check that nothing stands behind the text (Section 508; Microsoft: "avoid image watermarks")."""
    for graphic in _objects(document):
        if _is_watermark(graphic):
            yield kinds.WATERMARK.at(_place(graphic), "a watermark, or something else, stands behind the text")


def _objects(document: Document) -> Iterator[GraphicObject]:
    for story in document.stories:
        yield from (graphic for graphic in story.objects if not _is_hidden(graphic))


def _is_drawing(graphic: GraphicObject) -> bool:
    return graphic.element.tag.startswith(WP)


def _attributes(graphic: GraphicObject) -> dict[str, str]:
    """Return the attributes that name and describe an object: those of its ``wp:docPr``, or of the shape in VML."""
    found = graphic.element.find(f"{WP}docPr") if _is_drawing(graphic) else graphic.element
    return {} if found is None else {str(key): str(text) for key, text in found.attrib.items()}


def _description(graphic: GraphicObject) -> str:
    return _attributes(graphic).get("descr" if _is_drawing(graphic) else "alt", "")


def _place(graphic: GraphicObject) -> str:
    attributes = _attributes(graphic)
    name = attributes.get("name") or attributes.get("id") or ""
    kind = "text box" if graphic.holds_text else "picture or shape"
    return f"{kind} {excerpt(name)} in {graphic.where}" if name.strip() else f"{kind} in {graphic.where}"


def _is_hidden(graphic: GraphicObject) -> bool:
    return _attributes(graphic).get("hidden", "0").lower() not in OFF


def _is_decorative(graphic: GraphicObject) -> bool:
    """Return whether an object is marked as decorative ([MS-ODRAWXML]), or is a horizontal line in VML."""
    if not _is_drawing(graphic):
        return graphic.element.get(f"{O}hr", "f").lower() in {"t", "true", "1"}
    return any(mark.get("val", "0").lower() not in OFF for mark in graphic.element.findall(f"{WP}docPr//{DECORATIVE}"))


def _is_floating(graphic: GraphicObject) -> bool:
    if _is_drawing(graphic):
        return graphic.element.tag == f"{WP}anchor"
    return "position:absolute" in _style(graphic)


def _is_watermark(graphic: GraphicObject) -> bool:
    """Return whether an object stands behind the text, or is WordArt in a header, as Word's own watermarks are."""
    if _is_drawing(graphic):
        return graphic.element.tag == f"{WP}anchor" and graphic.element.get("behindDoc", "0").lower() not in OFF
    in_edge = graphic.story.kind in {"header", "footer"}
    is_art = graphic.element.find(f".//{V}textpath") is not None
    return (in_edge and is_art) or (_is_floating(graphic) and "z-index:-" in _style(graphic))


def _style(graphic: GraphicObject) -> str:
    return "".join(graphic.element.get("style", "").lower().split())
