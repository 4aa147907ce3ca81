"""Join lines to paragraphs: those of plain text that a program wrapped, and those of the pages of a PDF.

In text that is copied from a PDF, each line ends with a line feed, words are divided at the ends of lines, and heads
and page numbers are in the middle of sentences.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from typing import Final

from debatekit.errors import display_width
from debatekit.sources.text import has_unspaced

MAX_WRAPPED: Final = 100  # characters of the longest line in a text whose lines were wrapped by a program
MAX_COPIED: Final = 140  # characters of most lines that are copied from a PDF
MAX_WORD: Final = 60  # characters at the end of a line that are looked at
EDGE: Final = 4  # lines at the beginning and the end of a page that may be heads and feet
MAX_HEAD: Final = 80  # characters of a line that may be a head or a page number
MIN_LINES: Final = 4  # of a text, so that its form shows whether a program wrapped it
ROOM: Final = 0.9  # of the length of a full line, since letters differ in width
HEAD: Final = 0.7  # of the length of a full line: heads and feet that are copied are shorter
# Compiled for the first text that was copied from a PDF; few were.
_PAGE: Final = "(?:page|seite|página|pagina)"
PAGE_NUMBER: Final = (
    rf"(?i)[-–—|\[( ]*(?:(?:{_PAGE}|s\.|p\.) ?)?(\d{{1,4}})(?: ?(?:/|of|von|sur|de|di) ?\d{{1,4}})?[-–—|\]) ]*"
)
SENTENCE_END: Final = re.compile(r"[.!?…:。！？][\"'”’»“)\]」』]*$")
DIVIDED: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
SUSPENDED: Final = frozenset({"und", "oder", "bzw", "sowie", "bis", "and", "or", "to", "et", "ou"})
"""Words after a hyphen that stays, as in "pre- and post-war"."""
NUMBERED: Final = rf"(?i)\S.*(?:\s{{3,}}|\t){_PAGE} ?\d{{1,4}}"
"""The foot of a page that is copied with the gap before its number."""
FIRST_LINES: Final = 8  # in which a byline and a date are
WEEKDAY: Final = r"(?:[^\W\d_]+(?:[.,]|(?<=day)|(?<=tag)|(?<=och)|(?<=di)),? )?"
_DAY: Final = (
    WEEKDAY + r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?\d{4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./] ?\d{1,2}[./] ?\d{4})"
)
_NAMED: Final = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|d[aeiou]s?|del|van|von|der|la|le|and|und|et|y|&)"
STATED: Final = (
    rf"(?:(?:By|BY|Von|VON|Par|PAR|Por|POR|(?:Text|Author|Autor(?:in)?|Auteure?|Autora):)(?: {_NAMED},?){{2,8}}"
    rf"(?:(?: ?[|·•–—-])? {_DAY})?|(?i:published(?: on)?|veröffentlicht am|publié le|publicado el)? ?{_DAY})"
)
"""A line that is nothing but a byline, a date or both."""
LIST_ITEM: Final = re.compile(r"(?:[-–—•▪◦●*·‣■□–]|\(?\d{1,2}[.)]|\(?[a-z]\)) ?\S")


def ends_sentence(line: str) -> bool:
    """Return whether a line ends with a mark that ends a sentence."""
    return bool(SENTENCE_END.search(line[-MAX_WORD:]))


def begins_small(line: str) -> bool:
    """Return whether a line begins with a small letter, and so in the middle of a sentence."""
    return line.lstrip("\"'(“‘„«")[:1].islower()


def join_lines(lines: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """Return lines as one text, in which words that were divided are whole.

    A hyphen stays where the whole text has the word with one; `known` are its words, in small letters.
    """
    pieces: list[str] = []
    for line in lines:
        end = pieces[-1][-MAX_WORD:] if pieces else ""
        following = FIRST_WORD.match(line)
        gap = "\n" if pieces else ""
        if (divided := DIVIDED.search(end)) and following:
            first, rest = divided[1].lower(), following[0].lower()
            is_soft = end.endswith("\u00ad")
            if rest in SUSPENDED and not is_soft and first + rest not in known:
                gap = " "
            elif following[0][0].islower() and (is_soft or first + rest in known or f"{first}-{rest}" not in known):
                gap, pieces[-1] = "", pieces[-1][:-1]
            else:
                gap = ""
        elif end[-1:] in {"—", "-"} and end[-2:-1].isalnum():
            gap = ""
        pieces += [gap, line]
    return "".join(pieces)


def words_in(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of lines in small letters, those with hyphens whole and in parts."""
    return frozenset(
        word.strip(".,;:!?\"'“”‘’„«»()[]").replace("\u2010", "-").lower() for line in lines for word in line.split()
    )


