"""What is wrong with a document's pages: headings at the foot, nothing but lines, things divided that would fit."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.layout.blocks import HEADS_OF_UNITS, Block, Body, marked_body
from tests.layout.printed import Mark, Page, Print, read_print
from tests.office import convert

HEADS_OF_CARDS = ("Heading 3", "Claim")
NUMBER = re.compile(r"\s*[A-Z]+\d+\b")
"""The number of an argument or a question, as its heading begins."""

FEW_ROWS = 8
"""A table of so many rows is not divided between pages,"""

MOST = 0.5
"""unless it is higher than so much of a page: the page before it would be left empty."""

BATCH = 70
"""Documents for one process of LibreOffice."""

SPARE = 13.0
"""How many points less than a page something must be high to fit: spacing and borders are not measured."""

MM = 72 / 25.4


class Fault(NamedTuple):
    document: Path
    page: int
    kind: str  # "heading at the foot", "only lines", "beyond the margin", or "divided" and a unit's kind
    what: str

    def __str__(self) -> str:
        return f"{self.document.parent.name}/{self.document.name} p. {self.page}: {self.what}"


class Unit(NamedTuple):
    """Blocks that belong on one page, if they fit on one."""

    kind: str
    name: str
    first: int
    end: int  # the number of the block after it


@dataclass(frozen=True)
class Layout:
    document: Path
    body: Body
    printed: Print

    @property
    def name(self) -> str:
        return f"{self.document.parent.name}/{self.document.stem}"

    @property
    def pages(self) -> list[Page]:
        return self.printed.pages

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes, printed on both sides."""
        return (len(self.pages) + 1) // 2

    @cached_property
    def faults(self) -> list[Fault]:
        found = [*self._stray(), *self._only_lines(), *self._divided(), *self._beyond()]
        return sorted(found, key=lambda fault: fault.page)

    def _fault(self, page: int, kind: str, what: str) -> Fault:
        return Fault(self.document, page, kind, what)

    def _stray(self) -> Iterator[Fault]:
        blocks, pieces = self.body.blocks, self.printed.pieces
        placed = [number for number, found in enumerate(pieces) if found]
        for number, after in pairwise(placed):
            block, page = blocks[number], pieces[number][-1].page
            if page >= pieces[after][0].page:
                continue
            following = blocks[after]
            if block.in_header_row and not following.in_header_row and _same_table(block, following):
                yield self._fault(page, "heading at the foot", f"header row {block.name} at the foot")
            elif (
                block.is_lead
                and not block.style == following.style == "Meta"  # a list of references
                and (block.cell is None or block.cell == following.cell)
                and (block.is_heading or not following.is_heading)
            ):
                yield self._fault(page, "heading at the foot", f"{block.name} at the foot")

    def _only_lines(self) -> Iterator[Fault]:
        on_page: dict[int, list[Block]] = {page.number: [] for page in self.pages}
        for block, pieces in zip(self.body.blocks, self.printed.pieces, strict=True):
            for piece in pieces:
                on_page[piece.page].append(block)
        for page, blocks in on_page.items():
            if blocks and all(block.is_writing for block in blocks):
                yield self._fault(page, "only lines", "nothing but lines to write on")

    def _divided(self) -> Iterator[Fault]:
        blocks = self.body.blocks
        covered: set[int] = set()
        for unit in [*_cards(self.body), *_tables(self.body), *_rows(self.body), *_writing_areas(blocks)]:
            if unit.first in covered:
                continue
            pages = self._pages_of(unit.first, unit.end)
            if len(pages) < 2:
                continue
            first = unit.first
            while first and blocks[first - 1].is_lead and blocks[first - 1].cell == blocks[unit.first].cell:
                first -= 1
            height = self._height(first, unit.end)
            may_divide = unit.kind == "table" or (unit.kind == "card" and not NUMBER.match(blocks[unit.first].text))
            if may_divide and height > MOST * max(page.height for page in self.pages):
                continue
            covered |= set(range(unit.first, unit.end))
            if height <= max(page.height for page in self.pages) - SPARE:
                where = f"p. {pages[0]} and p. {pages[-1]} though it is {height / MM:.0f} mm high"
                yield self._fault(pages[0], f"divided {unit.kind}", f"{unit.name} divided between {where}")

    def _beyond(self) -> Iterator[Fault]:
        for page in self.pages:
            if page.beyond:
                yield self._fault(page.number, "beyond the margin", "something goes beyond the margins at the sides")

    def _pages_of(self, first: int, end: int) -> list[int]:
        return sorted({piece.page for pieces in self.printed.pieces[first:end] for piece in pieces})

    def _height(self, first: int, end: int) -> float:
        """Return how high blocks are together: on each page down to the next block, or else to the lowest ink.

        Where they begin a page, the space above them counts, which takes room on any page that they begin.
        """
        height = 0.0
        before = {piece.page for pieces in self.printed.pieces[:first] for piece in pieces}
        own = [piece for pieces in self.printed.pieces[first:end] for piece in pieces]
        later = next((pieces[0] for pieces in self.printed.pieces[end:] if pieces), Mark(0, 0, 0))
        for page in {piece.page for piece in own}:
            top = min(piece.top for piece in own if piece.page == page) if page in before else 0.0
            lowest = max(piece.bottom for piece in own if piece.page == page)
            ink = self.pages[page - 1].lowest
            height += max(lowest, later.top if later.page == page and later.top > lowest else ink) - top
        return height


