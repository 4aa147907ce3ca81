"""Sound documents of two makers, and ways to plant something in them."""

import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, RGBColor
from lxml import etree

from debatekit.accessibility.report import Finding, inspect_file
from debatekit.ooxml import NAMESPACES, Element, W
from tests.packages import packed, unpacked
from tests.pictures import png
from tests.word.support import written

Plant = Callable[[dict[str, bytes]], object]
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="Class"/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
PAGE_NUMBER = '<w:fldSimple {} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@cache
def ours() -> bytes:
    return written((Path(__file__).parent / "ours.html").read_text(encoding="utf-8"))


@cache
def python_docx() -> bytes:
    """Return a document by python-docx, with its own template and what that lacks."""
    document = docx.Document()
    document.core_properties.title = "Trees in the yard"
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for level in range(1, 4):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x1F, 0x2A, 0x44)
    document.add_heading("Trees in the yard", 1)
    document.add_heading("Arguments", 2)
    document.add_paragraph("Trees give shade. Shade makes a yard usable on hot days, when pupils need it most.")
    document.add_paragraph("First.", style="List Number")
    document.add_paragraph("Second.", style="List Bullet")
    table = document.add_table(2, 2, style="Light Grid Accent 1")
    for index, text in enumerate(("Claim", "Check", "Trees give shade.", "")):
        table.cell(*divmod(index, 2)).text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    picture = document.add_picture(io.BytesIO(png(1, 1)), width=Inches(1))
    picture._inline.docPr.set("descr", "A small grey square")
    document.sections[0].header.paragraphs[0].text = "Trees"
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = "Page "
    footer._p.append(parse_xml(PAGE_NUMBER.format(nsdecls("w"))))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def found(document: bytes) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(document)
        return inspect_file(path)


def codes(document: bytes) -> list[str]:
    return [finding.code for finding in found(document)]


def understated(document: bytes, part: str, size: int) -> bytes:
    """Return a document whose archive says that a part unpacks to `size` bytes."""
    blob = bytearray(document)
    for place, signature, offset in (
        (blob.find(part.encode()), b"PK\x03\x04", 22),
        (blob.rfind(part.encode()), b"PK\x01\x02", 24),
    ):
        header = blob.rfind(signature, 0, place)
        blob[header + offset : header + offset + 4] = size.to_bytes(4, "little")
    return bytes(blob)


def planted(document: bytes, *plants: Plant) -> bytes:
    parts = unpacked(document)
    for plant in plants:
        plant(parts)
    return packed(parts)


def changed(part: str, change: Callable[[Element], object]) -> Plant:
    def plant(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts[part])
        change(root)
        parts[part] = etree.tostring(root)

    return plant


def elements(xml: str) -> list[Element]:
    return list(etree.fromstring(f"<root {DECLARED}>{xml}</root>"))


def at_end(xml: str, part: str = DOCUMENT) -> Plant:
    def insert(root: Element) -> None:
        holder = root[0] if part == DOCUMENT else root
        place = len(holder) - (len(holder) > 0 and holder[-1].tag == f"{W}sectPr")
        holder[place:place] = elements(xml)

    return changed(part, insert)


def at_start(xml: str, part: str = DOCUMENT) -> Plant:
    def insert(root: Element) -> None:
        (root[0] if part == DOCUMENT else root)[0:0] = elements(xml)

    return changed(part, insert)


def in_header(xml: str) -> Plant:
    return at_end(xml, "word/header1.xml")


def edited(part: str, path: str, edit: Callable[[Element], object]) -> Plant:
    def change(root: Element) -> None:
        matches = root.findall(path, NAMESPACES)
        assert matches, path
        for element in matches:
            edit(element)

    return changed(part, change)


def without(part: str, path: str) -> Plant:
    return edited(part, path, lambda element: element.getparent().remove(element))  # type: ignore[union-attr]


def with_part(name: str, kind: str, xml: str, source: str = "_rels/.rels") -> Plant:
    def plant(parts: dict[str, bytes]) -> None:
        parts[name] = xml.encode()
        link = f'<Relationship Id="rIdNew" Type="http://x/{kind}" Target="/{name}"/></Relationships>'
        parts[source] = parts[source].replace(b"</Relationships>", link.encode())

    return plant


def p(text: str, properties: str = "", look: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, look)}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: str, style: str = "") -> str:
    return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid/>{rows}</w:tbl>{p('After the table.')}"


def row(*cells: str, header: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def picture(attributes: str, kind: str = "inline", inside: str = "", edge: str = "") -> str:
    drawing = f'<wp:{kind} {edge}><wp:docPr id="77" name="Picture 7" {attributes}>{inside}</wp:docPr></wp:{kind}>'
    return f"<w:p>{r('See this.')}<w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>"


HEAD = row(p("Claim"), p("Check"), header=True)
