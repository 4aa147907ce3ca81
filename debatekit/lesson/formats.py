"""Debate formats: data files in ``templates/formats``, with phases, jobs and scoring; their names in a language."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import find_file, names_of
from debatekit.motion.fields import Minutes, Part, ShortText, listed, optional, required
from debatekit.validation import validate
from debatekit.yamlfile import Document, KeyPath, read_yaml

SPEECHES: Final = frozenset({"constructive", "rebuttal", "summary", "reply", "closing"})
"""The kinds of phases in which one person speaks."""

TIMED: Final = SPEECHES | {"restate", "questions", "open", "floor", "discussion"}
"""The kinds of phases in which the timekeeper gives signals."""

Kind: TypeAlias = Literal[
    "briefing", "preparation", "vote", "constructive", "rebuttal", "summary", "reply", "closing", "restate",
    "questions", "open", "floor", "huddle", "discussion", "position", "swap", "consensus", "report", "verdict",
    "debrief", "exit",
]  # fmt: skip
SIDES: Final = ("for", "against")


def _seconds(value: object) -> object:
    """Accept ``1:30`` for 90."""
    match = re.fullmatch(r"\s*(\d{1,2}):([0-5]\d)\s*", value) if isinstance(value, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else value


Seconds = Annotated[int, Field(ge=0, le=3600), BeforeValidator(_seconds)]
Key = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]
Names = Annotated[list[ShortText], BeforeValidator(listed)]
Keys = Annotated[list[Key], BeforeValidator(listed)]
Number = Annotated[int, Field(ge=1, le=20)]
Count = Annotated[int, Field(ge=1, le=1000)]


def _numbers(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Phase(Part):
    """One phase of a lesson: a speech, a vote, a debrief."""

    kind: Kind = required(
        "What kind of phase it is. Speeches are `constructive`, `rebuttal`, `summary`, `reply` and `closing`: each has "
        "a column in the notes on the debate. The debate goes on in `restate` (say back what was heard), `questions` "
        "(one side asks, or both), `open` (all debaters), `floor` (the class) and `discussion` (in groups). Around it: "
        "`briefing`, `preparation`, `vote`, `huddle` (teams confer), `position` (choose a place in the room), `swap` "
        "(change sides), `consensus`, `report` (of groups), `verdict` (of judges), `debrief` and `exit` (write).",
        "constructive",
    )
    key: Key | None = optional(
        "Its key, which `cut`, `more` and a motion's `phases` name it by; those that share one are shortened together. "
        "By default, its kind.",
        "opening",
    )
    name: ShortText | None = optional("What it is called. By default, its key.", "Opening")
    code: ShortText | None = optional("A short name that debaters know.", "1AC")
    side: Literal["for", "against", "both", "all"] = optional(
        "Who speaks, or asks: a side, `both`, or `all` pupils.", "for", default="all"
    )
    speaker: Annotated[list[Number], BeforeValidator(_numbers)] = optional(
        "Which speaker of the side; several if any of them may.", 1, default=[]
    )
    answers: Number | None = optional("Of `questions`: which speaker of the other side answers.", 1)
    minutes: Minutes = required("How long it takes; 0: it takes place only if `more` finds time for it.", 4)
    task: ShortText | None = optional("What is done in it, for a phase of your own.")

    @property
    def id(self) -> str:
        """Its key, or else its kind."""
        return self.key or self.kind


class Limit(Part):
    """How far phases may be shortened, or lengthened."""

    phase: Key = required("The key of the phases.", "floor")
    least: Minutes = optional(
        "Under `cut`: the minutes that remain; 0 leaves the phases out, all at once. Under `more`: the minutes that "
        "phases of 0 minutes need to take place.",
        5,
        default=0,
    )
    most: Minutes = optional("Under `more`: the minutes up to which they are lengthened.", 15, default=0)


class Job(Part):
    """A job for pupils who do not speak for a side."""

    job: ShortText = required("What it is. `speaker`, with `each_side`: one more speaker a side.", "timekeeper")
    count: Count | None = optional("How many do it in one debate. Without it, all who are left.", 2)
    each_side: bool = optional("Whether it is done for a side; then `count` is for each.", "yes", default=False)
    teacher: bool = optional("Whether the teacher does it where no pupil is left for it.", "yes", default=False)
    task: ShortText | None = optional("What to do, and what to hand in, for a job of your own.")
    sheets: Names | None = optional("The handouts it needs, for a job of your own.", ["role-cards"])


class Group(Part):
    """How many pupils are in one debate. A larger class has several, side by side."""

    least: Count = required("The smallest number.", 6)
    most: Count = required("The largest number.", 11)
    best: Count | None = optional("The number to come close to. Without it, there are as few debates as possible.", 6)


class Preparation(Part):
    """What speakers may prepare outside the phases."""

    before: Minutes = optional("Minutes from when the motion is announced to the debate.", 15, default=0)
    during: Minutes = optional("Minutes for each team during the debate, taken when it likes.", 3, default=0)


class Interruptions(Part):
    """When the other side may offer points of information, in seconds; times such as 1:00 can be written, too."""

    in_: Keys = required("The keys of the phases.", ["constructive"], alias="in")
    after: Seconds = optional("From how long after the start of a speech.", "1:00", default=0)
    before_end: Seconds = optional("Up to how long before its end.", "1:00", default=0)
    longest: Seconds | None = optional("How long each may be.", 15)


class Signals(Part):
    """The timekeeper's signals, in seconds."""

    warning: Seconds = optional("How long before the end of a speech there is one signal; 0: none.", 30, default=30)
    grace: Seconds = optional("How long a speaker may go on after the two signals at the end.", 15, default=0)


