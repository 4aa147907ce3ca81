"""A school's Word file → what a look takes from it: styles, numbering, theme, page set-up, header and footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.errors import DebatekitError
from debatekit.word.headers import ROOTS
from debatekit.word.school.cleaning import R, W, is_on, value
from debatekit.word.school.colours import Palette, read_palette
from debatekit.word.school.letterhead import finish, read_letterhead
from debatekit.word.school.lists import read_lists
from debatekit.word.school.opening import open_package, refuse
from debatekit.word.school.sheet import MOST_STYLES, Sheet, drop_unknown, read_sheet, rename, whole

if TYPE_CHECKING:
    from debatekit.word.headers import HeaderTemplate
    from debatekit.word.numbering import ExistingNumbering
    from debatekit.word.package import Part
    from debatekit.word.school.cleaning import Element
    from debatekit.word.school.opening import Package

LONGEST_SIDE: Final = 31680
"""The longest side of a page in Word: 22 inches, in twentieths of a point."""
SHORTEST_LINE: Final = 2835
"""The shortest line that a worksheet can be set in: 5 cm."""
SIDES: Final = ("top", "bottom", "left", "right", "header", "footer")


class PageSetup(NamedTuple):
    """The page of the last section; nothing where the file leaves it to the program. In twentieths of a point."""

    size: tuple[int, int] | None
    margins: Mapping[str, int]


@dataclass(frozen=True)
class SchoolFile:
    """What is taken of a school's file; made once, for looks in any theme and language."""

    file: str
    sheet: Sheet
    lists: ExistingNumbering
    palette: Palette | None
    setup: PageSetup
    pages: tuple[str, ...]
    edges: tuple[HeaderTemplate, ...]
    pictures: tuple[Part, ...]
    tab: str
    """The distance of tab stops where none is set, which letterheads rely on; "" if the file does not say."""


def open_school_file(path: Path) -> SchoolFile:
    """Return what is taken of the Word file at `path` (.docx or .dotx).

    Raises `DebatekitError` if it is not a sound Word file, holds macros, is protected, or has something in its header
    or footer that cannot be taken over; see `docs/school-look.md` for all that can be wrong.
    """
    package = open_package(path)
    body = package.tree(package.main).find(f"{W}body")
    if body is None:
        refuse(
            package.file, "it is damaged: its main part holds no text of Word's", "Open it in Word and save it again."
        )
    sections = list(body.iter(f"{W}sectPr"))
    last = sections[-1] if sections and sections[-1].getparent() is body else None
    settings = _tree(package, "settings")
    own_pages = {"first": is_on(last, "titlePg"), "even": is_on(settings, "evenAndOddHeaders")}
    pages = ("default", *(page for page, own in own_pages.items() if own))
    styles = _tree(package, "styles")
    if styles is None:
        refuse(package.file, "it is damaged: it has no styles", "Open it in Word and save it again.")
    if len(styles) > MOST_STYLES:
        refuse(package.file, f"it has more than {MOST_STYLES:,} styles", "Delete those that no text needs.")
    sheet, renamed = read_sheet(styles)
    letterhead, problems = read_letterhead(package, _references(sections), pages)
    if problems:
        raise DebatekitError(problems)
    for tree in letterhead.trees:
        rename(tree, renamed)
        drop_unknown(tree, sheet)
    lists = read_lists(_tree(package, "numbering"), sheet, renamed, letterhead.trees)
    theme = _tree(package, "theme")
    return SchoolFile(
        file=package.file,
        sheet=sheet,
        lists=lists,
        palette=None if theme is None else read_palette(theme),
        setup=_setup(package.file, last),
        pages=pages,
        edges=finish(letterhead, package.file),
        pictures=letterhead.pictures,
        tab=value(settings, "defaultTabStop"),
    )


def _tree(package: Package, kind: str) -> Element | None:
    name = package.related(kind)
    return None if name is None else package.tree(name)


def _references(sections: list[Element]) -> dict[tuple[str, str], str]:
    """Return the headers and footers of the last section; it has those of the one before if it names none (17.10.1)."""
    references = {}
    for section in sections:
        for kind in ROOTS:
            for found in section.iterfind(f"{W}{kind}Reference"):
                references[kind, found.get(f"{W}type", "default")] = found.get(f"{R}id", "")
    return references


def _setup(file: str, section: Element | None) -> PageSetup:
    """Return the page of a section (17.6.13, 17.6.11); the gutter is part of the margin at the left."""
    size = (whole(value(section, "pgSz", "w")), whole(value(section, "pgSz", "h")))
    texts = {side: value(section, "pgMar", side) for side in SIDES}
    margins = {side: whole(text) for side, text in texts.items() if text}
    if "left" in margins:
        margins["left"] += max(whole(value(section, "pgMar", "gutter")), 0)
    for side in ("left", "right", "header", "footer"):
        if side in margins:
            margins[side] = max(margins[side], 0)
    if not all(size):
        return PageSetup(None, margins)
    if not all(0 < length <= LONGEST_SIDE for length in size):
        refuse(file, "its page is larger than Word allows", "Choose a size in Layout > Size.")
    return PageSetup(size, margins)
