"""The text of a PDF: lines with their places on the page, joined to paragraphs.

pypdf reads it, because it is small, pure Python, and needed for printing anyway; pdfminer.six needs 24 MB of further
libraries, and does not join lines and pages either. Heads, page numbers and notes at the foot of a page are left out.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

from debatekit.errors import DebatekitError
from debatekit.sources.lines import (
    LIST_ITEM,
    begins_small,
    ends_sentence,
    has_room,
    join_lines,
    without_heads,
    words_in,
)
from debatekit.sources.text import MAX_CHARACTERS, SHORTEN, Metadata

MAX_PAGES: Final = 1_000
MAX_SECONDS: Final = 60
SCAN: Final = (
    "It may be a scan: type what you quote, with the paragraphs around it, into a plain text file, and name that."
)
MIN_ROWS: Final = 5  # rows of two lines each that make two columns
NOTE: Final = re.compile(r"[\d*†‡§]{1,3}\s")
MARK: Final = re.compile(r"\s*[\d*†‡§,]{1,5}\s*")
RAISED: Final = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What pypdf raises for a damaged file, besides errors of its own."""


class Line(NamedTuple):
    """A line of a page: its text, where it begins, in points from the left and from below, and the size of its font."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int

    def follows(self, other: Line) -> bool:
        """Return whether the line is below another in the same column."""
        return self.page == other.page and 0 < other.y - self.y < 6 * max(self.size, other.size)


def pdf_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of a PDF.

    Raises `DebatekitError` if it is damaged, protected, too long, has pages and no text, as a scan has, or if its text
    runs from right to left.
    """
    pages = [page for page in _read_pages(raw, file) if page]
    if not any(any(map(str.isalnum, line.text)) for page in pages for line in page):
        raise DebatekitError.for_file(file, "there is no text in the PDF", SCAN)
    directions = Counter(map(unicodedata.bidirectional, "".join(line.text for page in pages for line in page)))
    if directions["R"] + directions["AL"] > directions["L"]:  # pypdf does not know their order
        raise DebatekitError.for_file(file, "the text of the PDF runs from right to left", SHORTEN)
    kept = without_heads([[line.text for line in page] for page in pages])
    rows = [[line for line, stays in zip(*both, strict=True) if stays] for both in zip(pages, kept, strict=True)]
    size = _most_frequent([(line.size, len(line.text)) for page in rows for line in page])
    lines = [line for page in rows for line in _without_notes(page, size)]
    known = words_in(line.text for line in lines)
    return [join_lines((line.text for line in block), known) for block in _rejoined(_blocks(lines))]


def _read_pages(raw: bytes, file: str) -> Iterator[list[Line]]:
    from pypdf import PdfReader  # takes a tenth of a second to load, and few sources are PDFs
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports what it repairs
    deadline = time.monotonic() + MAX_SECONDS
    length = 0
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DebatekitError.for_file(file, "the PDF is protected with a password", SHORTEN)
        if len(reader.pages) > MAX_PAGES:
            raise DebatekitError.for_file(file, f"the PDF has more than {MAX_PAGES:,} pages", SHORTEN)
        for number, page in enumerate(reader.pages):
            found = _Rows(deadline, file)
            page.extract_text(visitor_operand_before=found.check_time, visitor_text=found.add)
            lines = _lines(found.rows, number)
            length += sum(len(line.text) for line in lines)
            if length > MAX_CHARACTERS:
                raise DebatekitError.for_file(file, f"there are more than {MAX_CHARACTERS:,} characters in it", SHORTEN)
            yield lines
    except (DependencyError, FileNotDecryptedError):
        hint = "Open it, print it as a PDF, and name that; or copy its text into a plain text file."
        raise DebatekitError.for_file(file, "the PDF is protected", hint) from None
    except (PyPdfError, *RAISED):
        hint = "Open it, print it as a PDF, and name that; or copy its text into a plain text file."
        raise DebatekitError.for_file(file, "the PDF is damaged, or not a PDF", hint) from None


