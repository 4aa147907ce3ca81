"""Verify that each quotation is in its source word for word: in the text, or else in the verification record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby, pairwise
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.findings import Evidence, Finding, Rule, SourceStatus
from debatekit.checks.language import WordList, changed_by_negation, read_wordlist
from debatekit.checks.record import RecordedQuotation, RecordedSource, fingerprint, read_record
from debatekit.errors import DebatekitError
from debatekit.motion.loader import LoadedMotion, record_path
from debatekit.motion.texts import QuotedWords, quotations_of
from debatekit.sources.quotes import ClosestMatch, Mismatch, MismatchKind, Passage, differing, explain, find
from debatekit.sources.readers import read_source
from debatekit.sources.text import PUNCTUATION, Place, SourceText, normalize

if TYPE_CHECKING:
    from debatekit.yamlfile import KeyPath

MAX_PASSAGES: Final = 3  # passages that are shown with a finding
CONTEXT: Final = 4  # words that are shown before and after a difference


@dataclass
class Verification:
    """The quotations of a motion, verified; all mappings but `places` are by the short name of the source."""

    file: LoadedMotion
    today: date
    wordlist: WordList | None
    texts: Mapping[str, tuple[Path, SourceText]]  # those that are available, each with its file
    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, SourceStatus] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    records: dict[str, RecordedSource] = field(default_factory=dict)  # what the record says, or would say today

    def add(self, rule: Rule, quote: QuotedWords, message: str, hint: str, details: Iterable[str] = ()) -> None:
        """Add a finding about a quotation."""
        key = "paragraph" if rule is rules.WRONG_PARAGRAPH else "quote"
        self.findings.append(rule.at(self.file, (*quote.path, key), message, hint, details))


def verify_quotations(
    file: LoadedMotion, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path]
) -> Verification:
    """Verify the quotations of a motion in the texts of their sources, or in the record: see `checks.check`."""
    wordlist = read_wordlist(folders, file.motion.language)
    result = Verification(file, today, wordlist, _load_texts(file, texts))
    record = read_record(file.path)
    quoted = sorted(quotations_of(file.motion), key=lambda quote: quote.source)
    for source, group in groupby(quoted, key=lambda quote: quote.source):
        quotes = list(group)
        recorded = record.sources.get(source) if record else None
        if source in result.texts:
            path, text = result.texts[source]
            known = _verify_by_text(result, text, quotes)
            basis, day, verified = Evidence.TEXT, "", len(known.quotations)
            fingerprints = {entry.sha256 for entry in known.quotations}
            if recorded and (
                recorded.sha256 != known.sha256 or fingerprints - {entry.sha256 for entry in recorded.quotations}
            ):
                hint = "Run 'debatekit verify' to make the record again."
                message = f"the record of {recorded.verified} lacks a quotation, or is of another text"
                result.findings.append(rules.STALE_RECORD.at(file, ("sources", source), message, hint))
        elif recorded:
            path, known = record_path(file.path), recorded
            basis, day, verified = Evidence.RECORD, known.verified, _verify_by_record(result, known, quotes)
        else:
            _add_unverified(result, quotes)
            result.sources[source] = SourceStatus(Evidence.NONE, quotations=len(quotes))
            continue
        figures = len(quotes), verified, known.words, known.quoted_words
        result.records[source] = known
        result.sources[source] = SourceStatus(basis, path.as_posix(), day, *figures)
    _check_lengths(result, quoted)
    return result


def _load_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> dict[str, tuple[Path, SourceText]]:
    loaded: dict[str, tuple[Path, SourceText]] = {}
    errors: list[DebatekitError] = []
    for name, source in file.motion.sources.items():
        path = texts.get(name) or Path(normpath(file.path.parent / (source.text or "")))
        try:
            if name in texts or (source.text and path.exists()):
                loaded[name] = path, read_source(path)
        except DebatekitError as error:
            errors.append(error)
    if errors:
        raise DebatekitError(problem for error in errors for problem in error.problems)
    return loaded


def _verify_by_text(result: Verification, text: SourceText, quotes: list[QuotedWords]) -> RecordedSource:
    quoted: set[int] = set()
    entries: list[RecordedQuotation] = []
    for quote in quotes:
        passages = find(text, quote.text)
        expected = [passage for passage in passages if quote.paragraph in {None, *passage.paragraphs}]
        if expected:
            place = expected[0].place
            quoted |= expected[0].words
            result.places[quote.path] = place
            entries.append(RecordedQuotation(part=quote.part, sha256=fingerprint(quote.text), **asdict(place)))
            _add_doubts(result, quote, expected)
        elif passages:
            numbers = {number for passage in passages for number in passage.paragraphs}
            _add_wrong_paragraph(result, quote, numbers, map(_shown, passages[:MAX_PASSAGES]))
        else:
            _add_mismatch(result, text, quote)
    return RecordedSource(
        verified=result.today.isoformat(),
        sha256=text.sha256,
        paragraphs=len(text.paragraphs),
        lines=text.words[-1].line,
        words=len(text.words),
        quoted_words=len(quoted),
        quotations=entries,
    )


def _verify_by_record(result: Verification, recorded: RecordedSource, quotes: list[QuotedWords]) -> int:
    verified = 0
    for quote in quotes:
        sha256 = fingerprint(quote.text)
        entries = [entry for entry in recorded.quotations if entry.sha256 == sha256]
        expected = [entry for entry in entries if quote.paragraph in {None, entry.paragraph}]
        if expected:
            entry = min(expected, key=lambda entry: entry.part != quote.part)
            result.places[quote.path] = Place(entry.paragraph, entry.line, entry.last_line)
            verified += 1
        elif entries:
            numbers = {entry.paragraph for entry in entries}
            _add_wrong_paragraph(result, quote, numbers, [f"by the record of {recorded.verified}"])
        else:
            message = f"this quotation was not in {quote.part} when it was verified on {recorded.verified}"
            hint = "Restore the old words, or run 'debatekit verify' with the text of the source."
            result.add(rules.CHANGED, quote, message, hint)
    return verified


def _check_lengths(result: Verification, quotes: list[QuotedWords]) -> None:
    limits = result.file.motion.checks
    for quote in quotes:
        length = sum(any(map(str.isalnum, word)) for word in quote.text.split())
        if length > limits.max_quote_words:
            message = f"this quotation has {length} words, and at most {limits.max_quote_words} are allowed"
            hint = "Quote the few words that matter, or allow more under 'checks: max_quote_words'."
            result.add(rules.TOO_LONG, quote, message, hint)
    for name, source in result.sources.items():
        if source.share * 100 > limits.max_quoted:
            message = (
                f"{source.quoted_words} of the {source.words} words of '{name}' are quoted "
                f"({100 * source.share:.1f} %), and at most {limits.max_quoted} % should be"
            )
            hint = "Quote fewer words, or allow more under 'checks: max_quoted', as for a text of your own."
            result.findings.append(rules.MUCH_QUOTED.at(result.file, ("sources", name), message, hint))


def _add_wrong_paragraph(result: Verification, quote: QuotedWords, found: set[int], details: Iterable[str]) -> None:
    message = f"the quotation is not in paragraph {quote.paragraph}, but in {_paragraphs(found)}"
    hint = f"Write 'paragraph: {min(found)}'. Paragraphs are counted from 1, headings included."
    result.add(rules.WRONG_PARAGRAPH, quote, message, hint, details)


def _paragraphs(numbers: set[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {' and '.join(map(str, sorted(numbers)))}"


def _add_doubts(result: Verification, quote: QuotedWords, passages: list[Passage]) -> None:
    passage = passages[0]
    if len(passages) > 1:
        numbers = {found.place.paragraph for found in passages}
        message = f"these words are {len(passages)} times in {_paragraphs(numbers)}"
        which = f", or say which are meant, as in 'paragraph: {min(numbers)}'" if len(numbers) > 1 else ""
        result.add(rules.AMBIGUOUS, quote, message, f"Quote more words{which}.", map(_shown, passages[:MAX_PASSAGES]))
    if len(passage.paragraphs) > 1:
        message = f"the quotation joins words of {_paragraphs(set(passage.paragraphs))}"
        result.add(rules.DISTANT, quote, message, "Quote the words of each paragraph separately.", [_shown(passage)])
    is_word = quote.path[:2] == ("evaluation", "words")
    if message := changed_by_negation(passage, quote.text, result.wordlist, is_word=is_word):
        hint = "Quote it with that word, or say in 'shows' what the sentence says as a whole."
        result.add(rules.TURNED, quote, message, hint, [_shown(passage)])


def _add_unverified(result: Verification, quotes: list[QuotedWords]) -> None:
    for quote in quotes:
        named = result.file.motion.sources[quote.source].text
        message = f"this quotation has not been checked against '{quote.source}'"
        where = f"Name the file with its text under 'sources: {quote.source}: text'"
        where = f"Put the text beside the motion as '{named}'" if named else where
        result.add(rules.UNVERIFIED, quote, message, f"{where}, or name it with --source {quote.source}=FILE.")


def _add_mismatch(result: Verification, text: SourceText, quote: QuotedWords) -> None:
    found = explain(text, quote.text, quote.paragraph)
    details: Iterable[str] = map(_shown, found.passages)
    match found.kind:
        case MismatchKind.ABSENT:
            rule, message = rules.NOT_IN_SOURCE, f"'{quote.source}' contains nothing like this quotation"
            hint = "Quote words that are in it, or say it in your own words, as a 'fact'."
        case MismatchKind.OUT_OF_ORDER:
            rule, message = rules.OUT_OF_ORDER, f"'{quote.source}' has these words in another order"
            hint = "Quote them in the order of the source, or each piece separately."
        case MismatchKind.JOINED:
            rule, (message, hint) = rules.JOINED, _joined(found, text, quote.text)
        case MismatchKind.ALTERED:
            assert found.closest is not None
            rule, message = rules.ALTERED, f"this is not word for word what '{quote.source}' says"
            hint = "Write it as it is there, mark what you leave out with … and what you add with [ ]."
            details = _compared(found.piece, found.closest)
    result.add(rule, quote, message, hint, details)


def _joined(found: Mismatch, text: SourceText, typed: str) -> tuple[str, str]:
    spans = [passage.spans[0] for passage in found.passages]
    omitted = "".join(text.normalized[one[1] : other[0]] for one, other in pairwise(spans))
    if not any(map(str.isalnum, omitted)) and "\n" not in omitted:
        written = text.normalized[spans[0][0] : spans[-1][1]]
        return f"the mark '{omitted.strip()}' of the source is left out here", f"Write: {_cut(written)}"
    joined = len({passage.place.paragraph for passage in found.passages}) > 1
    what = "a paragraph of the source ends" if joined else "words of the source are left out"
    pieces = " … ".join(_cut(text.normalized[start:end]) for start, end in spans)
    return f"{what} here without a mark", "Put … there, beside your [ ]." if "[" in typed else f"Put … there: {pieces}"


def _shown(passage: Passage) -> str:
    words = " … ".join(passage.text.original(*span) for span in passage.spans)
    return f"{_where(passage.place)}: {_cut(words)}"


def _where(place: Place) -> str:
    lines = f"line {place.line}" if place.line == place.last_line else f"lines {place.line} to {place.last_line}"
    return f"paragraph {place.paragraph}, {lines}"


def _compared(quoted: str, closest: ClosestMatch) -> Iterator[str]:
    # The words of the source above those of the quotation, each with carets below what differs.
    texts = list(closest.words), quoted.split()
    marks = differing(*texts)
    for end in (0, -1):  # a comma or a full stop beside a quotation is not missing in it
        if normalize(texts[0][end]).strip(PUNCTUATION) == normalize(texts[1][end]):
            marks[0][end] = marks[1][end] = False
    start = max(0, min([*row, True].index(True) for row in marks) - CONTEXT)
    lead = "… " if start else ""
    heads = f"{_where(closest.place)}:", "quoted:"
    for head, words, row in zip(heads, texts, marks, strict=True):
        end = max((number for number, mark in enumerate(row, 1) if mark), default=len(row)) + CONTEXT
        shown = list(zip(words, row, strict=True))[start:end]
        carets = " ".join(("^" if mark else " ") * len(word) for word, mark in shown)
        yield f"{head:{len(heads[0])}} {lead}{' '.join(word for word, _ in shown)}"
        yield " " * len(f"{heads[0]} {lead}") + carets.rstrip()


def _cut(words: str) -> str:
    return re.sub(r"^((?:\S+ ){8}).+((?: \S+){8})$", r"\1…\2", words)
