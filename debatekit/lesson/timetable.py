"""The timetable and the groups of a lesson: phases that end with the bell, and a job for every pupil.

All times are counted in half minutes, so that sums are exact.
"""

from typing import Final, NamedTuple

from debatekit.errors import did_you_mean
from debatekit.lesson.formats import SIDES, SPEECHES, Format, Job, Limit, Phase
from debatekit.motion.model import Lesson

RESERVE: Final = Phase.model_construct(kind="reserve", minutes=0)
"""The phase that takes what time is left."""
SMALLEST_RESERVE: Final = 4  # half minutes; less is added to the last phase that is not a speech
SPEAKER: Final = "speaker"


class DoesNotFitError(Exception):
    """A format does not fit a lesson; `field` is the field of the lesson that is to blame."""

    def __init__(self, field: tuple[str, ...], message: str, hint: str = "") -> None:
        super().__init__(message)
        self.field, self.message, self.hint = field, message, hint


class Slot(NamedTuple):
    """A phase in the timetable: when it starts, how long it takes, and how long it usually does, in half minutes."""

    phase: Phase
    start: int
    length: int
    usual: int


class Timetable(NamedTuple):
    """The phases that take place, perhaps with time in hand; those that are left out; the length, in half minutes."""

    slots: tuple[Slot, ...]
    left_out: tuple[Phase, ...]
    length: int