class Criterion(Part):
    """One thing that a judge gives marks for."""

    name: ShortText = required("What it is called.", "content")
    least: Annotated[float, Field(ge=0)] = optional("The lowest mark.", 1, default=1)
    most: Annotated[float, Field(le=1000)] = required("The highest mark.", 5)
    step: Annotated[float, Field(ge=0.25)] = optional("The step between marks.", 1, default=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least >= self.most:
            raise ValueError("the highest mark is not above the lowest. Write a larger number after 'most'.")
        return self


class Scale(Part):
    """The marks for some speeches."""

    for_: Keys = required("The keys of the phases.", ["constructive"], alias="for")
    criteria: Annotated[list[Criterion], Field(min_length=1)] = required("What marks are given for.")


class Scoring(Part):
    """How a debate is decided."""

    by: Literal["swing", "points", "ranking", "decision", "none"] = optional(
        "`swing`: votes before and after; `points` of judges; `ranking` of teams and points; `decision` of judges, "
        "with marks for feedback only; `none`: nobody wins.",
        "swing",
        default="none",
    )
    scales: list[Scale] = optional("The judges' marks. Without them, four criteria from 1 to 5.", default=[])


class Format(Part):
    """A debate format. A name or a text that is a key of `formats` or `jobs` in a language is printed from there."""

    title: ShortText = required("What it is called.", "Debate in our class")
    about: ShortText = optional("What it is, in one sentence.", "Two against two, and the class asks.", default="")
    sources: Names = optional("Where its figures come from.", ["proposal"], default=[])
    speakers: Number | None = optional("Speakers a side. Without it, there are no sides.", 2)
    pupils: Group = required("How many pupils are in one debate.")
    preparation: Preparation = optional("What speakers may prepare outside the phases.", default={})
    phases: Annotated[list[Phase], Field(min_length=1, max_length=100)] = required(
        "The phases of the lesson, in order."
    )
    interruptions: Interruptions | None = optional("When the other side may interrupt.")
    signals: Signals = optional("The timekeeper's signals.", default={})
    jobs: Annotated[list[Job], Field(max_length=100)] = optional(
        "Jobs for the others, in the order in which a class fills them.", default=[]
    )
    scoring: Scoring = optional("How it is decided. Without it, nobody wins.", default={})
    cut: Annotated[list[Limit], Field(max_length=100)] = optional(
        "What to shorten first, in order, where the lesson is shorter.", default=[]
    )
    more: Annotated[list[Limit], Field(max_length=100)] = optional(
        "What to lengthen first, in order, where the lesson is longer.", default=[]
    )


def read_format(path: Path) -> Format:
    """Return the format in the file at `path`; raises `DebatekitError` with everything that is wrong with it."""
    return format_from(read_yaml(path, "format"))


def format_from(document: Document) -> Format:
    """Return a document as a format; raises `DebatekitError` with everything that is wrong with it."""
    found, problems = validate(document, Format)
    if found is None or (problems := [*problems, *_inconsistencies(found, document)]):
        raise DebatekitError(problems)
    return found


class Formats:
    """The formats in some folders of templates, each read once; the first folder that has one wins."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._read: dict[str, Format | None] = {}

    def names(self) -> list[str]:
        """Return the names of all formats."""
        return names_of(self.folders, "formats")

    def find(self, name: str) -> Format | None:
        """Return the format called `name`, or None; raises `DebatekitError` if there is a mistake in it."""
        if name not in self._read:
            path = find_file(self.folders, "formats", name)
            self._read[name] = read_format(path) if path else None
        return self._read[name]

    def open(self, name: str) -> Format:
        """Return the format called `name`; raises `DebatekitError` if there is none."""
        if form := self.find(name):
            return form
        raise DebatekitError.for_file(name, "there is no such format", did_you_mean(name, self.names()))


def _inconsistencies(form: Format, document: Document) -> Iterator[Problem]:
    """Yield what does not fit together: unknown keys of phases, speakers that do not exist, group sizes."""
    known = {phase.id for phase in form.phases}
    for path, key in _keys_in(form):
        if key not in known:
            yield document.problem(path, f"there is no phase '{key}'", did_you_mean(key, known))
    speakers = form.speakers or 0
    for number, phase in enumerate(form.phases):
        for field, numbers in (("speaker", phase.speaker), ("answers", [phase.answers or 0])):
            if max(numbers, default=0) > speakers:
                message = f"there is no speaker {max(numbers)}: a side has {speakers}"
                yield document.problem(("phases", number, field), message, "Write a smaller number, or 'speakers: …'.")
        if not phase.minutes and not any(limit.phase == phase.id and limit.least for limit in form.more):
            hint = f"Write its minutes, or under 'more': '{{phase: {phase.id}, least: 5, most: 10}}'."
            yield document.problem(("phases", number, "minutes"), "this phase never takes place", hint)
        if phase.side in {"for", "against"} and not speakers:
            yield document.problem(("phases", number, "side"), "this format has no sides", "Write 'speakers: 2'.")
        if phase.speaker and phase.side == "all":
            hint = "Write 'side: for', 'against' or 'both'."
            yield document.problem(("phases", number, "speaker"), "a speaker needs a side", hint)
    group = form.pupils
    if not max(2 * speakers, 1) <= group.least <= group.most:
        hint = f"'least' is {max(2 * speakers, 1)} or more here, and 'most' is not smaller."
        yield document.problem(("pupils",), "these numbers of pupils cannot be right", hint)
    jobs = 2 * speakers + sum((job.count or group.most) * (1 + job.each_side) for job in form.jobs)
    if jobs < group.most:
        hint = "Leave out 'count' of the last one, so that all who are left do it."
        yield document.problem(("jobs",), f"there are jobs for {jobs} of {group.most} pupils", hint, at_key=True)


def _keys_in(form: Format) -> Iterator[tuple[KeyPath, str]]:
    """Yield each place that names phases, with the key there."""
    for field, limits in (("cut", form.cut), ("more", form.more)):
        yield from (((field, number, "phase"), limit.phase) for number, limit in enumerate(limits))
    for key in form.interruptions.in_ if form.interruptions else ():
        yield ("interruptions", "in"), key
    for number, scale in enumerate(form.scoring.scales):
        for key in scale.for_:
            yield ("scoring", "scales", number, "for"), key


class Texts:
    """The texts of formats and jobs in `words`, the words of a language by their keys."""

    def __init__(self, words: Any) -> None:
        self.formats, self.jobs, self.decimal = words["formats"], words["jobs"], str(words["decimal"])

    def of(self, group: str, name: str, otherwise: str | None = None) -> str:
        """Return the text of `name` in a group of `formats`, or else `otherwise`, or else the name."""
        return _text(self.formats[group], name, otherwise)

    def of_job(self, group: str, name: str, otherwise: str | None = None) -> str:
        """Return the text of `name` in a group of `jobs`, or else `otherwise`, or else the name."""
        return _text(self.jobs[group], name, otherwise)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase of `formats` with `values` in its placeholders."""
        return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), str(self.formats[phrase]))

    def number(self, number: float) -> str:
        """Return a number as the language writes it: 2.5 or 2,5."""
        return f"{number:g}".replace(".", self.decimal)

    def name_of(self, phase: Phase) -> str:
        """Return what a phase is called."""
        return self.of("phases", phase.name or phase.id, phase.name or self.of("phases", phase.kind))

    def task_of(self, phase: Phase) -> str:
        """Return what is done in a phase."""
        named = self.of("tasks", phase.name or "", self.of("tasks", phase.kind, ""))
        return phase.task or self.of("tasks", phase.id, named)

    def who(self, phase: Phase) -> str:
        """Return who speaks in a phase: "For 1", "Against 3 asks For 1", "Everybody"."""
        asks = self.speakers(phase.side, phase.speaker)
        if not phase.answers:
            return asks
        other = SIDES[phase.side == "for"]
        return self.say("asks", who=asks, other=self.speakers(other, [phase.answers]))

    def speakers(self, side: str, numbers: Sequence[int]) -> str:
        """Return the name of speakers: "For 1", "For 1/2", "For 1, Against 1"; without numbers, that of the side."""
        if side == "both" and numbers:
            return ", ".join(self.speakers(one, numbers) for one in SIDES)
        name = str(self.formats["sides"][side])
        return self.say("speaker", side=name, number="/".join(map(str, numbers))) if numbers else name


def _text(texts: Any, name: str, otherwise: str | None) -> str:
    return str(texts[name]) if name in texts else name if otherwise is None else otherwise
