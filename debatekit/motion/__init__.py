"""The motion file: what a debate is about, as a teacher writes it.

Promises a `Motion` whose arguments and questions are numbered and whose references all lead somewhere, or every
problem of the file at once. Knows nothing of pages or of Word.
"""

from debatekit.motion.model import Motion
from debatekit.motion.reading import read_motion

__all__ = ["Motion", "read_motion"]
