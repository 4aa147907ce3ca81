"""The text of a new motion file: the template `templates/new/motion.yaml`, filled in.

Each field is explained by its description in the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined
from pydantic import TypeAdapter, ValidationError

from debatekit.checks.language import is_english
from debatekit.datafiles import names_of, packaged, variants
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import UNPRINTABLE
from debatekit.motion.model import AgeSpan, Motion
from debatekit.motion.schema import MODELINE, parts_of
from debatekit.new_motion.yaml_format import WIDTH, comment, entry, indentation_of

if TYPE_CHECKING:
    from debatekit.new_motion.suggestions import Suggestions

LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag, as far as motions need them (RFC 5646, 2.1)."""

NOT_TEXT: Final = frozenset({"2", "3", "25", "true"})
"""Examples that are numbers or truth values."""

MAX_AGE: Final = 20
"""Reading ages above are not distinguished: the formulas were made for schools."""


@dataclass(frozen=True, slots=True)
class MotionRequest:
    """What the user says of a new motion; `ages` is as typed, or empty."""

    motion: str
    kind: str = "policy"
    language: str = "en-GB"
    ages: str = ""


def new_request(
    motion: str, *, folders: tuple[Path, ...], kind: str = "policy", language: str = "en-GB", ages: str = ""
) -> MotionRequest:
    """Return a request, with single spaces in its texts; `folders` have the languages that sheets can be printed in.

    Raises `DebatekitError` with a problem for each invalid argument or option of `debatekit new`.
    """
    motion = " ".join(motion.split())
    problems = []
    if not any(map(str.isalnum, motion)):
        hint = 'Write it out, as in "This house would plant a tree in every school yard".'
        problems.append(Problem("MOTION", 0, 0, "the motion is empty", hint))
    if UNPRINTABLE.search(motion):
        problems.append(Problem("MOTION", 0, 0, "it holds a character that cannot be printed", "Type it again."))
    known = names_of(folders, "languages")
    if not LANGUAGE_TAG.fullmatch(language) or not {*variants(language)} & set(known):
        hint = did_you_mean(language, known)
        problems.append(Problem("--language", 0, 0, f"there are no pages in the language '{language}'", hint))
    try:
        if ages:
            TypeAdapter(AgeSpan).validate_python(ages)
    except ValidationError:
        hint = "Write one such as 15, or a span such as 15 to 18."
        problems.append(Problem("--ages", 0, 0, f"'{ages}' are no ages", hint))
    if problems:
        raise DebatekitError(problems)
    return MotionRequest(motion, kind, language, " ".join(ages.split()))


def scaffold(request: MotionRequest, suggestions: Suggestions | None = None) -> str:
    """Return the text of a new motion file."""
    environment = Environment(
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined, autoescape=False
    )
    template = (packaged("templates") / "new" / "motion.yaml").read_text(encoding="utf-8")
    return environment.from_string(template).render(
        request=request,
        suggestions=suggestions,
        level=_level(suggestions, request.language) if suggestions else "",
        modeline=MODELINE,
        field=field,
        placeholder=placeholder,
        about=about,
        entry=entry,
        comment=comment,
    )


def about(name: str) -> str:
    """Return the description of a field of the model, such as "Motion.kind"."""
    owner, _, key = name.partition(".")
    part = next(part for part in parts_of(Motion) if part.__name__ == owner)
    fields = {info.alias or field: info for field, info in part.model_fields.items()}
    return (fields[key].description or "").replace("`", "")


def field(key: str, value: str, name: str, more: str = "") -> str:
    """Return the lines of a field with its description: after it where there is room, or else above.

    `more` is added to the description. A number or a truth value is written without quotation marks.
    """
    description = f"{about(name)} {more}".rstrip()
    written = f"{key}: {value}" if value in NOT_TEXT else entry(key, value)
    line = f"{written}  # {description}"
    if "\n" not in line and len(line) <= WIDTH:
        return line
    return f"{comment(description, indentation_of(key))}\n{written}"


def placeholder(key: str, name: str) -> str:
    """Return the lines of a field whose value is a placeholder made of its description."""
    description = about(name).partition(". ")[0].rstrip(".")
    return entry(key, f"(write {description[:1].lower()}{description[1:]})")


def _level(suggestions: Suggestions, language: str) -> str:
    """Return how hard the text is to read, in a sentence, or nothing if it is too short to say."""
    if suggestions.level is None:
        return ""
    if not is_english(language):
        return f"Its LIX is {suggestions.level:.0f} (an estimate: below 30 is very easy, above 60 very hard)."
    age = f"{MAX_AGE} or more" if suggestions.level > MAX_AGE else f"about {suggestions.level:.0f}"
    return f"It reads like a text for the age of {age} (an estimate)."
