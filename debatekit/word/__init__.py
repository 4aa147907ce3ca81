"""HTML worksheets to Word documents.

A page in the documented subset of HTML becomes a .docx file in which all formatting is in styles. The same page and
template give the same bytes, and anything outside the subset is reported with its line. Knows no motions or templates.
"""

from debatekit.word.document import write_document
from debatekit.word.template import PAPERS, DocxTemplate, make_template, paper_of
from debatekit.word.theme import Theme, read_theme

__all__ = ["PAPERS", "DocxTemplate", "Theme", "make_template", "paper_of", "read_theme", "write_document"]
