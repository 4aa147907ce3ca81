"""Find quotations in a source word for word, or explain how they differ from it.

An ellipsis (… or ..., in brackets or not) marks omitted words. Other words in brackets are the quoter's own: nothing is
omitted beside them. A bracket around the first letter of a word, "[t]he", marks a changed capital. These are the usual
marks of quoting; the rules of evidence of the NSDA forbid adding, removing or swapping words in any other way.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice, pairwise
from typing import Final, TypeAlias

from debatekit.sources.text import Place, SourceText, normalize, strip_punctuation

CAPITAL: Final = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
ELLIPSIS: Final = r"(?:…|\.\.\.|\. \. \.)"
MARK: Final = re.compile(rf"(\[ ?{ELLIPSIS} ?\]|{ELLIPSIS})|(?!(?<!\w)\[\w\]\w)\[([^\[\]]*)\]")
"""An ellipsis, or words that were added in brackets."""

BOUNDARY: Final = r"(?!(?<=[^\W_])[^\W_])"  # a place that is not inside a word

MAX_OCCURRENCES: Final = 10_000
"""Occurrences of one piece that are considered; only pieces of a very common word or two have more, in long books."""

SIMILARITY: Final = 0.6  # the least similarity, from 0 to 1, of a quotation to the passage that it was altered from
MARGIN: Final = 4  # words before and after the likely place of an altered quotation that are compared, too
MIN_HALF: Final = 3  # words of the shorter of two joined passages; fewer may occur anywhere by chance
MAX_NEAR: Final = 12  # words between two joined passages of one paragraph, of which either may be a single word

Span: TypeAlias = tuple[int, int]
"""The start and end of whole words in the normalized text."""


@dataclass(frozen=True)
class Piece:
    """Words of a quotation without any mark in them: they must occur in the source exactly."""

    text: str
    pattern: str  # a regular expression of `text` that accepts a changed capital where a letter is in brackets
    after_gap: bool  # whether an ellipsis is before it


@dataclass(frozen=True)
class Quotation:
    """A normalized quotation: its pieces, in order, and the words that were added in brackets."""

    text: str
    pieces: tuple[Piece, ...]
    added: tuple[str, ...]

    @property
    def canonical(self) -> str:
        """The text with every ellipsis written as …."""
        return " ".join(MARK.sub(lambda match: " … " if match[1] else match[0], self.text).split())


@dataclass(frozen=True)
class Passage:
    """A place of the source that matches a quotation: the span of each of its pieces, in order."""

    text: SourceText
    spans: tuple[Span, ...]

    @property
    def place(self) -> Place:
        """The first paragraph, and the first and last line."""
        return self.text.place(self.spans[0][0], self.spans[-1][1])

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraphs of its pieces, without duplicates."""
        return tuple(dict.fromkeys(self.text.place(*span).paragraph for span in self.spans))

    @property
    def words(self) -> set[int]:
        """The indices of the quoted words in the source."""
        first_and_last = ((self.text.word_at(start), self.text.word_at(end - 1)) for start, end in self.spans)
        return {index for first, last in first_and_last for index in range(first, last + 1)}

    @property
    def omitted(self) -> str:
        """The words of the source between the pieces."""
        gaps = (self.text.normalized[end:start].strip() for (_, end), (start, _) in pairwise(self.spans))
        return " ".join(gaps).strip()


class MismatchKind(Enum):
    """How a quotation differs from its source."""

    ABSENT = "absent"
    ALTERED = "altered"
    OUT_OF_ORDER = "out of order"
    JOINED = "joined"


@dataclass(frozen=True)
class ClosestMatch:
    """The passage that is most similar to a quotation: its words as written, and its place."""

    words: tuple[str, ...]
    place: Place
    similarity: float


@dataclass(frozen=True)
class Mismatch:
    """Why a quotation is not in its source.

    If it is joined or out of order, `passages` are its pieces in the order of the quotation. If it is altered, `piece`
    is the altered part and `closest` the passage that it was probably taken from.
    """

    kind: MismatchKind
    piece: str
    passages: tuple[Passage, ...] = ()
    closest: ClosestMatch | None = None


def parse_quotation(typed: str) -> Quotation:
    """Return the quotation that is typed as `typed`; one of nothing but marks has no pieces."""
    text = normalize(typed)
    parts = MARK.split(text)  # a text, then an ellipsis, an addition and a text for each mark
    pieces: list[Piece] = []
    added: list[str] = []
    after_gap = False
    for words, ellipsis, addition in zip(parts[::3], ["", *parts[1::3]], [None, *parts[2::3]], strict=True):
        after_gap = after_gap or bool(ellipsis)
        if addition is not None:
            added.append(addition.strip())
        if words.strip():
            pieces.append(_piece(words.strip(), after_gap=after_gap and bool(pieces)))
            after_gap = False
    return Quotation(text, tuple(pieces), tuple(added))


