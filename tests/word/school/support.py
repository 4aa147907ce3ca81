"""School files to test with: made with python-docx's own template, whose styles are Word's, or by LibreOffice."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.word import write_document
from debatekit.word.school import SchoolFile, make_school_look, open_school_file
from tests.office import convert
from tests.word.support import TABLE, W, part, theme

if TYPE_CHECKING:
    from docx.document import Document

    from debatekit.word import DocxTemplate

    Element = etree._Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
STYLES, THEME = "word/styles.xml", "word/theme/theme1.xml"
CRIMSON, GOLD = "8A1538", "7A5C00"
LONG_MOTION = "This house would plant a tree in every school yard"

PAGE = f"""<html lang="en"><head><title>A page</title>
<meta name="audience" content="{{audience}}">
<meta name="fill:motion" content="{LONG_MOTION}">
<meta name="fill:handout" content="Brief &amp; notes">
<meta name="fill:edition" content="{{edition}}">
</head><body>
<header><p>Own header<span class="end">right</span></p></header>
<footer><p>Own footer <output name="page"></output></p></footer>
{{body}}</body></html>"""


EVERYTHING = (
    '<p class="band for">b</p><h1>h</h1><h2>h</h2><section class="card"><h3 class="for"><span class="number">P1</span>c'
    '</h3><p>t</p><blockquote>q</blockquote><ul><li>i</li></ul><textarea rows="2"></textarea></section>'
    f'<ol><li>i</li></ol><aside class="note">n</aside><h4>h</h4>{TABLE}<p><label><input type="checkbox"> x</label></p>'
)


def picture(width: int = 120, height: int = 40) -> bytes:
    """Return a crimson picture in PNG format (PNG specification, 5)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes.fromhex(CRIMSON) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    image = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(image)


def plain(document: Document) -> None:
    """Give a document the styles, colours and page of a school, and no header or footer."""
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    normal.font.name, normal.font.size = "Georgia", Pt(12)
    heading.font.name, heading.font.color.rgb = "Verdana", RGBColor.from_string(CRIMSON)
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin = section.bottom_margin = Mm(24)


def letterhead(document: Document) -> None:
    """Give a document a school's look, a logo and an address, and no placeholder."""
    plain(document)
    header = document.sections[0].header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Mm(36))
    header.add_paragraph("Riverside School")
    document.sections[0].footer.paragraphs[0].text = "12 Yard Lane"


def filled(document: Document) -> None:
    """Give a document a school's look, a logo, and placeholders in header and footer, one in pieces."""
    plain(document)
    header, footer = document.sections[0].header, document.sections[0].footer
    header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Mm(36))
    line = header.add_paragraph("Debate: ")
    line.add_run("{{ mo").bold = True
    line.add_run("tion }} on ")
    line.add_run("{{Handout}}")
    footer.paragraphs[0].text = "{{ edition }}, page {{ page }} of {{ pages }}."


MAKERS: dict[str, Callable[[Document], None]] = {"plain": plain, "letterhead": letterhead, "filled": filled}


def made(*changes: Callable[[Document], None]) -> bytes:
    """Return a Word file to which `changes` were made in turn."""
    document = docx.Document()
    for change in changes:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue(), lambda parts: {**parts, "word/theme/theme1.xml": _coloured(parts)})


def _coloured(parts: Mapping[str, bytes]) -> bytes:
    """Return the theme part with colours and fonts that a school could have."""
    root = etree.fromstring(parts["word/theme/theme1.xml"])
    for slot, colour in {"dk2": CRIMSON, "accent1": GOLD, "accent2": "3A6B35"}.items():
        (found,) = root.iter(A + slot)
        found[0].set("val", colour)
    for slot, font in {"majorFont": "Verdana", "minorFont": "Georgia"}.items():
        (found,) = root.iterfind(f".//{A}{slot}/{A}latin")
        found.set("typeface", font)
    return etree.tostring(root)


def repacked(content: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """Return a package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, blob in change(parts).items():
            package.writestr(name, blob)
    return buffer.getvalue()


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a package with `old` replaced by `new` in one of its parts."""

    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        assert old in parts[name]
        return {**parts, name: parts[name].replace(old, new)}

    return repacked(content, change)


@cache
def school_bytes(kind: str) -> bytes:
    """Return one of the school files of these tests."""
    return made(MAKERS[kind])


def opened_school(folder: Path, content: bytes) -> SchoolFile:
    """Return what is taken of a file with `content`, called ``school.docx``."""
    path = folder / "school.docx"
    path.write_bytes(content)
    return open_school_file(path)


def school_look(folder: Path, content: bytes, paper: str | None = None) -> DocxTemplate:
    """Return the look of a file with `content`."""
    return make_school_look(opened_school(folder, content), theme(), "en-GB", paper)


def written_in(look: DocxTemplate, body: str = "<h1>Title</h1><p>Text</p>", audience: str = "student") -> bytes:
    """Return the document of a page in a look; the page has header, footer and all fills."""
    html = PAGE.format(body=body, audience=audience, edition=f"{audience.capitalize()} edition")
    return write_document(html, look, "page.html")


def text_of(root: etree._Element) -> str:
    """Return the text of a part, its paragraphs on lines of their own, those of text boxes too."""
    lines = dict.fromkeys(root.iter(f"{W}p"), "")
    for text in root.iter(f"{W}t"):
        lines[next(text.iterancestors(f"{W}p"))] += text.text or ""
    return "\n".join(lines.values()).strip()


def converted(folder: Path, source: Path, ending: str) -> Path:
    """Return a file that LibreOffice made of `source`, in `folder`."""
    convert([source], ending, folder)
    return folder / f"{source.stem}.{ending.partition(':')[0]}"


def header_of(*paragraphs: str) -> bytes:
    """Return a school's file with paragraphs in its header, given as XML within ``w:p``."""

    def change(document: Document) -> None:
        plain(document)
        header = document.sections[0].header
        header.paragraphs[0].text = ""
        for xml in paragraphs:
            header._element.append(parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:p>"))

    return made(change)


def run(text: str) -> str:
    """Return a run of text as XML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def problems_of(folder: Path, content: bytes) -> list[str]:
    """Return all that is wrong with a school's file, a line each, without its name."""
    with pytest.raises(DebatekitError) as raised:
        opened_school(folder, content)
    return [problem.headline.removeprefix((folder / "school.docx").as_posix()) for problem in raised.value.problems]


def style_of(document: bytes, name: str) -> Element:
    """Return the style called `name` in Word's way of writing."""
    found = [
        style
        for style in part(document, STYLES).iter(f"{W}style")
        if style.find(f"{W}name").get(f"{W}val") == name  # type: ignore[union-attr]
    ]
    assert len(found) == 1, f"{len(found)} styles are called {name}"
    return found[0]


def attribute(style: Element, path: str, key: str) -> str:
    """Return an attribute of a property of a style, "" if it has none."""
    found = style.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + key, "")
