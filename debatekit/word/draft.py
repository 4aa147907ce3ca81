"""What a document gathers while its page is walked: lists, links, content controls and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from debatekit.word.numbering import Numbering
from debatekit.word.page import problem_at

if TYPE_CHECKING:
    from debatekit.problems import Problem
    from debatekit.word.look import Look
    from debatekit.word.page import Element


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: in a card, in a list at some level, in a table, in the style of a box."""

    card: bool = False
    box: str = ""
    level: int = -1
    offset: int = 0
    """How far in the lists of this place start, in twentieths of a point."""
    width: int = 0
    """How wide a table may be here, in twentieths of a point; 0 is the length of a line."""


@dataclass
class Draft:
    """A document in the making."""

    look: Look
    name: str
    numbering: Numbering = field(init=False)
    links: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    controls: int = 0

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.look.list_step, self.look.bullets)

    def style(self, name: str) -> str:
        """Return the id of the style called `name`."""
        return self.look.styles[name]

    def link(self, target: str) -> str:
        """Return the id of the relationship to `target`; one target has one."""
        return self.links.setdefault(target, f"rIdLink{len(self.links) + 1}")

    def control(self) -> int:
        """Return an id for the next content control; ids are unique in a document (17.5.2.18)."""
        self.controls += 1
        return self.controls

    def report(self, element: Element, message: str, hint: str = "") -> None:
        """Note that something is wrong with `element`."""
        self.problems.append(problem_at(element, self.name, message, hint))
