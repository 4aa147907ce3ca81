"""The text of a PDF is read as paragraphs, whatever its columns, heads and line ends are."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from debatekit.errors import DebatekitError
from debatekit.sources import pdf_text
from debatekit.sources.quotes import find
from debatekit.sources.readers import read_source
from tests.sources.pdf_files import Text, column, pdf

LEFT = """\
Trees give shade on a hot day, and they
take room from a game. Somebody must wa-
ter them in summer, and shade-giving trees
"""
RIGHT = """\
do not water themselves. Most yards are
small, and a well-kept bench needs less.
Nobody has counted them."""
WHOLE = (
    "Trees give shade on a hot day, and they take room from a game. Somebody must water them in summer, and "
    "shade-giving trees do not water themselves. Most yards are small, and a well-kept bench needs less. "
    "Nobody has counted them."
)
HEAD, FOOT = Text("Garden Quarterly", 60, 800), Text("Page 4", 300, 30)
GAP = """\
One paragraph ends here before the edge.
It has two lines that are as full as this.

Another one begins after a space, here
and ends."""
INDENT = """\
>One paragraph ends here before the edg
of the page with a full stop, as it should.
>Another one begins with an indent, and
ends on the next line, too."""


def alternately(left: list[Text], right: list[Text]) -> list[Text]:
    return [line for pair in zip(left, right, strict=False) for line in pair]


TALL = "\n".join(
    f"{word} lines are a column on the left of it" for word in ["some", "more", "most", "all", "few", "no"]
)
FILES = {
    "one column": (pdf(column(LEFT + RIGHT)), [WHOLE]),
    "two columns": (pdf([*column(LEFT), *column(RIGHT, x=320)]), [WHOLE]),
    "two columns, written line by line": (
        pdf(alternately(column(TALL), column(TALL.replace("left", "right"), x=320))),
        [" ".join(f"{TALL}\n{TALL.replace('left', 'right')}".split("\n"))],
    ),
    "two pages with heads and page numbers": (
        pdf([HEAD, *column(LEFT), FOOT], [HEAD, *column(RIGHT), FOOT._replace(text="Page 5")]), [WHOLE],
    ),
    "a page of nothing but a head": (pdf([HEAD, *column(LEFT + RIGHT)], [HEAD], [HEAD]), [WHOLE]),
    "a heading": (pdf([Text("On trees", 60, 730, 16), *column(LEFT + RIGHT)]), ["On trees", WHOLE]),
    "space between paragraphs": (
        pdf(column(GAP)), [" ".join(part.split("\n")) for part in GAP.replace("\n\n", "#").split("#")],
    ),
    "indents": (pdf(column(INDENT)), [" ".join(part.strip("\n").split("\n")) for part in INDENT.split(">")[1:]]),
    "a note at the foot": (
        pdf([*column(LEFT), Text("1 See the report of the club.", 60, 60, 7)], column(RIGHT)), [WHOLE],
    ),
    "the mark of a note": (
        pdf([Text("Trees give shade.", 60, 700), Text("12", 142, 704, 6), *column("Yards do not.", y=688)]),
        ["Trees give shade. Yards do not."],
    ),
    "a caption in the midst of a sentence": (
        pdf([*column(LEFT), Text("Figure 1: a yard", 60, 400, 8), *column(RIGHT, y=380)]), [WHOLE, "Figure 1: a yard"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_paragraphs_of_a_pdf(tmp_path: Path, name: str) -> None:
    raw, expected = FILES[name]
    (tmp_path / "a.pdf").write_bytes(raw)
    assert list(read_source(tmp_path / "a.pdf").paragraphs) == expected


def protected(password: str) -> bytes:
    writer, buffer = pypdf.PdfWriter(io.BytesIO(pdf(column(LEFT)))), io.BytesIO()
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


SCAN = pdf([])
HEBREW = pdf(column(LEFT)).replace(b"/WinAnsiEncoding", b"<</Differences[97%s]>>" % (b"/afii57664" * 26))
UNREADABLE = {
    "a scan": (SCAN, "there is no text in the PDF"),
    "cut off": (pdf(column(LEFT))[:300], "the PDF is damaged, or not a PDF"),
    "pages in a circle": (pdf([]).replace(b"Kids[5 0 R]", b"Kids[2 0 R]"), "the PDF is damaged, or not a PDF"),
    "Hebrew": (HEBREW, "the text of the PDF runs from right to left"),
    "another file": (b"Trees", "the PDF is damaged, or not a PDF"),
    "a password": (protected("secret"), "the PDF is protected with a password"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_pdf_that_cannot_be_read_is_reported(tmp_path: Path, name: str) -> None:
    raw, message = UNREADABLE[name]
    (tmp_path / "a.pdf").write_bytes(raw)
    with pytest.raises(DebatekitError) as raised:
        read_source(tmp_path / "a.pdf")
    assert raised.value.problems[0].message == message
    assert raised.value.problems[0].hint


def test_a_pdf_that_anyone_may_open_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(protected(""))
    assert find(read_source(tmp_path / "a.pdf"), "they take room from a game")


def test_reading_a_pdf_takes_no_longer_than_a_person_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(column(LEFT), column(RIGHT)))
    monkeypatch.setattr(pdf_text, "MAX_SECONDS", -1)
    with pytest.raises(DebatekitError, match="seconds to read"):
        read_source(tmp_path / "a.pdf")
