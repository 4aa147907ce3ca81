"""Find quotations in a source word for word, or explain how they differ from it.

An ellipsis (… or ..., in brackets or not) marks omitted words. Other words in brackets are the quoter's own: nothing is
omitted beside them. A bracket around the first letter of a word, "[t]he", marks a changed capital. These are the usual
marks of quoting; the rules of evidence of the NSDA forbid adding, removing or swapping words in any other way.
"""

import difflib
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from debatekit.sources.text import Place, SourceText, has_unspaced, join, normalize, strip_punctuation, tokens

CAPITAL: Final = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
ELLIPSIS: Final = r"(?:…|\.\.\.|\. \. \.)"
MARK: Final = re.compile(rf"(\[ ?{ELLIPSIS} ?\]|\( ?{ELLIPSIS} ?\)|{ELLIPSIS})|(?!(?<!\w)\[\w\]\w)\[([^\[\]]*)\]")
"""An ellipsis, or words that were added in brackets."""
SIMILARITY: Final = 0.6  # the least similarity, from 0 to 1, of a quotation to the passage that it was altered from
MARGIN: Final = 4  # words before and after the likely place of an altered quotation that are compared, too
MIN_HALF: Final = 3  # words of the shorter of two joined passages; fewer may occur anywhere by chance
MAX_NEAR: Final = 12  # words between two joined passages of one paragraph, of which either may be a single word
Span: TypeAlias = tuple[int, int]  # the start and end of whole words in the normalized text


class Piece(NamedTuple):
    """Words of a quotation without any mark in them: they must occur in the source exactly."""

    text: str
    pattern: str  # a regular expression of `text` that accepts a changed capital where a letter is in brackets
    after_gap: bool = False  # whether an ellipsis is before it


class Quotation(NamedTuple):
    """A normalized quotation: its pieces, in order, and the words that were added in brackets."""

    text: str
    pieces: tuple[Piece, ...]
    added: tuple[str, ...]


class Passage(NamedTuple):
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
        word_at = self.text.word_at
        return {index for start, end in self.spans for index in range(word_at(start), word_at(end - 1) + 1)}

    @property
    def omitted(self) -> str:
        """The words of the source between the pieces."""
        gaps = (self.text.normalized[end:start].strip() for (_, end), (start, _) in pairwise(self.spans))
        return " ".join(gaps).strip()


class ClosestMatch(NamedTuple):
    """The passage that is most similar to a quotation: its words as written, and its place."""

    words: tuple[str, ...]
    place: Place
    similarity: float


class Mismatch(NamedTuple):
    """Why a quotation is not in its source."""

    kind: Literal["absent", "altered", "out of order", "joined"]
    piece: str  # the part of the quotation that is so
    passages: tuple[Passage, ...] = ()  # where its pieces are, in the order of the quotation, if joined or out of order
    closest: ClosestMatch | None = None  # what it was probably taken from, if altered


def parse_quotation(typed: str) -> Quotation:
    """Return the quotation that is typed as `typed`; one of nothing but marks has no pieces."""
    text = normalize(typed)
    parts = MARK.split(text)  # a text, then an ellipsis, an addition and a text for each mark
    pieces: list[Piece] = []
    after_gap = False
    for words, ellipsis in zip(parts[::3], ["", *parts[1::3]], strict=True):
        after_gap = after_gap or bool(ellipsis)
        if words.strip():
            pieces.append(_piece(words.strip(), after_gap=after_gap and bool(pieces)))
            after_gap = False
    return Quotation(text, tuple(pieces), tuple(addition.strip() for addition in parts[2::3] if addition is not None))


def _piece(words: str, *, after_gap: bool) -> Piece:
    parts = CAPITAL.split(words)  # texts, and letters between them
    parts_and_letters = enumerate(map(re.escape, parts))
    pattern = "".join(f"(?:{part}|{part.swapcase()})" if number % 2 else part for number, part in parts_and_letters)
    return Piece("".join(parts), pattern, after_gap)


