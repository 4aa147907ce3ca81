"""The first table: how long each way takes to write the same documents, in one process that has done it before."""

import gc
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.content import content_of, words_of
from benchmarks.motions import write_copies
from benchmarks.table import NOTHING, Table, machine, versions
from benchmarks.ways import FLOOR, OURS, Case, Way, ways
from debatekit.build import Builder
from debatekit.settings import find_project

NAME: Final = "documents"
HEAD: Final = ("way", "ms a document, median", "minimum", "× floor", "× debatekit", "kB a kit", "notes")
PACKAGES: Final = ("debatekit", "python-docx", "docxtpl", "pypandoc-binary")
MISSING: Final = "not installed"


class Measured(NamedTuple):
    """What a way took: seconds for each kit, and the bytes of one."""

    seconds: list[float]
    size: int


def documents_table(rounds: int) -> Table:
    """Measure every way in turn, `rounds` times."""
    with tempfile.TemporaryDirectory() as folder:
        builder = Builder(find_project())
        cases = prepare(builder, Path(folder) / "motions", rounds)
        every = ways(builder, cases, Path(folder))
        sizes = {way.label: checked_size(way, cases[0]) for way in every if way.make}
        seconds = _seconds(every, cases)
    measured = {label: Measured(seconds[label], size) for label, size in sizes.items()}
    count = len(cases[0].documents)
    caption = f"{rounds} rounds; a kit of {count} documents; {machine()}; {versions(PACKAGES)}."
    return Table(NAME, caption, HEAD, [_row(way, measured, count) for way in every])


def prepare(builder: Builder, folder: Path, rounds: int) -> list[Case]:
    """Return what is written in each round: a motion of other words, its documents and their content."""
    cases = []
    for path in write_copies(folder, rounds):
        motion = builder.load(path)
        checked = builder.check(motion)
        documents = [document.content for document in builder.render(motion, report=checked)]
        cases.append(Case(path, motion, checked, documents, [content_of(document) for document in documents]))
    return cases


def checked_size(way: Way, case: Case) -> int:
    """Return how many bytes a way writes; raises `ValueError` if its documents do not hold the words that they should.

    Being the first, this turn also fills whatever a tool keeps for its next documents.
    """
    assert way.make
    documents = [made.read_bytes() if isinstance(made, Path) else made for made in way.make(case)]
    for number, (document, content) in enumerate(zip(documents, case.contents, strict=True), start=1):
        if words_of(content_of(document)) != words_of(content):
            raise ValueError(f"{way.label} writes other words in document {number}")
    return sum(map(len, documents))


def _seconds(every: Iterable[Way], cases: Iterable[Case]) -> dict[str, list[float]]:
    """Return what each way takes for each kit: all of them write one before the first writes the next.

    What a way leaves behind is collected before the next one starts. The collector also runs while each is timed, but
    does not look at what was prepared for all of them.
    """
    seconds: dict[str, list[float]] = defaultdict(list)
    gc.freeze()
    for case in cases:
        for way in every:
            if way.make:
                gc.collect()
                started = time.perf_counter()
                way.make(case)
                seconds[way.label].append(time.perf_counter() - started)
    gc.unfreeze()
    return seconds


def _row(way: Way, measured: dict[str, Measured], count: int) -> list[str]:
    if way.label not in measured:
        return [way.label, *[NOTHING] * 5, MISSING]
    seconds, size = measured[way.label]
    median = statistics.median(seconds)
    ratios = [_times(median / statistics.median(measured[label].seconds)) for label in (FLOOR, OURS)]
    each = [f"{1000 * time / count:.2f}" for time in (median, min(seconds))]
    return [way.label, *each, *ratios, f"{size / 1000:.0f}", way.note]


def _times(ratio: float) -> str:
    """Return a ratio with as many digits as a noisy machine can vouch for."""
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
