"""What the plan of a lesson consists of, as templates see it: texts, numbers and tuples.

All texts are in the language of the kit, all times in minutes, clock times as they are printed.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple


class Signal(NamedTuple):
    """A signal of the timekeeper: when in the phase (``3:30``), how many times, and what it means."""

    at: str
    times: int
    means: str


class PlannedPhase(NamedTuple):
    """A phase with its clock times. `start` and `minutes` are in minutes; `speech` is its number in the flow, or 0."""

    key: str
    kind: str
    name: str
    who: str
    code: str
    side: str
    speakers: tuple[int, ...]
    minutes: float
    start: float
    clock: str
    task: str
    speech: int
    sheets: tuple[str, ...]
    signals: tuple[Signal, ...]


class Turn(NamedTuple):
    """A speech of a speaker: its name, its minutes and when it starts."""

    name: str
    minutes: float
    clock: str


class PlannedJob(NamedTuple):
    """A job, and how many pupils do it. `number` is that of a speaker, else 0."""

    job: str
    name: str
    side: str
    number: int
    pupils: int
    task: str
    sheets: tuple[str, ...]
    turns: tuple[Turn, ...]


class PlannedDebate(NamedTuple):
    """Debates of the same size, from number `first` to `last`, `total` of them; the pupils and the jobs in each."""

    first: int
    last: int
    total: int
    pupils: int
    jobs: tuple[PlannedJob, ...]


class SheetCopies(NamedTuple):
    """A handout of the lesson, the copies that the class needs, and the jobs they are for; `who` is their kinds.

    `prints` is how often it is printed, which is less if it is cut apart.
    """

    sheet: str
    copies: int
    jobs: tuple[str, ...]
    who: str
    prints: int


class Mark(NamedTuple):
    """A criterion of the judges, its lowest and highest mark, and the `figures` to circle; none if they are many."""

    name: str
    least: float
    most: float
    figures: tuple[float, ...]


class Marks(NamedTuple):
    """The marks for some speeches, and the lowest and highest sum."""

    phases: tuple[str, ...]
    names: tuple[str, ...]
    criteria: tuple[Mark, ...]
    least: float
    most: float


class LessonPlan(NamedTuple):
    """The plan of a lesson; `total` is how many debates there are side by side.

    `changing_over` are the minutes between speakers, and `around` the handouts for before the lesson or after it;
    `handouts` are what else is in the kit.
    """

    format: str
    title: str
    about: str
    sources: tuple[str, ...]
    minutes: float
    pupils: int
    starts: str
    ends: str
    speakers: int
    prepare_before: float
    prepare_during: float
    changing_over: float
    interruptions: str
    phases: tuple[PlannedPhase, ...]
    changes: tuple[str, ...]
    debates: tuple[PlannedDebate, ...]
    total: int
    jobs: tuple[PlannedJob, ...]
    teacher_jobs: tuple[str, ...]
    sheets: tuple[SheetCopies, ...]
    questions: tuple[Mapping[str, str], ...]
    scoring: str
    marks: tuple[Marks, ...]
    around: tuple[SheetCopies, ...] = ()
    handouts: tuple[str, ...] = ()

    def with_sheets(self, pieces: Mapping[str, int | Literal["all"]]) -> "LessonPlan":
        """Return the plan of a lesson for which there are no other handouts.

        `pieces` is for how many pupils a copy of each is.
        """

        def done(parts: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(part._replace(sheets=tuple(it for it in part.sheets if it in pieces)) for part in parts)

        return self._replace(
            phases=done(self.phases),
            debates=tuple(debate._replace(jobs=done(debate.jobs)) for debate in self.debates),
            jobs=done(self.jobs),
            handouts=tuple(pieces),
            sheets=tuple(
                sheet._replace(prints=1 if each == "all" else -(-sheet.copies // each))
                for sheet in self.sheets
                if (each := pieces.get(sheet.sheet))
            ),
        )
