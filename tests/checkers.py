"""What is wrong with a Word file: two auditors, and checks of our own for what both miss."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from debatekit.ooxml import WP, Element, W, is_on, value
from tests.packages import unpacked

TEXTS = ("word/document", "word/header", "word/footer", "word/footnotes")
LIST_KEYS = ("displayText", "value")
LONGEST_TITLE = 64
"""Characters of a content control's title or tag (17.5.2.1 and 17.5.2.42)."""

CONTROL_ORDER = ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "dataBinding")
"""What a control's properties begin with; its kind is the last of them (17.5.2.38)."""

TOGGLES = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "vanish", "emboss", "imprint", "outline")


def faults(docx: bytes) -> list[str]:
    """Return everything that the auditors and our own checks find wrong with a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(docx)
        return [*own_faults(docx), *_audited(path), *_inspected(path)]


def own_faults(docx: bytes) -> list[str]:
    blobs = {name: blob for name, blob in unpacked(docx).items() if name.endswith((".xml", ".rels"))}
    trees: dict[str, Element] = {}
    broken = []
    for name, blob in blobs.items():
        try:
            trees[name] = etree.fromstring(blob)
        except etree.XMLSyntaxError as error:
            broken.append(f"{name}: not well-formed: {error}")
    return broken or list(_own_faults(trees))


def _audited(path: Path) -> list[str]:
    from openxml_audit import FileFormat, OpenXmlValidator

    # Each document has an auditor of its own: one that has seen others takes what it remembers of one for another's,
    # where Python gives a new package the address of an old one.
    auditor = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    return [f"openxml-audit: {error}" for error in auditor.validate(path).errors]


def _inspected(path: Path) -> list[str]:
    from ooxml_integrity import check

    return [f"ooxml-integrity: {finding.code} {finding.message} {finding.where}" for finding in check(str(path))]


def _own_faults(trees: dict[str, Element]) -> Iterator[str]:
    texts = {name: tree for name, tree in trees.items() if name.startswith(TEXTS)}
    yield from _controls(texts)
    yield from _bookmarks(texts)
    for name, tree in texts.items():
        for check in (_fields, _sections, _repeated, _merged, _cells):
            yield from (f"{name}: {fault}" for fault in check(tree))
        yield from _styles(name, tree, trees["word/styles.xml"])
        yield from _toggles(name, tree, trees["word/styles.xml"])


def _controls(texts: dict[str, Element]) -> Iterator[str]:
    """Yield what is wrong with content controls: shared ids, order, long titles."""
    ids: Counter[str] = Counter()
    for name, tree in texts.items():
        for properties in tree.iter(f"{W}sdtPr"):
            ids.update(value(found) for found in properties.iterfind(f"{W}id"))
            order = [_local(child) for child in properties]
            places = [CONTROL_ORDER.index(tag) if tag in CONTROL_ORDER else len(CONTROL_ORDER) for tag in order]
            if places != sorted(places) or places.count(len(CONTROL_ORDER)) > 1:
                yield f"{name}: sdtPr out of order: {' '.join(order)}"
            for tag in ("alias", "tag"):
                text = "".join(value(found) for found in properties.iterfind(W + tag))
                if len(text) > LONGEST_TITLE:
                    yield f"{name}: {tag} of {len(text)} characters"
    yield from (f"content control id {key} used {count} times" for key, count in ids.items() if count > 1)


def _bookmarks(texts: dict[str, Element]) -> Iterator[str]:
    """Yield bookmarks that do not end in their part, names used twice, and links to names that are not there."""
    names: Counter[str] = Counter()
    for name, tree in texts.items():
        starts = {value(found, "", "id"): found.get(f"{W}name", "") for found in tree.iter(f"{W}bookmarkStart")}
        names.update(bookmark.lower() for bookmark in starts.values())
        ends = {value(found, "", "id") for found in tree.iter(f"{W}bookmarkEnd")}
        for identifier in sorted(starts.keys() ^ ends):
            yield f"{name}: bookmark {identifier} {'never ends' if identifier in starts else 'never starts'}"
    yield from (f"bookmark {key} there {count} times" for key, count in names.items() if count > 1)
    for name, tree in texts.items():
        links = [found.get(f"{W}anchor") for found in tree.iter(f"{W}hyperlink")]
        instructions = ((found.text or "").split() for found in tree.iter(f"{W}instrText"))
        links += [words[1] for words in instructions if words[0] == "REF"]
        yield from (f"{name}: link to no bookmark: {link}" for link in links if link and link.lower() not in names)


def _fields(tree: Element) -> Iterator[str]:
    """Yield fields that do not begin, go on and end in this order in one story (17.16.18)."""
    open_fields = 0
    for found in tree.iter(f"{W}fldChar"):
        open_fields += {"begin": 1, "end": -1}.get(value(found, "", "fldCharType"), 0)
        if open_fields < 0:
            break
    if open_fields:
        yield f"a field {'never ends' if open_fields > 0 else 'never begins'}"


def _sections(tree: Element) -> Iterator[str]:
    """Yield headers and footers of which a section has two of one kind (17.10.2)."""
    for section in tree.iter(f"{W}sectPr"):
        for tag in ("headerReference", "footerReference"):
            kinds = [found.get(f"{W}type") for found in section.iterfind(W + tag)]
            if len(kinds) > len(set(kinds)):
                yield f"a section has two of one {tag}"


def _repeated(tree: Element) -> Iterator[str]:
    """Yield notes with two marks, pictures with one id, and texts and values that a drop-down list has twice."""
    notes = (found.get(f"{W}id") for found in tree.iter(f"{W}footnoteReference"))
    pictures = (found.get("id") for found in tree.iter(f"{WP}docPr"))
    lists = [(key, [i.get(W + key) for i in found]) for found in tree.iter(f"{W}dropDownList") for key in LIST_KEYS]
    for what, found in [("note", notes), ("picture", pictures), *lists]:
        yield from (f"{what} {key} there {count} times" for key, count in Counter(found).items() if count > 1)


def _merged(tree: Element) -> Iterator[str]:
    """Yield cells that continue one above them where none is that goes on, or one of another width (17.4.85)."""
    for table in tree.iter(f"{W}tbl"):
        above: dict[int, int] = {}
        for row in table.iterfind(f"{W}tr"):
            here: dict[int, int] = {}
            column = 0
            for cell in row.iterfind(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                columns = 1 if span is None else int(value(span))
                if merged is not None:
                    here[column] = columns
                    if value(merged) != "restart" and above.get(column) != columns:
                        yield "a merged cell starts nowhere"
                column += columns
            above = here


def _cells(tree: Element) -> Iterator[str]:
    for cell in tree.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"


def _styles(name: str, tree: Element, styles: Element) -> Iterator[str]:
    known = {style.get(f"{W}styleId", "") for style in styles.iter(f"{W}style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for found in tree.iter(W + tag):
            if value(found) not in known:
                yield f"{name}: {tag} {value(found)} is not defined"


def _toggles(name: str, tree: Element, styles: Element) -> Iterator[str]:
    """Yield runs whose style repeats a toggle property of their paragraph or table, and so turns it off (17.7.3)."""
    known = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}

    def toggles(identifier: str) -> set[str]:
        found: dict[str, bool] = {}
        seen: set[str] = set()
        while identifier in known and identifier not in seen:
            seen.add(identifier)
            properties = {tag: known[identifier].find(f"{W}rPr/{W}{tag}") for tag in TOGGLES}
            found = {tag: is_on(it) for tag, it in properties.items() if it is not None} | found
            identifier = value(known[identifier], "basedOn")
        return {tag for tag, on in found.items() if on}

    for run in tree.iter(f"{W}r"):
        if own := toggles(value(run, f"rPr/{W}rStyle")):
            outer = toggles(value(next(run.iterancestors(f"{W}p")), f"pPr/{W}pStyle") or "Normal")
            for table in run.iterancestors(f"{W}tbl"):
                look = known.get(value(table, f"tblPr/{W}tblStyle"), ())
                outer |= {tag for part in look for tag in TOGGLES for it in part.iter(W + tag) if is_on(it)}
            if own & outer:
                yield f"{name}: a toggle property is repeated: {''.join(map(str, run.itertext()))}"


def _local(element: Element) -> str:
    return etree.QName(element).localname
