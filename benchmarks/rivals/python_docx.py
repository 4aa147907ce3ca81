"""python-docx, with the calls of its own quickstart: `add_paragraph`, `add_run`, `add_table`, `add_row`."""

from docx.document import Document
from docx.text.paragraph import Paragraph as DocxParagraph

from benchmarks.content import Content, Run, Table
from benchmarks.rivals.templates import opened, saved


def write(content: Content, template: bytes) -> bytes:
    """Return a document with the content, on a template."""
    document = opened(template)
    document.core_properties.title = content.title
    section = document.sections[0]
    section.header.paragraphs[0].add_run(content.header)
    section.footer.paragraphs[0].add_run(content.footer)
    for block in content.blocks:
        if isinstance(block, Table):
            _write_table(document, block)
        else:
            _write_runs(document.add_paragraph(style=block.style), block.runs)
    return saved(document)


def _write_table(document: Document, table: Table) -> None:
    written = document.add_table(rows=0, cols=len(table.rows[0]), style=table.style)
    for row in table.rows:
        for cell, paragraphs in zip(written.add_row().cells, row, strict=True):
            first, *others = paragraphs
            cell.paragraphs[0].style = first.style
            _write_runs(cell.paragraphs[0], first.runs)
            for paragraph in others:
                _write_runs(cell.add_paragraph(style=paragraph.style), paragraph.runs)


def _write_runs(paragraph: DocxParagraph, runs: tuple[Run, ...]) -> None:
    for text, style in runs:
        paragraph.add_run(text, style=style or None)
