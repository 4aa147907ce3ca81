"""A source's text: its paragraphs and the lines of its numbered reading, and quotations found in it word for word.

Knows nothing of motions.
"""

from debatekit.sources.folding import fold
from debatekit.sources.text import Place, SourceText

__all__ = ["Place", "SourceText", "fold"]
