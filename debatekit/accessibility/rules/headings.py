"""Rules about headings (Microsoft: "documents use heading styles"; WCAG 2.2, 1.3.1 and 2.4.6; Section 508)."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from debatekit.accessibility import kinds
from debatekit.accessibility.formatting import is_numbered, is_ruled
from debatekit.accessibility.markup import W
from debatekit.accessibility.rules.text import main_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding
    from debatekit.accessibility.stories import Paragraph

A_PAGE: Final = 2_400
"""Characters on about a page; a shorter document needs no headings."""

LONGEST: Final = 80
"""Characters of a line that may be a heading."""

LARGER: Final = 1.0
"""Points by which a line that may be a heading is larger than the main text."""

NOT_HEADINGS: Final = frozenset({"title", "subtitle", "caption", "toc heading", "quote", "intense quote", "signature"})
"""Styles that say what a line is, other than a heading."""


def structure(document: Document) -> Iterator[Finding]:
    """Check that headings begin at level 1, skip none on the way down, and say something; a longer document has some.

    Levels are those that Word's Navigation Pane shows: of the style and what it is based on, or of the paragraph
    (ECMA-376 part 1, 17.3.1.20).
    """
    headings = [(found, level) for found in document.body.paragraphs if (level := _level(document, found))]
    before = 0
    for paragraph, level in headings:
        if not paragraph.text.strip():
            if not paragraph.holds_object:
                yield kinds.HEADING_EMPTY.at(paragraph.place, f"a heading of level {level} is empty")
            continue
        if before == 0 and level > 1:
            yield kinds.FIRST_HEADING.at(paragraph.place, f"the first heading has level {level}, not 1")
        elif level > before + 1:
            yield kinds.HEADING_SKIPPED.at(paragraph.place, f"level {level} follows level {before}")
        before = level
    characters = sum(len(paragraph.text.strip()) for paragraph in document.body.paragraphs)
    if not headings and characters > A_PAGE:
        yield kinds.NO_HEADINGS.at("the document", "it is longer than a page and has no headings")


def look_alikes(document: Document) -> Iterator[Finding]:
    """Check that no line only looks like a heading (WCAG 2.2, failure F2).

    Such a line is short, wholly bold, and larger than the main text. Left alone are lines in tables and text boxes, in
    lists, with a border or a shade, in styles such as Title, lines that end like a sentence, and lines with nothing
    after them.
    """
    usual = main_size(document)
    paragraphs = document.body.paragraphs
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        text = paragraph.text.strip()
        if not text or len(text) > LONGEST or text.endswith((".", ",", ";", ":", "!")) or not text[-1].isprintable():
            continue
        if paragraph.cell or paragraph.in_box or paragraph.in_contents or following is None:
            continue
        if _level(document, paragraph) or document.formatting.style(paragraph).name.lower() in NOT_HEADINGS:
            continue
        found = document.formatting.paragraph(paragraph)
        if is_numbered(found) or is_ruled(found) or f"{W}shd" in found:
            continue
        looks = [document.formatting.look(run) for run in paragraph.runs if run.text.strip()]
        if all(look.bold and look.size >= usual + LARGER for look in looks):
            message = "this line looks like a heading, and is none"
            yield kinds.LOOKS_LIKE_HEADING.at(paragraph.place, message)


def _level(document: Document, paragraph: Paragraph) -> int | None:
    return None if paragraph.in_contents else document.formatting.level(paragraph)
