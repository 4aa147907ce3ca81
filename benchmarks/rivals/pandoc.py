"""pandoc, as in its manual: HTML with `custom-style` attributes and a reference document, a process a document."""

import shutil
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.content import Content, Paragraph, Table
from benchmarks.rivals.templates import saved, without_body

EMPTY: Final = "+empty_paragraphs"
"""Keeps the paragraphs without text, which are lines to write on."""


def find() -> str | None:
    """Return where pandoc is: the one that the package pypandoc-binary brings, or the system's."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):  # OSError: the package is there, and no pandoc
        return shutil.which("pandoc")


def reference(document: bytes) -> bytes:
    """Return the reference document for a document of debatekit's: all but its body, since pandoc writes no headers."""
    return saved(without_body(document))


def write(content: Content, pandoc: str, reference: Path, ids: Mapping[str, str]) -> bytes:
    """Return a document with the content, in the styles of a reference document and with its header and footer.

    Tables name their styles by `ids`. Raises `subprocess.CalledProcessError` if pandoc fails.
    """
    options = ["--from", f"html{EMPTY}", "--to", f"docx{EMPTY}", f"--reference-doc={reference}", "--output=-"]
    page = "".join(
        _table(block, ids[block.style]) if isinstance(block, Table) else _paragraph(block) for block in content.blocks
    )
    return subprocess.run([pandoc, *options], input=page.encode(), stdout=subprocess.PIPE, check=True).stdout


def _table(table: Table, identifier: str) -> str:
    heading, *rows = table.rows
    return (
        f'<table custom-style="{escape(identifier)}"><thead>{_row(heading, "th")}</thead>'
        f"<tbody>{''.join(_row(row, 'td') for row in rows)}</tbody></table>"
    )


def _row(row: tuple[tuple[Paragraph, ...], ...], tag: str) -> str:
    cells = (f"<{tag}>{''.join(map(_paragraph, cell))}</{tag}>" for cell in row)
    return f"<tr>{''.join(cells)}</tr>"


def _paragraph(paragraph: Paragraph) -> str:
    runs = "".join(
        f'<span custom-style="{escape(style)}">{escape(text)}</span>' if style else escape(text)
        for text, style in paragraph.runs
    )
    return f'<div custom-style="{escape(paragraph.style)}"><p>{runs}</p></div>'
