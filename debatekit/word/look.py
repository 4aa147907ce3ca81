"""A look: everything of a Word package that does not depend on what a document says.

A theme, a paper and a language are opened, styled and serialised once; each document then adds its own parts to
the finished ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.word.html_schema import HEADING_STYLES
from debatekit.word.numbering import NO_NUMBERING, ExistingNumbering
from debatekit.word.paper import PAPERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debatekit.word.headers import HeaderTemplate
    from debatekit.word.theme import Theme

DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Relationship(NamedTuple):
    """A link from a part to another part, or out of the package."""

    id: str
    type: str
    target: str
    external: bool = False


class Part(NamedTuple):
    """A part of a package, and its links to others."""

    name: str
    content_type: str
    blob: bytes
    relationships: tuple[Relationship, ...] = ()


@dataclass(frozen=True)
class Look:
    """What all documents of one look share. Lengths are in twentieths of a point, as Word counts them."""

    parts: tuple[Part, ...]
    relationships: tuple[Relationship, ...]
    styles: Mapping[str, str]
    indents: Mapping[str, int]
    ends_below: frozenset[str]
    """The styles in which what stands at the end of a line goes on the next one."""
    page_size: tuple[int, int]
    margins: Mapping[str, int]
    list_step: int
    bullets: tuple[str, ...]
    write_row: int
    cell_padding: int
    table_letter: int
    """How wide a letter in a table is taken to be, so that columns have room for their longest word; or 0."""
    flow: bool
    """Whether what starts a new page elsewhere follows on."""
    symbol_font: str
    language: str
    lists: ExistingNumbering = NO_NUMBERING
    """The numbering of the styles."""
    edges: tuple[HeaderTemplate, ...] = ()
    """Headers and footers that take the place of a page's own."""
    pages: tuple[str, ...] = ("default",)
    """The pages that have headers and footers of their own: "default", "first", "even" (17.18.36)."""

    @cached_property
    def writing_lines(self) -> frozenset[str]:
        """The ids of the styles of lines to write on, and of the fields in their place."""
        kinds = product(("Line", "Field"), ("", " Indented"))
        return frozenset(self.styles[f"Writing {kind}{inset}"] for kind, inset in kinds)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The ids of the styles of labels."""
        return frozenset((self.styles["Label"], self.styles["Label Indented"]))

    @cached_property
    def headings(self) -> frozenset[str]:
        """The ids of the styles of headings."""
        return frozenset(self.styles[name] for name in HEADING_STYLES)

    @property
    def text_width(self) -> int:
        """The length of a line between the margins."""
        return self.page_size[0] - self.margins["left"] - self.margins["right"]

    @property
    def landscape_width(self) -> int:
        """The length of a line where the paper is turned."""
        return max(self.page_size) - self.margins["left"] - self.margins["right"]


def make_look(theme: Theme, paper: str, language: str) -> Look:
    """Return the look of `theme` on `paper` ("a4" or "letter"), for documents in `language` (a tag as "en-GB")."""
    from debatekit.word.dressing import dressed  # loads python-docx, which a look that is made already does without

    return dressed(theme, paper, language)


def page_size(paper: str) -> tuple[int, int]:
    """Return the width and height of `paper` ("a4" or "letter") in twentieths of a point."""
    width, height = PAPERS[paper]
    return twips(width), twips(height)


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)
