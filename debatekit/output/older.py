"""Documents of a kit that were not asked for now and are older than what they are made from, as copies in another look.

Nothing of them is opened: what they were made from, and how, stands in the manifest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from debatekit.output.manifest import MadeDocument, Manifest, Option, Run


class Older(NamedTuple):
    """How many documents of one way are older than what they are made from, and the options that build them again."""

    documents: int
    options: tuple[str, ...]


def older_documents(
    folder: Path, manifest: Manifest, made_from: Mapping[str, str], others: Collection[str]
) -> tuple[Older, ...]:
    """Return which documents in `folder` are older than a kit that is made from `made_from` now, way by way.

    Those called as one of `others` are left out: they are of the kit itself, or told otherwise.
    """
    runs = {number: run for number, run in manifest.runs.items() if _is_older(run, made_from)}
    ways: dict[tuple[tuple[Option, str], ...], list[MadeDocument]] = {}
    for name, made in manifest.documents.items() if runs else ():
        if made.run in runs and name not in others and (folder / name).exists():
            ways.setdefault(tuple(runs[made.run].options), []).append(made)
    return tuple(
        Older(len(documents), (*_words(way), *_parts(documents, runs))) for way, documents in sorted(ways.items())
    )


def _is_older(run: Run, made_from: Mapping[str, str]) -> bool:
    return any(made_from.get(name, digest) != digest for name, digest in run.made_from.items())


def _words(options: Iterable[tuple[Option, str]]) -> Iterator[str]:
    for option, value in options:
        yield from (option, value) if value else (option,)


def _parts(documents: Sequence[MadeDocument], runs: Mapping[str, Run]) -> Iterator[str]:
    """Yield the options that ask for these documents and no others, if every one was asked for so."""
    if all("--only" in runs[made.run].parts for made in documents):
        for handout in sorted({made.handout for made in documents}):
            yield from ("--only", handout)
    editions = {made.edition for made in documents}
    if len(editions) == 1 and all("--edition" in runs[made.run].parts for made in documents):
        yield from ("--edition", *editions)
