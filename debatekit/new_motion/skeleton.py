"""The text of a new motion file: the skeleton in `templates/new/motion.yaml`, filled in.

What the skeleton says of a field is what `motion/model.py` says of it, so that it is said in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined

from debatekit.checks.language import is_english
from debatekit.datafiles import packaged
from debatekit.motion import model
from debatekit.motion.schema import MODELINE, parts_of
from debatekit.new_motion import yaml

if TYPE_CHECKING:
    from debatekit.new_motion.proposals import Proposals

BARE: Final = frozenset({"2", "3", "25", "true"})
"""Examples that are no texts."""

OLDEST: Final = 20
"""Reading ages above tell nothing apart: the formulas were made for schools."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a motion when its file is begun; `ages` is as it is typed, or nothing."""

    motion: str
    kind: str = "policy"
    language: str = "en-GB"
    ages: str = ""


def draft(start: Start, proposals: Proposals | None = None) -> str:
    """Return the text of a new motion file, with what is proposed from a text if there is one."""
    environment = Environment(
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined, autoescape=False
    )
    skeleton = (packaged("templates") / "new" / "motion.yaml").read_text(encoding="utf-8")
    return environment.from_string(skeleton).render(
        start=start,
        proposals=proposals,
        level=_level(proposals, start.language) if proposals else "",
        modeline=MODELINE,
        field=field,
        ask=ask,
        about=about,
        entry=yaml.entry,
        remark=yaml.remark,
    )


def about(name: str) -> str:
    """Return what a field is for, in a sentence: that of ``Motion.kind``, as the model has it."""
    owner, _, key = name.partition(".")
    kind = next(part for part in parts_of(model.Motion) if part.__name__ == owner)
    fields = {info.alias or field: info for field, info in kind.model_fields.items()}
    return (fields[key].description or "").replace("`", "")


def field(head: str, value: str, name: str, more: str = "") -> str:
    """Return the lines of a field, and what it is for: behind it where there is room, or else above.

    `more` is said besides. A number or a truth value is written as one.
    """
    said = f"{about(name)} {more}".rstrip()
    written = f"{head}: {value}" if value in BARE else yaml.entry(head, value)
    line = f"{written}  # {said}"
    if "\n" not in line and len(line) <= yaml.WIDTH:
        return line
    return f"{yaml.remark(said, yaml.within(head))}\n{written}"


def ask(head: str, name: str) -> str:
    """Return the lines of a field with a prompt for what it is for in place of a value."""
    said = about(name).partition(". ")[0].rstrip(".")
    return yaml.entry(head, f"(write {said[:1].lower()}{said[1:]})")


def _level(proposals: Proposals, language: str) -> str:
    """Return how hard the text is to read, in a sentence, or nothing where it is too short to tell."""
    if proposals.level is None:
        return ""
    if not is_english(language):
        return f"Its LIX is {proposals.level:.0f} (an estimate: below 30 is very easy, above 60 very hard)."
    age = f"{OLDEST} or more" if proposals.level > OLDEST else f"about {proposals.level:.0f}"
    return f"It reads like a text for the age of {age} (an estimate)."
