"""Where the paragraphs of a document are in its PDF.

The letters of the paragraphs and those of the PDF come in the same order. Only the PDF has repeated header rows, labels
of lists and fields, which are passed over, and so are headers and footers, which are outside the text area.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw

from tests.layout.blocks import Area, Body

FOUND_AGAIN = 8
"""How many letters must be the same after a place where the two differ."""

FEWEST = 4
"""Fewer letters of a longer paragraph on a page are there by chance."""

RULE = "_"
"""What LibreOffice draws the leaders of tabs with."""

OUTSIDE = 8.0
"""Points beyond a margin at which ink is no longer that of the text area."""

WITHIN = 40.0
"""How many points of what goes beyond a margin are within it at least."""

BELOW = 2.0
"""The same for what is drawn below it: the rule above a footer may be near."""


class Mark(NamedTuple):
    """A piece of a page from top to bottom, in points from the top of the page's text area."""

    page: int  # the first is 1
    top: float
    bottom: float


class Page(NamedTuple):
    number: int
    height: float  # of its text area, in points
    lowest: float  # the lowest ink in it, in points from its top
    beyond: bool  # whether something in it goes beyond the margins at its sides

    @property
    def fill(self) -> float:
        return max(0.0, min(1.0, self.lowest / self.height))


class Print(NamedTuple):
    """A printed document: its pages, and the pieces of each block, none for what was not found."""

    pages: list[Page]
    pieces: list[list[Mark]]


def read_print(pdf: Path, body: Body) -> Print:
    """Return the pages of a PDF, and where the blocks of its document are on them."""
    stream = _Stream([], [], [])
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [_read_page(number, page, body.areas, stream) for number, page in enumerate(document, 1)]
    return Print(pages, _pieces(body, stream))


class _Stream(NamedTuple):
    """The letters of a PDF in their order, where each is, and its ruled lines with the number of letters before."""

    letters: list[str]
    marks: list[Mark]
    rules: list[tuple[int, Mark]]


def _read_page(number: int, page: pypdfium2.PdfPage, areas: list[Area], stream: _Stream) -> Page:
    width, height = page.get_size()
    area = min(areas, key=lambda area: abs(area.width - width) + abs(area.height - height))
    text_height = height - area.top - area.bottom
    left_edge, right_edge = area.left - OUTSIDE, width - area.right + OUTSIDE
    lowest = 0.0
    text = page.get_textpage()
    for index, word in _words(text):
        left, low, right, high = text.get_charbox(index, loose=True)
        mark = Mark(number, height - area.top - high, height - area.top - low)
        if not (mark.top > -OUTSIDE and mark.bottom < text_height + OUTSIDE and left_edge < left < right_edge):
            continue
        lowest = max(lowest, mark.bottom)
        if word == RULE:
            stream.rules.append((len(stream.letters), mark))
        else:
            stream.letters.extend(word)
            stream.marks.extend([mark] * len(word))
    beyond = False
    for drawn in page.get_objects():
        left, low, right, high = drawn.get_bounds()
        top, bottom = height - area.top - high, height - area.top - low
        if right > left_edge and left < right_edge and top > -OUTSIDE and 0 < bottom < text_height + BELOW:
            lowest = max(lowest, bottom if drawn.type != pypdfium2.raw.FPDF_PAGEOBJ_TEXT else 0.0)
            # A tab at the edge of a page is not from within the text area.
            beyond |= left < left_edge < right - WITHIN or left + WITHIN < right_edge < right
    return Page(number, text_height, lowest, beyond)


def _words(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Yield the number of the first character of each word or ruled line, and its letters in lower case."""
    characters = text.get_text_range()
    if len(characters) != text.count_chars():
        codes = (pypdfium2.raw.FPDFText_GetUnicode(text, number) for number in range(text.count_chars()))
        characters = "".join(map(chr, codes))
    for found in re.finditer(r"_+|[^\W_]+", characters):
        word = found[0]
        yield found.start(), RULE if word.startswith(RULE) else word.casefold()


def _pieces(body: Body, stream: _Stream) -> list[list[Mark]]:
    wanted = "".join(block.letters for block in body.blocks)
    found = align(wanted, "".join(stream.letters))
    pieces: list[list[Mark]] = []
    limits: list[tuple[int, int]] = []  # the first and the last letter of each block in the stream
    start = 0
    for block in body.blocks:
        places = [place for place in found[start : start + len(block.letters)] if place >= 0]
        start += len(block.letters)
        by_page: dict[int, list[int]] = {}
        for place in places:
            by_page.setdefault(stream.marks[place].page, []).append(place)
        kept = [group for group in by_page.values() if len(group) >= min(FEWEST, len(block.letters))]
        pieces.append([_joined([stream.marks[place] for place in group]) for group in kept])
        limits.append((kept[0][0], kept[-1][-1]) if kept else (-1, -1))
    _add_rules(body, stream, limits, pieces)
    return pieces


def _add_rules(body: Body, stream: _Stream, limits: list[tuple[int, int]], pieces: list[list[Mark]]) -> None:
    """Give the ruled lines between two texts to the writing areas between them, in their order."""
    waiting: list[int] = []
    last = -1
    for number, block in enumerate([*body.blocks, None]):
        if block is not None and block.rules:
            waiting.append(number)
            continue
        first, end = limits[number] if block is not None else (len(stream.letters), -1)
        if first < 0:
            continue
        rules = iter([mark for before, mark in stream.rules if last < before <= first])
        for area in waiting:
            marks = [mark for _, mark in zip(range(body.blocks[area].rules), rules, strict=False)]
            on_pages = sorted({mark.page for mark in marks})
            pieces[area] = [_joined([mark for mark in marks if mark.page == page]) for page in on_pages]
        waiting, last = [], end


def _joined(marks: list[Mark]) -> Mark:
    return Mark(marks[0].page, min(mark.top for mark in marks), max(mark.bottom for mark in marks))


def align(wanted: str, printed: str) -> list[int]:
    """Return where each letter of `wanted` is in `printed`, -1 for what is not there; `printed` may have more."""
    found = [-1] * len(wanted)
    here = there = 0
    while here < len(wanted) and there < len(printed):
        if wanted[here] == printed[there]:
            found[here] = there
            here, there = here + 1, there + 1
            continue
        more = printed.find(wanted[here : here + FOUND_AGAIN], there)
        less = wanted.find(printed[there : there + FOUND_AGAIN], here)
        if more < 0 and less < 0:
            here += 1
        elif less < 0 or 0 <= more - there <= less - here:
            there = more
        else:
            here = less
    return found