def without_heads(pages: Sequence[Sequence[str]]) -> list[list[bool]]:
    """Return for each line of each page whether it stays: no page number, and no head or foot that pages share."""
    counts = Counter(form for page in pages for form in {_form(line) for line in [*page[:EDGE], *page[-EDGE:]]})
    enough = max(2, len(pages) // 3)

    def is_head(line: str) -> bool:
        is_shared = len(line) <= MAX_HEAD and counts[_form(line)] >= enough
        return is_shared or bool(re.fullmatch(PAGE_NUMBER, line))

    kept = []
    for page in pages:
        top = len(list(takewhile(is_head, page[:EDGE])))
        end = len(page) - len(list(takewhile(is_head, reversed(page[top:][-EDGE:]))))
        kept.append([top <= number < end for number in range(len(page))])
    return kept


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def text_paragraphs(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of plain text.

    Each block of lines between empty lines is one, if no line is longer than `MAX_WRAPPED`; otherwise each line is.
    Where a program wrapped the lines, a paragraph also ends with a sentence that ends before the line is full. A byline
    or a date at the beginning of the text is a paragraph of its own.
    """
    lines = [line.strip() for line in lines]
    filled = [line for line in lines if line]
    blocks = [list(block) for is_filled, block in groupby(lines, key=bool) if is_filled]
    if not blocks or max(map(len, blocks)) == 1:
        return filled
    if _is_wrapped(filled):
        known, full = words_in(filled), _full_length(filled)
        blocks = _without_stated(_without_copied_heads(blocks))
        return [join_lines(part, known) for block in blocks for part in _split(block, full)]
    is_short = len(blocks) > 1 and max(map(len, filled)) <= MAX_WRAPPED
    return ["\n".join(block) for block in _without_stated(blocks)] if is_short else filled


def _without_stated(blocks: list[list[str]]) -> list[list[str]]:
    """Return blocks in which a byline or a date among the first lines is one of its own."""
    lines = [(line, block, n) for block in blocks for n, line in enumerate(block)]
    apart: list[list[str]] = []
    was_stated = False
    for number, (line, block, n) in enumerate(lines):
        goes_on = n + 1 < len(block) and begins_small(block[n + 1])
        is_stated = number < FIRST_LINES and not goes_on and bool(re.fullmatch(STATED, line))
        if n == 0 or is_stated or was_stated:
            apart.append([])
        apart[-1].append(line)
        was_stated = is_stated
    return apart


def _full_length(lines: Sequence[str]) -> float:
    """Return how many columns a full line takes."""
    widths = sorted(map(display_width, lines))
    return widths[len(widths) * 3 // 4]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Return whether a program ended the lines: most of them in the middle of a sentence, and at about one width."""
    if len(lines) < MIN_LINES or sum(len(line) > MAX_COPIED for line in lines) * 3 > len(lines):
        return False
    broken = [(one, other) for one, other in pairwise(lines) if not ends_sentence(one)]
    if len(broken) * 2 < len(lines) - 1:
        return False
    unspaced = sum(has_unspaced(one[-1:]) for one, _ in broken)
    if unspaced * 2 > len(broken):
        full = _full_length(lines)
        return sum(display_width(one) > 0.8 * full for one, _ in broken) * 4 > 3 * len(broken)
    return sum(begins_small(other) or bool(DIVIDED.search(one)) for one, other in broken) * 4 >= len(broken)


def _split(lines: Sequence[str], full: float) -> list[list[str]]:
    """Return lines in paragraphs: one ends where the next word had room, or before an item of a list."""
    paragraphs: list[list[str]] = []
    for before, line in pairwise(["", *lines]):
        is_list = LIST_ITEM.match(line) and ends_sentence(before)
        is_end = is_list or has_room(before, line, full if ends_sentence(before) else HEAD * full)
        if not before or (is_end and not begins_small(line)):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def has_room(before: str, line: str, full: float) -> bool:
    """Return whether the first word of a line had room in the line before, of which a full one takes `full` columns."""
    return display_width(before) + 1 + display_width(line.partition(" ")[0]) < ROOM * full


def _without_copied_heads(blocks: list[list[str]]) -> list[list[str]]:
    """Return blocks without page numbers and heads; the sentence that they interrupt is joined."""
    lines = [line for block in blocks for line in [*block, ""]]
    dropped = _copied_heads(lines)
    kept: list[list[str]] = [[]]
    is_after_head, before = False, ""
    for n, line in enumerate(lines):
        if n in dropped:
            is_after_head = True
        elif line:
            if is_after_head and not kept[-1] and before and not ends_sentence(before):
                kept.pop()
            kept[-1].append(line)
            is_after_head, before = False, line
        elif kept[-1]:
            kept.append([])
    return [block for block in kept if block]


def _copied_heads(lines: Sequence[str]) -> set[int]:
    """Return the indexes of page numbers, and of heads beside them or in the middle of sentences."""
    full = _full_length([line for line in lines if line])
    alike: dict[str, list[int]] = {}
    dropped = set()
    for n, line in enumerate(lines):
        if not begins_small(line) and 0 < display_width(" ".join(line.split())) < HEAD * full:
            alike.setdefault(_form(line), []).append(n)
        is_number = len(line) <= MAX_HEAD and re.fullmatch(PAGE_NUMBER, line) and _interrupts(lines, n)
        if is_number or (len(line) <= MAX_HEAD and re.fullmatch(NUMBERED, line)):
            dropped.add(n)
    repeated = [found for found in alike.values() if len(found) > 1]
    for found in repeated:
        interrupting = sum(_interrupts(lines, n) for n in found)
        if interrupting * 2 >= len(found) or _are_counted([lines[n] for n in found]):
            dropped.update(found)
    near = {n + distance for n in dropped for distance in range(-3, 4)}
    return dropped.union(*(found for found in repeated if not near.isdisjoint(found)))


def _are_counted(lines: Sequence[str]) -> bool:
    """Return whether a number in lines that are alike otherwise grows by one from line to line."""
    numbers = [list(map(int, re.findall(r"\d+", line))) for line in lines]
    return any(all(b == a + 1 for a, b in pairwise(column)) for column in zip(*numbers, strict=False))


def _interrupts(lines: Sequence[str], place: int) -> bool:
    """Return whether a line is in the middle of a sentence."""
    before = next((line for line in reversed(lines[max(0, place - 6) : place]) if line), ".")
    after = next((line for line in lines[place + 1 : place + 7] if line), "")
    return not ends_sentence(before) and begins_small(after)