def timetable(form: Format, lesson: Lesson) -> Timetable:
    """Return the timetable of `form` in a lesson; raises `DoesNotFitError`.

    Where the lesson is too short, phases are shortened in the order of `cut`, and what that frees is given back in the
    opposite order. Where it is longer, phases are lengthened in the order of `more`; the rest is time in hand.
    """
    known = {phase.id for phase in form.phases}
    for key in lesson.phases:
        if key not in known:
            raise DoesNotFitError(("phases", key), f"the format has no phase '{key}'", did_you_mean(key, known))
    lengths = _Lengths(form, lesson)
    available = lengths.available
    for limit in form.cut:
        lengths.shorten(limit)
    if lengths.left() < 0:
        least = -(-lengths.taken() // 2)
        hint = "Give its phases fewer minutes." if lesson.phases else ""
        raise DoesNotFitError(
            ("minutes",), f"this format takes {least} minutes at least, and the lesson has fewer", hint
        )
    for limit in reversed(form.cut):
        lengths.lengthen(limit.phase)
    for limit in form.more:
        lengths.add(limit)
        lengths.lengthen(limit.phase, round(2 * limit.most))
    reserve = lengths.spread(lengths.left())
    triples = zip(form.phases, lengths.now, lengths.usual, strict=True)
    left_out = tuple(phase for phase, length, usual in triples if usual > length == 0)
    in_hand = [Slot(RESERVE, available - reserve, reserve, 0)] if reserve else []
    return Timetable((*_slots(lengths, lesson.change_over), *in_hand), left_out, available)


def least_minutes(form: Format) -> int:
    """Return how many minutes a lesson in `form` takes at least."""
    lengths = _Lengths(form, Lesson())
    lengths.available = 0
    for limit in form.cut:
        lengths.shorten(limit)
    return -(-lengths.taken() // 2)


def usual_slots(form: Format) -> tuple[Slot, ...]:
    """Return the phases of a format as long as they usually are, one right after the other."""
    return _slots(_Lengths(form, Lesson()), 0)


class _Lengths:
    """How long the phases of a format are `now` and how long they are as `usual`; what time is `available`."""

    def __init__(self, form: Format, lesson: Lesson) -> None:
        self.phases, self.lesson = form.phases, lesson
        self.usual = [round(2 * lesson.phases.get(phase.id, phase.minutes)) for phase in form.phases]
        self.now = list(self.usual)
        taken = self.taken()
        self.available = taken + taken % 2 if lesson.minutes is None else 2 * lesson.minutes

    def taken(self) -> int:
        present = [phase for phase, length in zip(self.phases, self.now, strict=True) if length]
        return sum(self.now) + _change_overs(sum(phase.kind in SPEECHES for phase in present), self.lesson.change_over)

    def left(self) -> int:
        return self.available - self.taken()

    def places(self, key: str) -> list[int]:
        """Return the places of the phases with a key that the lesson does not fix."""
        fixed = key in self.lesson.phases
        return [] if fixed else [n for n, phase in enumerate(self.phases) if phase.id == key and self.now[n]]

    def shorten(self, limit: Limit) -> None:
        least, places = round(2 * limit.least), self.places(limit.phase)
        while self.left() < 0 and any(self.now[n] > least for n in places):
            for n in places:
                self.now[n] = max(self.now[n] - 1, least) if least else 0

    def add(self, limit: Limit) -> None:
        """Add phases that have no minutes as a rule, if there is time for the least that they need."""
        if limit.phase not in self.lesson.phases:
            before = list(self.now)
            for n, phase in enumerate(self.phases):
                if phase.id == limit.phase and not self.usual[n]:
                    self.now[n] = round(2 * limit.least)
            self.now = before if self.left() < 0 else self.now

    def lengthen(self, key: str, most: int | None = None) -> None:
        """Lengthen phases to `most` half minutes, or to what is usual if it is None, as far as there is time."""
        places, before = self.places(key), list[int]()
        while self.now != before and self.left() >= 0:
            before = list(self.now)
            for n in places:
                self.now[n] = max(min(self.now[n] + 1, self.usual[n] if most is None else most), self.now[n])
        self.now = before or self.now

    def spread(self, rest: int) -> int:
        """Add a small rest to the last phase that is no speech and not fixed, and return what remains."""
        flexible = [
            n
            for n, phase in enumerate(self.phases)
            if self.now[n] and phase.kind not in SPEECHES and phase.id not in self.lesson.phases
        ]
        if rest >= SMALLEST_RESERVE or not flexible:
            return rest
        self.now[flexible[-1]] += rest
        return 0


def _change_overs(speeches: int, seconds: int) -> int:
    """Return how many half minutes the changes before some speeches take."""
    return (speeches * seconds + 15) // 30


def _slots(lengths: _Lengths, change_over: int) -> tuple[Slot, ...]:
    slots, time, speeches = [], 0, 0
    for phase, length, usual in zip(lengths.phases, lengths.now, lengths.usual, strict=True):
        if length:
            before = _change_overs(speeches, change_over)
            speeches += phase.kind in SPEECHES
            time += _change_overs(speeches, change_over) - before
            slots.append(Slot(phase, time, length, usual))
            time += length
    return tuple(slots)


def signals_of(form: Format, phase: Phase, seconds: int) -> dict[int, tuple[int, str]]:
    """Return the signals in a phase of so many `seconds`, by their time: how many times, and what they mean.

    What they mean is a key of `formats: signals` in a language: `open` and `close` for interruptions, `warning`, `end`
    and `over`.
    """
    signals, rule = form.signals, form.interruptions
    found: dict[int, tuple[int, str]] = {}
    if rule and phase.id in rule.in_ and rule.after < seconds - rule.before_end:
        found |= {rule.after: (1, "open"), seconds - rule.before_end: (1, "close")}
    if 0 < signals.warning < seconds:
        found.setdefault(seconds - signals.warning, (1, "warning"))
    found[seconds] = (2, "end")
    if signals.grace:
        found[seconds + signals.grace] = (3, "over")
    return {second: signal for second, signal in found.items() if second}


def time_text(seconds: int) -> str:
    """Return a time as it is written: "3:30"."""
    return f"{seconds // 60}:{seconds % 60:02}"


class Post(NamedTuple):
    """A job in a debate, and how many pupils do it; `number` is that of a speaker, else 0."""

    job: Job
    side: str = ""
    number: int = 0
    pupils: int = 1


def divide(form: Format, pupils: int) -> dict[int, int]:
    """Return the sizes of the debates of a class, the larger one first, and how many there are of each.

    Raises `DoesNotFitError`.
    """
    group = form.pupils
    counts = [n for n in range(1, pupils // group.least + 1) if -(-pupils // n) <= group.most]
    if not counts:
        span = f"{group.least} to {group.most} pupils" if group.most > group.least else f"{group.least} pupils"
        raise DoesNotFitError(("pupils",), f"this format has {span} in one debate, and {pupils} cannot be grouped so")
    best = group.best or pupils
    count = min(counts, key=lambda n: abs(pupils / n - best))
    small, larger = divmod(pupils, count)
    return {size: number for size, number in ((small + 1, larger), (small, count - larger)) if number}


def posts(form: Format, size: int) -> list[Post]:
    """Return the jobs in a debate of `size` pupils: the speakers, then the others in the order of the format."""
    speakers, left = form.speakers or 0, size - 2 * (form.speakers or 0)
    found: dict[tuple[str, str], tuple[Job, int]] = {}
    for job in form.jobs:
        sides = SIDES if job.each_side else ("",)
        number = min(left // len(sides), job.count or left)
        left -= number * len(sides)
        if job.job == SPEAKER:
            speakers += number
        elif number:
            for side in sides:
                first, before = found.get((job.job, side), (job, 0))
                found[job.job, side] = (first, before + number)
    speaker = Job(job=SPEAKER)
    made = [Post(speaker, side, number) for side in SIDES for number in range(1, speakers + 1)]
    return made + [Post(job, side, 0, count) for (_, side), (job, count) in found.items()]
