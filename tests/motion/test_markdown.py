"""Long texts as Markdown: what is simple is read without the parser, and the same as with it."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from debatekit.motion.markdown import emphasized, escaped, parser, plain, simple_paragraphs

MARKS = st.sampled_from(["", "*", "**", "***"])
WORDS = st.sampled_from(["trees", "5", "é", "“we”", "it's", "x.", "(see", "p)", "<b>", "€", "a b", "a\nb", "?"])
AFTER = st.sampled_from(["", ".", ",", ")", "a", "(", "…", '"'])
SPACES = st.sampled_from([" ", " ", "\n", "\n\n", ""])
TEXTS = st.lists(st.tuples(MARKS, WORDS, MARKS, AFTER, SPACES).map("".join), max_size=6).map("".join).map(str.strip)


def test_long_text_loses_its_marks() -> None:
    typed = "*Trees* give **shade**,\n2 < 3 & [links](https://a.example).\n\n- one\n- two"
    assert plain(typed) == "Trees give shade, 2 < 3 & links.\none\ntwo"


def test_emphasis_is_simple() -> None:
    assert simple_paragraphs("Trees *give*\nshade.\n\n**Plant one,** or two.") == [
        "Trees *give*\nshade.", "**Plant one,** or two.",
    ]  # fmt: skip


@given(TEXTS)
def test_simple_texts_are_as_the_parser_reads_them(text: str) -> None:
    typed = escaped(text)
    if paragraphs := simple_paragraphs(typed):
        html = "".join(f"<p>{emphasized(escape(paragraph))}</p>\n" for paragraph in paragraphs)
        assert unescape(html) == unescape(parser().render(typed))
