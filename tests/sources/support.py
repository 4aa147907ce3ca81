"""Files as teachers have them, and what is read of them."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml

from debatekit.sources.files import read_source

if TYPE_CHECKING:
    from debatekit.sources import SourceText

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())


def read(raw: bytes, name: str) -> SourceText:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        return read_source(path)


def paragraphs(text: str, name: str) -> list[str]:
    return list(read(text.encode(), name).paragraphs)


def word(*texts: str, body: str = "") -> bytes:
    """Return a Word file of paragraphs, and after them what is written in WordprocessingML."""
    document, buffer = docx.Document(), io.BytesIO()
    for text in texts:
        document.add_paragraph(text)
    for element in parse_xml(f"<w:body {DECLARED}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(buffer)
    return buffer.getvalue()
