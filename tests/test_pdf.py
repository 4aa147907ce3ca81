"""PDFs: a changed one is recognised, each document begins on a front, pages come in the order of a booklet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.pdf import LastPage, Layout, Printed, add_mark, count_pages, join, last_page, source_in
from tests.pdfs import A4, pdf_of, read_pdf, root_of, starts_of

SOURCE = "0123456789abcdef" * 4
LETTER = (612, 792)
LANDSCAPE = (842, 595)
TEXT = "/P <</MCID {y}>> BDC BT /F1 10 Tf 1 0 0 1 54 {y} Tm (word) Tj ET EMC "
FOOTER = "/Artifact BMC BT /F1 10 Tf 1 0 0 1 54 40 Tm (Page 2) Tj ET 54 45 m 540 45 l S EMC "


def test_a_pdf_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(DebatekitError, match="pypdf cannot read the PDF"):
        count_pages(b"%PDF-1.7\nstartxref\n5\n%%EOF\n")


@given(st.integers(1, 5), st.data())
def test_a_mark_shows_a_change_of_any_byte(pages: int, data: st.DataObject) -> None:
    pdf = add_mark(pdf_of(*[A4] * pages), SOURCE)
    assert source_in(pdf) == SOURCE
    place = data.draw(st.integers(0, len(pdf) - 1))
    assert source_in(pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]) == ""
    assert source_in(pdf + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n") == ""  # as programs add notes


def test_a_marked_pdf_is_read_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    assert count_pages(add_mark(pdf_of(A4, A4), SOURCE)) == 2
    assert caplog.records == []


@pytest.mark.parametrize(
    ("layout", "pages", "sides", "sheets"),
    [
        (Layout.TWO_SIDED, 1, 1, 1), (Layout.TWO_SIDED, 4, 4, 2), (Layout.TWO_SIDED, 5, 5, 3),
        (Layout.ONE_SIDED, 5, 5, 5),
        (Layout.BOOKLET, 1, 1, 1), (Layout.BOOKLET, 4, 2, 1), (Layout.BOOKLET, 5, 3, 2), (Layout.BOOKLET, 8, 4, 2),
    ],
)  # fmt: skip
def test_sides_and_sheets(layout: Layout, pages: int, sides: int, sheets: int) -> None:
    assert (layout.sides(pages), layout.sheets(pages)) == (sides, sheets)


def heights(*documents: Printed, layout: Layout = Layout.TWO_SIDED) -> list[float]:
    return [float(page.mediabox.height) for page in read_pdf(join(documents, "Title", "de", layout)).pages]


def test_each_document_begins_on_a_front() -> None:
    odd, even = pdf_of(A4, A4, A4), pdf_of(LETTER, LETTER)
    two_sided = [Printed("odd", odd, Layout.TWO_SIDED), Printed("even", even, Layout.TWO_SIDED)]
    assert heights(*two_sided, two_sided[0]) == [842] * 4 + [792] * 2 + [842] * 4
    one_sided = [each._replace(layout=Layout.ONE_SIDED) for each in two_sided]
    assert heights(*one_sided, layout=Layout.ONE_SIDED) == [842] * 3 + [792] * 2


@pytest.mark.parametrize("layout", [Layout.TWO_SIDED, Layout.BOOKLET])
def test_a_sheet_to_cut_has_a_blank_back(layout: Layout) -> None:
    cards = Printed("cards", pdf_of(A4, LETTER), Layout.ONE_SIDED, copies=2)
    assert heights(cards, layout=layout) == [842, 842, 792, 792] * 2


def test_a_booklet_has_two_pages_on_each_side() -> None:
    documents = [
        Printed("five", pdf_of(*[A4] * 5), Layout.BOOKLET),
        Printed("mixed", pdf_of(A4, LANDSCAPE), Layout.BOOKLET),
    ]
    pages = read_pdf(join(documents, "Title", "de")).pages
    assert [(page.mediabox.width, page.mediabox.height) for page in pages] == [LANDSCAPE] * (4 + 2)


@pytest.mark.parametrize(("size", "corner"), [(A4, (421, 0)), (LANDSCAPE, (842, 0))], ids=["portrait", "landscape"])
def test_pages_fill_their_half_of_a_booklet(size: tuple[int, int], corner: tuple[int, int]) -> None:
    """The lower left corner of page 1 is where the right half of the sheet begins, or ends if the page is turned."""
    square = pdf_of(size, content="0 0 10 10 re f")
    sheet = read_pdf(join([Printed("one", square, Layout.BOOKLET)], "Title", "de")).pages[0]
    found: list[tuple[float, float]] = []

    def visit(operator: bytes, _operands: object, matrix: list[float], _text_matrix: list[float]) -> None:
        if operator == b"re":
            found.append((matrix[4], matrix[5]))

    sheet.extract_text(visitor_operand_before=visit)
    assert tuple(map(round, found[-1])) == corner  # the first rectangle is the edge of the page


@pytest.mark.parametrize("layout", Layout)
def test_a_set_has_a_title_a_language_and_bookmarks(layout: Layout) -> None:
    documents = [Printed("Brief", pdf_of(A4, A4), layout), Printed("Fragen", pdf_of(A4), layout)]
    pdf = read_pdf(join(documents, "Gärten", "de", layout))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, root_of(pdf)["/Lang"]) == ("Gärten", "de")
    assert starts_of(pdf) == {"Brief": 0, "Fragen": 2}


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param(TEXT.format(y=780) + TEXT.format(y=760) + FOOTER, 2, id="two lines"),
        pytest.param(TEXT.format(y=780) * 3 + FOOTER, 1, id="three words in a line"),
        pytest.param(TEXT.format(y=780) + TEXT.format(y=400), None, id="text further down"),
        pytest.param(TEXT.format(y=780) + "/Artifact BMC 54 300 400 20 re S EMC " + FOOTER, None, id="empty table"),
        pytest.param(TEXT.format(y=780) + "0 300 20 90 re f 0 0 595 842 re W n ", 1, id="mark at the edge"),
        pytest.param(FOOTER, 0, id="nothing"),
    ],
)  # fmt: skip
def test_a_nearly_empty_last_page_is_found(content: str, lines: int | None) -> None:
    assert last_page(pdf_of(A4, A4, content=content)) == LastPage(2, lines)
    assert last_page(pdf_of(A4, content=content)) == LastPage(1, None)
