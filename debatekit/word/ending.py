"""The ends of pages: the last lines stay together, lines to write on fill a page, and headings stay with their text."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from debatekit.word.template import DocxTemplate
from debatekit.word.xml import Block, Paragraph, Row

SHARE: Final = 0.26  # of the height of a page: more than the fifth that looks full, as heights are estimated
ONE_PAGE: Final = 0.6  # what is estimated to be less is on one page
FULL: Final = 0.9  # how full a page may be made, as heights are estimated
LETTER: Final = 0.47  # the width of a letter, in sizes of the font
TAG: Final = re.compile("<[^>]+>")
HIDDEN: Final = "<w:rPr><w:vanish/></w:rPr>"  # so that Word neither prints the line nor reads it out (17.3.2.41)
MAX_LINES: Final = 5  # in one place: a heading and the headings, labels and remarks after it are no more


def keep_endings(template: DocxTemplate, blocks: Sequence[Block], height: int, width: int) -> None:
    """Keep what is about a quarter of a page before each page break, and at the end, together.

    The page has a text area of `height` and `width`, in twentieths of a point. If what begins a page of its own is the
    last, and less than a page, its lines to write on fill it.
    """
    starts = [0, *(number for number, block in enumerate(blocks) if number and block.new_page), len(blocks)]
    for start, end in pairwise(starts):
        _keep_ending(template, blocks[start:end], height, width)
    if len(starts) > 2:
        _fill_page(template, blocks[starts[-2] :], height, width)


def _keep_ending(template: DocxTemplate, blocks: Sequence[Block], height: int, width: int) -> None:
    """Keep the last blocks with each other, unless all are so little that they are on one page."""
    ending: list[tuple[list[Paragraph], float]] = []
    total = 0.0
    for block in reversed(blocks):
        for piece in [block] if isinstance(block, Paragraph) else reversed(block.rows):
            if isinstance(piece, Paragraph):
                paragraphs, size = [piece], _paragraph_height(template, piece, width)
            else:
                paragraphs, size = piece.paragraphs, _row_height(template, piece)
            if total < SHARE * height:
                ending.append((paragraphs, size))
            total += size
        if total > ONE_PAGE * height:
            break
    else:
        return
    for number, (paragraphs, size) in enumerate(ending):
        for paragraph in paragraphs:
            paragraph.keep_next |= number > 0
            paragraph.keep_lines |= size < height / 2


def _fill_page(template: DocxTemplate, blocks: Sequence[Block], height: int, width: int) -> None:
    """Add the same number of lines to each area outside other tables, as far as the page certainly has room."""
    line = template.lines_height(1)
    printed = [block for block in blocks if isinstance(block, Paragraph) and block.lines > 1]
    tables = [block for block in blocks if not isinstance(block, Paragraph) and block.is_field]
    fields = [table.rows[-1] for table in tables if table.rows[-1].height > line]
    areas = len(printed) + len(fields)
    spare = FULL * height - estimated_height(template, blocks, width) if areas else 0
    more = max(int(spare / (line * areas)), 0) if areas else 0
    for paragraph in printed:
        paragraph.lines += more
    for row in fields:
        row.height += more * line


def estimated_height(template: DocxTemplate, blocks: Iterable[Block], width: int) -> float:
    """Return about how high blocks are on lines of some `width`; both are in twentieths of a point."""
    height = 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            height += _paragraph_height(template, block, width)
        else:
            for row in block.rows:
                height += _row_height(template, row)
    return height


def _row_height(template: DocxTemplate, row: Row) -> float:
    padding = 2 * 20 * template.theme.tables.padding_above
    height: float = row.height
    for cell in row.cells:
        paragraphs = [_paragraph_height(template, paragraph, cell.width) for paragraph in cell.paragraphs]
        height = max(height, padding + sum(paragraphs))
    return height


def _paragraph_height(template: DocxTemplate, paragraph: Paragraph, width: int) -> float:
    size, line_height, spacing, left = template.metrics[paragraph.style]
    letters = max((width - left) / (size * LETTER), 1)
    lines: float = max(paragraph.lines - 1, 0)
    for line in paragraph.runs.split("<w:br/>"):
        lines += len(TAG.sub("", line)) // letters + 1
    return lines * line_height + spacing


def fill_guessed_pages(template: DocxTemplate, blocks: Sequence[Block], nodes: int) -> list[Block]:
    """Return `blocks`, with hidden empty lines before those that LibreOffice would divide.

    While it loads a document, it takes so many paragraphs and rows of tables for a page (`SwLayHelper` in its
    ``laycache.cxx``). If the last of them is to be kept with the paragraph after it, and the real page ends there as
    well, they are divided. The document has so many `nodes`, see `count_nodes`.
    """
    size = min(20 + nodes // 1000 * 3, 53) if nodes > 100 else 25
    filled: list[Block] = []
    count = 0  # paragraphs and rows on this page
    chain = before = 0  # where the last blocks that are kept together are in `filled`, and the count before them
    for previous, block in zip([None, *blocks], blocks, strict=False):
        if previous is None or not _is_kept(template, previous):
            chain, before = len(filled), count
        count += _rows(block)
        if block.new_page:
            chain = before = count = 0
        elif count > size:
            count, missing = 0, size - before
            if 0 < missing <= MAX_LINES and isinstance(previous, Paragraph) and isinstance(block, Paragraph):
                count = sum(map(_rows, filled[chain + 1 :])) + 1
                filled[chain:chain] = [Paragraph(template.styles["Section End"], "", section=HIDDEN)] * missing
        filled.append(block)
    return filled


def count_nodes(blocks: Iterable[Block]) -> int:
    """Return how many nodes blocks have: paragraphs, and starts and ends of tables and cells, less 25 for a table."""
    nodes = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            nodes += 1
        else:
            nodes += 2 - 25 + sum(2 + len(cell.paragraphs) for row in block.rows for cell in row.cells)
    return nodes


def _rows(block: Block) -> int:
    return 1 if isinstance(block, Paragraph) else len(block.rows)


def _is_kept(template: DocxTemplate, block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.keep_next or (block.style in template.keeping and not block.is_loose)
    return block.keep_next or any(_is_kept(template, cell.paragraphs[0]) for cell in block.rows[-1].cells)