def _same_table(one: Block, other: Block) -> bool:
    return one.cell is not None and other.cell is not None and one.cell.table == other.cell.table


def _cards(body: Body) -> Iterator[Unit]:
    """Yield what is under each Heading 3 in the body if it is more than text: an argument, a question, a speech.

    A long table under a heading without a number is no card: it may be divided between its rows.
    """
    blocks = body.blocks
    heads = [
        number for number, block in enumerate(blocks) if block.cell is None and block.style.startswith(HEADS_OF_UNITS)
    ]
    for first, end in pairwise([*heads, len(blocks)]):
        inside = blocks[first:end]
        longest = max((body.rows[block.cell.table] for block in inside if block.cell), default=0)
        is_text = longest == 0 and not any(block.style.startswith("Writing") for block in inside)
        is_card = NUMBER.match(blocks[first].text) or not (is_text or longest > FEW_ROWS)
        if blocks[first].style.startswith(HEADS_OF_CARDS) and is_card:
            last = max(number for number in range(first, end) if number == first or not blocks[number].is_lead)
            yield Unit("card", blocks[first].name, first, last + 1)  # without the label of what comes next


def _tables(body: Body) -> Iterator[Unit]:
    for number, rows in body.rows.items():
        inside = [place for place, block in enumerate(body.blocks) if block.cell and block.cell.table == number]
        if inside and rows <= FEW_ROWS:
            name = f"table of {rows} rows {body.blocks[inside[0]].name}"
            yield Unit("table", name, inside[0], inside[-1] + 1)


def _rows(body: Body) -> Iterator[Unit]:
    for first, end in _runs([block.cell[:2] if block.cell else None for block in body.blocks]):
        yield Unit("row", f"row {body.blocks[first].name}", first, end)


def _writing_areas(blocks: Sequence[Block]) -> Iterator[Unit]:
    areas = ["lines" if block.is_writing and block.style.startswith("Writing") else None for block in blocks]
    for first, end in _runs(areas):
        yield Unit("lines", "lines to write on", first, end)


def _runs(keys: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield where runs of equal keys start and end, but for runs of None."""
    start = 0
    for number in range(1, len(keys) + 1):
        if number == len(keys) or keys[number] != keys[start]:
            if keys[start] is not None:
                yield start, number
            start = number


def lay_out(documents: Iterable[Path], folder: Path) -> list[Layout]:
    """Let LibreOffice lay out documents, in as many processes as there are processors; `folder` is for its files."""
    given = [(document, document.read_bytes()) for document in documents]
    found: dict[bytes, tuple[Body, Path]] = {}  # by the content: many documents are the same in two kits
    for document, content in given:
        if content not in found:
            body, marked = marked_body(document)
            number = len(found)
            copy = folder / f"batch-{number // BATCH}" / f"{number}.docx"
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(marked)
            found[content] = body, copy
    copies = [copy for _, copy in found.values()]
    batches = [copies[start : start + BATCH] for start in range(0, len(copies), BATCH)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda batch: convert(batch, "pdf", batch[0].parent), batches))
    prints = {content: read_print(copy.with_suffix(".pdf"), body) for content, (body, copy) in found.items()}
    return [Layout(document, found[content][0], prints[content]) for document, content in given]
