"""PDFs: a changed one is recognised, each document begins on a front, pages come in the order of a booklet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.pdf import LastPage, Layout, Printed, add_mark, count_pages, join, last_page, source_in
from tests.pdfs import A4, pdf_of, read_pdf

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


def heights(*documents: Printed, layout: Layout = Layout.TWO_SIDED) -> list[float]:
    return [float(page.mediabox.height) for page in read_pdf(join(documents, "Title", "de", layout)).pages]


def test_a_booklet_has_two_pages_on_each_side() -> None:
    documents = [
        Printed("five", pdf_of(*[A4] * 5), Layout.BOOKLET),
        Printed("mixed", pdf_of(A4, LANDSCAPE), Layout.BOOKLET),
    ]
    pages = read_pdf(join(documents, "Title", "de")).pages
    assert [(page.mediabox.width, page.mediabox.height) for page in pages] == [LANDSCAPE] * (4 + 2)


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
