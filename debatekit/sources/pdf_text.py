"""The text of a PDF: lines with their places on the page, joined to paragraphs.

pypdf reads it, because it is small, pure Python, and needed for printing anyway; pdfminer.six needs 24 MB of further
libraries, and does not join lines and pages either. Heads, page numbers and notes at the foot of a page are left out.
"""

import contextlib
import io
import logging
import re
import struct
import time
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

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
from debatekit.sources.text import SHORTEN, Metadata, SourceText

MAX_SECONDS: Final = 60
SCAN: Final = (
    "It may be a scan: type what you quote, with the paragraphs around it, into a plain text file, and name that."
)
PRINT: Final = "Open it, print it as a PDF, and name that; or copy its text into a plain text file."
MIN_ROWS: Final = 5  # rows of two lines each that make two columns
NOTE: Final = re.compile(r"[\d*†‡§]{1,3}\s")
MARK: Final = re.compile(r"\s*[\d*†‡§,]{1,5}\s*")
RAISED: Final = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf raises for a damaged file."""


class Line(NamedTuple):
    """A line of a page, or a piece of one, where it begins, in points from the left and from below, and its font."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int

    def follows(self, other: "Line") -> bool:
        """Return whether the line is below another in the same column."""
        return self.page == other.page and 0 < other.y - self.y < 6 * max(self.size, other.size)

    def is_right_of(self, other: "Line") -> bool:
        """Return whether the line begins a little to the right of another, as an indent."""
        return 0.4 * self.size < self.x - other.x < 6 * self.size


def read_pdf(raw: bytes, file: str) -> SourceText:
    """Return the text of a PDF.

    Raises `DebatekitError` if it is damaged, protected, takes too long, has pages and no text, as a scan has, or if its
    text runs from right to left.
    """
    found, metadata = _read_pages(raw, file)
    pages = [page for page in found if page]
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
    paragraphs = (join_lines((line.text for line in block), known) for block in _rejoined(_blocks(lines)))
    return SourceText.from_paragraphs(paragraphs, metadata)


