"""Numbering: one definition for each kind of list, and one number for each list, so that every list restarts."""

from functools import lru_cache
from typing import Final, NamedTuple

from debatekit.word.xml import DECLARATION, NAMESPACES, attribute

MAX_LEVELS: Final = 9  # levels of a list (17.9.6)
BULLET, CONTINUED = "bullet", "none"  # the kinds of list without numbers: bullets, and further paragraphs of an item
LINES: Final = "lines"  # numbered lines: without a full stop, with space for three digits


class ExistingNumbering(NamedTuple):
    """The numbering of a template's styles, as XML, and the first free ids after it."""

    definitions: str = ""
    lists: str = ""
    first_definition: int = 0
    first_list: int = 1


NO_NUMBERING = ExistingNumbering()


class Numbering:
    """The lists of one document."""

    def __init__(self, step: int, bullets: tuple[str, ...], existing: ExistingNumbering = NO_NUMBERING) -> None:
        self.step, self.bullets, self.existing = step, bullets, existing
        self.extra_indent = step // 3  # of the text of numbered lines, to have space for three digits
        self.kinds: dict[tuple[str, int], int] = {}
        self.lists: list[tuple[int, int, int | None]] = []

    def __bool__(self) -> bool:
        return bool(self.lists or self.existing.lists)

    def add(self, kind: str, offset: int, level: int = 0, start: int | None = None) -> int:
        """Return the number of a list of a kind (17.18.59, or one above); those without a `start` share it."""
        definition = self.kinds.setdefault((kind, offset), self.existing.first_definition + len(self.kinds))
        entry = (definition, 0 if start is None else level, start)
        if start is None and entry in self.lists:
            return self.existing.first_list + self.lists.index(entry)
        self.lists.append(entry)
        return self.existing.first_list + len(self.lists) - 1

    def xml(self) -> str:
        """Return the numbering part: all definitions, then all lists (17.9.16)."""
        definitions = [
            _definition(number, kind, offset, self.step, self.bullets) for (kind, offset), number in self.kinds.items()
        ]
        lists = []
        for number, (definition, level, start) in enumerate(self.lists, self.existing.first_list):
            override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            restart = "" if start is None else override
            lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{restart}</w:num>')
        content = "".join([self.existing.definitions, *definitions, self.existing.lists, *lists])
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{content}</w:numbering>"


@lru_cache
def _definition(number: int, kind: str, offset: int, step: int, bullets: tuple[str, ...]) -> str:
    number_format, extra_indent = ("decimal", step // 3) if kind == LINES else (kind, 0)
    suffix, hanging = ("nothing", 0) if kind == CONTINUED else ("tab", step + extra_indent)
    levels = []
    for level in range(MAX_LEVELS):
        texts = {BULLET: bullets[level % len(bullets)], CONTINUED: "", LINES: f"%{level + 1}"}
        text = attribute(texts.get(kind, f"%{level + 1}."))
        left = offset + step * (level + 1) + extra_indent
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
            f'<w:suff w:val="{suffix}"/><w:lvlText w:val={text}/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
            f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
