"""docxtpl (python-docx-template), as in its documentation: a Word file with tags, and rich text for styles.

The body of the template is a loop over the blocks. Paragraphs in a row are one `RichTextParagraph`, the
fastest way there is to give each its own style; a table has a loop over its rows and one over their cells.
"""

import io
from collections.abc import Iterable
from typing import NamedTuple

from docxtpl import DocxTemplate, RichText, RichTextParagraph

from benchmarks.content import Content, Paragraph, Table
from benchmarks.rivals.templates import opened, saved


class Tagged(NamedTuple):
    """A template with tags, and the ids of its styles by their names, which rich text asks for."""

    content: bytes
    ids: dict[str, str]


def tagged(template: bytes, table_styles: Iterable[str]) -> Tagged:
    """Return a template with the tags for all content; made before anything is timed."""
    document = opened(template)
    document.core_properties.title = "{{ title }}"
    section = document.sections[0]
    section.header.paragraphs[0].add_run("{{ header }}")
    section.footer.paragraphs[0].add_run("{{ footer }}")
    document.add_paragraph("{%p for block in blocks %}")
    for style in table_styles:
        document.add_paragraph(f"{{%p if block.style == '{style}' %}}")
        table = document.add_table(rows=3, cols=3, style=style)
        table.cell(0, 0).text = "{%tr for row in block.rows %}"
        for column, tag in enumerate(("{%tc for cell in row %}", "{{p cell }}", "{%tc endfor %}")):
            table.cell(1, column).text = tag
        table.cell(2, 0).text = "{%tr endfor %}"
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block.paragraphs %}")
    document.add_paragraph("{{p block.paragraphs }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    return Tagged(saved(document), {str(style.name): style.style_id for style in document.styles})


def write(content: Content, template: Tagged) -> bytes:
    """Return a document with the content, on a template with tags."""
    document = DocxTemplate(io.BytesIO(template.content))
    context = {
        "title": content.title,
        "header": content.header,
        "footer": content.footer,
        "blocks": _blocks(content, template.ids),
    }
    document.render(context, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _blocks(content: Content, ids: dict[str, str]) -> list[dict[str, object]]:
    blocks: list[dict[str, object]] = []
    waiting: list[Paragraph] = []
    for block in content.blocks:
        if isinstance(block, Table):
            blocks.append({"paragraphs": _rich(waiting, ids)})
            blocks.append({"style": block.style, "rows": [[_rich(cell, ids) for cell in row] for row in block.rows]})
            waiting = []
        else:
            waiting.append(block)
    return [*blocks, {"paragraphs": _rich(waiting, ids)}]


def _rich(paragraphs: Iterable[Paragraph], ids: dict[str, str]) -> RichTextParagraph:
    rich = RichTextParagraph()
    for paragraph in paragraphs:
        text = RichText()
        for run in paragraph.runs:
            text.add(run.text, style=ids[run.style] if run.style else None)
        rich.add(text, parastyle=ids[paragraph.style])
    return rich
