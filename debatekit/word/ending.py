"""The end of a document: its last lines stay together, so that no last page holds only a few of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from debatekit.word.template import DocxTemplate
from debatekit.word.theme import PARAGRAPH_STYLES
from debatekit.word.xml import Block, Cell, Paragraph, Table

SHARE: Final = 0.26  # of the height of a page: more than the fifth that looks full, as heights are estimated
ONE_PAGE: Final = 0.6  # what is estimated to be less is on one page
LINE: Final = 1.2  # the height of a line of single spacing, and
LETTER: Final = 0.47  # the width of a letter, in sizes of the font
TAG: Final = re.compile("<[^>]+>")
CELL_WIDTH: Final = re.compile(r'<w:tcW w:w="(\d+)"')
ROW_HEIGHT: Final = re.compile(r'<w:trHeight w:val="(\d+)"')


def keep_ending(template: DocxTemplate, blocks: Sequence[Block], height: int, width: int) -> None:
    """Keep the last blocks with each other that are about a quarter of a page together.

    The page has a text area of `height` and `width`, in twentieths of a point. Nothing is kept where all after the last
    page break are so little that they are on one page.
    """
    ending: list[tuple[list[Paragraph], float]] = []
    total = 0.0
    for block in reversed(blocks):
        for piece in reversed([*_pieces(template, block, width)]):
            if total < SHARE * height:
                ending.append(piece)
            total += piece[1]
        if total > ONE_PAGE * height:
            break
        if block.new_page:
            return
    else:
        return
    for paragraphs, size in ending:
        for paragraph in paragraphs:
            paragraph.keep_next |= paragraphs is not ending[0][0]
            paragraph.keep_lines |= size < height / 2


def _pieces(template: DocxTemplate, block: Block, width: int) -> Iterator[tuple[list[Paragraph], float]]:
    """Yield a paragraph, or the paragraphs of each row of a table, with their estimated height."""
    if isinstance(block, Paragraph):
        yield [block], _height(template, block, width)
        return
    padding = 2 * 20 * template.theme.tables.padding_above
    for properties, cells in block.rows:
        least = ROW_HEIGHT.search(properties)
        heights = [float(least[1]) if least else 0.0]
        for cell_properties, inner in cells:
            cell = CELL_WIDTH.search(cell_properties)
            pieces = [size for part in inner for _, size in _pieces(template, part, int(cell[1]) if cell else width)]
            heights.append(sum(pieces) + padding)
        yield list(_paragraphs(cells)), max(heights)


def _paragraphs(cells: Iterable[Cell]) -> Iterator[Paragraph]:
    for _, blocks in cells:
        for block in blocks:
            if isinstance(block, Table):
                for _, inner in block.rows:
                    yield from _paragraphs(inner)
            else:
                yield block


def _height(template: DocxTemplate, paragraph: Paragraph, width: int) -> float:
    """Return the estimated height of a paragraph on lines of some `width`."""
    style = next((name for name in PARAGRAPH_STYLES if template.styles[name] == paragraph.style), "Normal")

    def points(key: str) -> float:
        return float(template.theme.effective(style, key) or 0)

    size = points("size")
    letters = max((width / 20 - points("left")) / (size * LETTER), 1)
    lines = sum(len(TAG.sub("", line)) // letters + 1 for line in paragraph.runs.split("<w:br/>"))
    spacing = points("exact") or points("line") * LINE * size
    return 20 * (lines * spacing + points("before") + points("after"))
