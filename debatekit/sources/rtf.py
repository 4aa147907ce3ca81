"""The text of a file in Rich Text Format, by way of striprtf."""

import re
from typing import Final

from debatekit.errors import DebatekitError

MAX_SIZE: Final = 5_000_000  # bytes, which are read in about five seconds
HINT: Final = "Open it in Word or LibreOffice, save it as a Word document (.docx), and name that."
CELL: Final = re.compile(r"\\(?:nest)?(?:cell|row)(?![a-z])")
INSTRUCTION: Final = re.compile(r"\{\\\*\\fldinst[^{}]{0,2000}(?:\{[^{}]{0,2000}\}[^{}]{0,2000}){0,3}\}")
"""The instruction of a field, such as the address of a link; its result is text."""


def rtf_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of a file in Rich Text Format; raises `DebatekitError` if it is damaged or too large."""
    from striprtf.striprtf import rtf_to_text  # few sources are in this format

    if len(raw) > MAX_SIZE:
        raise DebatekitError.for_file(file, f"the file is larger than {MAX_SIZE // 1_000_000} MB", HINT)
    if not raw.startswith(b"{\\rtf"):
        raise DebatekitError.for_file(file, "this is not a file in Rich Text Format", HINT)
    written = INSTRUCTION.sub("", CELL.sub(r"\\par ", raw.decode("latin-1")))
    try:
        text = rtf_to_text(written, errors="replace")
    except (ArithmeticError, LookupError, TypeError, ValueError):
        raise DebatekitError.for_file(file, "the file is damaged", HINT) from None
    # Characters beyond 16 bits are written as two halves.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").split("\n")
