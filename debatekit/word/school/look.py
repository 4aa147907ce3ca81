"""A school's file and a theme → a look: the school's own, and from the theme what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from debatekit.word.school.cleaning import W
from debatekit.word.school.colours import fill_theme
from debatekit.word.school.grafting import graft
from debatekit.word.school.opening import refuse
from debatekit.word.school.reading import SHORTEST_LINE
from debatekit.word.school.sheet import Sheet
from debatekit.word.template import DocxTemplate, make_template, page_size

if TYPE_CHECKING:
    from debatekit.word.package import Part
    from debatekit.word.school.cleaning import Element
    from debatekit.word.school.reading import SchoolFile
    from debatekit.word.theme import Theme

USUAL_PAPER = "a4"


def make_school_look(school: SchoolFile, theme: Theme, language: str, paper: str | None = None) -> DocxTemplate:
    """Return the look of a school's file, for documents in `language`, with what it lacks taken from `theme`.

    The page is the school's, or `paper` within its margins if that is asked for. Raises `DebatekitError` if no line of
    text fits between the margins.
    """
    own = make_template(theme, paper or USUAL_PAPER, language)
    size = school.setup.size if school.setup.size and paper is None else page_size(paper or USUAL_PAPER)
    margins = {**own.margins, **school.setup.margins}
    width = size[0] - margins["left"] - margins["right"]
    if width < SHORTEST_LINE or size[1] - abs(margins["top"]) - abs(margins["bottom"]) < SHORTEST_LINE:
        refuse(school.file, "its margins leave no room for text on the page", "Change them in Layout > Margins.")
    sheet = Sheet(deepcopy(school.sheet.root))
    ids = graft(sheet, Sheet(_tree(own, "styles.xml")), school.palette, width - own.text_width)
    _say_language(sheet.root, language)
    changed = {"styles.xml": _xml(sheet.root), "settings.xml": _settings(_tree(own, "settings.xml"), school)}
    if school.palette:
        changed["theme1.xml"] = fill_theme(_blob(own, "theme1.xml"), school.palette)
    return replace(
        own,
        parts=(*_changed(own, changed), *school.pictures),
        styles=ids,
        indents={name: sheet.indent(sheet.by_id[identifier]) for name, identifier in ids.items()},
        page_size=size,
        margins=margins,
        lists=school.lists,
        edges=school.edges,
        pages=school.pages,
    )


def _changed(look: DocxTemplate, blobs: Mapping[str, bytes]) -> tuple[Part, ...]:
    return tuple(replace(part, blob=blobs.get(part.name.rpartition("/")[2], part.blob)) for part in look.parts)


def _blob(look: DocxTemplate, file: str) -> bytes:
    return next(part.blob for part in look.parts if part.name.endswith(f"/{file}"))


def _tree(look: DocxTemplate, file: str) -> Element:
    return etree.fromstring(_blob(look, file))


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _say_language(styles: Element, language: str) -> None:
    """Let text be in `language` wherever the styles say a language, and where they say nothing (17.3.2.20)."""
    path = [f"{W}{tag}" for tag in ("docDefaults", "rPrDefault", "rPr", "lang")]
    here = styles
    for depth, tag in enumerate(path):
        found = here.find(tag)
        if found is None:
            found = here.makeelement(tag)
            here.insert(0 if depth < 2 else len(here), found)
        here = found
    for lang in styles.iter(f"{W}lang"):
        lang.set(f"{W}val", language)
        if lang.get(f"{W}eastAsia"):
            lang.set(f"{W}eastAsia", language)


def _settings(settings: Element, school: SchoolFile) -> bytes:
    """Return our settings with what the school's header and footer need of its own (17.15.1.78)."""
    stop = settings.find(f"{W}defaultTabStop")
    assert stop is not None  # ours have one
    if school.tab:
        stop.set(f"{W}val", school.tab)
    if "even" in school.pages:
        stop.addnext(settings.makeelement(f"{W}evenAndOddHeaders"))
    return _xml(settings)
