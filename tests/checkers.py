"""What is wrong with a Word file: two auditors, and checks of our own for what both miss."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openxml_audit import OpenXmlValidator

    Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

LONGEST_TITLE = 64
"""Characters of a content control's title or tag (17.5.2.1 and 17.5.2.42)."""

OPTIONAL = "relationships/fontTable' is missing"
"""openxml-audit wants a font table, which the standard leaves open (ECMA-376 part 1, 11.3.5: "if it exists")."""

# The orders are written out here and not taken from debatekit, so that they check its own.
# fmt: off
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)
RUN_ORDER = (
    "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
    "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText",
    "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)
CONTROL_ORDER = (
    "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "dataBinding",
)
"""What a control's properties begin with; its kind is the last of them (17.5.2.38)."""
# fmt: on


def faults(docx: bytes) -> list[str]:
    """Return everything that the auditors and our own checks find wrong with a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(docx)
        return [*own_faults(docx), *_audited(path), *_inspected(path)]


def own_faults(docx: bytes) -> list[str]:
    """Return what our own checks find wrong with a document; quick."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        blobs = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    trees: dict[str, Element] = {}
    broken = []
    for name, blob in blobs.items():
        try:
            trees[name] = etree.fromstring(blob)
        except etree.XMLSyntaxError as error:
            broken.append(f"{name}: not well-formed: {error}")
    return broken or list(_own_faults(trees))


@cache
def _auditor() -> OpenXmlValidator:
    from openxml_audit import FileFormat, OpenXmlValidator

    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)


def _audited(path: Path) -> list[str]:
    return [f"openxml-audit: {error}" for error in _auditor().validate(path).errors if OPTIONAL not in str(error)]


def _inspected(path: Path) -> list[str]:
    from ooxml_integrity import check

    return [f"ooxml-integrity: {finding.code} {finding.message} {finding.where}" for finding in check(str(path))]


def _own_faults(trees: dict[str, Element]) -> Iterator[str]:
    texts = {name: tree for name, tree in trees.items() if _is_text(name)}
    yield from _controls(texts)
    for name, tree in texts.items():
        yield from _cells(name, tree)
        yield from _styles(name, tree, trees["word/styles.xml"])
        yield from _lists(name, tree, trees.get("word/numbering.xml"))
        yield from _links(name, tree, trees)
    for name, tree in trees.items():
        yield from _order(name, tree, "pPr", PARAGRAPH_ORDER)
        yield from _order(name, tree, "rPr", RUN_ORDER)


def _is_text(name: str) -> bool:
    return name.startswith(("word/document", "word/header", "word/footer"))


def _controls(texts: dict[str, Element]) -> Iterator[str]:
    """Yield what is wrong with content controls: shared ids, order, long titles."""
    ids: Counter[str] = Counter()
    for name, tree in texts.items():
        for properties in tree.iter(f"{W}sdtPr"):
            ids.update(_value(found) for found in properties.iterfind(f"{W}id"))
            order = [_local(child) for child in properties]
            places = [CONTROL_ORDER.index(tag) if tag in CONTROL_ORDER else len(CONTROL_ORDER) for tag in order]
            if places != sorted(places) or places.count(len(CONTROL_ORDER)) > 1:
                yield f"{name}: sdtPr out of order: {' '.join(order)}"
            for tag in ("alias", "tag"):
                text = "".join(_value(found) for found in properties.iterfind(W + tag))
                if len(text) > LONGEST_TITLE:
                    yield f"{name}: {tag} of {len(text)} characters"
    yield from (f"content control id {key} used {count} times" for key, count in ids.items() if count > 1)


def _cells(name: str, tree: Element) -> Iterator[str]:
    for cell in tree.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield f"{name}: a cell does not end with a paragraph"


def _styles(name: str, tree: Element, styles: Element) -> Iterator[str]:
    known = {style.get(f"{W}styleId", "") for style in styles.iter(f"{W}style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for found in tree.iter(W + tag):
            if _value(found) not in known:
                yield f"{name}: {tag} {_value(found)} is not defined"


def _lists(name: str, tree: Element, numbering: Element | None) -> Iterator[str]:
    known = {"0"} | {found.get(f"{W}numId", "") for found in (() if numbering is None else numbering.iter(f"{W}num"))}
    for found in tree.iter(f"{W}numId"):
        if _value(found) not in known:
            yield f"{name}: list number {_value(found)} is not defined"


def _links(name: str, tree: Element, trees: dict[str, Element]) -> Iterator[str]:
    folder, _, file = name.rpartition("/")
    relationships = trees.get(f"{folder}/_rels/{file}.rels")
    known = {link.get("Id") for link in (() if relationships is None else relationships)}
    for element in tree.iter():
        for key, value in element.attrib.items():
            if str(key).startswith(R) and value not in known:
                yield f"{name}: relationship {value!s} is not defined"


def _order(name: str, tree: Element, parent: str, order: Sequence[str]) -> Iterator[str]:
    for element in tree.iter(W + parent):
        tags = [_local(child) for child in element if str(child.tag).startswith(W)]
        unknown = [tag for tag in tags if tag not in order]
        if unknown:
            yield f"{name}: {parent} holds {' '.join(unknown)}"
            continue
        places = [order.index(tag) for tag in tags]
        if places != sorted(set(places)):
            yield f"{name}: {parent} out of order: {' '.join(tags)}"


def _value(element: Element) -> str:
    return element.get(f"{W}val", "")


def _local(element: Element) -> str:
    return etree.QName(element).localname
