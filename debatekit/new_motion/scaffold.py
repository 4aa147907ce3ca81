"""Fill in the templates of a new motion and of a workspace's settings, in `templates/new`, as a person would write."""

import re
import textwrap
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from jinja2 import Environment, StrictUndefined
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from debatekit.checks.language import is_english
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import UNPRINTABLE, names_of, packaged, variants
from debatekit.lookalikes import needs_quotes
from debatekit.motion.fields import Part
from debatekit.motion.model import AgeSpan, Motion
from debatekit.motion.schema import MODELINE, parts_of
from debatekit.motion.settings import KitSettings, Settings
from debatekit.new_motion.suggestions import Suggestions

WIDTH: Final = 120  # characters of a line, except where a value cannot be broken
NOT_TEXT: Final = {"2", "3", "25", "true"}  # examples that are numbers or truth values


class MotionRequest(NamedTuple):
    """What the user says about a new motion; `ages` is as typed, or empty."""

    motion: str
    kind: str = "policy"
    language: str = "en-GB"
    ages: str = ""
    arguments: int = 2  # of each side


def validate_request(request: MotionRequest, folders: tuple[Path, ...]) -> None:
    """Raise `DebatekitError` with a problem for each invalid argument or option of `debatekit new`.

    `folders` have the languages that sheets can be printed in.
    """
    motion, _, language, ages, _ = request
    problems = []
    if UNPRINTABLE.search(motion) or not any(map(str.isalnum, motion)):
        hint = 'Write it out, as in "This house would plant a tree in every school yard".'
        problems.append(Problem("MOTION", 0, 0, "the motion is empty, or has a character that cannot be printed", hint))
    known = names_of(folders, "languages")
    if not {*variants(language)} & {*known}:
        message = f"there are no sheets in the language '{language}'"
        problems.append(Problem("--language", 0, 0, message, did_you_mean(language, known)))
    try:
        if ages:
            TypeAdapter(AgeSpan).validate_python(ages)
    except ValidationError:
        hint = "Write one such as 15, or a span such as 15 to 18."
        problems.append(Problem("--ages", 0, 0, f"'{ages}' is not an age", hint))
    if problems:
        raise DebatekitError(problems)


def scaffold(request: MotionRequest, suggestions: Suggestions | None = None) -> str:
    """Return the text of a new motion file, with prompts and remarks in the motion's language, or else in English."""
    words = Words(request.language)
    level = _level(suggestions.level, request.language, words) if suggestions else ""
    settings = {key: example for key, (_, example) in _explained(KitSettings, words).items() if key != "words"}
    values = {"request": request, "suggestions": suggestions, "level": level, "modeline": MODELINE}
    return _filled_in("motion.yaml", words, **values, settings=settings)


def workspace_settings(language: str) -> str:
    """Return the text of a new workspace's settings file, with remarks in its language, or else in English."""
    words = Words(language)
    return _filled_in("workspace/debatekit.yaml", words, language=language, settings=_explained(Settings, words))


def _explained(model: type[Part], words: "Words") -> dict[str, tuple[str, Any]]:
    """Return the description and an example of each setting, by its key."""
    explained = {}
    for name, info in model.model_fields.items():
        explained[info.alias or name] = words(_plain(info)), words.example((info.examples or [""])[0])
    return explained


def _filled_in(name: str, words: "Words", **values: Any) -> str:
    environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    functions = {
        "t": words, "field": words.field, "placeholder": words.placeholder, "about": words.about, "entry": entry,
        "comment": comment, "where": words.where,
    }  # fmt: skip
    template = (packaged("templates") / "new" / name).read_text(encoding="utf-8")
    return environment.from_string(template, functions).render(values).rstrip() + "\n"


