"""What another program wrote → WordprocessingML that can stand in our parts.

Keeps what Word's own namespaces hold, in the order of the schema, and leaves out what belongs to the file it comes
from: revisions, bookmarks, ids, links to other parts of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    Element = etree._Element

NAMES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
"""The namespaces that are taken over, by the prefix that each has in our parts."""

XML: Final = "http://www.w3.org/XML/1998/namespace"
PREFIXES: Final = {uri: prefix for prefix, uri in NAMES.items()}
W: Final = f"{{{NAMES['w']}}}"
R: Final = f"{{{NAMES['r']}}}"
MC: Final = f"{{{NAMES['mc']}}}"
ROOT: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items()) + ' mc:Ignorable="w14 wp14"'

UNWRAPPED: Final = {W + tag for tag in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent")}
"""What gives way to what it holds: accepted revisions, and controls, whose ids could be those of ours."""
# fmt: off
LEFT_OUT: Final = {W + tag for tag in (
    "del", "moveFrom", "delText", "delInstrText", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange",
    "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
    "commentReference", "annotationRef", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "lastRenderedPageBreak", "footnoteReference", "endnoteReference", "sdtPr", "sdtEndPr",
    "smartTagPr", "customXmlPr", "sectPr", "ffData", "fldData",
)}
# fmt: on
# fmt: off
PARAGRAPH_ORDER: Final = (
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr",
    "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap",
    "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
    "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
    "w:sectPr", "w:pPrChange",
)
"""The children of ``w:pPr`` (ECMA-376 part 1, 17.3.1.26)."""

RUN_ORDER: Final = (
    "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike",
    "w:outline", "w:shadow", "w:emboss", "w:imprint", "w:noProof", "w:snapToGrid", "w:vanish", "w:webHidden",
    "w:color", "w:spacing", "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect",
    "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout",
    "w:specVanish", "w:oMath",
)
"""The children of ``w:rPr`` (ECMA-376 part 1, 17.3.2.28)."""
# fmt: on

TEXTS: Final = {f"{W}t", f"{W}instrText"}
"""The elements of Word's own that hold text."""
SIDES: Final = {"start": "left", "end": "right"}
"""What LibreOffice calls the sides of a line as Strict files do, and Word otherwise (17.18.44)."""
RSID: Final = re.compile(rf"{re.escape(W)}rsid|{re.escape('{' + NAMES['w14'] + '}')}(para|text)Id")
"""Attributes that say when something was edited (17.3.1.22), and ids that are one file's own."""


def clean(root: Element, prefixes: Collection[str] = NAMES.keys()) -> None:
    """Take out of a tree what cannot stand in another file, and put properties in the order of the schema.

    What belongs to another namespace than those with one of the `prefixes` is left out.
    """
    kept = {NAMES[prefix] for prefix in prefixes}
    spoken = {None, XML, *kept} - {NAMES["mc"]}
    for element in list(root.iter()):
        if element is not root and (etree.QName(element).namespace not in kept or element.tag in LEFT_OUT):
            remove(element)
            continue
        element.tail = None
        if str(element.tag).startswith(W) and element.tag not in TEXTS:
            element.text = None
        for key in map(str, list(element.attrib)):
            if etree.QName(key).namespace not in spoken or RSID.match(key):
                del element.attrib[key]
    for element in list(root.iter(f"{MC}AlternateContent")):
        _choose(element)
    for element in list(root.iter(*UNWRAPPED)):
        if element is not root:
            unwrap(element)
    _mend_values(root)
    for tag, order in ((f"{W}pPr", PARAGRAPH_ORDER), (f"{W}rPr", RUN_ORDER)):
        for properties in list(root.iter(tag)):
            put_in_order(properties, order)


def _mend_values(root: Element) -> None:
    """Put what Word knows in place of values that it does not, or take them out."""
    for element in root.iter(f"{W}jc", f"{W}lvlJc", f"{W}tab"):
        if (said := element.get(f"{W}val", "")) in SIDES:
            element.set(f"{W}val", SIDES[said])
    for element in list(root.iter(f"{W}outlineLvl")):
        if not re.fullmatch("[0-9]", element.get(f"{W}val", "")):  # a level of no heading (17.3.1.20)
            remove(element)


def put_in_order(parent: Element, order: Iterable[str], several: str = "") -> None:
    """Sort the children of `parent` as `order` says, leave out others of Word's, and all but the first of a kind.

    What extends Word's own comes last; there may be more than one of `several`.
    """
    places = {W + tag.removeprefix("w:"): place for place, tag in enumerate(order)}
    found: dict[str, list[Element]] = {}
    for child in parent:
        if not str(child.tag).startswith(W) or child.tag in places:
            found.setdefault(str(child.tag), []).append(child)
    tags = sorted(found, key=lambda tag: places.get(tag, len(places)))
    parent[:] = [child for tag in tags for child in (found[tag] if tag == W + several else found[tag][:1])]


def rooted(tag: str, children: Iterable[Element]) -> Element:
    """Return a new root of Word's, with the prefixes that our parts have, around `children`."""
    root = etree.fromstring(f"<w:{tag} {ROOT}/>")
    root.extend(list(children))
    return root


def unwrap(element: Element) -> None:
    """Put what `element` holds in its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def value(parent: Element | None, tag: str, attribute: str = "val") -> str:
    """Return an attribute of the child `tag` of `parent`; "" if there is none."""
    child = None if parent is None else parent.find(W + tag)
    return "" if child is None else child.get(W + attribute, "")


def is_on(parent: Element | None, tag: str) -> bool:
    """Return whether a switch among the properties `parent` is on (17.17.4)."""
    return parent is not None and parent.find(W + tag) is not None and value(parent, tag) not in ("0", "false", "off")


def remove(element: Element) -> None:
    """Take `element` out of what it stands in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _choose(element: Element) -> None:
    """Keep of alternatives those that Word can read, named as our parts name them (ECMA-376 part 3, 7.5)."""
    for choice in list(element.iterfind(f"{MC}Choice")):
        uris = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
        if uris and all(uri in PREFIXES for uri in uris):
            choice.set("Requires", " ".join(PREFIXES[uri] for uri in uris))
        else:
            element.remove(choice)
    if element.find(f"{MC}Choice") is None:
        fallback = element.find(f"{MC}Fallback")
        if fallback is not None:
            unwrap(fallback)
        unwrap(element)
