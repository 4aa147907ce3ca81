"""A source's text: its paragraphs and the lines of its numbered reading, and quotations found in it word for word.

Knows nothing of motions.
"""

from debatekit.source.folding import fold
from debatekit.source.text import Place, SourceText

__all__ = ["Place", "SourceText", "fold"]