def fingerprint(typed: str) -> str:
    """Return the SHA-256 of a quotation, the same however its ellipses, quotes, dashes and spaces are written."""
    text = MARK.sub(lambda match: " … " if match[1] else match[0], normalize(typed))
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()


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
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.after_gap or not groups:
            groups.append([])
        groups[-1].append(piece)
    found = [list(_adjacent(text, group)) for group in groups]
    chains: dict[Span, Passage] = {}  # by the last span, so that the shortest that ends there counts
    for first in found[0] if found else ():
        chain = first
        for group in found[1:]:
            following = bisect_left(group, ((chain[-1][1], 0),))
            if following == len(group):
                break
            chain += group[following]
        else:
            chains[chain[-1]] = Passage(text, chain)
    passages = list(chains.values())
    return [passage for passage in passages if len(passage.paragraphs) == 1] or passages


def _occurrences(text: SourceText, words: str) -> list[Span]:
    found = []
    start = text.normalized.find(words)
    while start >= 0:
        if _is_whole(text.normalized, span := (start, start + len(words))):
            found.append(span)
        start = text.normalized.find(words, start + 1)
    return found


def _is_whole(text: str, span: Span) -> bool:
    """Return whether a span neither begins nor ends inside a word."""
    return not any(0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at]) for at in span)


def _is_letter(character: str) -> bool:
    return character.isalnum() and not has_unspaced(character)


def _adjacent(text: SourceText, pieces: Sequence[Piece]) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of pieces wherever they occur with nothing but a space between."""
    for match in _matches(text.normalized, " ?".join(f"({piece.pattern})" for piece in pieces)):
        yield tuple(match.span(group) for group in range(1, len(pieces) + 1))


def _matches(text: str, pattern: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, which may overlap, if they and their groups are whole words."""
    compiled, start = re.compile(pattern), 0
    while match := compiled.search(text, start):
        if all(_is_whole(text, match.span(group)) for group in range(compiled.groups + 1)):
            yield match
        start = match.start() + 1


def explain(text: SourceText, typed: str, paragraph: int | None = None) -> Mismatch:
    """Return why `find` does not find a quotation; `paragraph` is where it is expected."""
    quotation = parse_quotation(typed)
    found = [next(_adjacent(text, [piece]), ()) for piece in quotation.pieces]
    if found and all(found):
        if together := _find_pieces(text, [piece._replace(after_gap=True) for piece in quotation.pieces]):
            passages = tuple(Passage(text, (span,)) for span in together[0].spans)
            return Mismatch("joined", quotation.text, passages)
        return Mismatch("out of order", quotation.text, tuple(Passage(text, spans) for spans in found))
    missing = (piece.text for piece, spans in zip(quotation.pieces, found, strict=True) if not spans)
    piece = next(missing, quotation.text)
    if spans := _across_paragraphs(text, piece):
        return Mismatch("joined", piece, tuple(Passage(text, (span,)) for span in spans))
    if halves := _halves(text, [word for word, _ in tokens(piece)]):
        passages = tuple(Passage(text, (span,)) for span in halves)
        in_order = halves[0] < halves[1]
        return Mismatch("joined" if in_order else "out of order", piece, passages)
    closest = closest_match(text, piece, paragraph)
    return Mismatch("altered" if closest else "absent", piece, closest=closest)


def _across_paragraphs(text: SourceText, piece: str) -> list[Span]:
    """Return the spans of a piece in each paragraph, if it runs across several; or else nothing."""
    pattern = re.escape(piece).replace(r"\ ", r"[ \n]")
    if any(word[-1:] > "\u0e00" for word in piece.split()):  # a script without spaces, in which words are not divided
        pattern = r"\n?".join(map(re.escape, piece)).replace(r"\ ", r"[ \n]")
    found = next(_matches(text.normalized, pattern), None)
    if found is None or "\n" not in found[0]:
        return []
    ends = [*(match.start() for match in re.finditer("\n", found[0])), len(found[0])]
    starts = [0, *(end + 1 for end in ends)]
    return [(found.start() + start, found.start() + end) for start, end in zip(starts, ends, strict=False)]


