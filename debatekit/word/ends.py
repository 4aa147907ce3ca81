"""Where that goes which stands at the end of a line: behind a tab, or below, if the theme finds no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.word.vocabulary import CLASSES
from debatekit.word.xml import tab

if TYPE_CHECKING:
    from debatekit.word.template import DocxTemplate
    from debatekit.word.tree import Element


def way_to_end(look: DocxTemplate, element: Element) -> str:
    """Return the run that leads to `element` at the end of its line: a tab, or a break where the style says so."""
    paragraph = next(element.around("p"), element)
    around = paragraph.parent
    edge = around is not None and around.tag in {"header", "footer"}
    style = around.tag.capitalize() if edge and around is not None else CLASSES["p"].get(paragraph.kind, "")
    return "<w:r><w:br/></w:r>" if style in look.ends_below else tab()
