"""Rules about what is typed to look like structure: lists, blank lines, spaces and tabs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.accessibility import kinds
from debatekit.accessibility.formatting import is_numbered, is_ruled
from debatekit.accessibility.markup import W
from debatekit.accessibility.stories import BLANK_CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding
    from debatekit.accessibility.stories import Paragraph

MARK: Final = re.compile(
    r"[ \t\xa0]*(?:(?P<number>\d{1,3})(?P<a>[.)])|(?P<letter>[A-Za-z])(?P<b>[.)])|(?P<bullet>[-–—*•·▪▫◦‣●○■□➢✓o]))"
    r"[ \t\xa0]+\S"
)
SPACES: Final = re.compile(r"[ \xa0\u2000-\u200a\u3000]{3,}")
TABS: Final = re.compile(r"\t[ \xa0]*\t")
CONTENTS: Final = re.compile(r"toc \d|table of figures|table of authorities|index \d|bibliography", re.IGNORECASE)
PREFORMATTED: Final = re.compile(r".*(?:code|preformatted|plain text|macro)", re.IGNORECASE)


class _Mark(NamedTuple):
    """How a typed list item begins: its kind with what follows the number, and the number, 0 for a bullet."""

    kind: str
    number: int


def typed_lists(document: Document) -> Iterator[Finding]:
    """Check that lists are made by Word (WCAG 2.2, 1.3.1; Section 508).

    Two lines in a row that begin with a typed mark are not. Bullets must be alike, and numbers or letters count on, so
    that "A. Smith" or a year is no list.
    """
    inside = False
    for one, other in pairwise(document.paragraphs()):
        goes_on = _together(one, other) and _follows(_mark(document, one), _mark(document, other))
        if goes_on and not inside:
            yield kinds.TYPED_LIST.at(one.place, "a list begins here whose numbers or bullets are typed")
        inside = goes_on


def blank_paragraphs(document: Document) -> Iterator[Finding]:
    """Check that no two blank paragraphs follow each other (Microsoft: "avoid repeated blank characters"; Section 508).

    Lines with a border are there to be written on, and what is blank in a content control is to be filled in.
    """
    run: list[Paragraph] = []
    for paragraph in [*document.paragraphs(), None]:
        if paragraph is not None and _is_blank(document, paragraph) and (not run or _together(run[-1], paragraph)):
            run.append(paragraph)
            continue
        if len(run) > 1:
            yield kinds.BLANK_PARAGRAPHS.at(run[0].place, f"{len(run)} blank paragraphs follow each other")
        run = [paragraph] if paragraph is not None and _is_blank(document, paragraph) else []


def spaces_and_tabs(document: Document) -> Iterator[Finding]:
    """Check that no spaces or tabs in a row put text in its place (Microsoft and Section 508, as for blank paragraphs).

    Three spaces are too many, two may stand after a full stop; two tabs are too many. Code keeps its spaces.
    """
    for paragraph in document.paragraphs():
        text = paragraph.typed
        if not text.strip() or PREFORMATTED.match(document.formatting.style(paragraph).name):
            continue
        if SPACES.search(text):
            yield kinds.SPACE_RUN.at(paragraph.place, "three or more spaces stand in a row")
        if TABS.search(text):
            yield kinds.TAB_RUN.at(paragraph.place, "two or more tabs stand in a row")


def _mark(document: Document, paragraph: Paragraph) -> _Mark | None:
    found = MARK.match(paragraph.text)
    if found is None or paragraph.in_contents:
        return None
    style = document.formatting.style(paragraph)
    if style.level or CONTENTS.match(style.name) or is_numbered(document.formatting.paragraph(paragraph)):
        return None
    if found["number"]:
        return _Mark(f"1{found['a']}", int(found["number"]))
    if found["letter"]:
        return _Mark(f"{'A' if found['letter'].isupper() else 'a'}{found['b']}", ord(found["letter"]))
    return _Mark(found["bullet"], 0)


def _follows(one: _Mark | None, other: _Mark | None) -> bool:
    if one is None or other is None or one.kind != other.kind:
        return False
    return other.number == one.number + 1 or one.number == other.number == 0


def _is_blank(document: Document, paragraph: Paragraph) -> bool:
    if paragraph.holds_object or paragraph.in_control or paragraph.typed.strip() or BLANK_CONTROL in paragraph.typed:
        return False
    found = document.formatting.paragraph(paragraph)
    return not is_ruled(found) and f"{W}framePr" not in found and not document.formatting.level(paragraph)


def _together(one: Paragraph, other: Paragraph) -> bool:
    return one.story is other.story and one.group == other.group