def _halves(text: SourceText, words: list[str]) -> tuple[Span, Span] | None:
    """Return the two spans that a piece is joined from, if the source contains each half word for word."""
    low = bisect_left(range(1, len(words) + 1), True, key=lambda end: not _occurrences(text, join(words[:end])))
    firsts = _occurrences(text, join(words[:low])) if low else []
    seconds = _occurrences(text, join(words[low:])) if low < len(words) else []
    if not firsts or not seconds:
        return None
    pairs = [(one, seconds[at]) for one in firsts if (at := bisect_left(seconds, one)) < len(seconds)]
    one, other = min(pairs, key=lambda pair: pair[1][0] - pair[0][1], default=(firsts[0], seconds[-1]))
    if min(low, len(words) - low) < MIN_HALF:
        first, last = text.word_at(one[1] - 1), text.word_at(other[0])
        near = last - first <= MAX_NEAR and text.words[first].paragraph == text.words[last].paragraph
        if len(words) < MIN_HALF or one >= other or not near:
            return None
    return one, other


def closest_match(text: SourceText, quotation: str, paragraph: int | None = None) -> ClosestMatch | None:
    """Return the passage most similar to `quotation`, if any is; of similar ones, one in `paragraph` is preferred."""
    wanted = [word for typed, _ in tokens(normalize(quotation)) if (word := strip_punctuation(typed))]
    if not wanted or not text.words:
        return None
    spelled = wanted
    if sum(word not in text.stripped for word in wanted) > len(wanted) / 2:  # such as a single word, misspelt
        alike = ([other for other in {*text.stripped} if other[:1] == word[:1]] for word in wanted)
        near = (difflib.get_close_matches(word, sorted(others), 1) for word, others in zip(wanted, alike, strict=True))
        spelled = [next(iter(found), word) for word, found in zip(wanted, near, strict=True)]
    text.matcher.set_seq1(spelled)
    expected = [number for number, word in enumerate(text.words) if word.paragraph == paragraph]
    ranges = [(0, len(text.words)), *([(expected[0], expected[-1] + 1)] if expected else [])]
    blocks = [text.matcher.find_longest_match(blo=first, bhi=last) for first, last in ranges]
    found = [_compare(text, wanted, max(0, block.b - block.a)) for block in blocks if block.size]
    best = max(found, key=lambda it: it.similarity + 0.05 * (it.place.paragraph == paragraph), default=None)
    return best if best and best.similarity >= SIMILARITY else None


def _compare(text: SourceText, wanted: list[str], start: int) -> ClosestMatch:
    """Return the run of words near index `start` that shares the most words with `wanted`."""
    low = max(0, start - MARGIN)
    around = text.stripped[low : start + len(wanted) + 2 * MARGIN]
    spelled = [next(iter(difflib.get_close_matches(word, around, 1)), word) for word in wanted]

    def shared(run: Span) -> float:  # words in common, less a little for each word that one has more
        words = around[slice(*run)]
        return (Counter(words) & Counter(spelled)).total() - 0.3 * abs(len(words) - len(spelled))

    lengths = range(max(1, len(wanted) - 2), len(wanted) + MARGIN + 1)
    runs = [(begin, begin + length) for begin in range(2 * MARGIN + 1) for length in lengths]
    fitting = [run for run in runs if run[1] <= len(around)]
    run = max(fitting, key=lambda run: (shared(run), -abs(low + run[0] - start)), default=(0, len(around)))
    words = text.words[low + run[0] : low + run[1]]
    written = join(normalize(word.text) for word in words).lower()
    similarity = difflib.SequenceMatcher(None, written, join(wanted), autojunk=False).ratio()
    place = Place(words[0].paragraph, words[0].line, words[-1].line)
    return ClosestMatch(tuple(word.text for word in words), place, max(similarity, shared(run) / len(wanted)))


def differing(before: Sequence[str], after: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """Return for each word of two texts whether it differs from the other text."""
    first, second = [normalize(word) for word in before], [normalize(word) for word in after]
    marks = [True] * len(first), [True] * len(second)
    for block in difflib.SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        marks[0][block.a : block.a + block.size] = [False] * block.size
        marks[1][block.b : block.b + block.size] = [False] * block.size
    return marks
