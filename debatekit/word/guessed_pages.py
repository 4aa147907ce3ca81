"""Keeps headings with their text where LibreOffice guesses the end of a page while it loads a document.

LibreOffice first takes so many paragraphs and rows of tables for a page (`SwLayHelper` in its ``laycache.cxx``). If the
last of them is to be kept with the paragraph after it, and the real page ends there as well, they are divided.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from debatekit.word.template import DocxTemplate
from debatekit.word.xml import Block, Paragraph

HIDDEN: Final = "<w:rPr><w:vanish/></w:rPr>"  # so that Word neither prints the line nor reads it out (17.3.2.41)
MAX_LINES: Final = 5  # in one place: a heading and the headings, labels and remarks after it are no more


def fill_guessed_pages(template: DocxTemplate, blocks: Sequence[Block], nodes: int) -> list[Block]:
    """Return `blocks`, with hidden empty lines before those that the end of a guessed page would divide.

    The document has so many `nodes`, see `count_nodes`.
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
            nodes += 2 - 25 + sum(2 + count_nodes(inner) for _, cells in block.rows for _, inner in cells)
    return nodes


def _rows(block: Block) -> int:
    return 1 if isinstance(block, Paragraph) else len(block.rows)


def _is_kept(template: DocxTemplate, block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.keep_next or (block.style in template.keeping and not block.is_loose)
    return block.keep_next or any(_is_kept(template, inner[0]) for _, inner in block.rows[-1][1])
