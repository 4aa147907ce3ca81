"""Checks of the text: headings, typed lists, blank characters, alignment, capitals, size and contrast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.cascade import has_border, is_numbered
from debatekit.accessibility.rules import finding
from debatekit.colours import READABLE, READABLE_LARGE
from debatekit.ooxml import W, value

if TYPE_CHECKING:
    from debatekit.accessibility.cascade import RunFormat
    from debatekit.accessibility.model import Document, Paragraph
    from debatekit.accessibility.rules import Finding

PAGE_LENGTH: Final = 2_400
"""Characters on about a page; a shorter document needs no headings."""
MAX_HEADING_LENGTH: Final = 80
"""Characters of a line that may be a heading."""
HEADING_SIZE: Final = 1.0
"""Points by which a line that may be a heading is larger than the main text."""
OTHER_STYLES: Final = frozenset({"title", "subtitle", "caption", "toc heading", "quote", "intense quote", "signature"})
"""Styles of lines that look like headings and are something else."""

LIST_MARK: Final = re.compile(
    r"[ \t\xa0]*(?:(?P<number>\d{1,3})(?P<a>[.)])|(?P<letter>[A-Za-z])(?P<b>[.)])|(?P<bullet>[-–—*•·▪▫◦‣●○■□➢✓o]))"
    r"[ \t\xa0]+\S"
)
SPACES: Final = re.compile(r"[ \xa0\u2000-\u200a\u3000]{3,}")
TABS: Final = re.compile(r"\t[ \xa0]*\t")
CONTENTS: Final = re.compile(r"toc \d|table of figures|table of authorities|index \d|bibliography", re.IGNORECASE)
PREFORMATTED: Final = re.compile(r".*(?:code|preformatted|plain text|macro)", re.IGNORECASE)
WORD: Final = re.compile(r"[^\W\d_]{2,}")

MIN_MAIN_SIZE: Final = 11.0
MIN_SIZE: Final = 9.0
LARGE: Final = 18.0
LARGE_BOLD: Final = 14.0
"""Points from which text counts as large (WCAG 2.2, "large scale")."""


def check_headings(document: Document) -> Iterator[Finding]:
    """Check that headings begin at level 1, skip none on the way down, and are not empty; a longer document has some.

    Levels are those of Word's Navigation Pane: of the style and what it is based on, or of the paragraph (ECMA-376
    part 1, 17.3.1.20). Microsoft: "documents use heading styles"; WCAG 2.2, 1.3.1 and 2.4.6; Section 508.
    """
    headings = [(found, level) for found in document.body.paragraphs if (level := _heading_level(document, found))]
    before = 0
    for paragraph, level in headings:
        if not paragraph.text.strip():
            if not paragraph.holds_object:
                yield finding("heading-empty", paragraph.place, f"a heading of level {level} is empty")
            continue
        if before == 0 and level > 1:
            yield finding("first-heading", paragraph.place, f"the first heading has level {level}, not 1")
        elif level > before + 1:
            yield finding("heading-skipped", paragraph.place, f"level {level} follows level {before}")
        before = level
    if not headings and sum(len(paragraph.text.strip()) for paragraph in document.body.paragraphs) > PAGE_LENGTH:
        yield finding("no-headings", "the document", "it is longer than a page and has no headings")


def check_main_text(document: Document) -> Iterator[Finding]:
    """Check that the main text has at least 11 points, and that no line in it only looks like a heading.

    Guidance asks for 12 points (UK government) or "11 or larger" (Microsoft) and means main text, which is what most
    characters of the body are in. A line that looks like a heading (WCAG 2.2, failure F2) is short, wholly bold, and
    larger than the main text. Ignored are lines in tables, text boxes and lists, with a border or a shade, in styles
    such as Title, lines that end like a sentence, and the last line.
    """
    sizes: Counter[float] = Counter()
    for paragraph in document.body.paragraphs:
        for text, format_ in _visible(document, paragraph):
            sizes[format_.size] += len("".join(text.split()))
    main_size = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    if 0 < main_size < MIN_MAIN_SIZE:
        yield finding("small-main-text", "the document", f"its main text has {main_size:g} points, less than 11")
    for paragraph in document.body.paragraphs[:-1]:
        if _looks_like_heading(document, paragraph, main_size + HEADING_SIZE):
            message = "this line looks like a heading but does not have a heading style"
            yield finding("looks-like-heading", paragraph.place, message)


def check_typed_lists(document: Document) -> Iterator[Finding]:
    """Check that lists are Word's own (WCAG 2.2, 1.3.1; Section 508): no two lines in a row begin with a typed mark.

    Bullets must be the same, and numbers or letters count on, so that "A. Smith" or a year is no list.
    """
    inside = False
    for one, other in pairwise(document.paragraphs):
        continues = _are_adjacent(one, other) and _continues(_list_mark(document, one), _list_mark(document, other))
        if continues and not inside:
            yield finding("typed-list", one.place, "a list with typed numbers or bullets begins here")
        inside = continues


def check_blank_paragraphs(document: Document) -> Iterator[Finding]:
    """Check that no two blank paragraphs follow each other (Microsoft: "avoid repeated blank characters"; Section 508).

    Lines with a border are there to be written on, and what is blank in a content control is to be filled in.
    """

    def key(paragraph: Paragraph) -> tuple[bool, str, int]:
        return _is_blank(document, paragraph), paragraph.story.name, paragraph.group

    for (is_blank, *_), group in groupby(document.paragraphs, key):
        paragraphs = list(group)
        if is_blank and len(paragraphs) > 1:
            message = f"{len(paragraphs)} blank paragraphs follow each other"
            yield finding("blank-paragraphs", paragraphs[0].place, message)


def check_paragraphs(document: Document) -> Iterator[Finding]:
    """Check each paragraph for repeated spaces and tabs, justified text, capitals, small text and low contrast."""
    for paragraph in document.paragraphs:
        typed = paragraph.typed
        if not typed.strip():
            continue
        visible = [format_ for _, format_ in _visible(document, paragraph)]
        # Microsoft and Section 508, as for blank paragraphs. Two spaces may follow a full stop; code keeps its spaces.
        if not PREFORMATTED.match(document.cascade.style(paragraph).name):
            if SPACES.search(typed):
                yield finding("space-run", paragraph.place, "there are three or more spaces in a row")
            if TABS.search(typed):
                yield finding("tab-run", paragraph.place, "there are two or more tabs in a row")
        # UK government, "accessible documents"; WCAG 2.2, 1.4.8.
        justified = value(document.cascade.paragraph(paragraph).get(f"{W}jc")) in {"both", "distribute"}
        if justified and paragraph.story is document.body and paragraph.text.strip():
            yield finding("justified", paragraph.place, "the text is justified")
        words = [run for run in paragraph.runs if WORD.search(run.text)]
        if len(WORD.findall(paragraph.text)) > 1 and all(document.cascade.run(run).capitals for run in words):
            yield finding("capitals", paragraph.place, "the paragraph is set in capitals")
        # Captions, notes and the like may be smaller than the main text; superscripts are measured before Word shrinks
        # them.
        smallest = min((format_.size for format_ in visible), default=MIN_SIZE)
        if smallest < MIN_SIZE:
            yield finding("small-text", paragraph.place, f"text has {smallest:g} points, less than 9")
        if message := next(filter(None, map(_contrast_message, visible)), ""):
            yield finding("low-contrast", paragraph.place, message)


def _contrast_message(format_: RunFormat) -> str:
    """Return what is wrong with the contrast of text (WCAG 2.2, 1.4.3; EN 301 549, 10.1.4.3), "" if it is enough."""
    is_large = format_.size >= (LARGE_BOLD if format_.bold else LARGE)
    needed = READABLE_LARGE if is_large else READABLE
    if format_.contrast >= needed:
        return ""
    ratio = f"{int(format_.contrast * 100) / 100:g}"
    return f"{format_.colour} on {format_.background} has a contrast of {ratio} to 1, less than {needed:g}"


def _heading_level(document: Document, paragraph: Paragraph) -> int | None:
    return None if paragraph.in_contents else document.cascade.heading_level(paragraph)


def _visible(document: Document, paragraph: Paragraph) -> Iterator[tuple[str, RunFormat]]:
    for run in paragraph.runs:
        text = run.text
        if text.strip() and not (format_ := document.cascade.run(run)).hidden:
            yield text, format_


def _looks_like_heading(document: Document, paragraph: Paragraph, min_size: float) -> bool:
    text = paragraph.text.strip()
    if not text or len(text) > MAX_HEADING_LENGTH or text.endswith((".", ",", ";", ":", "!")):
        return False
    if not text[-1].isprintable() or paragraph.cell or paragraph.in_box or paragraph.in_contents:
        return False
    style, properties = document.cascade.style(paragraph), document.cascade.paragraph(paragraph)
    if document.cascade.heading_level(paragraph) or style.name.lower() in OTHER_STYLES:
        return False
    if is_numbered(properties) or has_border(properties) or f"{W}shd" in properties:
        return False
    formats = [document.cascade.run(run) for run in paragraph.runs if run.text.strip()]
    return all(format_.bold and format_.size >= min_size for format_ in formats)


def _list_mark(document: Document, paragraph: Paragraph) -> tuple[str, int] | None:
    """Return how a typed list item begins: the kind of mark, and its number, 0 for a bullet."""
    found = LIST_MARK.match(paragraph.text)
    if found is None or paragraph.in_contents:
        return None
    style = document.cascade.style(paragraph)
    if style.heading_level or CONTENTS.match(style.name) or is_numbered(document.cascade.paragraph(paragraph)):
        return None
    if found["number"]:
        return f"1{found['a']}", int(found["number"])
    if found["letter"]:
        return f"{'A' if found['letter'].isupper() else 'a'}{found['b']}", ord(found["letter"])
    return found["bullet"], 0


def _continues(mark: tuple[str, int] | None, following: tuple[str, int] | None) -> bool:
    if mark is None or following is None:
        return False
    kind, number = mark
    return following == (kind, number + 1) or (number == 0 and following == mark)


def _is_blank(document: Document, paragraph: Paragraph) -> bool:
    typed = paragraph.typed
    if paragraph.holds_object or paragraph.in_control or typed.strip():
        return False
    properties = document.cascade.paragraph(paragraph)
    is_used = has_border(properties) or f"{W}framePr" in properties
    return not is_used and not document.cascade.heading_level(paragraph)


def _are_adjacent(one: Paragraph, other: Paragraph) -> bool:
    return one.story is other.story and one.group == other.group


CHECKS: Final = (check_headings, check_main_text, check_typed_lists, check_blank_paragraphs, check_paragraphs)