def pdf_metadata(raw: bytes, _file: str) -> Metadata:
    """Return the title and the author of the document information (ISO 32000-1, 14.3.3), if they can be read."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        found = reader.metadata if not reader.is_encrypted or reader.decrypt("") else None
        return Metadata(found.title or "", found.author or "") if found else Metadata()
    except (DependencyError, PyPdfError, *RAISED):
        return Metadata()


class _Piece(NamedTuple):
    text: str
    x: float
    y: float
    size: float
    bold: bool


class _Rows:
    """Collects the pieces of text that pypdf finds on a page, by the row that they are in."""

    def __init__(self, deadline: float, file: str) -> None:
        self.rows: list[list[_Piece]] = [[]]
        self._deadline, self._file = deadline, file

    def check_time(self, *_: Any) -> None:
        """Raise `DebatekitError` if the file takes too long."""
        if time.monotonic() > self._deadline:
            raise DebatekitError.for_file(self._file, f"the PDF takes more than {MAX_SECONDS} seconds to read", SHORTEN)

    def add(self, text: str, matrix: Sequence[float], text_matrix: Sequence[float], font: Any, size: float) -> None:
        """Add a piece of text, which may end one or more rows."""
        a, b, c, d, e, f = matrix
        x = a * text_matrix[4] + c * text_matrix[5] + e
        y = b * text_matrix[4] + d * text_matrix[5] + f
        scale = abs(text_matrix[3] or text_matrix[1]) * abs(d or b)
        bold = "Bold" in str((font or {}).get("/BaseFont", ""))
        for number, part in enumerate(text.split("\n")):
            if number:
                self.rows.append([])
            if part.strip():
                self.rows[-1].append(_Piece(part, x, y, float(size) * scale, bold))
            elif part and self.rows[-1]:
                self.rows[-1].append(self.rows[-1][-1]._replace(text=" "))


def _lines(rows: list[list[_Piece]], page: int) -> list[Line]:
    """Return the lines of a page; where the file has two columns row by row, those of the left one come first."""
    beyond = Counter(round(other.x) for row in rows for one, other in pairwise(row) if _is_beyond(one, other))
    edge, count = beyond.most_common(1)[0] if beyond else (0, 0)
    if count >= MIN_ROWS:
        divided = [n for n, row in enumerate(rows) if any(abs(piece.x - edge) < 1 for piece in row)]
        region = rows[divided[0] : divided[-1] + 1]
        left = [[piece for piece in row if piece.x < edge - 1] for row in region]
        right = [[piece for piece in row if piece.x >= edge - 1] for row in region]
        rows = [*rows[: divided[0]], *left, *right, *rows[divided[-1] + 1 :]]
    return [line for row in rows if row and (line := _line(row, page)).text]


def _is_beyond(one: _Piece, other: _Piece) -> bool:
    """Return whether a piece of a row is far to the right of the one before, as the next column is."""
    return other.x - one.x > (len(one.text) * 0.5 + 1.5) * one.size and other.text.strip() != ""


def _line(row: list[_Piece], page: int) -> Line:
    """Return a row as a line, without the marks of notes in it."""
    size = _most_frequent([(piece.size, len(piece.text)) for piece in row])
    own = [piece for piece in row if piece.size > 0.8 * size or not MARK.fullmatch(piece.text)]
    text = " ".join("".join(piece.text for piece in own).split())
    first = own[0] if own else row[0]
    return Line(text, first.x, first.y, size, all(piece.bold for piece in own), page)


def _most_frequent(weighed: list[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for number, weight in weighed:
        counts[round(number, 1)] += weight
    return counts.most_common(1)[0][0] if counts else 0


def _without_notes(page: list[Line], size: float) -> list[Line]:
    """Return the lines of a page without the notes at the foot of a column: small, and the first is marked."""
    kept: list[Line] = []
    note: list[Line] = []
    for line, following in zip(page, [*page[1:], None], strict=True):
        if line.size < 0.93 * size and (note or NOTE.match(f"{line.text} ")):
            note.append(line)
            if following is None or following.y > line.y:  # the foot of a column
                note = []
            continue
        kept += [*note, line]
        note = []
    return kept


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Return lines in paragraphs, by the space between them, their indents and sizes."""
    leading = _leading(lines)
    edges = Counter((line.page, round(line.x)) for line in lines)
    full = _full_lengths(lines)
    blocks: list[list[Line]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        after = lines[number + 1] if number + 1 < len(lines) else None
        if before is None or _is_new(before, line, after, leading, edges, full):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _leading(lines: list[Line]) -> dict[float, float]:
    """Return the usual distance between two lines, by the size of their font."""
    distances: dict[float, list[float]] = {}
    for one, other in pairwise(lines):
        if other.follows(one) and one.size == other.size:
            distances.setdefault(one.size, []).append(round(one.y - other.y, 1))
    return {size: median(sorted(found)[: len(found) // 2 + 1]) for size, found in distances.items()}


def _full_lengths(lines: list[Line]) -> dict[float, float]:
    """Return how many characters a full line has, by the size of its font."""
    lengths: dict[float, list[int]] = {}
    for line in lines:
        lengths.setdefault(line.size, []).append(len(line.text))
    return {size: median(sorted(found)[len(found) // 2 :]) for size, found in lengths.items()}


def _is_new(
    before: Line, line: Line, after: Line | None, leading: dict[float, float], edges: Counter[tuple[int, int]],
    full: dict[float, float],
) -> bool:  # fmt: skip
    """Return whether a paragraph begins at a line."""
    if abs(before.size - line.size) > 0.06 * max(before.size, line.size) or before.bold != line.bold:
        return True
    is_end = ends_sentence(before.text)
    if LIST_ITEM.match(line.text) and (is_end or LIST_ITEM.match(before.text)):
        return True
    is_indented = (
        after is not None
        and after.follows(line)
        and 0.4 * line.size < line.x - after.x < 6 * line.size
        and not LIST_ITEM.match(before.text)
        and edges[line.page, round(after.x)] > 1
    )
    is_short = has_room(before.text, line.text, full.get(before.size, 0))
    if not line.follows(before):  # another column or page
        return is_end and (is_indented or is_short)
    distance = before.y - line.y
    if distance > 1.18 * leading.get(line.size, distance) + 0.3:
        return True
    is_moved = 0.4 * line.size < line.x - before.x < 6 * line.size
    if begins_small(line.text):
        return False
    return (is_indented and is_short) or (is_end and (is_short if not is_moved else is_indented))


def _rejoined(blocks: list[list[Line]]) -> list[list[Line]]:
    """Return blocks, with those joined whose sentence a caption, a note or a box interrupts."""
    found: list[list[Line]] = []
    for block in blocks:
        for earlier in reversed(found[-4:-1]):
            alike = earlier[-1].size == block[0].size and earlier[-1].bold == block[0].bold
            if alike and not ends_sentence(earlier[-1].text) and begins_small(block[0].text):
                earlier.extend(block)
                break
        else:
            found.append(block)
    return found
