"""PDFs: what each was made from, how many pages it has and how full the last one is, and several as one to print.

A PDF that debatekit writes has a comment before its last lines: what it was made from, and a checksum. So a PDF that
was annotated, or that another program made, is recognised, and one that is up to date is not made again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from debatekit.errors import DebatekitError
from debatekit.files import digest

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter, Transformation

MARK: Final = re.compile(rb"%debatekit ([0-9a-f]{64}) ([0-9a-f]{64})\n(?=startxref\s+\d+\s+%%EOF\s*\Z)")
MARK_LENGTH: Final = 300  # bytes that the mark and what follows it have at most
END: Final = b"startxref"  # ISO 32000-1, 7.5.5; a comment may be before it (7.2.3)
NEARLY_EMPTY: Final = 0.75  # of the page's height: with nothing below, it is a fifth full, apart from the margin
MARGIN: Final = 0.08  # of the page's height
WIDE: Final = 0.2  # of the page's width: narrower shapes may be marks at the edge of the page


class Layout(Enum):
    """How pages are arranged on sheets of paper."""

    TWO_SIDED = "two_sided"
    ONE_SIDED = "one_sided"
    BOOKLET = "booklet"
    """Two pages on each side of a sheet, which is folded in the middle."""

    def sheets(self, pages: int) -> int:
        """Return the number of sheets of paper that a document takes."""
        return -(-pages // {Layout.ONE_SIDED: 1, Layout.TWO_SIDED: 2, Layout.BOOKLET: 4}[self])

    def sides(self, pages: int) -> int:
        """Return the number of sides that are printed."""
        return min(pages, 2 * self.sheets(pages))


class LastPage(NamedTuple):
    """How many pages a document has, and how many lines are on the last of several if it is nearly empty, or None."""

    pages: int
    lines: int | None


class Printed(NamedTuple):
    """A document of a set to print."""

    title: str
    content: bytes
    layout: Layout
    copies: int = 1


def add_mark(pdf: bytes, source: str) -> bytes:
    """Return a PDF with a comment that names the digest of its `source`, and has a checksum of the rest."""
    place = pdf.rindex(END)
    mark = f"%debatekit {source} {digest(source.encode('ascii') + pdf)}\n"
    return pdf[:place] + mark.encode("ascii") + pdf[place:]


def source_in(pdf: bytes) -> str:
    """Return the digest of what a PDF was made from, or "" if debatekit has not made it or it was changed since."""
    match = MARK.search(pdf, max(0, len(pdf) - MARK_LENGTH))
    if match and digest(match[1] + pdf[: match.start()] + pdf[match.end() :]) == match[2].decode("ascii"):
        return match[1].decode("ascii")
    return ""


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF that LibreOffice made."""
    return len(_pages(pdf))


def last_page(pdf: bytes) -> LastPage:
    """Return the number of pages of a PDF that LibreOffice made, and how full the last one is."""
    pages = _pages(pdf)
    if len(pages) < 2:
        return LastPage(len(pages), None)
    page = pages[-1]
    width, height = _size(page)
    text, shapes = _places(page, width)
    bottom = min([*text, *(y for y in shapes if MARGIN < y / height < 1 - MARGIN)], default=height)
    return LastPage(len(pages), len(text) if bottom > NEARLY_EMPTY * height else None)


def _pages(pdf: bytes) -> Sequence[PageObject]:
    from pypdf import PdfReader  # takes a tenth of a second to load, and few runs need it
    from pypdf.errors import PyPdfError

    try:
        return list(PdfReader(io.BytesIO(pdf)).pages)
    except PyPdfError as error:
        message = f"pypdf cannot read the PDF that it made: {error}"
        raise DebatekitError.for_file("LibreOffice", message, "Try another version of LibreOffice.") from None


