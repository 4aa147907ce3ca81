"""The groups of a lesson: as many debates as a class needs, and in each a job for every pupil."""

from itertools import groupby
from typing import Final, NamedTuple

from debatekit.lesson.formats import Format, Job
from debatekit.lesson.texts import SIDES
from debatekit.lesson.timetable import DoesNotFitError

SPEAKER: Final = "speaker"


class Post(NamedTuple):
    """A job in a debate, and how many pupils do it; `number` is that of a speaker, else 0."""

    job: Job
    side: str = ""
    number: int = 0
    pupils: int = 1


class Debates(NamedTuple):
    """Debates of the same size, numbered from `first` to `last`, and the jobs in each."""

    first: int
    last: int
    pupils: int
    posts: tuple[Post, ...]


def divide(form: Format, pupils: int) -> list[Debates]:
    """Return the debates of a class, the larger ones first; raises `DoesNotFitError`."""
    group = form.pupils
    counts = [n for n in range(1, pupils // group.least + 1) if -(-pupils // n) <= group.most]
    if not counts:
        span = f"{group.least} to {group.most} pupils" if group.most > group.least else f"{group.least} pupils"
        raise DoesNotFitError(("pupils",), f"this format has {span} in one debate, and {pupils} cannot be grouped so")
    best = group.best or pupils
    count = min(counts, key=lambda n: abs(pupils / n - best))
    small, larger = divmod(pupils, count)
    sizes = [small + 1] * larger + [small] * (count - larger)
    debates, first = [], 1
    for size, same in groupby(sizes):
        last = first + len(list(same)) - 1
        debates.append(Debates(first, last, size, tuple(posts(form, size))))
        first = last + 1
    return debates


def posts(form: Format, size: int) -> list[Post]:
    """Return the jobs in a debate of `size` pupils: the speakers, then the others in the order of the format."""
    speakers, left = form.speakers or 0, size - 2 * (form.speakers or 0)
    found: dict[tuple[str, str], tuple[Job, int]] = {}
    for job in form.jobs:
        share = left // 2 if job.each_side else left
        number = min(share, job.count or share)
        left -= number * (2 if job.each_side else 1)
        if job.job == SPEAKER:
            speakers += number
            continue
        for side in SIDES if job.each_side else ("",):
            before = found.get((job.job, side), (job, 0))
            if number:
                found[job.job, side] = (before[0], before[1] + number)
    speaker = Job(job=SPEAKER)
    made = [Post(speaker, side, number) for side in SIDES for number in range(1, speakers + 1)]
    return made + [Post(job, side, 0, count) for (_, side), (job, count) in found.items()]
