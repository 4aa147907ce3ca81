"""Which handouts there are: each HTML template at the top of a templates folder is one.

What a handout is for stands at its head, in a Jinja comment that holds YAML:

    {#---
    title: Pro brief
    about: The case for the motion, to read, complete and speak from.
    order: 1
    needs: pro
    ---#}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from debatekit.problems import Problem, ProblemsError
from debatekit.reading import parse, read_text, validate

if TYPE_CHECKING:
    from pathlib import Path

HEAD = re.compile(r"\A\s*\{#---[ \t]*\r?\n(.*?)^---#\}", re.DOTALL | re.MULTILINE)


class Head(BaseModel):
    """What a template says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(description="What the handout is called in lists.")
    about: str = Field(description="What it is for, in one sentence.")
    order: int = Field(100, description="Its place in lists; the lowest comes first.")
    needs: Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)] = Field(
        [], description="Keys of the motion without which there is no such handout."
    )


class Handout(BaseModel):
    """A handout: the name of its file, which is the name of its template, and what its head says."""

    model_config = ConfigDict(frozen=True)

    name: str
    template: str
    head: Head

    def fits(self, motion: object) -> bool:
        """Tell whether `motion` has all that this handout needs."""
        return all(getattr(motion, key, None) for key in self.head.needs)


def find_handouts(folders: tuple[Path, ...]) -> list[Handout]:
    """Return the handouts in `folders`, in order; where two share a name, the first folder's wins.

    Raises `ProblemsError` if a head cannot be read.
    """
    found: dict[str, Handout] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob("*.html")):
            if path.stem in found:
                continue
            try:
                found[path.stem] = Handout(name=path.stem, template=path.name, head=_head(path))
            except ProblemsError as error:
                problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return sorted(found.values(), key=lambda handout: (handout.head.order, handout.name))


def _head(path: Path) -> Head:
    text = read_text(path)
    match = HEAD.match(text)
    if match is None:
        hint = "Start it with the lines '{#---', 'title: …', 'about: …' and '---#}'."
        raise ProblemsError([Problem(path.as_posix(), 1, 1, "this handout has no head", hint)])
    # The blank lines keep the numbers of the lines as they are in the file.
    before = "\n" * text[: match.start(1)].count("\n")
    document = parse(before + match[1], path.as_posix(), "handout's head")
    head, problems = validate(document, Head)
    if head is None or problems:
        raise ProblemsError(problems)
    return head
