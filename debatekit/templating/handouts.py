"""Handouts and frameworks: the templates and data files that a kit's documents are made from.

Each HTML template at the top of a templates folder is a handout; its head is YAML in a Jinja comment, `{#--- … ---#}`.
A handout that starts with `{% extends "builtin/pro-brief.html" %}` needs no head: it has that of the one it extends.
"""

import re
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import file_name_error, files_in, packaged, read_text
from debatekit.motion.fields import Edition, Part, listed
from debatekit.motion.model import Motion
from debatekit.motion.settings import KITS, KitName
from debatekit.templating.context import NO_EXTRAS, Extras
from debatekit.validation import validate
from debatekit.yamlfile import parse

EXTENDS = re.compile(r"\A\s*\{%-?\s*extends\s+[\"']builtin/([\w-]+\.html)[\"']\s*-?%\}")
Audience = Literal["for", "against", "everyone", "jobs", "teacher"]
HEAD = re.compile(r"\A\s*\{#---[ \t]*\r?\n(.*?)^---#\}", re.DOTALL | re.MULTILINE)


def _known_key(key: str) -> str:
    known = {*Motion.model_fields, *(field.name for field in fields(Extras))}
    if key not in known:
        raise ValueError(f"'{key}' is not a key of a motion. {did_you_mean(key, known)}")
    return key


class Head(Part):
    """The head of a handout's template."""

    title: str = Field(description="What the handout is called in lists.")
    about: str = Field(description="What it is for, in one sentence.")
    order: int = Field(100, description="Its place in lists; the lowest comes first.")
    needs: Annotated[list[Annotated[str, AfterValidator(_known_key)]], BeforeValidator(listed)] = Field(
        [],
        description="Keys of the motion without which there is no such handout; 'checked', 'plan' and "
        "'readings' are what is known about it besides.",
    )
    editions: Annotated[list[Literal["student", "teacher"]], BeforeValidator(listed), Field(min_length=1)] = Field(
        ["student", "teacher"],
        description="The editions that there are of it. Those for teachers are built on request, if there is one for "
        "pupils, too.",
    )
    on_request: bool = Field(
        False,
        description="Whether it is built only with `--only` or `--edition`: it is in the teacher's book, too.",
    )
    kit: KitName = Field(
        "brief",
        description="The smallest kit that has it: `brief`, `lesson` or `full`. What a job of the lesson needs is in "
        "the kit `lesson` in any case.",
    )
    copies: Audience | None = Field(
        None,
        description="Who gets a copy of the pupils' edition: the pupils for the motion, those against it, everyone, "
        "only the teacher, or `jobs`: those pupils whose job or phase needs it, as the plan of the lesson counts them; "
        "if there are none, there is no such handout. If it is not given, `needs: pro` means `for`, `needs: con` means "
        "`against`, and all else is for everyone, or `jobs` if the plan of the lesson counts it.",
    )
    per_page: Annotated[int, Field(ge=1, le=50)] | Literal["all"] = Field(
        1,
        description="For how many pupils one copy is, if it is cut apart: 2 for two tickets on a page; `all` if it has "
        "a piece for every pupil. A document to fill in on a screen is for one pupil: print a single piece with "
        "`{% if settings.fillable %}`.",
    )


