"""A quotation that is not word for word → the finding that shows what the source says instead."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.sources.diagnosis import Diagnosis, Fault, diagnose
from debatekit.sources.folding import fold
from debatekit.sources.nearest import differing
from debatekit.sources.text import PUNCTUATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.texts import QuotedWords
    from debatekit.sources import Place, SourceText
    from debatekit.sources.finding import Passage
    from debatekit.sources.nearest import Nearest

AROUND: Final = 4
"""Words that are shown before and behind what differs."""


def explained(file: LoadedMotion, text: SourceText, words: QuotedWords) -> Finding:
    """Return what is wrong with a quotation that does not stand in the text, with the nearest passage."""
    found = diagnose(text, words.text, words.paragraph)
    path = (*words.path, "quote")
    match found.fault:
        case Fault.ABSENT:
            message = f"nothing like this quotation stands in '{words.source}'"
            hint = "Quote words that stand there, or say it in your own words, as a 'fact'."
            return rules.NOT_IN_SOURCE.at(file.document, path, message, hint)
        case Fault.OUT_OF_ORDER:
            message = f"these words stand in '{words.source}' in another order"
            hint = "Quote them in the order of the source, or each piece by itself."
            return rules.OUT_OF_ORDER.at(file.document, path, message, hint, _pieces(found))
        case Fault.JOINED:
            message, hint = _joined(found, text, words.text)
            return rules.JOINED.at(file.document, path, message, hint, _pieces(found))
        case Fault.ALTERED:
            assert found.nearest is not None
            message = f"this is not word for word what stands in '{words.source}'"
            hint = "Write it as it stands there, mark what you leave out with … and what you add with [ ]."
            return rules.ALTERED.at(file.document, path, message, hint, _compared(found.piece, found.nearest))


def _joined(found: Diagnosis, text: SourceText, typed: str) -> tuple[str, str]:
    """Return what is left out between the pieces of a quotation, and what to type instead."""
    spans = [passage.spans[0] for passage in found.passages]
    gaps = [text.folded[one[1] : other[0]] for one, other in pairwise(spans)]
    if not any(map(str.isalnum, "".join(gaps))) and "\n" not in "".join(gaps):
        written = text.folded[spans[0][0] : spans[-1][1]]
        return f"the mark '{''.join(gaps).strip()}' of the source is left out here", f"Write: {_cut(written)}"
    ends = len({passage.place.paragraph for passage in found.passages}) > 1
    message = "a paragraph of the source ends here" if ends else "words of the source are left out here"
    where_to = "Put … between the paragraphs" if ends else "Put … where they are left out"
    hint = f"{where_to}, beside your [ ]." if "[" in typed else f"{where_to}: {_with_ellipses(found)}"
    return f"{message}, and nothing says so", hint


def shown(passage: Passage) -> str:
    """Return a passage as a line: where it stands, and its words as they are written, gaps as an ellipsis."""
    words = " … ".join(passage.text.written(*span) for span in passage.spans)
    return f"{where(passage.place)}: {_cut(words)}"


def where(place: Place) -> str:
    """Return a place in words: ``paragraph 4, line 12``."""
    lines = f"line {place.line}" if place.line == place.last_line else f"lines {place.line} to {place.last_line}"
    return f"paragraph {place.paragraph}, {lines}"


def _pieces(found: Diagnosis) -> tuple[str, ...]:
    return tuple(shown(passage) for passage in found.passages)


def _with_ellipses(found: Diagnosis) -> str:
    return " … ".join(_cut(passage.text.folded[slice(*passage.spans[0])]) for passage in found.passages)


def _compared(quoted: str, nearest: Nearest) -> tuple[str, ...]:
    """Return two lines, the source's words above those of the quotation, and carets below what differs."""
    typed = quoted.split()
    in_source, in_quotation = differing(nearest.words, typed)
    for end in (0, -1):  # a comma or a full stop beside a quotation is not missing in it
        if fold(nearest.words[end]).strip(PUNCTUATION) == fold(typed[end]):
            in_source[end] = in_quotation[end] = False
    place = f"{where(nearest.place)}:"
    mine = f"{'quoted:':{len(place)}}"
    first, last = _changed_span(in_source)
    begin, end = _changed_span(in_quotation)
    before = min(first, begin, AROUND)
    first, begin = first - before, begin - before
    source_words, source_marks = nearest.words[first : last + AROUND], in_source[first : last + AROUND]
    quoted_words, quoted_marks = typed[begin : end + AROUND], in_quotation[begin : end + AROUND]
    lead = "… " if first or begin else ""
    return (
        f"{place} {lead}{' '.join(source_words)}",
        f"{' ' * len(place)} {' ' * len(lead)}{_carets(source_words, source_marks)}",
        f"{mine} {lead}{' '.join(quoted_words)}",
        f"{' ' * len(place)} {' ' * len(lead)}{_carets(quoted_words, quoted_marks)}",
    )


def _changed_span(marks: Sequence[bool]) -> tuple[int, int]:
    """Return the numbers of the first marked word and of the one behind the last; without one, those of the end."""
    marked = [number for number, mark in enumerate(marks) if mark]
    return (marked[0], marked[-1] + 1) if marked else (len(marks), len(marks))


def _carets(words: Sequence[str], marks: Sequence[bool]) -> str:
    pairs = zip(words, marks, strict=True)
    return " ".join(("^" if mark else " ") * len(word) for word, mark in pairs).rstrip()


def _cut(words: str) -> str:
    """Return words with the middle left out if there are many."""
    parts = words.split(" ")
    most = 4 * AROUND
    return words if len(parts) <= most else " ".join(chain(parts[: most // 2], ["…"], parts[-most // 2 :]))