def _read_pages(raw: bytes, file: str) -> tuple[list[list[Line]], Metadata]:
    """Return the lines of each page, and the document information (ISO 32000-1, 14.3.3), if it can be read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports what it repairs
    deadline = time.monotonic() + MAX_SECONDS
    pages, metadata = [], Metadata()
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DebatekitError.for_file(file, "the PDF is protected with a password", SHORTEN)
        with contextlib.suppress(*RAISED):
            if info := reader.metadata:
                metadata = Metadata(info.title or "", info.author or "")
        for number, page in enumerate(reader.pages):
            if time.monotonic() > deadline:
                message = f"the PDF takes more than {MAX_SECONDS} seconds to read"
                raise DebatekitError.for_file(file, message, SHORTEN)
            rows = _Rows(number)
            page.extract_text(visitor_text=rows.add)
            pages.append(_lines(rows.found))
    except (DependencyError, FileNotDecryptedError):
        raise DebatekitError.for_file(file, "the PDF is protected", PRINT) from None
    except RAISED:
        raise DebatekitError.for_file(file, "the PDF is damaged, or not a PDF", PRINT) from None
    return pages, metadata


class _Rows:
    """Collects the pieces of text that pypdf finds on a page, by the row that they are in."""

    def __init__(self, page: int) -> None:
        self.found: list[list[Line]] = [[]]
        self._page = page

    def add(self, text: str, matrix: Sequence[float], text_matrix: Sequence[float], font: Any, size: float) -> None:
        """Add a piece of text, which may end one or more rows."""
        a, b, c, d, e, f = matrix
        x = a * text_matrix[4] + c * text_matrix[5] + e
        y = b * text_matrix[4] + d * text_matrix[5] + f
        scale = abs(text_matrix[3] or text_matrix[1]) * abs(d or b)
        bold = "Bold" in str((font or {}).get("/BaseFont", ""))
        for number, part in enumerate(text.split("\n")):
            if number:
                self.found.append([])
            if part.strip():
                self.found[-1].append(Line(part, x, y, float(size) * scale, bold, self._page))
            elif part and self.found[-1]:
                self.found[-1].append(self.found[-1][-1]._replace(text=" "))


def _lines(rows: list[list[Line]]) -> list[Line]:
    """Return the lines of a page; where the file has two columns row by row, those of the left one come first."""
    beyond = Counter(round(other.x) for row in rows for one, other in pairwise(row) if _is_beyond(one, other))
    edge, count = beyond.most_common(1)[0] if beyond else (0, 0)
    if count >= MIN_ROWS:
        divided = [n for n, row in enumerate(rows) if any(abs(piece.x - edge) < 1 for piece in row)]
        region = rows[divided[0] : divided[-1] + 1]
        left = [[piece for piece in row if piece.x < edge - 1] for row in region]
        right = [[piece for piece in row if piece.x >= edge - 1] for row in region]
        rows = [*rows[: divided[0]], *left, *right, *rows[divided[-1] + 1 :]]
    return [line for row in rows if row and (line := _line(row)).text]


def _is_beyond(one: Line, other: Line) -> bool:
    """Return whether a piece of a row is far to the right of the one before, as the next column is."""
    return other.x - one.x > (len(one.text) * 0.5 + 1.5) * one.size and other.text.strip() != ""


def _line(row: list[Line]) -> Line:
    """Return a row as a line, without the marks of notes in it."""
    size = _most_frequent([(piece.size, len(piece.text)) for piece in row])
    own = [piece for piece in row if piece.size > 0.8 * size or not MARK.fullmatch(piece.text)]
    text = " ".join("".join(piece.text for piece in own).split())
    return (own or row)[0]._replace(text=text, size=size, bold=all(piece.bold for piece in own))


def _most_frequent(weighed: list[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for number, weight in weighed:
        counts[round(number, 1)] += weight
    return counts.most_common(1)[0][0] if counts else 0


def _without_notes(page: list[Line], size: float) -> list[Line]:
    """Return the lines of a page without the notes at the foot of a column: small, and the first is marked."""
    kept: list[Line] = []
    note: list[Line] = []
    for line, following in zip(page, [*page[1:], None], strict=False):
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
    layout = _Layout(lines)
    blocks: list[list[Line]] = []
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if before is None or layout.is_new(before, line, after):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


class _Layout:
    """How the paragraphs of a PDF are laid out, and so where one begins."""

    def __init__(self, lines: list[Line]) -> None:
        self._edges = Counter((line.page, round(line.x)) for line in lines)
        distances, lengths = defaultdict(list), defaultdict(list)
        for line in lines:
            lengths[line.size].append(len(line.text))
        for one, other in pairwise(lines):
            if other.follows(one) and one.size == other.size:
                distances[one.size].append(round(one.y - other.y, 1))
        # The usual distance between two lines, and the characters of a full one, by the size of the font.
        self._leading = {size: median(sorted(found)[: len(found) // 2 + 1]) for size, found in distances.items()}
        self._full = {size: median(sorted(found)[len(found) // 2 :]) for size, found in lengths.items()}

    def is_new(self, before: Line, line: Line, after: Line | None) -> bool:
        """Return whether a paragraph begins at a line."""
        if abs(before.size - line.size) > 0.06 * max(before.size, line.size) or before.bold != line.bold:
            return True
        is_end = ends_sentence(before.text)
        if LIST_ITEM.match(line.text) and (is_end or LIST_ITEM.match(before.text)):
            return True
        is_indented = (
            after is not None
            and after.follows(line)
            and line.is_right_of(after)
            and not LIST_ITEM.match(before.text)
            and self._edges[line.page, round(after.x)] > 1
        )
        is_short = has_room(before.text, line.text, self._full[before.size])
        if not line.follows(before):  # another column or page
            return is_end and (is_indented or is_short)
        distance = before.y - line.y
        if distance > 1.18 * self._leading.get(line.size, distance) + 0.3:
            return True
        if begins_small(line.text):
            return False
        return (is_indented and is_short) or (is_end and (is_indented if line.is_right_of(before) else is_short))


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
