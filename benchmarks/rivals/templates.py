"""The templates that the other tools start from, made before anything is timed.

*Lean* is one of debatekit's own documents without its text. *Default* is the template that comes with python-docx,
with those of debatekit's styles added to it that it lacks.
"""

import io
from typing import Final

import docx
from docx.document import Document

KEPT: Final = "}sectPr"
"""The last element of a body: its page, header and footer."""


def lean(document: bytes) -> bytes:
    """Return a document of debatekit's without the text of its body, its header and its footer."""
    emptied = without_body(document)
    section = emptied.sections[0]
    section.different_first_page_header_footer = False  # the others write one header and one footer
    for edge in (section.header, section.footer, section.first_page_header, section.first_page_footer):
        for paragraph in edge.paragraphs:
            paragraph.clear()
    return saved(emptied)


def default(document: bytes) -> bytes:
    """Return python-docx's own template with styles of the names that a document of debatekit's has."""
    template = docx.Document()
    there = {style.name for style in template.styles}
    for style in opened(document).styles:
        if style.name and style.name not in there:
            template.styles.add_style(style.name, style.type)
    for kind in ("Header", "Footer"):
        edge = getattr(template.sections[0], kind.lower())
        edge.paragraphs[0].style = kind
    return saved(template)


def without_body(document: bytes) -> Document:
    """Return a document without the text of its body."""
    emptied = opened(document)
    body = emptied.element.body
    for element in list(body):
        if not element.tag.endswith(KEPT):
            body.remove(element)
    return emptied


def opened(document: bytes) -> Document:
    """Return a document as python-docx sees it."""
    return docx.Document(io.BytesIO(document))


def saved(document: Document) -> bytes:
    """Return the bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