class Words:
    """The prompts and remarks of a new motion file in one language; those without a translation are in English."""

    def __init__(self, language: str) -> None:
        folder = packaged("templates") / "new" / "words"
        files = (folder / f"{name}.yaml" for name in variants(language))
        found = next((path for path in files if path.is_file()), None)
        self._known: dict[str, str] = yaml.safe_load(found.read_text(encoding="utf-8")) if found else {}

    def __call__(self, text: str, **values: object) -> str:
        """Return a text in the language, with the values for what is in braces."""
        return self._known.get(text, text).format_map(values) if values else self._known.get(text, text)

    def example(self, value: object) -> Any:
        """Return an example as it is typed; not all have a translation."""
        if isinstance(value, dict):
            return {self.example(old): self.example(new) for old, new in value.items()}
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return self._known.get(text, text)

    def about(self, name: str) -> str:
        """Return the description of a field of the model."""
        return self(about(name))

    def where(self, place: str) -> str:
        """Return the place where a part of the citation was found."""
        kind, _, number = place.partition(" ")
        return self("paragraph {numbers}", numbers=number) if kind == "paragraph" else self(place)

    def field(self, key: str, value: str, name: str, more: str = "") -> str:
        """Return the lines of a field with its description and `more`: after it where there is room, or else above."""
        description = f"{self.about(name)} {more}".rstrip()
        written = f"{key}: {value}" if value in NOT_TEXT else entry(key, value)
        line = f"{written}  # {description}"
        if "\n" not in line and len(line) <= WIDTH:
            return line
        return f"{comment(description, _indentation(key))}\n{written}"

    def placeholder(self, key: str, name: str) -> str:
        """Return the lines of a field whose value is a placeholder made of its description."""
        description = self.about(name).partition(". ")[0].rstrip(".")
        form = self("(write {what})")
        if form.startswith("(write"):
            description = description[:1].lower() + description[1:]
        return entry(key, form.format(what=description))


def about(name: str) -> str:
    """Return the description of a field of the model, such as "Motion.kind"."""
    owner, _, key = name.partition(".")
    part = next(part for part in parts_of(Motion) if part.__name__ == owner)
    fields = {info.alias or field: info for field, info in part.model_fields.items()}
    return _plain(fields[key])


def _plain(info: FieldInfo) -> str:
    """Return the description of a field without marks of code."""
    return (info.description or "").replace("`", "")


def entry(key: str, value: str, comment: str = "") -> str:
    """Return the lines of a key, with the white space, "# " or "- " before it, and its value; a long one is folded."""
    after = f"  # {comment}" if comment else ""
    line = f"{key}: {scalar(value)}{after}"
    if len(line) <= WIDTH or not value.isprintable() or value != " ".join(value.split()):
        return line
    indent = _indentation(key) + "  "
    folded = textwrap.wrap(value, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"{key}: >-{after}", *(indent + part for part in folded)])


def scalar(value: str) -> str:
    """Return a value as YAML in one line: as it is where that is safe, else in double quotes."""
    plain, quoted = (yaml.safe_dump(value, allow_unicode=True, width=2**31, default_style=it) for it in (None, '"'))
    return value if plain == f"{value}\n...\n" and not needs_quotes(value) else quoted.rstrip("\n")


def comment(text: str, before: str = "") -> str:
    """Return `text` as a comment of as many lines as it needs, each after `before`."""
    before += "# "
    whole = re.sub(r'"(\S?) (\S?)"', '"\\1\0\\2"', text)  # a space in quotation marks, as in "# ", is no place to break
    filled = textwrap.fill(whole, WIDTH, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)
    return filled.replace("\0", " ")


def _indentation(key: str) -> str:
    before = key[: len(key) - len(key.lstrip("# "))]
    return f"{before}  " if key[len(before) :].startswith("- ") else before


def _level(level: float | None, language: str, words: Words) -> str:
    if level is None:
        return ""
    if not is_english(language):
        return words(
            "Its LIX is {level} (an estimate: below 30 is very easy, above 60 very hard).", level=f"{level:.0f}"
        )
    age = "20 or more" if level > 20 else f"about {level:.0f}"  # the formulas were made for schools
    return f"It reads like a text for the age of {age} (an estimate)."