class Handout(Part):
    """A handout: its name, which is that of its template without `.html`, and its head."""

    name: str
    template: str
    head: Head

    def fits(self, motion: object, extras: Extras = NO_EXTRAS) -> bool:
        """Return whether `motion`, or what is known about it, has all that this handout needs."""
        if self.head.copies == "jobs" and not self.is_planned(extras.plan):
            return False
        return all(getattr(motion, key, None) or getattr(extras, key, None) for key in self.head.needs)

    def is_planned(self, plan: Any) -> bool:
        """Return whether a job or a phase of the `plan` of a lesson needs this handout."""
        return plan is not None and any(sheet.sheet == self.name for sheet in plan.sheets)

    def is_in(self, kit: KitName, plan: Any) -> bool:
        """Return whether this handout is in a `kit` of this size for the lesson of `plan`."""
        smallest = min(self.head.kit, "lesson" if self.is_planned(plan) else self.head.kit, key=KITS.index)
        return KITS.index(smallest) <= KITS.index(kit)

    def pieces(self, *, is_cut: bool) -> int | Literal["all"]:
        """Return for how many pupils a copy of this handout is; `is_cut` is whether it can be cut apart."""
        return self.head.per_page if is_cut or self.head.per_page == "all" else 1

    def copies(self, edition: Edition, plan: Any = None) -> Audience:
        """Return who gets a copy of an `edition` of this handout in the lesson of `plan`."""
        if edition is Edition.TEACHER:
            return "teacher"
        if self.head.copies:
            return self.head.copies
        if self.is_planned(plan) and not {"pro", "con"}.intersection(self.head.needs):
            return "jobs"
        for_pro, for_con = "pro" in self.head.needs, "con" in self.head.needs
        return "everyone" if for_pro == for_con else "for" if for_pro else "against"

    def is_for(self, edition: Edition) -> bool:
        """Return whether there is an `edition` of this handout."""
        return edition.value in self.head.editions

    @property
    def usual_edition(self) -> Edition:
        """The edition that is built if none is asked for: that for pupils, if there is one."""
        return Edition.STUDENT if self.is_for(Edition.STUDENT) else Edition.TEACHER


class Step(Part):
    """A step of a framework."""

    ask: str = Field(description="The question of the step.")
    do: str = Field(description="What pupils do to answer it.")
    minutes: int | None = Field(None, ge=1, description="How long it takes.")


class Framework(Part):
    """A framework for evaluating a source."""

    title: str = Field(description="What the framework is called.")
    task: str = Field(description="What pupils do, in a sentence or two.")
    offline: str = Field(
        "",
        description="What pupils do without a device; printed after the task if the motion says what can be used then.",
    )
    layout: Literal["log", "prompts"] = Field(
        "log", description="log: a table of the steps and a log of searches; prompts: room to write below each step."
    )
    steps: Annotated[list[Step], Field(min_length=1)] = Field(description="Its steps, in order.")
    note: str = Field("", description="What teachers should know of it.")


def find_handouts(folders: tuple[Path, ...]) -> list[Handout]:
    """Return the handouts in `folders`, in order; where two share a name, the first folder's wins.

    Raises `DebatekitError` if a head cannot be read.
    """
    found: list[Handout] = []
    problems: list[Problem] = []
    paths = [path for folder in folders for path in files_in(folder, "*.html")]
    for name, path in {path.stem: path for path in reversed(paths)}.items():
        try:
            found.append(Handout(name=name, template=path.name, head=_read_head(path)))
        except DebatekitError as error:
            problems += error.problems
    if problems:
        raise DebatekitError(problems)
    return sorted(found, key=lambda handout: (handout.head.order, handout.name))


def _read_head(path: Path) -> Head:
    if fault := file_name_error(path.stem):
        raise DebatekitError([Problem(path.as_posix(), 0, 0, *fault)])
    text = read_text(path)
    match = HEAD.match(text)
    if match is None:
        if (extended := EXTENDS.match(text)) and (builtin := packaged("templates") / extended[1]).is_file():
            return _read_head(builtin)
        hint = "Start it with the lines '{#---', 'title: …', 'about: …' and '---#}'."
        raise DebatekitError([Problem(path.as_posix(), 1, 1, "this handout has no head", hint)])
    before = "\n" * text[: match.start(1)].count("\n")  # so that each line keeps its number
    head, problems = validate(parse(before + match[1], path.as_posix(), "handout's head"), Head)
    if head is None or problems:
        raise DebatekitError(problems)
    return head
