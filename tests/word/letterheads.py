"""Letterheads to test with: python-docx's own template, whose styles are Word's, changed as a school could have it."""

import io
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import docx.document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from debatekit.ooxml import Element, W
from debatekit.word import DocxTemplate, write_document
from debatekit.word.letterhead import Letterhead, letterhead_template, open_letterhead
from tests.checkers import own_faults
from tests.packages import packed, unpacked
from tests.pictures import png
from tests.problems import reported
from tests.word.support import TABLE, part, theme

Document = docx.document.Document

HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
STYLES, THEME, MAIN = "word/styles.xml", "word/theme/theme1.xml", "word/document.xml"
CRIMSON, GOLD = "8A1538", "7A5C00"
MOTION = "This house would plant a tree in every school yard"
LOGO = png(120, 40, 96)

PAGE = f"""<html lang="en"><head><title>A page</title>
<meta name="audience" content="{{audience}}">
<meta name="fill:motion" content="{MOTION}">
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


def plain(document: Document) -> None:
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    normal.font.name, normal.font.size = "Georgia", Pt(12)
    heading.font.name, heading.font.color.rgb = "Verdana", RGBColor.from_string(CRIMSON)
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin = section.bottom_margin = Mm(24)


def address(document: Document) -> None:
    plain(document)
    header = document.sections[0].header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), width=Mm(36))
    header.add_paragraph("Riverside School")
    document.sections[0].footer.paragraphs[0].text = "12 Yard Lane"


def filled(document: Document) -> None:
    plain(document)
    header, footer = document.sections[0].header, document.sections[0].footer
    header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), width=Mm(36))
    line = header.add_paragraph("Debate: ")
    line.add_run("{{ mo").bold = True
    line.add_run("tion }} on ")
    line.add_run("{{Handout}}")
    footer.paragraphs[0].text = "{{ edition }}, page {{ page }} of {{ pages }}."


def different(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO))
    section.header.paragraphs[0].text = "odd {{ motion }}"
    section.even_page_header.paragraphs[0].text = "even {{ motion }}"
    section.even_page_footer.paragraphs[0].text = "{{ page }}"


MAKERS = {"plain": plain, "address": address, "filled": filled}


def made(*changes: Callable[[Document], None]) -> bytes:
    """Return a Word file after `changes`, with a theme in a school's colours and fonts."""
    document = docx.Document()
    for change in changes:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    content = substituted(buffer.getvalue(), THEME, r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', r"\1Verdana")
    return with_colours(content, dk2=CRIMSON, accent1=GOLD, accent2="3A6B35")


@cache
def school_bytes(kind: str) -> bytes:
    return made(MAKERS[kind])


@cache
def whole() -> bytes:
    """Return a letterhead with everything that is taken from one, without the many table styles, which take time."""
    return substituted(made(filled, different), STYLES, '(?s)<w:style w:type="table" w:styleId.*?</w:style>', "")


def with_colours(content: bytes, **slots: str) -> bytes:
    for slot, colour in slots.items():
        content = substituted(content, THEME, f"(?s)(<a:{slot}>).*?(</a:{slot}>)", rf'\1<a:srgbClr val="{colour}"/>\2')
    return content


def repacked(content: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    return packed({**change(unpacked(content))})


def substituted(content: bytes, name: str, old: str, new: str) -> bytes:
    parts = unpacked(content)
    changed = re.sub(old.encode(), new.encode(), parts[name])
    assert changed != parts[name]
    return packed({**parts, name: changed})


def header_of(*paragraphs: str) -> bytes:
    """Return a letterhead with paragraphs in its header, given as the XML within ``w:p``."""

    def change(document: Document) -> None:
        plain(document)
        header = document.sections[0].header
        header.paragraphs[0].text = ""
        for xml in paragraphs:
            header._element.append(parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:p>"))

    return made(change)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def opened(folder: Path, content: bytes) -> Letterhead:
    path = folder / "school.docx"
    path.write_bytes(content)
    return open_letterhead(path)


def template(folder: Path, content: bytes, paper: str | None = None) -> DocxTemplate:
    return letterhead_template(opened(folder, content), theme(), "en-GB", paper)


def written_in(look: DocxTemplate, body: str = "<h1>Title</h1><p>Text</p>", audience: str = "student") -> bytes:
    html = PAGE.format(body=body, audience=audience, edition=f"{audience.capitalize()} edition")
    return write_document(html, look, "page.html")


def document_in(folder: Path, content: bytes, body: str = EVERYTHING, audience: str = "student") -> bytes:
    document = written_in(template(folder, content), body, audience)
    assert own_faults(document) == []
    return document


def text_of(root: Element) -> str:
    """Return the text of a part, a line for each paragraph, those of text boxes too."""
    lines = dict.fromkeys(root.iter(f"{W}p"), "")
    for text in root.iter(f"{W}t"):
        lines[next(text.iterancestors(f"{W}p"))] += text.text or ""
    return "\n".join(lines.values()).strip()


def problems_of(folder: Path, content: bytes) -> list[str]:
    return [problem.headline.partition("school.docx: ")[2] for problem in reported(opened, folder, content)]


def style_of(document: bytes, name: str) -> Element:
    styles = part(document, STYLES).iter(f"{W}style")
    (found,) = [style for style in styles if attribute(style, "name", "val") == name]
    return found


def attribute(style: Element, path: str, key: str) -> str:
    """Return an attribute of a property of a style, "" if it has none."""
    found = style.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + key, "")
