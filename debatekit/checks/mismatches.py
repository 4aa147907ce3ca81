"""How a quotation differs from its source, shown so that its author sees what to correct."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from debatekit.checks import rules
from debatekit.errors import display_width, named
from debatekit.motion.loader import QuotedWords
from debatekit.sources.quotes import ClosestMatch, Mismatch, Passage, differing, explain
from debatekit.sources.text import PUNCTUATION, Place, SourceText, join, normalize, tokens

MAX_PASSAGES: Final = 3  # passages that are shown with a finding
CONTEXT: Final = 4  # words that are shown before and after a difference


def mismatch(text: SourceText, quote: QuotedWords) -> rules.Message:
    """Return why a quotation is not in its source, and how it differs from it."""
    found = explain(text, quote.text, quote.paragraph)
    passages = map(passage_text, found.passages)
    if found.closest:
        message = f"this is not word for word what '{quote.source}' says"
        hint = "Write it as it is there, mark what you leave out with … and what you add with [ ]."
        return rules.ALTERED, message, hint, _compared(found.piece, found.closest)
    if found.kind == "joined":
        return rules.JOINED, *_joined(found, text, quote.text), passages
    if found.kind == "out of order":
        message = f"'{quote.source}' has these words in another order"
        return rules.OUT_OF_ORDER, message, "Quote them in the order of the source, or each piece separately.", passages
    hint = "Quote words that are in it, or say it in your own words, as a 'fact'."
    return rules.NOT_IN_SOURCE, f"'{quote.source}' contains nothing like this quotation", hint, passages


def _joined(found: Mismatch, text: SourceText, typed: str) -> tuple[str, str]:
    spans = [passage.spans[0] for passage in found.passages]
    omitted = "".join(text.normalized[one[1] : other[0]] for one, other in pairwise(spans))
    if not any(map(str.isalnum, omitted)) and "\n" not in omitted:
        written = text.normalized[spans[0][0] : spans[-1][1]]
        return f"the mark '{omitted.strip()}' of the source is left out here", f"Write: {_cut(written)}"
    joined = len({passage.place.paragraph for passage in found.passages}) > 1
    what = "a paragraph of the source ends" if joined else "words of the source are left out"
    pieces = " … ".join(_cut(text.normalized[start:end]) for start, end in spans)
    hint = "Put … there, beside your [ ]." if "[" in typed else f"Put … there: {pieces}."
    if omitted == "\n":
        hint += " Or join the lines of the text, if it has one paragraph there."
    return f"{what} here without a mark", hint


def passage_text(passage: Passage) -> str:
    """Return the place of a passage and its words."""
    words = " … ".join(passage.text.original(*span) for span in passage.spans)
    return f"{_where(passage.place)}: {_cut(words)}"


def _where(place: Place) -> str:
    lines = f"line {place.line}" if place.line == place.last_line else f"lines {place.line} to {place.last_line}"
    return f"paragraph {place.paragraph}, {lines}"


def _compared(quoted: str, closest: ClosestMatch) -> Iterator[str]:
    texts = list(closest.words), [word for word, _ in tokens(quoted)]
    marks = differing(*texts)
    for end in (0, -1):  # a comma or a full stop beside a quotation is not missing in it
        source, typed = normalize(texts[0][end]), texts[1][end]
        beside = source.removesuffix(typed) if end == 0 else source.removeprefix(typed)
        if len(beside) < len(source) and not beside.strip(PUNCTUATION):
            marks[0][end] = marks[1][end] = False
    start = max(0, min([*row, True].index(True) for row in marks) - CONTEXT)
    lead = "… " if start else ""
    heads = f"{_where(closest.place)}:", "quoted:"
    for head, words, row in zip(heads, texts, marks, strict=True):
        end = max((number for number, mark in enumerate(row, 1) if mark), default=len(row)) + CONTEXT
        shown = words[start:end]
        line = f"{head:{len(heads[0])}} {lead}"
        carets = " " * len(line)
        for word, mark in zip(shown, row[start:end], strict=True):
            gap = join((line, word))[len(line) : -len(word)] if line[-1] != " " else ""
            line += gap + word
            carets += len(gap) * " " + ("^" if mark else " ") * display_width(word)
        yield line
        yield carets.rstrip()
    differ = (join(word for word, mark in zip(*both, strict=True) if mark) for both in zip(texts, marks, strict=True))
    yield from _unseen(*map(normalize, differ))


def _unseen(source: str, typed: str) -> Iterator[str]:
    """Yield what differs between two texts that look the same: characters by their code points and names."""
    matcher = difflib.SequenceMatcher(None, source, typed, autojunk=False)
    pairs = set()
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and b - a == d - c:
            pairs |= {pair for pair in zip(source[a:b], typed[c:d], strict=True) if _look_alike(*pair)}
    for one, other in sorted(pairs)[:MAX_PASSAGES]:
        yield f"these are two characters: the source has {named(one)}, and the quotation {named(other)}"
    for text, where in ((source, "source"), (typed, "quotation")):
        odd = sorted({sign for sign in text if unicodedata.category(sign) in {"Cf", "Co", "Cn", "Me"}})
        for sign in odd[:MAX_PASSAGES]:
            yield f"the {where} has a character that may not be seen: {named(sign)}"


def _look_alike(one: str, other: str) -> bool:
    """Return whether two characters may look the same: of two scripts, a letter and a digit, or two marks."""
    first, second = (unicodedata.name(sign, "?").partition(" ")[0] for sign in (one, other))
    if one.isalpha() and other.isalpha():
        return first != second or {one, other} in ({"I", "l"}, {"i", "ı"})
    if one.isalnum() or other.isalnum():
        return {one, other} in ({"0", "O"}, {"0", "o"}, {"1", "l"}, {"1", "I"})
    return not (one + other).isascii() or {one, other} == {"'", "`"}


def _cut(words: str) -> str:
    return re.sub(r"^((?:\S+ ){8}).+((?: \S+){8})$", r"\1…\2", words)
