"""Argument maps: boxes on two sides and arrows between them, as a DrawingML group that Word can edit.

The group (``wpg:wgp`` in [MS-ODRAWXML]) is in line with the text; a program that cannot draw it prints its alternative
text (ECMA-376 part 3, 7.5). Lengths are in points, and colours are those of Word's theme (20.1.10.54).
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from debatekit.errors import did_you_mean
from debatekit.word.context import DocumentContext
from debatekit.word.html import Element, text_of
from debatekit.word.html_schema import ELEMENTS
from debatekit.word.xml import TAB, attribute, escape, run

MICROSOFT: Final = "http://schemas.microsoft.com/office/word/2010/"
STYLE: Final = ELEMENTS["argument-box"].style
BOX_SHARE: Final = 0.42  # the width of a box as a share of that of the map; the arrows have what is between
ACROSS, ABOVE = 5.0, 2.0  # between the outline of a box and its text
BAND: Final = 2.75  # between the lines of a double outline
EDGE: Final = 1.5  # around the boxes, for the half of their outlines that is outside of them
LEAST_GAP, MOST_GAP = 3.5, 3.0  # between two boxes: in points, and in lines of text
SINGLE: Final = 1.22  # the height of a line as a multiple of the font size
ARROW: Final = 1.25  # the width of its line
NARROW, WIDE, USUAL, FULL = 0.29, 0.85, 0.55, 1.0  # widths of characters in Arial, as shares of the font size
WIDTHS: Final = dict.fromkeys("fijlrtI.,;:'’‘|!()[]- ", NARROW) | dict.fromkeys("mwMW—…%@", WIDE)
SCALES: Final = {"Calibri": 0.91, "Times New Roman": 0.91, "Verdana": 1.18, "Century Gothic": 1.1}  # of other fonts
EMU: Final = 12_700  # English Metric Units in a point (20.1.2.1)


class Side(NamedTuple):
    """The preset shape of the boxes of a side (20.1.10.56), and the lines of boxes and of arrows from them."""

    shape: str
    outline: float
    dash: str


# They differ in form, so that they do in greyscale: a frame is a box with a double outline.
SIDES: Final = {"for": Side("rect", 2.25, "solid"), "against": Side("frame", 0.75, "sysDash")}


class Box(NamedTuple):
    """A box, and the place of its left upper corner."""

    element: Element
    side: str
    left: float
    top: float


class Layout(NamedTuple):
    """Where everything on a map is."""

    boxes: Mapping[str, Box]  # by their names
    size: tuple[float, float]
    box_size: tuple[float, float]
    lines: int  # the most lines of text in a box


def argument_map(document: DocumentContext, element: Element, width: int) -> str:
    """Return an ``argument-map`` as a run, `width` twentieths of a point wide, and at most as high as a page."""
    boxes = _boxes(document, element)
    if not element.get("alt").strip():
        hint = 'Say what the arrows say: alt="P1 answers C1; nobody answers C2."'
        document.add_error(element, "this map has no alternative text", hint)
    if document.problems:
        return ""
    layout = _layout(document, boxes, width / 20, *_height(document, element, width))
    group = document.next_id("picture")
    shapes = [_box(document, layout, name) for name in layout.boxes] + list(_arrows(document, layout))
    return _group(group, element.get("alt"), layout, "".join(shapes))


def _boxes(document: DocumentContext, element: Element) -> dict[str, Element]:
    """Return the boxes by their names; report names that are there twice, and answers to what is not opposite."""
    boxes: dict[str, Element] = {}
    for box in element.children:
        name = box.get("name")
        if not name:
            document.add_error(box, "this box has no name", 'Give it its number: name="P1".')
        elif boxes.setdefault(name, box) is not box:
            document.add_error(box, f"there are two boxes '{name}'", "Give each argument its own number.")
    if not element.children:
        document.add_error(element, "this map has no boxes", "Write <argument-box> for each argument.")
    for box in boxes.values():
        opposite = [name for name, other in boxes.items() if other.class_ != box.class_]
        for name in box.get("answers").split():
            if name not in opposite:
                message = f"there is no box '{name}' on the other side"
                document.add_error(box, message, did_you_mean(name, opposite, "Add it, or leave out the answer."))
    return boxes


def _height(document: DocumentContext, element: Element, width: int) -> tuple[float, float]:
    """Return how high a map may be: beside the lines of text that it leaves room for, and on a page of its own."""
    template, theme = document.template, document.template.theme
    paper = (min if width > template.text_width else max)(template.page_size)
    page = (paper - abs(template.margins["top"]) - abs(template.margins["bottom"])) / 20
    line = SINGLE * float(theme.effective("Normal", "size") or 11)
    return page - int(element.get("leave", "0")) * line, page - line


def _line_height(document: DocumentContext) -> float:
    theme = document.template.theme
    usual = SINGLE * _font_size(document) * (theme.effective(STYLE, "line") or 1)
    return float(theme.effective(STYLE, "exact") or usual)


def _font_size(document: DocumentContext) -> float:
    return float(document.template.theme.effective(STYLE, "size") or 11)


def _layout(
    document: DocumentContext, boxes: Mapping[str, Element], width: float, height: float, page: float
) -> Layout:
    """Return boxes of one size, for as many lines of text as the longest needs, and as there is height for.

    If not even a line has room, the map is on a `page` of its own.
    """
    sides = {side: [name for name, box in boxes.items() if box.class_ == side] for side in SIDES}
    rows = max(map(len, sides.values()))
    wide, line, padding = (width - 2 * EDGE) * BOX_SHARE, _line_height(document), 2 * (ABOVE + BAND)
    needed = max(len(_wrapped(document, text_of(box), wide)) for box in boxes.values())
    least = rows * (line + padding + LEAST_GAP)
    height = max(height, min(least, page))
    room = (height - 2 * EDGE + LEAST_GAP) / rows
    lines = max(1, min(needed, int((room - LEAST_GAP - padding) / line)))
    high = max(1.0, min(lines * line + padding, room - LEAST_GAP))
    gap = min(MOST_GAP * line, (height - 2 * EDGE - rows * high) / (rows - 1)) if rows > 1 else 0.0
    total = rows * (high + gap)
    lefts = [EDGE, width - EDGE - wide]
    if document.language_of(next(iter(boxes.values()))).rtl:
        lefts.reverse()
    placed = {  # a side with fewer boxes has them further apart
        name: Box(boxes[name], side, left, EDGE + total * (row + 0.5) / len(names) - (high + gap) / 2)
        for left, (side, names) in zip(lefts, sides.items(), strict=True)
        for row, name in enumerate(names)
    }
    return Layout(placed, (width, total - gap + 2 * EDGE), (wide, high), lines)


def _wrapped(document: DocumentContext, text: str, box_width: float) -> list[str]:
    """Return `text` in lines, as estimated from the usual widths of letters."""
    indent = document.template.indents[STYLE] / 20
    theme = document.template.theme
    font = getattr(theme.fonts, theme.effective(STYLE, "font") or "body")
    scale = max(SCALES.values()) if document.template.has_other_fonts else SCALES.get(font, 1.0)
    room = (box_width - 2 * (ACROSS + BAND) - indent) / (_font_size(document) * scale)
    lines, used = [""], 0.0
    for word in text.split():
        width = sum(map(_letter_width, word))
        if lines[-1] and used + NARROW + width > room:
            lines.append("")
            used = 0.0
        lines[-1] += f" {word}" if lines[-1] else word
        lines += [""] * int(width // room)  # a word that is longer than a line is broken by Word
        used += width % room + NARROW
    return lines


def _letter_width(letter: str) -> float:
    return WIDTHS.get(letter, FULL if letter > "\u2e80" else USUAL + 0.13 * letter.isupper())


def _shortened(document: DocumentContext, text: str, layout: Layout) -> str:
    """Return as many words of `text` as a box has room for."""
    lines = _wrapped(document, text, layout.box_size[0])
    if len(lines) <= layout.lines:
        return text
    kept = " ".join(lines[: layout.lines]).split()
    while len(kept) > 1 and len(_wrapped(document, f"{' '.join(kept)} …", layout.box_size[0])) > layout.lines:
        kept.pop()
    return " ".join(kept).rstrip(",;:–—- ") + "\N{NO-BREAK SPACE}…"


def _box(document: DocumentContext, layout: Layout, name: str) -> str:
    """Return a box with its name and its text (``wps:txbx`` in [MS-ODRAWXML])."""
    box, size = layout.boxes[name], layout.box_size
    side, is_frame = SIDES[box.side], SIDES[box.side].shape == "frame"
    language = document.language_of(box.element)
    text = text_of(box.element)
    words = run(name, document.style("Map Number"), language)
    if text:
        words += TAB + run(_shortened(document, text, layout), "", language)
    paragraph = document.paragraph(box.element, STYLE, words).xml(document.template.twins)
    # How far the inner outline of a frame is from the outer one, in 100,000ths of its shorter side.
    guide = f'<a:gd name="adj1" fmla="val {round(BAND / min(size) * 100_000)}"/>' if is_frame else ""
    inset = 0.0 if is_frame else BAND  # the text of a frame is within its inner outline
    across, above = round((ACROSS + inset) * EMU), round((ABOVE + inset) * EMU)
    return _shape(
        document,
        name,
        f"{name} {text}".strip(),
        f"<wps:cNvSpPr/><wps:spPr>{_place(box.left, box.top, *size)}"
        f'<a:prstGeom prst="{side.shape}"><a:avLst>{guide}</a:avLst></a:prstGeom>{_colour("bg1")}'
        f'<a:ln w="{round(side.outline * EMU)}">{_colour("tx2")}<a:miter lim="800000"/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr lIns="{across}" tIns="{above}" rIns="{across}" bIns="{above}" anchor="ctr"><a:noAutofit/>'
        "</wps:bodyPr>",
    )


def _arrows(document: DocumentContext, layout: Layout) -> Iterator[str]:
    """Yield an arrow from each box to those that it answers.

    The ends of the arrows at a box are apart from each other, in the order of their other ends, so that few cross.
    """
    boxes, (wide, high) = layout.boxes, layout.box_size
    answers = {name: dict.fromkeys(box.element.get("answers").split()) for name, box in boxes.items()}
    arrows = [(name, answer) for name, answered in answers.items() for answer in answered]
    ends: dict[str, list[tuple[float, tuple[str, str]]]] = {name: [] for name in boxes}
    for arrow in arrows:
        for here, there in (arrow, reversed(arrow)):
            ends[here].append((boxes[there].top, arrow))

    def end(name: str, arrow: tuple[str, str]) -> tuple[float, float]:
        box = boxes[name]
        place = [other for _, other in sorted(ends[name])].index(arrow) + 1
        inner = wide if box.left < layout.size[0] / 2 else 0.0
        return box.left + inner, box.top + high * place / (len(ends[name]) + 1)

    for arrow in arrows:
        (x, y), (to_x, to_y) = (end(name, arrow) for name in arrow)
        flips = ' flipH="1"' * (to_x < x) + ' flipV="1"' * (to_y < y)
        name = " → ".join(arrow)
        yield _shape(
            document,
            name,
            name,
            f"<wps:cNvCnPr/><wps:spPr>{_place(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y), flips)}"
            '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
            f'<a:ln w="{round(ARROW * EMU)}">{_colour("tx2")}<a:prstDash val="{SIDES[boxes[arrow[0]].side].dash}"/>'
            '<a:tailEnd type="triangle" w="lg" len="lg"/></a:ln></wps:spPr><wps:bodyPr/>',
        )


def _shape(document: DocumentContext, name: str, described: str, content: str) -> str:
    """Return a shape; in a PDF, LibreOffice describes the shapes instead of their group."""
    properties = f'id="{document.next_id("picture")}" name={attribute(name)} descr={attribute(described)}'
    return f"<wps:wsp><wps:cNvPr {properties}/>{content}</wps:wsp>"


def _place(x: float, y: float, width: float, height: float, flips: str = "") -> str:
    left, top, wide, high = (round(length * EMU) for length in (x, y, width, height))
    return f'<a:xfrm{flips}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _colour(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def _group(number: int, alternative: str, layout: Layout, shapes: str) -> str:
    wide, high = (round(length * EMU) for length in layout.size)
    return (
        f'<w:r><mc:AlternateContent xmlns:wpg="{MICROSOFT}wordprocessingGroup"'
        f' xmlns:wps="{MICROSOFT}wordprocessingShape"><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Map {number}" descr={attribute(alternative)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{MICROSOFT}wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{wide}" cy="{high}"/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:t>{escape(alternative)}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
