"""The styles of a document, each with all that it inherits (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.markup import W, is_on, switched_on, value, whole

if TYPE_CHECKING:
    from debatekit.accessibility.markup import Element

Properties = dict[str, "Element"]
"""Formatting: each property's element by its tag."""

HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
DEEPEST: Final = 9
"""The outline level of body text; a heading of level 1 has 0 (17.3.1.20)."""

LONGEST_CHAIN: Final = 100
"""Styles based on each other that are followed."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a style says with all that it inherits."""

    name: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)
    level: int | None = None
    """The level of the headings in it, from 1."""


class Styles:
    """Every style by its kind and id, worked out when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._formats: dict[tuple[str, str, str], Format] = {}
        self.defaults = Format()
        defaults = {"paragraph": "", "table": ""}
        if root is not None:
            for style in root.iterfind(f"{W}style"):
                kind, identifier = value(style, "", "type") or "paragraph", value(style, "", "styleId")
                self._elements[kind, identifier] = style
                if switched_on(style, "default") and kind in defaults:
                    defaults[kind] = identifier
            found = root.find(f"{W}docDefaults")
            if found is not None:
                self.defaults = Format(
                    paragraph=properties(found.find(f"{W}pPrDefault/{W}pPr")),
                    run=properties(found.find(f"{W}rPrDefault/{W}rPr")),
                )
        self._default = defaults

    def paragraph(self, identifier: str) -> Format:
        """Return a paragraph style; where there is none of that id, the default one (17.7.4.17)."""
        if ("paragraph", identifier) not in self._elements:
            identifier = self._default["paragraph"]
        return self._format("paragraph", identifier)

    def character(self, identifier: str) -> Format:
        """Return a character style; where there is none of that id, one that says nothing."""
        return self._format("character", identifier)

    def table(self, identifier: str, region: str = "") -> Format:
        """Return a table style, or what it says of a region such as "firstRow" (17.7.6)."""
        if ("table", identifier) not in self._elements:
            identifier = self._default["table"]
        return self._format("table", identifier, region)

    def _format(self, kind: str, identifier: str, region: str = "") -> Format:
        key = kind, identifier, region
        if key not in self._formats:
            self._formats[key] = self._work_out(*key)
        return self._formats[key]

    def _work_out(self, kind: str, identifier: str, region: str) -> Format:
        paragraph: Properties = {}
        run: Properties = {}
        cell: Properties = {}
        level: int | None = None
        chain = self._chain(kind, identifier)
        for style in chain:
            holder = _region(style, region) if region else style
            if holder is None:
                continue
            paragraph |= properties(holder.find(f"{W}pPr"))
            run |= properties(holder.find(f"{W}rPr"))
            cell |= properties(holder.find(f"{W}tcPr"))
            if found := HEADING.fullmatch(value(style, "name")):
                level = int(found[1])
            if outline := value(holder, "pPr/" + W + "outlineLvl"):
                level = heading_level(outline)
        return Format(value(chain[-1], "name") if chain else "", paragraph, run, cell, level)

    def _chain(self, kind: str, identifier: str) -> list[Element]:
        """Return a style and those that it is based on, the first one first; a circle, or a long chain, is cut."""
        chain: list[Element] = []
        style = self._elements.get((kind, identifier))
        while style is not None and style not in chain and len(chain) < LONGEST_CHAIN:
            chain.append(style)
            style = self._elements.get((kind, value(style, "basedOn")))
        return chain[::-1]


def properties(element: Element | None) -> Properties:
    """Return what a ``w:rPr``, ``w:pPr`` or ``w:tcPr`` says."""
    return {} if element is None else {child.tag: child for child in element}


def heading_level(outline: str) -> int | None:
    """Return the level of a heading, from 1, for an outline level; None for body text."""
    number = whole(outline)
    return None if number is None or not 0 <= number < DEEPEST else number + 1


def toggled(direct: Properties, levels: tuple[Properties, ...], defaults: Properties, name: str) -> bool:
    """Return whether bold, all capitals or the like is on: styles that say so cancel each other (17.7.3)."""
    tag = W + name
    if tag in direct:
        return is_on(direct[tag])
    if is_on(defaults.get(tag)):
        return True
    return sum(is_on(level.get(tag)) for level in levels) % 2 == 1


def _region(style: Element, region: str) -> Element | None:
    return next((found for found in style.iterfind(f"{W}tblStylePr") if value(found, "", "type") == region), None)
