"""One check: a motion, the texts of its sources and its record → everything there is to say of it."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.balance import balance_findings, measure
from debatekit.checks.citations import citation_findings
from debatekit.checks.quotations import KnownText, Verification, verify_quotations
from debatekit.checks.reading_level import reading_level_findings
from debatekit.checks.record import VERSION, Record, RecordedSource, read_record
from debatekit.checks.results import Basis, Checked
from debatekit.checks.selecting import apply_silences, silence_problems
from debatekit.checks.unfinished import unfinished_findings
from debatekit.checks.wordlists import read_wordlist
from debatekit.errors import DebatekitError, nearest
from debatekit.motion.texts import quotations_of
from debatekit.sources.files import READERS, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from debatekit.checks.findings import Finding
    from debatekit.errors import Problem
    from debatekit.motion.loader import LoadedMotion


ALMOST: Final = 0.75
"""How alike two names are that are almost the same."""


def check_motion(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> Checked:
    """Return all that the checks find in a motion, and the figures behind it.

    `texts` names the files with the texts of sources, by their short names; those that it does not name are read
    from the files that the motion names, where they are. `folders` have the word lists, `today` is what dates are
    compared with. Raises `DebatekitError` if a text or the record cannot be read.
    """
    if problems := silence_problems(file):
        raise DebatekitError(problems)
    wordlist = read_wordlist(folders, file.motion.language)
    known = known_texts(file, texts or {})
    verification = verify_quotations(file, known, read_record(file.path), wordlist)
    balance = measure(file.motion, wordlist)
    findings = [
        *verification.findings,
        *misnamed_texts(file, texts or {}),
        *citation_findings(file, today),
        *balance_findings(file, balance),
        *reading_level_findings(file),
        *unfinished_findings(file),
    ]
    kept, silenced = apply_silences(file, findings)
    return Checked(
        tuple(sorted(kept, key=lambda finding: finding.order)),
        balance,
        verification.sources,
        verification.places,
        {name: wordlist.words_to_look_at(source.text) for name, source in known.items()} if wordlist else {},
        {name: source.text for name, source in known.items()},
        tuple(silenced),
    )


def known_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> dict[str, KnownText]:
    """Return the texts that are at hand: those in `texts`, and those beside the motion under the names it gives.

    Raises `DebatekitError` for each that is there and cannot be read, and for each of `texts` that is not there.
    """
    known: dict[str, KnownText] = {}
    problems: list[Problem] = []
    for name, source in file.motion.sources.items():
        path = texts.get(name) or (Path(normpath(file.path.parent / source.text)) if source.text else None)
        if path is None or (name not in texts and not path.exists()):
            continue
        try:
            known[name] = KnownText(path, read_source(path))
        except DebatekitError as error:
            problems += error.problems
    if problems:
        raise DebatekitError(problems)
    return known


def misnamed_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> Iterator[Finding]:
    """Yield a finding for each source whose text is not where the motion says, and probably is under another name."""
    for name, source in file.motion.sources.items():
        path = file.path.parent / source.text if source.text else None
        if path is None or name in texts or path.exists() or not path.parent.is_dir():
            continue
        readable = [other for other in path.parent.iterdir() if other.suffix.lower() in READERS.keys() - {""}]
        names = {other.stem: other.name for other in readable}
        if near := nearest(path.stem, names, likeness=ALMOST):
            message = f"there is no file '{source.text}' here"
            hint = f"Did you mean '{PurePosixPath(source.text or '').with_name(names[near])}'?"
            yield rules.MISNAMED_TEXT.at(file.document, ("sources", name, "text"), message, hint)


def make_record(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> tuple[Record | None, Verification]:
    """Return the verification record of a motion, made today, and what was found on the way.

    There is no record if a quotation is not in its source, or was never compared with it: the findings say which.
    What an older record says of a source whose text is not at hand is kept.
    """
    wordlist = read_wordlist(folders, file.motion.language)
    old = read_record(file.path)
    found = verify_quotations(file, known_texts(file, texts or {}), old, wordlist)
    if any(source.verified < source.quotations for source in found.sources.values()):
        return None, found
    sources = {}
    for name in dict.fromkeys(words.source for words in quotations_of(file.motion)):
        source = found.sources[name]
        if source.basis is Basis.TEXT:
            sources[name] = RecordedSource(
                verified=today.isoformat(),
                sha256=source.sha256,
                paragraphs=source.paragraphs,
                lines=source.lines,
                words=source.words,
                quoted_words=source.quoted_words,
                quotations=found.recorded[name],
            )
        elif old:
            sources[name] = old.sources[name]
    return Record(version=VERSION, sources=sources), found
