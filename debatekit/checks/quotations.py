"""Whether each quotation stands in its source word for word, and where: by the text, or by the verification record."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from debatekit.checks import rules
from debatekit.checks.differences import explained, shown
from debatekit.checks.record import RecordedQuotation, RecordedSource, fingerprint
from debatekit.checks.results import Basis, Verified
from debatekit.checks.turning import turning_words
from debatekit.motion.loader import record_path
from debatekit.motion.texts import QuotedWords, quotations_of
from debatekit.sources.finding import find_quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from debatekit.checks.findings import Finding
    from debatekit.checks.record import Record
    from debatekit.checks.wordlists import WordList
    from debatekit.motion.loader import LoadedMotion
    from debatekit.sources import Place, SourceText
    from debatekit.sources.finding import Passage
    from debatekit.yamlfile import KeyPath


@dataclass(frozen=True)
class KnownText:
    """The text of a source that is at hand, and the file it was read from."""

    file: Path
    text: SourceText


@dataclass
class Verification:
    """What became of the quotations of a motion."""

    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, Verified] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    recorded: dict[str, list[RecordedQuotation]] = field(default_factory=dict)
    """What a record would say of the quotations that were found, by source."""


def verify_quotations(
    file: LoadedMotion, texts: Mapping[str, KnownText], record: Record | None, wordlist: WordList | None
) -> Verification:
    """Return what is known of every quotation of a motion.

    Those of a source whose text is at hand are looked for in it; those of any other must be in the record as they
    are now.
    """
    result = Verification()
    result.findings += _too_long(file)
    quoted = sorted(quotations_of(file.motion), key=lambda words: words.source)
    for source, found in groupby(quoted, key=lambda words: words.source):
        quotations = list(found)
        recorded = record.sources.get(source) if record else None
        if source in texts:
            _verify_by_text(file, texts[source], quotations, recorded, wordlist, result)
        elif recorded:
            _verify_by_record(file, recorded, quotations, result)
        else:
            result.sources[source] = Verified(Basis.NONE, quotations=len(quotations))
            result.findings += [_unverified(file, words) for words in quotations]
        result.findings += _much_quoted(file, source, result.sources[source])
    return result


def _verify_by_text(
    file: LoadedMotion,
    known: KnownText,
    quotations: list[QuotedWords],
    recorded: RecordedSource | None,
    wordlist: WordList | None,
    result: Verification,
) -> None:
    text = known.text
    quoted: set[int] = set()
    result.recorded[quotations[0].source] = entries = []
    for words in quotations:
        passages = find_quotation(text, words.text)
        chosen = [found for found in passages if words.paragraph in {None, *found.paragraphs}]
        if not passages:
            result.findings.append(explained(file, text, words))
        elif not chosen:
            result.findings.append(_wrong_paragraph(file, words, passages))
        else:
            passage = chosen[0]
            quoted |= passage.words
            result.places[words.path] = passage.place
            entries.append(_entry(words, passage.place))
            result.findings += _doubts(file, words, chosen, wordlist)
    result.sources[quotations[0].source] = Verified(
        Basis.TEXT,
        known.file.as_posix(),
        quotations=len(quotations),
        verified=len(entries),
        words=len(text.words),
        quoted_words=len(quoted),
        paragraphs=len(text.paragraphs),
        lines=text.words[-1].line,
        sha256=text.sha256,
    )
    if recorded:
        result.findings += _stale(file, text, recorded, quotations, entries)


def _verify_by_record(
    file: LoadedMotion, recorded: RecordedSource, quotations: list[QuotedWords], result: Verification
) -> None:
    verified = 0
    for words in quotations:
        sought = fingerprint(words.text)
        entries = [entry for entry in recorded.quotations if entry.sha256 == sought]
        chosen = [entry for entry in entries if words.paragraph in {None, entry.paragraph}]
        if chosen:
            own = [entry for entry in chosen if entry.part == words.part]
            result.places[words.path] = (own or chosen)[0].place
            verified += 1
        elif entries:
            message = f"by the record of {recorded.verified}, this stands in paragraph {entries[0].paragraph}"
            path = (*words.path, "paragraph")
            hint = f"Write 'paragraph: {entries[0].paragraph}'."
            result.findings.append(rules.WRONG_PARAGRAPH.at(file.document, path, message, hint))
        else:
            result.findings.append(_changed(file, recorded, words))
    result.sources[quotations[0].source] = Verified(
        Basis.RECORD,
        record_path(file.path).as_posix(),
        recorded.verified,
        quotations=len(quotations),
        verified=verified,
        words=recorded.words,
        quoted_words=recorded.quoted_words,
        paragraphs=recorded.paragraphs,
        lines=recorded.lines,
        sha256=recorded.sha256,
    )


def _entry(words: QuotedWords, place: Place) -> RecordedQuotation:
    return RecordedQuotation(
        part=words.part,
        sha256=fingerprint(words.text),
        paragraph=place.paragraph,
        line=place.line,
        last_line=place.last_line,
    )


def _too_long(file: LoadedMotion) -> Iterator[Finding]:
    most = file.motion.checks.longest_quotation
    for words in quotations_of(file.motion):
        length = sum(any(map(str.isalnum, word)) for word in words.text.split())
        if length > most:
            message = f"this quotation has {length} words, and {most} are the most"
            hint = "Quote the few words that matter, or allow more under 'checks: longest_quotation'."
            yield rules.TOO_LONG.at(file.document, (*words.path, "quote"), message, hint)


def _wrong_paragraph(file: LoadedMotion, words: QuotedWords, passages: list[Passage]) -> Finding:
    numbers = sorted({number for found in passages for number in found.paragraphs})
    named = f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {', '.join(map(str, numbers))}"
    message = f"the quotation does not stand in paragraph {words.paragraph}, but in {named}"
    hint = f"Write 'paragraph: {numbers[0]}'. Paragraphs are counted from 1, headings included."
    details = tuple(shown(found) for found in passages[:3])
    return rules.WRONG_PARAGRAPH.at(file.document, (*words.path, "paragraph"), message, hint, details)


def _doubts(
    file: LoadedMotion, words: QuotedWords, passages: list[Passage], wordlist: WordList | None
) -> Iterator[Finding]:
    """Yield what is doubtful about a quotation that is word for word."""
    path = (*words.path, "quote")
    passage = passages[0]
    if len(passages) > 1:
        paragraphs = sorted({found.place.paragraph for found in passages})
        if len(paragraphs) > 1:
            message = f"these words stand in paragraphs {', '.join(map(str, paragraphs))}"
            hint = f"Say which is meant, as in 'paragraph: {paragraphs[0]}', or quote more words."
        else:
            message = f"these words stand {len(passages)} times in paragraph {paragraphs[0]}"
            hint = "Quote more words, so that they stand there once."
        yield rules.AMBIGUOUS.at(file.document, path, message, hint, tuple(shown(found) for found in passages[:3]))
    if len(passage.paragraphs) > 1:
        message = f"the quotation joins words of paragraphs {' and '.join(map(str, passage.paragraphs))}"
        hint = "Quote the words of each paragraph by themselves."
        yield rules.DISTANT.at(file.document, path, message, hint, (shown(passage),))
    if wordlist and (turning := turning_words(passage, words, wordlist)):
        hint = "Quote it with that word, or say in 'shows' what the sentence says as a whole."
        yield rules.TURNED.at(file.document, path, turning, hint, (shown(passage),))


def _unverified(file: LoadedMotion, words: QuotedWords) -> Finding:
    named = file.motion.sources[words.source].text
    message = f"nobody has compared this quotation with '{words.source}'"
    if not named:
        hint = f"Name the file with its text under 'sources: {words.source}: text'"
    elif "/" in named:
        hint = f"Put the text where the motion looks for it: '{named}' from its folder"
    else:
        hint = f"Put the text beside the motion as '{named}'"
    hint += f", or name it with --source {words.source}=FILE."
    return rules.UNVERIFIED.at(file.document, (*words.path, "quote"), message, hint)


def _changed(file: LoadedMotion, recorded: RecordedSource, words: QuotedWords) -> Finding:
    known = any(entry.part == words.part for entry in recorded.quotations)
    message = (
        f"{words.part} had no such quotation when it was verified, on {recorded.verified}: it was changed, or is new"
        if known
        else f"this quotation was not there when the others were verified, on {recorded.verified}"
    )
    hint = "Put the old words back, or run 'debatekit verify' with the source's text at hand."
    return rules.CHANGED.at(file.document, (*words.path, "quote"), message, hint)


def _stale(
    file: LoadedMotion,
    text: SourceText,
    recorded: RecordedSource,
    quotations: list[QuotedWords],
    entries: list[RecordedQuotation],
) -> Iterator[Finding]:
    source = quotations[0].source
    hint = "Run 'debatekit verify' to make the record anew."
    name = record_path(file.path).name
    if recorded.sha256 != text.sha256:
        message = f"the record {name} was made from another text of '{source}', on {recorded.verified}"
        yield rules.STALE_RECORD.at(file.document, ("sources", source), message, hint, at_key=True)
        return
    known = {(entry.sha256, entry.place) for entry in recorded.quotations}
    lacking = [entry.part for entry in entries if (entry.sha256, entry.place) not in known]
    if lacking:
        message = f"the record {name} lacks what is quoted in {', '.join(dict.fromkeys(lacking))}"
        yield rules.STALE_RECORD.at(file.document, ("sources", source), message, hint, at_key=True)


def _much_quoted(file: LoadedMotion, source: str, verified: Verified) -> Iterator[Finding]:
    most = file.motion.checks.most_quoted
    if verified.share * 100 > most:
        message = (
            f"{verified.quoted_words} of the {verified.words} words of '{source}' are quoted "
            f"({100 * verified.share:.1f} %), and no more than {most} % should be"
        )
        hint = "Quote fewer words, or allow more under 'checks: most_quoted', as for a text of your own."
        yield rules.MUCH_QUOTED.at(file.document, ("sources", source), message, hint, at_key=True)
