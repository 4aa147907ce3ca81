"""A quotation as it is typed → the pieces that must stand in the source, and what may lie between them.

An ellipsis (… or ..., in brackets or not) stands for words that are left out. Other words in brackets are the
quoter's own: nothing is left out beside them. A bracket around the first letter of a word, "[t]he", is a capital that
was changed. These are the usual marks of quoting; the rules of evidence of the NSDA forbid to add, remove or swap
words in any other way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Final

from debatekit.sources.folding import fold

ELLIPSIS: Final = r"(?:…|\.\.\.|\. \. \.)"
MARK: Final = re.compile(
    rf"(?P<ellipsis>\[ ?{ELLIPSIS} ?\]|{ELLIPSIS})|(?<!\w)\[(?P<letter>\w)\](?=\w)|\[(?P<added>[^\[\]]*)\]"
)


MOST_LETTERS: Final = 4
"""Changed capitals of one piece that are looked at; of more, each must stand in the source as it is typed."""


@dataclass(frozen=True)
class Piece:
    """Words that must stand in the source as they are: each way to write them that counts as the same."""

    spellings: tuple[str, ...]
    after_gap: bool = False
    """Whether words may be left out before it."""

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.spellings[0].split())


@dataclass(frozen=True)
class Quotation:
    """A quotation, folded: its pieces, in order, and the words that were added in brackets."""

    text: str
    pieces: tuple[Piece, ...]
    added: tuple[str, ...]

    @property
    def normal(self) -> str:
        """The text with every ellipsis written as one."""
        return " ".join(MARK.sub(lambda match: " … " if match["ellipsis"] else match[0], self.text).split())


def parse_quotation(text: str) -> Quotation:
    """Return the quotation that is typed as `text`; one of nothing but marks has no pieces."""
    folded = fold(text)
    pieces: list[Piece] = []
    added: list[str] = []
    letters: list[str] = [""]  # of the piece that is being read, alternating with letters whose capitals may differ
    gap = False

    def finish() -> None:
        nonlocal letters, gap
        if piece := _piece(letters, after_gap=gap and bool(pieces)):
            pieces.append(piece)
            gap = False
        letters = [""]

    end = 0
    for match in MARK.finditer(folded):
        letters[-1] += folded[end : match.start()]
        end = match.end()
        if match["letter"]:
            letters += [match["letter"], ""]
            continue
        finish()
        if match["ellipsis"]:
            gap = True
        else:
            added.append(match["added"].strip())
    letters[-1] += folded[end:]
    finish()
    return Quotation(folded, tuple(pieces), tuple(added))


def _piece(letters: list[str], *, after_gap: bool) -> Piece | None:
    """Return the piece made of texts and, between them, letters that may be capitals or not."""
    few = len(letters) <= 2 * MOST_LETTERS + 1
    choices = [
        tuple(dict.fromkeys((part, part.swapcase()))) if few and number % 2 else (part,)
        for number, part in enumerate(letters)
    ]
    spellings = tuple(spelling for parts in product(*choices) if (spelling := " ".join("".join(parts).split())))
    return Piece(spellings, after_gap) if spellings else None
