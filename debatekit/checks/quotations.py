"""Verify that each quotation is in its source word for word: in the text, or else in the verification record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.findings import Evidence, SourceStatus
from debatekit.checks.language import changed_by_negation
from debatekit.checks.record import RecordedQuotation, RecordedSource, fingerprint
from debatekit.motion.loader import record_path
from debatekit.motion.texts import QuotedWords, quotations_of
from debatekit.sources.quotes import MismatchKind, differing, explain, find
from debatekit.sources.text import PUNCTUATION, normalize

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding
    from debatekit.checks.language import WordList
    from debatekit.checks.record import Record
    from debatekit.motion.loader import LoadedMotion
    from debatekit.sources.quotes import ClosestMatch, Mismatch, Passage
    from debatekit.sources.text import Place, SourceText
    from debatekit.yamlfile import KeyPath

MAX_PASSAGES: Final = 3  # passages that are shown with a finding


@dataclass(frozen=True)
class LoadedSource:
    """The text of a source, and its file."""

    file: Path
    text: SourceText


@dataclass
class Verification:
    """The result for the quotations of a motion."""

    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, SourceStatus] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    records: dict[str, RecordedSource] = field(default_factory=dict)
    """What the record says, or would say today, by source."""


def verify_quotations(
    file: LoadedMotion, texts: Mapping[str, LoadedSource], record: Record | None, wordlist: WordList | None, today: date
) -> Verification:
    """Verify every quotation of a motion in the text of its source, or in the record if there is no text."""
    result = Verification()
    result.findings += _too_long(file)
    quoted = sorted(quotations_of(file.motion), key=lambda quote: quote.source)
    for source, group in groupby(quoted, key=lambda quote: quote.source):
        quotes = list(group)
        recorded = record.sources.get(source) if record else None
        status = SourceStatus(Evidence.NONE, quotations=len(quotes))
        if source in texts:
            path = texts[source].file
            result.records[source] = found = _verify_by_text(file, texts[source].text, quotes, wordlist, today, result)
            status = _status(Evidence.TEXT, path, len(quotes), len(found.quotations), found)
            result.findings += _stale(file, source, recorded, found) if recorded else ()
        elif recorded:
            result.records[source] = recorded
            verified = _verify_by_record(file, recorded, quotes, result)
            status = _status(Evidence.RECORD, record_path(file.path), len(quotes), verified, recorded)
        else:
            result.findings += [_unverified(file, quote) for quote in quotes]
        result.sources[source] = status
        result.findings += _much_quoted(file, source, status)
    return result


def _status(basis: Evidence, file: Path, quotations: int, verified: int, record: RecordedSource) -> SourceStatus:
    return SourceStatus(
        basis,
        file.as_posix(),
        record.verified if basis is Evidence.RECORD else "",
        quotations,
        verified,
        **record.model_dump(exclude={"verified", "quotations"}),
    )


def _verify_by_text(
    file: LoadedMotion,
    text: SourceText,
    quotes: list[QuotedWords],
    wordlist: WordList | None,
    today: date,
    result: Verification,
) -> RecordedSource:
    """Find quotations in the text of their source, and return the record of those that are in it."""
    quoted: set[int] = set()
    entries: list[RecordedQuotation] = []
    for quote in quotes:
        passages = find(text, quote.text)
        expected = [passage for passage in passages if quote.paragraph in {None, *passage.paragraphs}]
        if not passages:
            result.findings.append(_mismatch(file, text, quote))
        elif not expected:
            result.findings.append(_wrong_paragraph(file, quote, passages))
        else:
            place = expected[0].place
            quoted |= expected[0].words
            result.places[quote.path] = place
            entries.append(RecordedQuotation(part=quote.part, sha256=fingerprint(quote.text), **asdict(place)))
            result.findings += _doubts(file, quote, expected, wordlist)
    return RecordedSource(
        verified=today.isoformat(),
        sha256=text.sha256,
        paragraphs=len(text.paragraphs),
        lines=text.words[-1].line,
        words=len(text.words),
        quoted_words=len(quoted),
        quotations=entries,
    )


def _verify_by_record(
    file: LoadedMotion, recorded: RecordedSource, quotes: list[QuotedWords], result: Verification
) -> int:
    """Find quotations in the record, and return how many of them are in it."""
    verified = 0
    for quote in quotes:
        sha256 = fingerprint(quote.text)
        entries = [entry for entry in recorded.quotations if entry.sha256 == sha256]
        expected = [entry for entry in entries if quote.paragraph in {None, entry.paragraph}]
        if expected:
            own = [entry for entry in expected if entry.part == quote.part]
            result.places[quote.path] = (own or expected)[0].place
            verified += 1
        elif entries:
            number = entries[0].paragraph
            message = f"by the record of {recorded.verified}, this is in paragraph {number}"
            path = (*quote.path, "paragraph")
            finding = rules.WRONG_PARAGRAPH.at(file.document, path, message, f"Write 'paragraph: {number}'.")
            result.findings.append(finding)
        else:
            result.findings.append(_changed(file, recorded, quote))
    return verified


def _too_long(file: LoadedMotion) -> Iterator[Finding]:
    limit = file.motion.checks.max_quote_words
    for quote in quotations_of(file.motion):
        length = sum(any(map(str.isalnum, word)) for word in quote.text.split())
        if length > limit:
            message = f"this quotation has {length} words, and at most {limit} are allowed"
            hint = "Quote the few words that matter, or allow more under 'checks: max_quote_words'."
            yield rules.TOO_LONG.at(file.document, (*quote.path, "quote"), message, hint)


def _wrong_paragraph(file: LoadedMotion, quote: QuotedWords, passages: list[Passage]) -> Finding:
    numbers = sorted({number for passage in passages for number in passage.paragraphs})
    named = f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {', '.join(map(str, numbers))}"
    message = f"the quotation is not in paragraph {quote.paragraph}, but in {named}"
    hint = f"Write 'paragraph: {numbers[0]}'. Paragraphs are counted from 1, headings included."
    details = tuple(map(_shown, passages[:MAX_PASSAGES]))
    return rules.WRONG_PARAGRAPH.at(file.document, (*quote.path, "paragraph"), message, hint, details)


def _doubts(
    file: LoadedMotion, quote: QuotedWords, passages: list[Passage], wordlist: WordList | None
) -> Iterator[Finding]:
    """Yield what is doubtful about a quotation that is word for word."""
    path = (*quote.path, "quote")
    passage = passages[0]
    if len(passages) > 1:
        paragraphs = sorted({found.place.paragraph for found in passages})
        if len(paragraphs) > 1:
            message = f"these words are in paragraphs {', '.join(map(str, paragraphs))}"
            hint = f"Say which is meant, as in 'paragraph: {paragraphs[0]}', or quote more words."
        else:
            message = f"these words are {len(passages)} times in paragraph {paragraphs[0]}"
            hint = "Quote more words, so that they are there once."
        details = tuple(map(_shown, passages[:MAX_PASSAGES]))
        yield rules.AMBIGUOUS.at(file.document, path, message, hint, details)
    if len(passage.paragraphs) > 1:
        message = f"the quotation joins words of paragraphs {' and '.join(map(str, passage.paragraphs))}"
        hint = "Quote the words of each paragraph separately."
        yield rules.DISTANT.at(file.document, path, message, hint, (_shown(passage),))
    is_word = quote.path[:2] == ("evaluation", "words")
    if wordlist and (message := changed_by_negation(passage, quote.text, wordlist, is_word=is_word)):
        hint = "Quote it with that word, or say in 'shows' what the sentence says as a whole."
        yield rules.TURNED.at(file.document, path, message, hint, (_shown(passage),))


def _unverified(file: LoadedMotion, quote: QuotedWords) -> Finding:
    named = file.motion.sources[quote.source].text
    message = f"this quotation has not been checked against '{quote.source}'"
    if not named:
        hint = f"Name the file with its text under 'sources: {quote.source}: text'"
    elif "/" in named:
        hint = f"Put the text where the motion looks for it: '{named}' from its folder"
    else:
        hint = f"Put the text beside the motion as '{named}'"
    hint += f", or name it with --source {quote.source}=FILE."
    return rules.UNVERIFIED.at(file.document, (*quote.path, "quote"), message, hint)


def _changed(file: LoadedMotion, recorded: RecordedSource, quote: QuotedWords) -> Finding:
    if any(entry.part == quote.part for entry in recorded.quotations):
        message = (
            f"{quote.part} had no such quotation when it was verified on {recorded.verified}: it is changed or new"
        )
    else:
        message = f"this quotation was not there when the others were verified on {recorded.verified}"
    hint = "Restore the old words, or run 'debatekit verify' with the text of the source."
    return rules.CHANGED.at(file.document, (*quote.path, "quote"), message, hint)


def _stale(file: LoadedMotion, source: str, recorded: RecordedSource, found: RecordedSource) -> Iterator[Finding]:
    name = record_path(file.path).name
    known = {(entry.sha256, entry.place) for entry in recorded.quotations}
    missing = [entry.part for entry in found.quotations if (entry.sha256, entry.place) not in known]
    if recorded.sha256 != found.sha256:
        message = f"the record {name} was made from another text of '{source}', on {recorded.verified}"
    elif missing:
        message = f"the record {name} lacks the quotations of {', '.join(dict.fromkeys(missing))}"
    else:
        return
    hint = "Run 'debatekit verify' to make the record again."
    yield rules.STALE_RECORD.at(file.document, ("sources", source), message, hint, at_key=True)


def _much_quoted(file: LoadedMotion, source: str, status: SourceStatus) -> Iterator[Finding]:
    limit = file.motion.checks.max_quoted
    if status.share * 100 > limit:
        message = (
            f"{status.quoted_words} of the {status.words} words of '{source}' are quoted "
            f"({100 * status.share:.1f} %), and at most {limit} % should be"
        )
        hint = "Quote fewer words, or allow more under 'checks: max_quoted', as for a text of your own."
        yield rules.MUCH_QUOTED.at(file.document, ("sources", source), message, hint, at_key=True)


# How a quotation differs from its source

CONTEXT: Final = 4  # words that are shown before and after a difference


def _mismatch(file: LoadedMotion, text: SourceText, quote: QuotedWords) -> Finding:
    """Return the finding about a quotation that is not in the text, with the closest passage."""
    found = explain(text, quote.text, quote.paragraph)
    document, path = file.document, (*quote.path, "quote")
    pieces = tuple(map(_shown, found.passages))
    match found.kind:
        case MismatchKind.ABSENT:
            message = f"'{quote.source}' contains nothing like this quotation"
            hint = "Quote words that are in it, or say it in your own words, as a 'fact'."
            return rules.NOT_IN_SOURCE.at(document, path, message, hint)
        case MismatchKind.OUT_OF_ORDER:
            message = f"'{quote.source}' has these words in another order"
            hint = "Quote them in the order of the source, or each piece separately."
            return rules.OUT_OF_ORDER.at(document, path, message, hint, pieces)
        case MismatchKind.JOINED:
            message, hint = _joined(found, text, quote.text)
            return rules.JOINED.at(document, path, message, hint, pieces)
        case MismatchKind.ALTERED:
            assert found.closest is not None
            message = f"this is not word for word what '{quote.source}' says"
            hint = "Write it as it is there, mark what you leave out with … and what you add with [ ]."
            return rules.ALTERED.at(document, path, message, hint, _compared(found.piece, found.closest))


def _joined(found: Mismatch, text: SourceText, typed: str) -> tuple[str, str]:
    """Return what is omitted between the pieces of a quotation, and what to type instead."""
    spans = [passage.spans[0] for passage in found.passages]
    omitted = "".join(text.normalized[one[1] : other[0]] for one, other in pairwise(spans))
    if not any(map(str.isalnum, omitted)) and "\n" not in omitted:
        written = text.normalized[spans[0][0] : spans[-1][1]]
        return f"the mark '{omitted.strip()}' of the source is left out here", f"Write: {_cut(written)}"
    if len({passage.place.paragraph for passage in found.passages}) > 1:
        message, where = "a paragraph of the source ends here without a mark", "Put … between the paragraphs"
    else:
        message, where = "words of the source are left out here without a mark", "Put … where they are left out"
    pieces = " … ".join(_cut(text.normalized[start:end]) for start, end in spans)
    return message, f"{where}, beside your [ ]." if "[" in typed else f"{where}: {pieces}"


def _shown(passage: Passage) -> str:
    """Return a passage in a line: its place, and its words as they are written in the source."""
    words = " … ".join(passage.text.original(*span) for span in passage.spans)
    return f"{_where(passage.place)}: {_cut(words)}"


def _where(place: Place) -> str:
    lines = f"line {place.line}" if place.line == place.last_line else f"lines {place.line} to {place.last_line}"
    return f"paragraph {place.paragraph}, {lines}"


def _compared(quoted: str, closest: ClosestMatch) -> tuple[str, ...]:
    """Return the words of the source above those of the quotation, each with carets below what differs."""
    source, typed = list(closest.words), quoted.split()
    source_marks, typed_marks = differing(source, typed)
    for end in (0, -1):  # a comma or a full stop beside a quotation is not missing in it
        if normalize(source[end]).strip(PUNCTUATION) == normalize(typed[end]):
            source_marks[end] = typed_marks[end] = False
    first, last = _changed_range(source_marks)
    begin, end = _changed_range(typed_marks)
    before = min(first, begin, CONTEXT)
    source_part, typed_part = slice(first - before, last + CONTEXT), slice(begin - before, end + CONTEXT)
    place = f"{_where(closest.place)}:"
    lead = "… " if first > before or begin > before else ""
    indent = " " * len(f"{place} {lead}")
    return (
        f"{place} {lead}{' '.join(source[source_part])}",
        f"{indent}{_carets(source[source_part], source_marks[source_part])}",
        f"{'quoted:':{len(place)}} {lead}{' '.join(typed[typed_part])}",
        f"{indent}{_carets(typed[typed_part], typed_marks[typed_part])}",
    )


def _changed_range(marks: Sequence[bool]) -> tuple[int, int]:
    """Return the start and end of the marked words; without one, the end of the text."""
    marked = [index for index, mark in enumerate(marks) if mark]
    return (marked[0], marked[-1] + 1) if marked else (len(marks), len(marks))


def _carets(words: Sequence[str], marks: Sequence[bool]) -> str:
    pairs = zip(words, marks, strict=True)
    return " ".join(("^" if mark else " ") * len(word) for word, mark in pairs).rstrip()


def _cut(words: str) -> str:
    """Return words with the middle cut out if there are many."""
    parts = words.split(" ")
    half = 2 * CONTEXT
    return words if len(parts) <= 2 * half else " ".join([*parts[:half], "…", *parts[-half:]])
