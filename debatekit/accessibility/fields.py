"""Fields: what an instruction such as ``HYPERLINK "https://example.org"`` says (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from debatekit.accessibility.stories import FormField, Link

LONGEST_INSTRUCTION: Final = 1000
"""Characters of a field's instruction that are looked at."""

FIELD_NAME: Final = re.compile(r"\s*(\w+)")
FIELD_LINK: Final = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that has begun (17.16.18)."""

    instruction: str = ""
    shows: bool = False
    """Whether its instruction is over, and its result has begun."""
    form: FormField | None = None
    link: Link | None = None

    def add(self, text: str) -> None:
        """Add to its instruction."""
        self.instruction = (self.instruction + text)[:LONGEST_INSTRUCTION]

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals, such as PAGE."""
        found = FIELD_NAME.match(self.instruction)
        return found[1].upper() if found else ""

    @property
    def target(self) -> str | None:
        """Where it leads, "" where that is unknown, None if it is no link (17.16.5.25)."""
        found = FIELD_LINK.match(self.instruction)
        return (found[1] or found[2] or "") if found else None
