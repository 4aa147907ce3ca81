"""Reading what people wrote: bytes → text → YAML with places → a validated model.

Promises that every value stays the text that was typed until the type of its field converts it, that every
value knows its line and column, and that all problems of a file come at once, as `Problem`s.
"""

from debatekit.reading.layers import lay_over
from debatekit.reading.models import read_model, validate
from debatekit.reading.nodes import Document, KeyPath, parse
from debatekit.reading.text import read_text

__all__ = ["Document", "KeyPath", "lay_over", "parse", "read_model", "read_text", "validate"]
