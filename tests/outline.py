"""A Word document as a few readable lines, to compare with what it should be."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from debatekit.ooxml import DC, MC, W14, WP, Element, R, W, value
from tests.packages import unpacked

ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
PARAGRAPH_MARKS = {
    "keepNext": "+next",
    "keepLines": "+whole",
    "pageBreakBefore": "+page",
    "bidi": "+rtl",
    "tabs": "+tabs",
}
CONTROL_KINDS = {
    f"{W14}checkbox": "checkbox",
    f"{W}date": "date",
    f"{W}text": "text",
    f"{W}richText": "rich text",
    f"{W}dropDownList": "list",
}


def outline(docx: bytes | Path) -> str:
    """Return what a document says and in which styles: a line a paragraph, tables indented, then page edges.

    A paragraph reads ``Style (list label level 0) +next +page: text``; +next keeps it with what follows, -next
    does not, +whole keeps its lines on a page, +page starts a new page, +tabs has tab stops of its own, +rtl runs
    from right to left, +single line has a line of this kind above it. ``{#name|text}`` is a bookmark, ``[^1]`` the
    mark of a footnote. A section's properties are after its last paragraph. Formatting that is in no style shows
    as ``!name``, what is not known here as ``<?name>``.
    """
    blob = docx.read_bytes() if isinstance(docx, Path) else docx
    return "".join(f"{line}\n" for line in _Reader(blob).lines())


class _Labels:
    """What Word writes in front of each list item."""

    def __init__(self, root: Element) -> None:
        self.kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        for kind in root.iterfind(f"{W}abstractNum"):
            self.kinds[value(kind, "", "abstractNumId")] = {
                int(value(level, "", "ilvl")): (
                    value(level, "numFmt"),
                    value(level, "lvlText"),
                    int(value(level, "start")),
                )
                for level in kind.iterfind(f"{W}lvl")
            }
        for entry in root.iterfind(f"{W}num"):
            starts = {
                int(value(override, "", "ilvl")): int(value(override, "startOverride"))
                for override in entry.iterfind(f"{W}lvlOverride")
            }
            self.lists[value(entry, "", "numId")] = (value(entry, "abstractNumId"), starts)

    def next(self, number: str, level: int) -> str:
        if number not in self.lists:
            return "?"
        kind, starts = self.lists[number]
        counts = self.counts.setdefault(kind, {})
        start = starts.get(level, self.kinds[kind][level][2])
        restarts = level in starts and (number, level) not in self.begun
        counts[level] = start if restarts or level not in counts else counts[level] + 1
        self.begun.add((number, level))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        label = self.kinds[kind][level][1]
        for other, count in counts.items():
            label = label.replace(f"%{other + 1}", _counted(count, self.kinds[kind][other][0]))
        return label


class _Reader:
    def __init__(self, blob: bytes) -> None:
        self.parts = unpacked(blob)
        styles = self.tree("word/styles.xml").iterfind(f"{W}style")
        self.names = {value(style, "", "styleId"): value(style, "name") for style in styles}
        self.labels = _Labels(self.tree("word/numbering.xml"))

    def tree(self, name: str) -> Element:
        return etree.fromstring(self.parts.get(name, b"<none/>"))

    def targets(self, part: str) -> dict[str, str]:
        """Return where the relationships of a part in the folder ``word`` lead."""
        return {link.get("Id", ""): link.get("Target", "") for link in self.tree(f"word/_rels/{part}.rels")}

    def lines(self) -> Iterator[str]:
        document = self.tree("word/document.xml")
        if "docProps/core.xml" in self.parts:
            yield f"title: {self.tree('docProps/core.xml').findtext(f'{DC}title')}"
        targets = self.targets("document.xml")
        for body in document:
            yield from self.blocks(body, targets, "")
        for note in self.tree("word/footnotes.xml"):
            if not value(note, "", "type"):
                yield f"footnote {value(note, '', 'id')}:"
                yield from self.blocks(note, self.targets("footnotes.xml"), "  ")
        for kind in ("header", "footer"):
            for reference in document.findall(f".//{W}sectPr")[-1].iterfind(f"{W}{kind}Reference"):
                part = targets[reference.get(f"{R}id", "")]
                yield f"{kind} {value(reference, '', 'type')}:"
                yield from self.blocks(self.tree(f"word/{part}"), self.targets(part), "  ")

    def blocks(self, parent: Element, targets: Mapping[str, str], indent: str) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}p":
                yield indent + self.paragraph(child, targets)
                if (section := child.find(f"{W}pPr/{W}sectPr")) is not None:
                    yield f"{indent}section end: {self.section(section)}"
            elif child.tag == f"{W}sectPr" and (shown := self.section(child)) != "nextPage":
                yield f"{indent}last section: {shown}"
            elif child.tag == f"{W}tbl":
                yield from self.table(child, targets, indent)
            elif child.tag not in {f"{W}sectPr", f"{W}tcPr"}:
                yield f"{indent}<?{_local(child)}>"

    def paragraph(self, element: Element, targets: Mapping[str, str]) -> str:
        head = "no style"
        marks = ""
        for part in element.iterfind(f"{W}pPr/*"):
            if part.tag == f"{W}sectPr":
                continue
            if part.tag == f"{W}keepNext" and value(part) == "0":
                marks += " -next"
                continue
            if part.tag == f"{W}pStyle":
                head = self.style(value(part))
            elif part.tag == f"{W}numPr":
                level = int(value(part, "ilvl"))
                label = self.labels.next(value(part, "numId"), level)
                head += f" ({label} level {level})" if label else f" (level {level})"
            elif part.tag == f"{W}pBdr":
                marks += "".join(f" +{value(side)} line" for side in part)
            else:
                marks += f" {PARAGRAPH_MARKS.get(_local(part), f'!{_local(part)}')}"
        return f"{head}{marks}: {self.text(element, targets)}".rstrip(" ")

    def section(self, element: Element) -> str:
        """Return what is not usual in a section's properties, and how it starts."""
        turned = [value(element, "pgSz", "orient")]
        columns = [f"{value(found, '', 'num')} columns" for found in element.iterfind(f"{W}cols")]
        lines = ["numbered lines" for _ in element.iterfind(f"{W}lnNumType")]
        rtl = ["rtl" for _ in element.iterfind(f"{W}bidi")]
        return " ".join(part for part in [value(element, "type"), *turned, *columns, *lines, *rtl] if part)

    def style(self, identifier: str) -> str:
        name = self.names.get(identifier, f"?{identifier}")
        return name[:1].upper() + name[1:]

    def text(self, parent: Element, targets: Mapping[str, str]) -> str:
        """Return everything within a paragraph; neighbouring runs in one style are one."""
        pieces: list[tuple[str, str]] = []
        instruction: str | None = None  # of the field that is open, none in the result of one that repeats nothing
        for child in parent:
            if child.tag == f"{W}pPr":
                continue
            mark, code = value(child, "fldChar", "fldCharType"), child.find(f"{W}instrText")
            if mark or code is not None or instruction == "":
                if code is not None:
                    instruction = (code.text or "").strip()
                elif mark == "separate":
                    pieces.append(("", f"{{{instruction}"))
                    is_reference = (instruction or "").startswith("REF")
                    pieces += [("", " = ")] if is_reference else []
                    instruction = None if is_reference else ""
                elif mark == "end":
                    pieces.append(("", "}"))
                    instruction = None
                continue
            if child.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
                start = child.tag == f"{W}bookmarkStart"
                pieces.append(("", f"{{#{value(child, '', 'name')}|" if start else "}"))
                continue
            style, text = self.piece(child, targets)
            if pieces and pieces[-1][0] == style:
                pieces[-1] = (style, pieces[-1][1] + text)
            else:
                pieces.append((style, text))
        return "".join(f"[{style}|{text}]" if style else text for style, text in pieces)

    def piece(self, child: Element, targets: Mapping[str, str]) -> tuple[str, str]:
        if child.tag == f"{W}r":
            return self.look(child), "".join(_run_text(part) for part in child)
        if child.tag == f"{W}hyperlink":
            anchor = value(child, "", "anchor")
            target = f"#{anchor}" if anchor else targets.get(child.get(f"{R}id", ""), "nowhere")
            return "", f"[link {target} |{self.text(child, targets)}]"
        if child.tag == f"{W}sdt":
            return "", self.control(child)
        return "", f"<?{_local(child)}>"

    def look(self, run: Element) -> str:
        parts = run.iterfind(f"{W}rPr/*")
        return " ".join(self.style(value(part)) if part.tag == f"{W}rStyle" else _spoken(part) for part in parts)

    def control(self, element: Element) -> str:
        kinds = (name for tag, name in CONTROL_KINDS.items() if element.find(f"{W}sdtPr/{tag}") is not None)
        text = "".join(text.text or "" for text in element.iter(f"{W}t"))
        shown = text.strip() if text else "<?empty>"
        title = value(element, f"sdtPr/{W}alias")
        return f"[{next(kinds, 'control')} title={title}{f' {shown}' if shown else ''}]"

    def table(self, element: Element, targets: Mapping[str, str], indent: str) -> Iterator[str]:
        title = value(element, f"tblPr/{W}tblCaption")
        widths = " ".join(value(column, "", "w") for column in element.iterfind(f"{W}tblGrid/{W}gridCol"))
        inset = value(element, f"tblPr/{W}tblInd", "w")
        stub = value(element, f"tblPr/{W}tblLook", "firstColumn") == "1"
        yield (
            f"{indent}table [{self.style(value(element, f'tblPr/{W}tblStyle'))}]"
            + (f" “{title}”" if title else "")
            + f" widths {widths}{f' inset {inset}' if inset else ''}{' row headers' if stub else ''}"
        )
        for row in element.iterfind(f"{W}tr"):
            height = value(row, f"trPr/{W}trHeight")
            yield (
                f"{indent}  row"
                + (" header" if row.find(f"{W}trPr/{W}tblHeader") is not None else "")
                + ("" if row.find(f"{W}trPr/{W}cantSplit") is not None else " may split")
                + (f" height {height}" if height else "")
            )
            for cell in row.iterfind(f"{W}tc"):
                span, merged = value(cell, f"tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
                yield (
                    f"{indent}    cell"
                    + (f" over {span} columns" if span else "")
                    + (f" {value(merged)}s" if merged is not None else "")
                )
                yield from self.blocks(cell, targets, f"{indent}      ")


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _spoken(part: Element) -> str:
    """Return the language that a run's property says, "rtl" for its direction, or "!" and its name."""
    if part.tag == f"{W}lang":
        languages = (f"{etree.QName(str(key)).localname}:{value!s}" for key, value in part.items())
        return "/".join(languages).removeprefix("val:")
    return "rtl" if part.tag == f"{W}rtl" else f"!{_local(part)}"


def _run_text(part: Element) -> str:
    if part.tag in {f"{W}drawing", f"{MC}AlternateContent"}:
        properties = next(part.iter(f"{WP}docPr"))
        kind = "picture" if part.tag == f"{W}drawing" else "drawing"
        return f"<{kind} “{properties.get('descr')}”>"
    known = {
        f"{W}rPr": "",
        f"{W}t": part.text or "",
        f"{W}tab": "<tab>",
        f"{W}br": "<br>",
        f"{W}softHyphen": "",
        f"{W}footnoteReference": f"^{value(part, '', 'id')}",
        f"{W}footnoteRef": "^",
    }
    return known.get(str(part.tag), f"<?{_local(part)}>")


def _counted(count: int, kind: str) -> str:
    """Return a number as a list of that kind writes it; letters and Roman numbers up to those that tests need."""
    if kind.endswith("Letter"):
        text = "abcdefghijklmnopqrstuvwxyz"[count - 1]
    elif kind.endswith("Roman"):
        text = ""
        for letters, value in ROMAN:
            text, count = text + letters * (count // value), count % value
    else:
        text = str(count)
    return text.upper() if kind.startswith("upper") else text
