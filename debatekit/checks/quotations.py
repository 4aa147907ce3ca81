"""Verify that each quotation is in its source word for word: in the text, or else in the verification record.

The record, `MOTION.verified.json` beside the motion, says where each quotation was found, and when. It holds
fingerprints and places, and no word of the source, so that it can be shared where the text cannot.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from os.path import normpath
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, Field, NonNegativeInt, PositiveInt

from debatekit.checks import rules
from debatekit.checks.language import WordList, changed_by_negation, read_wordlist
from debatekit.checks.mismatches import MAX_PASSAGES, mismatch, passage_text
from debatekit.errors import DebatekitError
from debatekit.files import as_on_disk, write_file
from debatekit.motion.loader import LoadedMotion, QuotedWords, quotations_of, record_path
from debatekit.sources.quotes import Passage, find, fingerprint
from debatekit.sources.text import GUESSED, Place, SourceText, count_words
from debatekit.validation import read_model
from debatekit.yamlfile import KeyPath

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class RecordedQuotation(BaseModel, extra="forbid", frozen=True, defer_build=True):
    """A quotation that was found: the part that quotes it, its fingerprint and its place."""

    part: str
    sha256: Sha256
    paragraph: PositiveInt
    line: PositiveInt
    last_line: PositiveInt


class RecordedSource(BaseModel, extra="forbid", frozen=True, defer_build=True):
    """The text of a source when it was compared: its fingerprint, its size and its quotations."""

    verified: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    sha256: Sha256
    paragraphs: NonNegativeInt
    lines: NonNegativeInt
    words: NonNegativeInt
    quoted_words: NonNegativeInt
    extractor: str = ""  # what counted the paragraphs, with its version; empty if versions do not differ
    quotations: list[RecordedQuotation]


class VerificationRecord(BaseModel, extra="forbid", frozen=True, defer_build=True):
    """A verification record: its version, and its sources by their short names."""

    version: Annotated[int, Field(ge=1, le=1)]
    sources: dict[str, RecordedSource]


def read_record(motion: Path) -> VerificationRecord | None:
    """Return the record beside a motion file, if there is one; raises `DebatekitError` if it cannot be read."""
    path = record_path(motion)
    return read_model(path, VerificationRecord, "verification record") if path.is_file() else None


def write_record(motion: Path, record: VerificationRecord) -> Path:
    """Write the record of a motion file beside it, and return its path; raises `DebatekitError`."""
    path = record_path(motion)
    write_file(path, f"{record.model_dump_json(indent=2)}\n".encode())
    return path


class SourceStatus(NamedTuple):
    """What is known about the quotations of a source."""

    basis: Literal["text", "record", "none"]  # what the quotations were compared with
    file: str = ""  # the file of the text or the record
    date: str = ""  # the day of the record, such as 2026-11-23
    quotations: int = 0
    verified: int = 0
    words: int = 0  # words of the source, if they are known
    quoted_words: int = 0  # quoted words of the source, each counted once
    share: float = 0.0  # of the source that is quoted


@dataclass
class Verification:
    """The quotations of a motion, verified; all mappings but `places` are by the short name of the source."""

    file: LoadedMotion
    wordlist: WordList | None
    texts: Mapping[str, tuple[Path, SourceText]]  # those that are available, each with its file
    findings: list[rules.Finding] = field(default_factory=list)
    sources: dict[str, SourceStatus] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    records: dict[str, RecordedSource] = field(default_factory=dict)  # what the record says, or would say today

    @property
    def record(self) -> VerificationRecord | None:
        """The record to write; none if a quotation is not verified. Sources without a text keep their old entries."""
        if any(source.verified < source.quotations for source in self.sources.values()):
            return None
        return VerificationRecord(version=1, sources=self.records)

    def add(self, quote: QuotedWords, rule: rules.Rule, message: str, hint: str, details: Iterable[str] = ()) -> None:
        """Add a finding about a quotation."""
        key = "paragraph" if rule in {rules.WRONG_PARAGRAPH, rules.RECOUNTED} else "quote"
        self.findings.append(rule.at(self.file, (*quote.path, key), message, hint, details))


def verify_quotations(
    file: LoadedMotion, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path]
) -> Verification:
    """Verify the quotations of a motion in the texts of their sources, or else in the record.

    `texts` names files with the texts of sources, by the sources' short names; others are read from the files that the
    motion names, if they exist. `folders` have the word lists. Raises `DebatekitError` if a file cannot be read.
    """
    result = Verification(file, read_wordlist(folders, file.motion.language), _load_texts(file, texts))
    record = read_record(file.path)
    quoted = sorted(quotations_of(file.motion), key=lambda quote: quote.source)
    for source, group in groupby(quoted, key=lambda quote: quote.source):
        _verify_source(result, source, list(group), record.sources.get(source) if record else None, today)
    result.findings += _length_findings(result, quoted)
    return result


def _verify_source(
    result: Verification, source: str, quotes: list[QuotedWords], recorded: RecordedSource | None, today: date
) -> None:
    """Verify the quotations of a source in its text, or else in its record."""
    file = result.file
    if source in result.texts:
        (path, text), day = result.texts[source], ""
        known = _verify_by_text(result, text, quotes, today, recorded)
        if recorded and not _fingerprints(known) <= _fingerprints(recorded):
            result.findings.append(_stale_record(file, source, recorded, text))
        if text.assumed_encoding:
            message = f"the encoding of '{path.name}' was guessed: {text.assumed_encoding}"
            result.findings.append(rules.GUESSED_ENCODING.at(file, ("sources", source, "text"), message, GUESSED))
    elif recorded:
        path, known, day = record_path(file.path), recorded, recorded.verified
        _verify_by_record(result, known, quotes)
    else:
        name = file.motion.sources[source].text
        where = f"beside the motion as '{name}'" if name else f"in a file named under 'sources: {source}: text'"
        hint = f"Put the text {where}, or name it with --source {source}=FILE."
        for quote in quotes:
            result.add(quote, rules.UNVERIFIED, f"this quotation has not been checked against '{source}'", hint)
        result.sources[source] = SourceStatus("none", quotations=len(quotes))
        return
    verified = sum(quote.path in result.places for quote in quotes)
    figures = len(quotes), verified, known.words, known.quoted_words, known.quoted_words / max(known.words, 1)
    result.records[source] = known
    result.sources[source] = SourceStatus("record" if day else "text", path.as_posix(), day, *figures)


def _stale_record(file: LoadedMotion, source: str, recorded: RecordedSource, text: SourceText) -> rules.Finding:
    message = f"the record of {recorded.verified} lacks a quotation, or is of another text"
    if recorded.extractor != text.extractor:
        by = f"another version ({recorded.extractor})" if recorded.extractor else "an earlier version"
        message = f"the record of {recorded.verified} was made by {by}, which reads web pages differently"
    hint = "Run 'debatekit verify' to make the record again."
    return rules.STALE_RECORD.at(file, ("sources", source), message, hint)


def _length_findings(result: Verification, quoted: Iterable[QuotedWords]) -> Iterator[rules.Finding]:
    """Yield the quotations that are too long, and the sources that too much is quoted of."""
    file, limits = result.file, result.file.motion.checks
    for quote in quoted:
        length = count_words(quote.text)
        if length > limits.max_quote_words:
            message = f"this quotation has {length} words, and at most {limits.max_quote_words} are allowed"
            hint = "Quote the few words that matter, or allow more under 'checks: max_quote_words'."
            yield rules.TOO_LONG.at(file, (*quote.path, "quote"), message, hint)
    for name, status in result.sources.items():
        if status.share * 100 > limits.max_quoted and not file.motion.sources[name].copy_:
            quoted_words = f"{status.quoted_words} of the {status.words} words of '{name}' are quoted"
            message = f"{quoted_words} ({100 * status.share:.1f} %), and at most {limits.max_quoted} % should be"
            hint = "Quote fewer words, or allow more under 'checks: max_quoted', as for a text of your own."
            yield rules.MUCH_QUOTED.at(file, ("sources", name), message, hint)


def _fingerprints(source: RecordedSource) -> set[str]:
    return {source.sha256, *(entry.sha256 for entry in source.quotations)}


def _load_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> dict[str, tuple[Path, SourceText]]:
    loaded, problems = {}, []
    for name, source in file.motion.sources.items():
        path = as_on_disk(texts.get(name) or Path(normpath(file.path.parent / (source.text or ""))))
        try:
            if name in texts or (source.text and path.exists()):
                from debatekit.sources.readers import read_source  # many motions have no text beside them

                loaded[name] = path, read_source(path)
        except DebatekitError as error:
            problems += error.problems
    if problems:
        raise DebatekitError(problems)
    return loaded


def _verify_by_text(
    result: Verification, text: SourceText, quotes: list[QuotedWords], today: date, recorded: RecordedSource | None
) -> RecordedSource:
    quoted: set[int] = set()
    entries: list[RecordedQuotation] = []
    for quote in quotes:
        passages = find(text, quote.text)
        expected = [passage for passage in passages if quote.paragraph in {None, *passage.paragraphs}]
        numbers = {number for passage in passages for number in passage.paragraphs}
        doubts: Iterable[rules.Message] = ()
        if expected:
            doubts = _doubts(quote, expected, result.wordlist)
        elif passages and recorded and _is_recorded(recorded, quote) and recorded.extractor != text.extractor:
            expected, doubts = passages, [_counted_otherwise(quote, recorded, numbers)]
        if expected:
            place = result.places[quote.path] = expected[0].place
            quoted |= expected[0].words
            sha256 = fingerprint(quote.text)
            entries.append(RecordedQuotation.model_construct(part=quote.part, sha256=sha256, **place._asdict()))
            for doubt in doubts:
                result.add(quote, *doubt)
        elif passages:
            result.add(quote, *_wrong_paragraph(quote, numbers, map(passage_text, passages[:MAX_PASSAGES])))
        else:
            result.add(quote, *mismatch(text, quote))
    return RecordedSource.model_construct(
        verified=today.isoformat(),
        sha256=text.sha256,
        paragraphs=len(text.paragraphs),
        lines=text.words[-1].line,
        words=len(text.words),
        quoted_words=len(quoted),
        extractor=text.extractor,
        quotations=entries,
    )


def _is_recorded(recorded: RecordedSource, quote: QuotedWords) -> bool:
    sha256 = fingerprint(quote.text)
    return any(entry.sha256 == sha256 and entry.paragraph == quote.paragraph for entry in recorded.quotations)


def _counted_otherwise(quote: QuotedWords, recorded: RecordedSource, found: set[int]) -> rules.Message:
    by = recorded.extractor or "an earlier version"
    message = f"this was paragraph {quote.paragraph} when {by} counted, and is now in {_paragraphs(found)}"
    hint = f"Write 'paragraph: {min(found)}', and run 'debatekit verify' to make the record again."
    return rules.RECOUNTED, message, hint, ()


def _verify_by_record(result: Verification, recorded: RecordedSource, quotes: list[QuotedWords]) -> None:
    for quote in quotes:
        sha256 = fingerprint(quote.text)
        entries = [entry for entry in recorded.quotations if entry.sha256 == sha256]
        if expected := [entry for entry in entries if quote.paragraph in {None, entry.paragraph}]:
            entry = min(expected, key=lambda entry: entry.part != quote.part)
            result.places[quote.path] = Place(entry.paragraph, entry.line, entry.last_line)
        elif entries:
            numbers = {entry.paragraph for entry in entries}
            result.add(quote, *_wrong_paragraph(quote, numbers, [f"by the record of {recorded.verified}"]))
        else:
            message = f"this quotation was not in {quote.part} when it was verified on {recorded.verified}"
            hint = "Restore the old words, or run 'debatekit verify' with the text of the source."
            result.add(quote, rules.CHANGED, message, hint)


def _wrong_paragraph(quote: QuotedWords, found: set[int], details: Iterable[str]) -> rules.Message:
    message = f"the quotation is not in paragraph {quote.paragraph}, but in {_paragraphs(found)}"
    hint = f"Write 'paragraph: {min(found)}'. Paragraphs are counted from 1, headings included."
    return rules.WRONG_PARAGRAPH, message, hint, details


def _paragraphs(numbers: set[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {' and '.join(map(str, sorted(numbers)))}"


def _doubts(quote: QuotedWords, passages: list[Passage], wordlist: WordList | None) -> Iterator[rules.Message]:
    passage, shown = passages[0], [passage_text(passage) for passage in passages[:MAX_PASSAGES]]
    if len(passages) > 1:
        numbers = {found.place.paragraph for found in passages}
        message = f"these words are {len(passages)} times in {_paragraphs(numbers)}"
        which = f", or say which are meant, as in 'paragraph: {min(numbers)}'" if len(numbers) > 1 else ""
        yield rules.AMBIGUOUS, message, f"Quote more words{which}.", shown
    if len(passage.paragraphs) > 1:
        message = f"the quotation joins words of {_paragraphs(set(passage.paragraphs))}"
        yield rules.DISTANT, message, "Quote the words of each paragraph separately.", shown[:1]
    if message := changed_by_negation(passage, quote.text, wordlist, is_word=quote.path[:2] == ("evaluation", "words")):
        hint = "Quote it with that word, or say in 'shows' what the sentence says as a whole."
        yield rules.TURNED, message, hint, shown[:1]
