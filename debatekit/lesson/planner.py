"""The planner: a format, a lesson and a motion → the plan, with clock times, and a job and sheets for every pupil."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from debatekit.errors import DebatekitError, did_you_mean
from debatekit.lesson.formats import SPEECHES, TIMED, Criterion, Format, Formats, Job, Scale, Texts
from debatekit.lesson.plan import (
    LessonPlan,
    Mark,
    Marks,
    PlannedDebate,
    PlannedJob,
    PlannedPhase,
    SheetCopies,
    Signal,
    Turn,
)
from debatekit.lesson.timetable import (
    SPEAKER,
    DoesNotFitError,
    Post,
    Slot,
    Timetable,
    divide,
    least_minutes,
    posts,
    signals_of,
    time_text,
    timetable,
)
from debatekit.motion.loader import LoadedMotion
from debatekit.motion.model import DEFAULT_PUPILS, Lesson, Motion, Question
from debatekit.yamlfile import KeyPath

MINUTES_A_QUESTION: Final = 3  # of the debrief
MAX_FIGURES: Final = 60  # that a criterion has to circle; with more, the mark is written
LEVELS: Final = {"create": 0, "evaluate": 0, "analyse": 1, "apply": 2, "understand": 3, "remember": 4, None: 5}
BRIEFS: Final = {"for": "pro-brief", "against": "con-brief"}
ROLE_CARDS: Final = "role-cards"
JOB_SHEETS: Final[Mapping[str, Sequence[str]]] = {
    "speaker": ("speech-planner", "flow-sheet"), "adviser": ("flow-sheet",), "chair": ("running-order",),
    "moderator": ("running-order",), "timekeeper": ("timekeeper-sheet",), "judge": ("judge-sheet", "flow-sheet"),
    "flow_keeper": ("flow-sheet",), "recorder": ("flow-sheet",), "secretary": ("flow-sheet",),
    "questioner": ("flow-sheet",), "observer": ("feedback",), "inside": (), "participant": (),
}  # fmt: skip
"""The handouts that a job needs beside its role cards, unless the format says otherwise."""
PHASE_SHEETS: Final[Mapping[str, Sequence[str]]] = {
    "vote": ("ballot", "vote-count"), "preparation": ("speech-planner",), "verdict": ("judge-sheet",),
    "report": ("feedback",), "consensus": ("flow-sheet",),
    "debrief": ("discussion-questions", "exit-ticket"), "exit": ("exit-ticket",), "position": ("ballot",),
    "open": ("talk-rules",), "discussion": ("talk-rules",), "floor": ("flow-sheet",), "questions": ("flow-sheet",),
    **dict.fromkeys(SPEECHES, ("flow-sheet",)),
}  # fmt: skip
VOTE_COUNT: Final = "vote-count"
COUNTERS: Final = {"chair": "vote", "recorder": "position"}
"""Who needs the sheet to count votes, if there is a phase of this kind."""
FOR_WALL: Final = ("running-order",)
"""The handouts of which there is one for the wall or the screen."""
ONLY_FOR_WALL: Final = ("talk-rules",)
"""The handouts of which there is one, for the wall, if a job or a phase needs them or the kit has them."""
TIMEKEEPER: Final = "timekeeper"
NEAREST: Final = 5  # formats that an error names
FOR_ALL: Final = ("ballot", "exit-ticket", "discussion-questions")
"""The handouts that every pupil needs if a phase needs them."""


def plan_motion(
    motion: LoadedMotion, lesson: Lesson, formats: Formats, words: Any, given: Collection[str] = ()
) -> LessonPlan:
    """Return the plan of the `lesson` of a motion file.

    `words` are those of the language, and `given` the fields of the lesson that the command line has set. Raises
    `DebatekitError` for an unknown format, and for one that does not fit, with the names of those that do.
    """

    def error(field: KeyPath, message: str, hint: str) -> DebatekitError:
        if field[0] in given:
            return DebatekitError.for_file(f"--{field[0]}", message, hint)
        return DebatekitError([motion.document.problem(("lesson", *field), message, hint)])

    name = lesson.format or str(words["formats"]["default"])
    form = formats.find(name)
    if form is None:
        names = formats.names()
        hint = did_you_mean(name, names, f"Choose from: {', '.join(names)}.")
        raise error(("format",), f"there is no format '{name}'", hint)
    try:
        return plan_lesson(name, form, lesson, motion.motion, words)
    except DoesNotFitError as misfit:
        raise error(misfit.field, f"{misfit.message} ({name})", what_fits(misfit, formats, lesson)) from None


def plan_lesson(name: str, form: Format, lesson: Lesson, motion: Motion | None, words: Any) -> LessonPlan:
    """Return the plan of a `lesson` in the format `form`, called `name`; `words` are those of the language.

    Without a motion, no questions are chosen. Raises `DoesNotFitError`.
    """
    return _Planner(name, form, lesson, motion, words).plan()


def what_fits(misfit: DoesNotFitError, formats: Formats, lesson: Lesson) -> str:
    """Return a hint that names the formats that fit a lesson."""
    if misfit.field[0] == "phases":
        return misfit.hint
    fitting = fitting_formats(formats, lesson)
    named = ", ".join(f"{name} ({least} minutes or more)" for name, least in list(fitting.items())[:NEAREST])
    more = f", and {len(fitting) - NEAREST} more" if len(fitting) > NEAREST else ""
    others = f"These formats fit: {named}{more}." if fitting else "No format fits: change the minutes or the pupils."
    return f"{misfit.hint} {others}" if misfit.hint else others


def fitting_formats(formats: Formats, lesson: Lesson) -> dict[str, int]:
    """Return the formats that fit the minutes and the pupils of a lesson, without changed phases: their least minutes.

    Those that usually take about as long as the lesson come first.
    """
    plain = lesson.model_copy(update={"phases": {}})
    found: list[tuple[int, str, int]] = []
    for name in formats.names():
        try:
            if form := formats.find(name):
                timetable(form, plain)
                divide(form, plain.pupils or DEFAULT_PUPILS)
                usual = timetable(form, Lesson()).length // 2
                found.append((abs(usual - (lesson.minutes or usual)), name, least_minutes(form)))
        except (DebatekitError, DoesNotFitError):
            continue
    return {name: least for _, name, least in sorted(found)}


def choose_questions(questions: Sequence[Question], pro: set[str], con: set[str], number: int) -> list[Question]:
    """Return `number` questions, the highest levels first and about both sides alike, in the order of the motion."""
    left, lean = list(enumerate(questions)), 0
    chosen: list[tuple[int, Question]] = []
    leans = [len(pro.intersection(question.about)) - len(con.intersection(question.about)) for question in questions]
    while left and len(chosen) < number:
        pick = min(left, key=lambda item: (LEVELS[item[1].level], abs(lean + leans[item[0]]), item[0]))
        left.remove(pick)
        chosen.append(pick)
        lean += leans[pick[0]]
    return [question for _, question in sorted(chosen, key=lambda item: item[0])]


class _Planner:
    """Everything that a plan is made from."""

    def __init__(self, name: str, form: Format, lesson: Lesson, motion: Motion | None, words: Any) -> None:
        self.name, self.form, self.lesson, self.motion = name, form, lesson, motion
        self.texts, self.pupils = Texts(words), lesson.pupils or DEFAULT_PUPILS

    def plan(self) -> LessonPlan:
        table = timetable(self.form, self.lesson)
        phases = tuple(self.phases(table))
        debates = tuple(self.debates(phases))
        jobs, teacher_jobs = tuple(_added_up(debates)), self.teacher_jobs(debates)
        form = self.form
        return LessonPlan(
            format=self.name, title=self.texts.of("titles", form.title), about=self.texts.of("about", form.about),
            sources=tuple(self.texts.of("sources", source) for source in form.sources), minutes=_minutes(table.length),
            pupils=self.pupils, starts=self.lesson.starts or "", ends=self.clock(table.length),
            changing_over=_minutes(table.length - sum(slot.length for slot in table.slots)),
            speakers=form.speakers or 0, prepare_before=_whole(form.preparation.before),
            prepare_during=_whole(form.preparation.during), interruptions=self.interruptions(),
            phases=phases, changes=tuple(self.changes(table)), debates=debates, total=debates[-1].last, jobs=jobs,
            teacher_jobs=tuple(self.texts.of_job("names", job) for job in teacher_jobs),
            sheets=tuple(self.sheets(jobs, teacher_jobs, phases)),
            questions=tuple(self.questions(table)), scoring=form.scoring.by,
            marks=tuple(map(self.marks, self.scales())),
        )  # fmt: skip

    def phases(self, table: Timetable) -> Iterator[PlannedPhase]:
        speech = 0
        for slot in table.slots:
            phase = slot.phase
            speech += phase.kind in SPEECHES
            yield PlannedPhase(
                key=phase.id, kind=phase.kind, name=self.texts.name_of(phase), who=self.texts.who(phase),
                code=phase.code or "", side=phase.side, speakers=tuple(phase.speaker), minutes=_minutes(slot.length),
                start=_minutes(slot.start), clock=self.clock(slot.start), task=self.texts.task_of(phase),
                speech=speech if phase.kind in SPEECHES else 0, sheets=tuple(PHASE_SHEETS.get(phase.kind, ())),
                signals=tuple(self.signals(slot)),
            )  # fmt: skip

    def clock(self, halves: int) -> str:
        if self.lesson.starts is None:
            return self.texts.say("minute", time=f"{halves // 2}{':30' if halves % 2 else ''}")
        hours, minutes = map(int, self.lesson.starts.split(":"))
        time = 60 * hours + minutes + halves // 2
        return f"{time // 60 % 24}:{time % 60:02}{':30' if halves % 2 else ''}"

    def signals(self, slot: Slot) -> Iterator[Signal]:
        if slot.phase.kind in TIMED:
            means = self.texts.formats["signals"]
            for second, (times, key) in sorted(signals_of(self.form, slot.phase, slot.length * 30).items()):
                yield Signal(time_text(second), times, str(means[key]))

    def interruptions(self) -> str:
        rule = self.form.interruptions
        if rule is None:
            return ""
        text = self.texts.say("interruptions", after=time_text(rule.after), before_end=time_text(rule.before_end))
        return f"{text} {self.texts.say('longest', seconds=rule.longest)}" if rule.longest else text

    def changes(self, table: Timetable) -> Iterator[str]:
        for slot in {slot.phase.id: slot for slot in table.slots}.values():
            if slot.length < slot.usual:
                now, usual = (self.texts.number(half / 2) for half in (slot.length, slot.usual))
                yield self.texts.say("shortened", name=self.texts.name_of(slot.phase), minutes=now, usual=usual)
        for phase in {phase.id: phase for phase in table.left_out}.values():
            same = {self.texts.name_of(other): None for other in table.left_out if other.id == phase.id}
            yield self.texts.say("left_out", name=", ".join(same))

    def debates(self, phases: Sequence[PlannedPhase]) -> Iterator[PlannedDebate]:
        last = 0
        for pupils, total in divide(self.form, self.pupils).items():
            jobs = tuple(self.job(post, phases) for post in posts(self.form, pupils))
            last += total
            yield PlannedDebate(last - total + 1, last, total, pupils, jobs)

    def job(self, post: Post, phases: Sequence[PlannedPhase]) -> PlannedJob:
        key, side = post.job.job, post.side
        name = self.texts.speakers(side, [post.number]) if key == SPEAKER else self.texts.of_job("names", key)
        if side and key != SPEAKER:
            name = self.texts.say("job_for", job=name, side=self.texts.formats["sides"][side])
        turns = (phase for phase in phases if key == SPEAKER and _speaks(phase, side, post.number))
        sheets = self.job_sheets(post.job) or (ROLE_CARDS, "feedback")
        return PlannedJob(
            job=key, name=name, side=side, number=post.number, pupils=post.pupils,
            task=post.job.task or self.texts.of_job("tasks", key, ""),
            sheets=(*sheets, *([BRIEFS[side]] if side else ())),
            turns=tuple(Turn(phase.name, phase.minutes, phase.clock) for phase in turns),
        )  # fmt: skip

    def job_sheets(self, job: Job) -> Sequence[str]:
        if job.sheets or job.job not in JOB_SHEETS:
            return job.sheets or ()
        counts = any(phase.kind == COUNTERS.get(job.job) for phase in self.form.phases)
        return (ROLE_CARDS, *JOB_SHEETS[job.job], *([VOTE_COUNT] if counts else []))

    def teacher_jobs(self, debates: Sequence[PlannedDebate]) -> dict[str, Sequence[str]]:
        """Return the jobs that the teacher does where no pupil is left, and their sheets."""
        jobs = {job.job: self.job_sheets(job) for job in self.form.jobs if job.teacher}
        done = [{job.job for job in debate.jobs} for debate in debates]
        if any(phase.kind in TIMED for phase in self.form.phases):
            jobs.setdefault(TIMEKEEPER, JOB_SHEETS[TIMEKEEPER])
        return {job: sheets for job, sheets in jobs.items() if any(job not in known for known in done)}

    def sheets(
        self, jobs: Sequence[PlannedJob], teacher_jobs: Mapping[str, Sequence[str]], phases: Sequence[PlannedPhase]
    ) -> Iterator[SheetCopies]:
        users = {sheet: [job for job in jobs if sheet in job.sheets] for job in jobs for sheet in job.sheets}
        in_phases = {sheet for phase in phases for sheet in phase.sheets}
        everybody, wall = str(self.texts.formats["sides"]["all"]), self.texts.say("wall")
        by_teacher = (sheet for sheets in teacher_jobs.values() for sheet in sheets)
        others = dict.fromkeys(by_teacher, self.texts.say("teacher")) | dict.fromkeys(FOR_WALL, wall)
        others.pop(ROLE_CARDS, None)
        for sheet in dict.fromkeys([*users, *others]):
            if sheet not in ONLY_FOR_WALL:
                doing, other = users.get(sheet, []), [others[sheet]] if sheet in others else []
                copies = sum(job.pupils for job in doing)
                kinds = dict.fromkeys(self.texts.of_job("names", job.job) for job in doing)
                who = ", ".join([*([everybody] if copies == self.pupils else kinds), *other])
                copies += len(other)
                yield SheetCopies(sheet, copies, tuple(job.name for job in doing), who, copies)
        if not any(job.side for job in jobs):
            for sheet, number in zip(BRIEFS.values(), ((self.pupils + 1) // 2, self.pupils // 2), strict=True):
                yield SheetCopies(sheet, number, (everybody,), self.texts.say("half"), number)
        for sheet in ONLY_FOR_WALL:
            if sheet in users or sheet in in_phases:
                names = tuple(job.name for job in users.get(sheet, ()))
                yield SheetCopies(sheet, 1, names or (everybody,), wall, 1)
        for sheet in FOR_ALL:
            if sheet in in_phases and sheet not in users:
                yield SheetCopies(sheet, self.pupils, (everybody,), everybody, self.pupils)

    def questions(self, table: Timetable) -> Iterator[Mapping[str, str]]:
        halves = sum(slot.length for slot in table.slots if slot.phase.kind == "debrief")
        number = max(halves // (2 * MINUTES_A_QUESTION), 1) if halves else 0
        if self.motion is None:
            return
        pro, con = ({argument.id for argument in side.arguments} for side in (self.motion.pro, self.motion.con))
        for question in choose_questions(self.motion.questions, pro, con, number):
            yield {"id": question.id, "ask": question.ask, "level": question.level or ""}

    def scales(self) -> Sequence[Scale]:
        scoring = self.form.scoring
        if scoring.scales or scoring.by in {"swing", "none"}:
            return scoring.scales
        speeches = dict.fromkeys(phase.id for phase in self.form.phases if phase.kind in SPEECHES)
        names = ("reasoning", "organisation", "listening", "expression")
        return [Scale.model_validate({"for": [*speeches], "criteria": [{"name": name, "most": 5} for name in names]})]

    def marks(self, scale: Scale) -> Marks:
        names = dict.fromkeys(self.texts.name_of(phase) for phase in self.form.phases if phase.id in scale.for_)
        criteria = tuple(
            Mark(self.texts.of("criteria", it.name), _whole(it.least), _whole(it.most), _figures(it))
            for it in scale.criteria
        )
        least, most = (_whole(sum(getattr(mark, end) for mark in criteria)) for end in ("least", "most"))
        return Marks(tuple(scale.for_), tuple(names), criteria, least, most)


def _speaks(phase: PlannedPhase, side: str, number: int) -> bool:
    is_turn = phase.kind in SPEECHES or phase.kind == "restate" or (phase.kind == "questions" and phase.speakers)
    return bool(is_turn) and phase.side in {side, "both"} and (not phase.speakers or number in phase.speakers)


def _added_up(debates: Sequence[PlannedDebate]) -> Iterator[PlannedJob]:
    """Yield each job once, with the number of pupils who do it in all debates."""
    found: dict[tuple[str, str, int], list[tuple[PlannedJob, int]]] = {}
    for debate in debates:
        for job in debate.jobs:
            found.setdefault((job.job, job.side, job.number), []).append((job, job.pupils * debate.total))
    for same in found.values():
        yield same[0][0]._replace(pupils=sum(pupils for _, pupils in same))


def _figures(criterion: Criterion) -> tuple[float, ...]:
    number = int((criterion.most - criterion.least) / criterion.step) + 1
    return tuple(_whole(criterion.least + n * criterion.step) for n in range(number)) if number <= MAX_FIGURES else ()


def _minutes(halves: int) -> float:
    return _whole(halves / 2)


def _whole(number: float) -> float:
    """Return a number as it is printed: a whole one without its decimal point."""
    return int(number) if number == int(number) else number
