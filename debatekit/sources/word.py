"""A Word file → the paragraphs of its body, as a reader sees them once all changes are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.ooxml import MC, W, is_on

if TYPE_CHECKING:
    from debatekit.ooxml import Element, Package

LEFT_OUT: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{MC}Fallback"})
"""What was deleted or moved away (17.13.5.14, 17.13.5.22), small text above other (17.3.3.24), and a
second version of what is there already (ECMA-376 part 3, 9.3)."""

CHARACTERS: Final = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
}
"""Elements in a run that stand for a character (17.3.3); a soft hyphen is none here."""


def word_paragraphs(package: Package) -> list[str]:
    """Return the paragraphs of the body in order, those in tables, content controls and text boxes too.

    Headers, footers, notes and comments are other parts, and are not read. Raises `DebatekitError` if the file is
    damaged.
    """
    body = package.main.xml().find(f"{W}body")
    paragraphs: list[list[str]] = []
    if body is not None:
        _look_into(body, [], paragraphs)
    return ["".join(pieces) for pieces in paragraphs]


def _look_into(element: Element, pieces: list[str], paragraphs: list[list[str]]) -> None:
    """Add the text in an element to the pieces of its paragraph, and add the paragraphs in it."""
    for child in element:
        if child.tag == f"{W}p":  # in the body, or in a text box within another paragraph
            paragraphs.append([])
            _look_into(child, paragraphs[-1], paragraphs)
        elif child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in CHARACTERS:
            pieces.append(CHARACTERS[child.tag])
        elif child.tag not in LEFT_OUT and not _is_hidden(child):
            _look_into(child, pieces, paragraphs)


def _is_hidden(element: Element) -> bool:
    """Return whether an element is a run of hidden text (17.3.2.41)."""
    return element.tag == f"{W}r" and is_on(element.find(f"{W}rPr/{W}vanish"))
