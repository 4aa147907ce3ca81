"""HTML worksheets → Word documents.

Promises that a page in the documented part of HTML becomes a .docx that carries its look in styles alone, that
the same page and look give the same bytes, and that anything outside that part of HTML is told with its place.
Knows nothing of motions or templates: it could be a library of its own.
"""

from debatekit.word.document import write_document
from debatekit.word.template import PAPERS, DocxTemplate, make_template, paper_of
from debatekit.word.theme import Theme, read_theme

__all__ = [
    "PAPERS",
    "DocxTemplate",
    "Theme",
    "make_template",
    "paper_of",
    "read_theme",
    "write_document",
]
