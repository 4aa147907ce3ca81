"""HTML worksheets to Word documents: a page in a subset of HTML becomes a .docx file with all formatting in styles."""

from debatekit.word.document import write_document
from debatekit.word.template import DocxTemplate, make_template, paper_of
from debatekit.word.theme import Theme, read_theme

__all__ = ["DocxTemplate", "Theme", "make_template", "paper_of", "read_theme", "write_document"]
