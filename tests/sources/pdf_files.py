"""PDFs of a few lines."""

from collections.abc import Iterable
from typing import NamedTuple

from tests.pdfs import A4, pdf_with


class Text(NamedTuple):
    """A piece of text, where it begins in points from the left and from below, and the size of its font."""

    text: str
    x: float
    y: float
    size: float = 10


def column(text: str, x: float = 60, y: float = 700, gap: float = 12) -> list[Text]:
    """Return the lines of a text, one below the other; a line that begins with > is indented."""
    lines = enumerate(text.strip().split("\n"))
    return [Text(line.lstrip(">"), x + 15 * line.startswith(">"), y - gap * number) for number, line in lines if line]


def pdf(*pages: Iterable[Text]) -> bytes:
    def drawn(text: str, x: float, y: float, size: float) -> bytes:
        signs = text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
        return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, signs)

    return pdf_with(*[(A4, b"".join(drawn(*text) for text in page)) for page in pages])
