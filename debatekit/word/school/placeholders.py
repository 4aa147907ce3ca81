"""Placeholders such as ``{{ motion }}`` in a header or footer → gaps and fields.

Word splits text into runs where it pleases, also within a placeholder. What takes its place stands in the run in
which it starts, and so in that run's formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lxml import etree

from debatekit.errors import MAX_EXCERPT, did_you_mean
from debatekit.word.headers import PLACEHOLDERS
from debatekit.word.html_schema import FIELDS
from debatekit.word.school.cleaning import XML, W

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element

PLACEHOLDER: Final = re.compile("\\{\\{([^{}\ufffc]*)\\}\\}")
GAP: Final = re.compile(r"<\?gap (\w+)\?>")
"""What stands in an edge's text where a gap is: a processing instruction, which no text can be taken for."""
SPACE: Final = f"{{{XML}}}space"
BREAK: Final = "\ufffc"
"""Stands for what is in a run and is no text, so that no placeholder reaches over it."""


def find_placeholders(tree: Element) -> Iterator[tuple[str, str]]:
    """Put a gap or a field in the place of each placeholder in a tree; yield what is wrong, and what to do."""
    for paragraph in list(tree.iter(f"{W}p")):
        pieces = list(_pieces(paragraph))
        text = "".join(piece for _, piece in pieces)
        for match in reversed(list(PLACEHOLDER.finditer(text))):
            name = match[1].strip().lower()
            if name in PLACEHOLDERS or name in FIELDS:
                _replace(pieces, match.start(), match.end(), name)
            else:
                said = match[0] if len(match[0]) <= MAX_EXCERPT else f"{match[0][:MAX_EXCERPT]}…"
                yield f"says '{said}', which means nothing here", did_you_mean(name, [*PLACEHOLDERS, *FIELDS])
        if "{{" in PLACEHOLDER.sub("", text):
            yield "has a '{{' without a '}}'", "Write it as {{ motion }}, in one paragraph."


def _pieces(paragraph: Element) -> Iterator[tuple[Element | None, str]]:
    """Yield the texts of a paragraph, but not of text boxes in it, each with the element that holds it."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        for child in run:
            if child.tag == f"{W}t":
                yield child, child.text or ""
            elif child.tag != f"{W}rPr":
                yield None, BREAK


def _replace(pieces: list[tuple[Element | None, str]], start: int, end: int, name: str) -> None:
    """Put what `name` stands for in the place of the characters from `start` to `end`.

    Called from the last placeholder of a paragraph to the first, so that the places before it stay right.
    """
    place, first = 0, True
    for number, (element, text) in enumerate(pieces):
        begins, place = place, place + len(text)
        if element is None or place <= start or begins >= end:
            continue
        before, after = text[: max(start - begins, 0)], text[end - begins :] if place > end else ""
        if first:
            _insert(element, before, after, name)
            pieces[number] = (element, before)
            first = False
        else:
            _say(element, after)
            pieces[number] = (element, "")


def _insert(element: Element, before: str, after: str, name: str) -> None:
    """Let a text be `before`, then what `name` stands for, then `after`.

    Fields and texts may stand in one run (17.3.2.25), so the run's formatting is that of all.
    """
    run = element.getparent()
    assert run is not None  # it was found in one
    if name in FIELDS:
        new = _field(element, FIELDS[name])
    else:
        gap = _text(element, "")
        gap.append(etree.ProcessingInstruction("gap", name))
        new = [gap]
    _say(element, before)
    place = run.index(element) + 1
    run[place:place] = [*new, *([_text(element, after)] if after else [])]


def _field(near: Element, instruction: str) -> list[Element]:
    """Return what a field consists of within a run (17.16.18)."""
    kinds = ("begin", "separate", "end")
    begin, separate, end = (near.makeelement(f"{W}fldChar", {f"{W}fldCharType": kind}) for kind in kinds)
    code = near.makeelement(f"{W}instrText")
    code.text = f" {instruction} "
    code.set(SPACE, "preserve")
    return [begin, code, separate, _text(near, "1"), end]


def _text(near: Element, text: str) -> Element:
    element = near.makeelement(f"{W}t")
    _say(element, text)
    return element


def _say(element: Element, text: str) -> None:
    element.text = text
    element.set(SPACE, "preserve")