def _piece(words: str, *, after_gap: bool) -> Piece:
    parts = CAPITAL.split(words)  # texts, and letters between them
    pattern = "".join(
        f"(?:{re.escape(part)}|{re.escape(part.swapcase())})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
    return Piece("".join(parts), pattern, after_gap)


def find(text: SourceText, typed: str) -> list[Passage]:
    """Return all passages that match a quotation word for word, in order.

    Pieces around an ellipsis are those nearest to each other; passages within one paragraph are preferred to those
    that span several.
    """
    quotation = parse_quotation(typed)
    if not any(map(str.isalnum, quotation.text)):
        return []
    # The source may contain an ellipsis or brackets itself.
    whole = [Passage(text, (span,)) for span in _occurrences(text, quotation.text)]
    return whole or _find_pieces(text, quotation.pieces)


def _find_pieces(text: SourceText, pieces: Sequence[Piece]) -> list[Passage]:
    found = [list(_adjacent(text, group)) for group in _groups(pieces)]
    if not found:
        return []
    chains = [chain for first in found[0] if (chain := _chain(first, found[1:]))]
    passages = list({chain[-1]: Passage(text, chain) for chain in chains}.values())  # the shortest that ends there
    within = [passage for passage in passages if len(passage.paragraphs) == 1]
    return within or passages


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces in groups between ellipses."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.after_gap or not groups:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _occurrences(text: SourceText, words: str) -> Iterator[Span]:
    return (spans[0] for spans in _adjacent(text, [Piece(words, re.escape(words), after_gap=False)]))


def _adjacent(text: SourceText, pieces: Sequence[Piece]) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of pieces wherever they occur with nothing but a space between, at most `MAX_OCCURRENCES`."""
    pattern = re.compile(rf"{BOUNDARY} ?{BOUNDARY}".join(f"({piece.pattern})" for piece in pieces))
    return islice(_search(text.normalized, pattern), MAX_OCCURRENCES)


def _search(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[Span, ...]]:
    start = 0
    while match := pattern.search(text, start):
        if not (_is_inside_word(text, match.start()) or _is_inside_word(text, match.end())):
            yield tuple(match.span(group) for group in range(1, pattern.groups + 1))
        start = match.start() + 1


def _is_inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _chain(first: tuple[Span, ...], found: list[list[tuple[Span, ...]]]) -> tuple[Span, ...]:
    """Return the spans of `first` and the nearest following ones of each group; nothing if a group does not follow."""
    chain = first
    for group in found:
        at = bisect_left(group, ((chain[-1][1], 0),))
        if at == len(group):
            return ()
        chain += group[at]
    return chain


def explain(text: SourceText, typed: str, paragraph: int | None = None) -> Mismatch:
    """Return why `find` does not find a quotation; `paragraph` is where it is expected."""
    quotation = parse_quotation(typed)
    found = [(piece, next(_adjacent(text, [piece]), None)) for piece in quotation.pieces]
    missing = [piece.text for piece, spans in found if spans is None]
    if found and not missing:
        pieces = [replace(piece, after_gap=True) for piece in quotation.pieces]
        if together := _find_pieces(text, pieces):
            passages = tuple(Passage(text, (span,)) for span in together[0].spans)
            return Mismatch(MismatchKind.JOINED, quotation.text, passages)
        passages = tuple(Passage(text, spans) for _, spans in found if spans)
        return Mismatch(MismatchKind.OUT_OF_ORDER, quotation.text, passages)
    piece = missing[0] if missing else quotation.text
    if halves := _halves(text, piece):
        in_order = halves[0].spans < halves[1].spans
        return Mismatch(MismatchKind.JOINED if in_order else MismatchKind.OUT_OF_ORDER, piece, halves)
    closest = closest_match(text, piece, paragraph)
    return Mismatch(MismatchKind.ALTERED if closest else MismatchKind.ABSENT, piece, closest=closest)


def _halves(text: SourceText, piece: str) -> tuple[Passage, Passage] | None:
    """Return the two passages that a piece is joined from, if the source contains each half word for word."""
    words = piece.split()
    low, high = 0, len(words)
    while low < high:  # search for the longest beginning that the source contains
        middle = (low + high + 1) // 2
        if next(_occurrences(text, " ".join(words[:middle])), None):
            low = middle
        else:
            high = middle - 1
    if low in {0, len(words)}:
        return None
    firsts = list(_occurrences(text, " ".join(words[:low])))
    seconds = list(_occurrences(text, " ".join(words[low:])))
    if not seconds:
        return None
    pairs = [(one, seconds[at]) for one in firsts if (at := bisect_left(seconds, one)) < len(seconds)]
    one, other = min(pairs, key=lambda pair: pair[1][0] - pair[0][1], default=(firsts[0], seconds[-1]))
    if min(low, len(words) - low) < MIN_HALF:
        first, last = text.word_at(one[1] - 1), text.word_at(other[0])
        near = last - first <= MAX_NEAR and text.words[first].paragraph == text.words[last].paragraph
        if len(words) < MIN_HALF or one >= other or not near:
            return None
    return Passage(text, (one,)), Passage(text, (other,))


def closest_match(text: SourceText, quotation: str, paragraph: int | None = None) -> ClosestMatch | None:
    """Return the passage most similar to `quotation`, if any is; of similar ones, one in `paragraph` is preferred."""
    wanted = [word for typed in normalize(quotation).split() if (word := strip_punctuation(typed))]
    if not wanted or not text.words:
        return None
    unknown = [word for word in wanted if word not in text.vocabulary]
    spelled = {word: _spelling(word, text) for word in unknown} if len(unknown) > len(wanted) / 2 else {}
    text.matcher.set_seq1([spelled.get(word, word) for word in wanted])
    numbers = [word.paragraph for word in text.words] if paragraph else []
    ranges = [(0, len(text.words)), (bisect_left(numbers, paragraph or 0), bisect_right(numbers, paragraph or 0))]
    blocks = [text.matcher.find_longest_match(blo=first, bhi=last) for first, last in ranges]
    found = [_compare(text, wanted, block.b - block.a) for block in blocks if block.size]
    best = max(found, key=lambda it: it.similarity + 0.05 * (it.place.paragraph == paragraph), default=None)
    return best if best and best.similarity >= SIMILARITY else None


def _compare(text: SourceText, wanted: list[str], start: int) -> ClosestMatch:
    """Return the run of words near index `start` that shares the most words with `wanted`."""
    low = max(0, min(start, len(text.words) - 1) - MARGIN)
    high = max(start, 0) + len(wanted) + 2 * MARGIN
    around = text.stripped[low:high]
    spelled = [next(iter(difflib.get_close_matches(word, around, 1)), word) for word in wanted]
    runs = (
        (begin, end)
        for begin in range(min(len(around), 2 * MARGIN + 1))
        for end in range(begin + max(1, len(wanted) - 2), min(len(around), begin + len(wanted) + MARGIN) + 1)
    )
    begin, end = max(
        runs,
        key=lambda run: (_shared(around[slice(*run)], spelled), -abs(low + run[0] - start)),
        default=(0, len(around)),
    )
    words = text.words[low + begin : low + end]
    written = " ".join(normalize(word.text) for word in words).lower()
    similarity = difflib.SequenceMatcher(None, written, " ".join(wanted), autojunk=False).ratio()
    similarity = max(similarity, _shared(around[begin:end], spelled) / len(wanted))
    place = Place(words[0].paragraph, words[0].line, words[-1].line)
    return ClosestMatch(tuple(word.text for word in words), place, similarity)


def _shared(words: list[str], wanted: list[str]) -> float:
    """Return how many words two lists share, less a little for each word that one has more."""
    return (Counter(words) & Counter(wanted)).total() - 0.3 * abs(len(words) - len(wanted))


def _spelling(word: str, text: SourceText) -> str:
    """Return the most similar word of the text that begins or ends with the same letter, or else `word`."""
    near = [
        other
        for other in text.vocabulary
        if other and abs(len(other) - len(word)) <= 2 and (other[0] == word[0] or other[-1] == word[-1])
    ]
    return next(iter(difflib.get_close_matches(word, near, 1, SIMILARITY)), word)


def differing(before: Sequence[str], after: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """Return for each word of two texts whether it differs from the other text."""
    first, second = [normalize(word) for word in before], [normalize(word) for word in after]
    marks = [True] * len(first), [True] * len(second)
    for block in difflib.SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        marks[0][block.a : block.a + block.size] = [False] * block.size
        marks[1][block.b : block.b + block.size] = [False] * block.size
    return marks