def _places(page: PageObject, width: float) -> tuple[set[int], set[int]]:
    """Return where on a page there are lines of text and the corners of wide shapes, in points from below.

    Headers and footers are no text: LibreOffice marks them as artifacts (ISO 32000-1, 14.8.2.2), as it does lines
    and shapes.
    """
    text: set[int] = set()
    shapes: set[int] = set()
    marked: list[bool] = []
    path: list[tuple[float, float]] = []

    def visit(operator: bytes, operands: Any, matrix: Sequence[float], text_matrix: Sequence[float]) -> None:
        if operator in {b"BMC", b"BDC"}:
            marked.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            marked[-1:] = []
        elif operator in {b"Tj", b"TJ"} and not any(marked):
            text.add(round(_at(matrix, text_matrix[4], text_matrix[5])[1]))
        elif operator in {b"m", b"l", b"re"}:
            x, y = float(operands[0]), float(operands[1])
            path.append(_at(matrix, x, y))
            if operator == b"re":
                path.append(_at(matrix, x + float(operands[2]), y + float(operands[3])))
        elif operator in {b"f", b"f*", b"S", b"s", b"B", b"B*", b"n"}:
            across = [x for x, _ in path]
            if path and operator != b"n" and WIDE * width < max(across) - min(across) < 0.99 * width:
                shapes.update(round(y) for _, y in path)
            path.clear()

    page.extract_text(visitor_operand_before=visit)
    return text, shapes


def _at(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    """Return where a point is on the page (ISO 32000-1, 8.3.3)."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def join(documents: Sequence[Printed], title: str, language: str, layout: Layout = Layout.TWO_SIDED) -> bytes:
    """Return documents as one PDF, in which each begins on the front of a sheet; one-sided ones have blank backs.

    Sheets of a booklet are turned over at the short edge, so the backs of those that are not folded are upside down.
    Titles become bookmarks. The tags of the documents are lost, because pypdf does not join trees of tags.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    for document in documents:
        start, pages = len(writer.pages), _pages(document.content)
        for _ in range(document.copies):
            if document.layout is Layout.BOOKLET:
                _add_booklet(writer, pages)
            else:
                _add_pages(writer, pages, document.layout, layout)
        writer.add_outline_item(title=document.title, page_number=start)
    writer.add_metadata({"/Title": title, "/Producer": "debatekit, pypdf"})
    _set_preferences(writer, language, layout)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _add_pages(writer: PdfWriter, pages: Sequence[PageObject], layout: Layout, whole: Layout) -> None:
    """Add a document of some `layout` to a `whole` of another."""
    for number, page in enumerate(pages):
        added = writer.add_page(page)
        added.pop("/StructParents", None)
        if layout is Layout.ONE_SIDED and whole is not Layout.ONE_SIDED:
            writer.add_blank_page()
        elif layout is Layout.TWO_SIDED and whole is Layout.BOOKLET and number % 2:
            added.rotate(180)
    if layout is Layout.TWO_SIDED and len(writer.pages) % 2:
        writer.add_blank_page()


def booklet_order(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the pages on the left and on the right of each side of a booklet, counted from 0: front, back, and so on.

    Those that are not less than `pages` are blank.
    """
    whole = pages + -pages % 4
    for side in range(whole // 2):
        outer, inner = whole - 1 - side, side
        yield (outer, inner) if side % 2 == 0 else (inner, outer)


def _add_booklet(writer: PdfWriter, pages: Sequence[PageObject]) -> None:
    width, height = sorted(_size(pages[0]))  # of upright paper, which a sheet has on its side
    for pair in booklet_order(len(pages)):
        sheet = writer.add_blank_page(height, width)
        for half, number in enumerate(pair):
            if number < len(pages):
                place = _on_half(pages[number], height / 2, width)
                sheet.merge_transformed_page(pages[number], place.translate(half * height / 2, 0))
        sheet.compress_content_streams()


def _on_half(page: PageObject, width: float, height: float) -> Transformation:
    """Return how a page becomes as large as half a sheet; a landscape page is turned."""
    from pypdf import Transformation

    place, (across, up) = Transformation(), _size(page)
    if across > up:
        place, across, up = place.rotate(90).translate(up, 0), up, across
    scale = min(width / across, height / up)
    return place.scale(scale).translate((width - scale * across) / 2, (height - scale * up) / 2)


def _size(page: PageObject) -> tuple[float, float]:
    return float(page.mediabox.width), float(page.mediabox.height)


def _set_preferences(writer: PdfWriter, language: str, layout: Layout) -> None:
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    duplex = {Layout.ONE_SIDED: "/Simplex", Layout.TWO_SIDED: "/DuplexFlipLongEdge"}
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject({  # ISO 32000-1, table 150
        NameObject("/DisplayDocTitle"): BooleanObject(True),
        NameObject("/PrintScaling"): NameObject("/None"),
        NameObject("/Duplex"): NameObject(duplex.get(layout, "/DuplexFlipShortEdge")),
    })  # fmt: skip
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
