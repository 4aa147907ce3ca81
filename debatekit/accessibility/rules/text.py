"""Rules about how text looks: alignment, capitals, size, contrast."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from debatekit.accessibility import kinds
from debatekit.accessibility.markup import W, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding
    from debatekit.accessibility.formatting import TextLook
    from debatekit.accessibility.stories import Paragraph, Run

SMALLEST_MAIN: Final = 11.0
"""Points of the main text, at least."""

SMALLEST: Final = 9.0
"""Points of any text, at least."""

LARGE: Final = 18.0
LARGE_BOLD: Final = 14.0
"""Points from which text counts as large (WCAG 2.2, "large scale")."""

ENOUGH: Final = 4.5
ENOUGH_LARGE: Final = 3.0
WORD: Final = re.compile(r"[^\W\d_]{2,}")


def alignment(document: Document) -> Iterator[Finding]:
    """Check that text is aligned left, not justified (UK government, "accessible documents"; WCAG 2.2, 1.4.8)."""
    for paragraph in document.body.paragraphs:
        justified = value(document.formatting.paragraph(paragraph).get(f"{W}jc")) in {"both", "distribute"}
        if justified and paragraph.text.strip():
            yield kinds.JUSTIFIED.at(paragraph.place, "the text is justified")


def capitals(document: Document) -> Iterator[Finding]:
    """Check that no paragraph of two words or more is set in capitals as a whole (UK government)."""
    for paragraph in document.paragraphs():
        runs = [run for run in paragraph.runs if WORD.search(run.text)]
        if len(WORD.findall(paragraph.text)) > 1 and all(document.formatting.look(run).capitals for run in runs):
            yield kinds.CAPITALS.at(paragraph.place, "the paragraph is set in capitals")


def main_size(document: Document) -> float:
    """Return the size of the main text in points: that of most characters of the body, 0 if there are none."""
    sizes: Counter[float] = Counter()
    for run, look in _visible(document, document.body.paragraphs):
        sizes[look.size] += len("".join(run.text.split()))
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def sizes(document: Document) -> Iterator[Finding]:
    """Check that the main text has at least 11 points, and no text less than 9.

    Guidance asks for 12 (UK government) or "11 or larger" (Microsoft) and means main text, which is what most
    characters of the body are in. So captions, notes, sources and page edges may be smaller than the main text, as
    they are in most books, and superscripts are measured before Word shrinks them.
    """
    usual = main_size(document)
    if 0 < usual < SMALLEST_MAIN:
        yield kinds.SMALL_MAIN_TEXT.at("the document", f"its main text has {usual:g} points, less than 11")
    for paragraph in document.paragraphs():
        smallest = min((look.size for _, look in _visible(document, [paragraph])), default=SMALLEST)
        if smallest < SMALLEST:
            yield kinds.SMALL_TEXT.at(paragraph.place, f"text has {smallest:g} points, less than 9")


def contrast(document: Document) -> Iterator[Finding]:
    """Check that text can be told from what is behind it (WCAG 2.2, 1.4.3; EN 301 549, 10.1.4.3).

    A contrast of 4.5 to 1 is enough, for large text 3 to 1. Left out is text on a picture, or in a text box whose
    paragraphs have no shade of their own.
    """
    for paragraph in document.paragraphs():
        poor = (look for _, look in _visible(document, [paragraph]) if look.contrast < _needed(look))
        if look := next(poor, None):
            ratio = f"{int(look.contrast * 100) / 100:g}"
            message = f"{look.colour} on {look.background} has a contrast of {ratio} to 1, less than {_needed(look):g}"
            yield kinds.LOW_CONTRAST.at(paragraph.place, message)


def _needed(look: TextLook) -> float:
    return ENOUGH_LARGE if look.size >= (LARGE_BOLD if look.bold else LARGE) else ENOUGH


def _visible(document: Document, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Run, TextLook]]:
    """Yield each run that can be seen, with its look."""
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.text.strip() and not (look := document.formatting.look(run)).hidden:
                yield run, look
