"""What a document gathers while its page is walked: lists, links, controls, notes, pictures and problems."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from debatekit.word.attributes import bookmark_name
from debatekit.word.package import RELATIONSHIPS, Relationship
from debatekit.word.speech import speech_of
from debatekit.word.tree import problem_at, said
from debatekit.word.xml import Table, attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from debatekit.errors import Problem
    from debatekit.word.numbering import Numbering
    from debatekit.word.package import Part
    from debatekit.word.template import DocxTemplate
    from debatekit.word.tree import Element
    from debatekit.word.xml import Block, Speech


class Setting(NamedTuple):
    """Where a block stands: in a card, in a list at some level, in a table, in the style of a box."""

    card: bool = False
    box: str = ""
    level: int = -1
    offset: int = 0
    """How far in the lists of this place start, in twentieths of a point."""
    width: int = 0
    """How wide tables and pictures may be here, in twentieths of a point; 0 is the length of a line."""
    section: str = ""
    """The class of the section that stands here, directly in the body."""


@dataclass
class Draft:
    """A document in the making; `for_part` gives the draft of another part of it."""

    look: DocxTemplate
    name: str
    numbering: Numbering
    fillable: bool = False
    folders: Sequence[Path] = ()
    """Where pictures are looked for."""
    part: str = "document"
    """Which part is being written: document, header, footer or footnotes."""
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    """The ids of this part's relationships, by their kind and target."""
    targets: Mapping[str, Element] = field(default_factory=dict)
    """The elements that links can lead to, by their ids."""
    notes: list[str] = field(default_factory=list)
    """The ids of the footnotes, in the order of their marks."""
    media: dict[str, Part] = field(default_factory=dict)
    """The pictures, by their names in the page."""
    speech: Speech | None = None
    """The language and direction of all text, where no element says its own."""
    sayings: dict[tuple[Element, Callable[[Element], str]], str] = field(default_factory=dict)
    """What labels and cards say, which many fields may ask for, by what is asked of them."""
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def for_part(self, part: str) -> Draft:
        """Return a draft for another part of the same document: only its relationships are its own."""
        return replace(self, part=part, links={})

    def style(self, name: str) -> str:
        """Return the id of the style called `name`."""
        return self.look.styles[name]

    def speech_of(self, element: Element) -> Speech:
        """Return the language and direction of the text in `element`."""
        return self.speech or speech_of(element, self.look.language)

    def said(self, element: Element, say: Callable[[Element], str] = said) -> str:
        """Return what an element says, found out once."""
        if (element, say) not in self.sayings:
            self.sayings[element, say] = say(element)
        return self.sayings[element, say]

    def link(self, kind: str, target: str) -> str:
        """Return the id of this part's relationship of a `kind` to `target`; one target has one."""
        return self.links.setdefault((kind, target), f"rIdLink{len(self.links) + 1}")

    def relationships(self) -> tuple[Relationship, ...]:
        """Return this part's relationships to links and pictures."""
        return tuple(
            Relationship(identifier, RELATIONSHIPS[kind], target, external=kind == "hyperlink")
            for (kind, target), identifier in self.links.items()
        )

    def count(self, kind: str) -> int:
        """Return the next id for something of a `kind` whose ids are unique in a document."""
        self.counts[kind] += 1
        return self.counts[kind]

    def bookmarked(self, element: Element, runs: str) -> str:
        """Return `runs` in the bookmark that the id of `element` stands for, if it has one (17.13.6.2)."""
        if "id" not in element.attributes:
            return runs
        identifier = element.attributes["id"]
        number, name = self.count("bookmark"), attribute(bookmark_name(identifier))
        return f'<w:bookmarkStart w:id="{number}" w:name={name}/>{runs}<w:bookmarkEnd w:id="{number}"/>'

    def mark(self, element: Element, blocks: list[Block]) -> None:
        """Put the bookmark that the id of `element` stands for at the first paragraph that it became."""
        if "id" not in element.attributes:
            return
        first = blocks[0] if blocks else None
        while isinstance(first, Table):
            first = first.rows[0].cells[0][1][0]
        if first is None:
            self.report(element, f"the id '{element.get('id')}' stands at nothing", "Give it to something with text.")
        else:
            first.runs = self.bookmarked(element, first.runs)

    def report(self, element: Element, message: str, hint: str = "", at: str = "") -> None:
        """Note that something is wrong with `element`, or behind a tag that is written as `at`."""
        self.problems.append(problem_at(element, self.name, message, hint, at))
