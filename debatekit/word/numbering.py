"""Lists as Word numbers them: one definition a kind of list, one number a list, so that each list restarts."""

from __future__ import annotations

from typing import NamedTuple

from debatekit.word.xml import DECLARATION, NAMESPACES, attribute

LEVELS = 9
"""A list has at most nine levels (17.9.6)."""

BULLET, CONTINUED = "bullet", "none"
"""The kinds of list that count nothing: bullets, and further paragraphs of an item."""
LINES = "lines"
"""Lines, counted without a full stop, and with room for three digits."""


class OtherLists(NamedTuple):
    """The lists that the styles of a look count with: finished XML, and the numbers that are free after them."""

    definitions: str = ""
    lists: str = ""
    first_definition: int = 0
    first_list: int = 1


NO_LISTS = OtherLists()


class Numbering:
    """The lists of one document."""

    def __init__(self, step: int, bullets: tuple[str, ...], others: OtherLists = NO_LISTS) -> None:
        self.step, self.bullets, self.others = step, bullets, others
        self.kinds: dict[tuple[str, int], int] = {}
        self.lists: list[tuple[int, int, int | None]] = []
        self.uncounted: dict[int, int] = {}

    @property
    def wider(self) -> int:
        """By how many twips the text of numbered lines stands further in than that of other lists."""
        return self.step // 3

    def __bool__(self) -> bool:
        return bool(self.lists or self.others.lists)

    def add(self, kind: str, offset: int, level: int = 0, start: int | None = None) -> int:
        """Return the number of a list of `kind` that starts `offset` twips in.

        The kind is a number format of 17.18.59, or one of those above. A list that counts gets a number of its own
        and begins with `start` at `level`; the others share one.
        """
        definition = self.kinds.setdefault((kind, offset), self.others.first_definition + len(self.kinds))
        if start is None and definition in self.uncounted:
            return self.uncounted[definition]
        self.lists.append((definition, level, start))
        number = self.others.first_list + len(self.lists) - 1
        if start is None:
            self.uncounted[definition] = number
        return number

    def xml(self) -> str:
        """Return the numbering part: all definitions, then all lists (17.9.16)."""
        definitions = (self._definition(number, *key) for key, number in self.kinds.items())
        lists = (self._list(number, *entry) for number, entry in enumerate(self.lists, self.others.first_list))
        content = "".join([self.others.definitions, *definitions, self.others.lists, *lists])
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{content}</w:numbering>"

    def _definition(self, number: int, kind: str, offset: int) -> str:
        levels = []
        for level in range(LEVELS):
            counted = f"%{level + 1}"
            text = {BULLET: self.bullets[level % len(self.bullets)], CONTINUED: "", LINES: counted}.get(
                kind, f"{counted}."
            )
            number_format, wider = ("decimal", self.wider) if kind == LINES else (kind, 0)
            left = offset + self.step * (level + 1) + wider
            hanging = 0 if kind == CONTINUED else self.step + wider
            levels.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
                f'<w:suff w:val="{"nothing" if kind == CONTINUED else "tab"}"/><w:lvlText w:val={attribute(text)}/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
                f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
            )
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f"{''.join(levels)}</w:abstractNum>"
        )

    @staticmethod
    def _list(number: int, definition: int, level: int, start: int | None) -> str:
        restart = ""
        if start is not None:
            override = f'<w:startOverride w:val="{start}"/>'
            restart = f'<w:lvlOverride w:ilvl="{level}">{override}</w:lvlOverride>'
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{restart}</w:num>'
