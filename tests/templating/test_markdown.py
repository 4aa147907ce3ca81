"""Long text becomes paragraphs, emphasis, lists and links; everything else stays as it was typed."""

from __future__ import annotations

import re
from html import escape, unescape

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from hypothesis.strategies import text

from debatekit.templating.markdown import parser, to_html, to_inline_html

MARKDOWN = parser()

SHAPED = {
    "paragraph": ("Trees give shade.", "<p>Trees give shade.</p>"),
    "two lines": ("Trees\ngive shade.", "<p>Trees\ngive shade.</p>"),
    "two lines of Windows": ("Trees\r\ngive shade.", "<p>Trees\ngive shade.</p>"),
    "forced line": ("Trees  \ngive shade.", "<p>Trees<br>\ngive shade.</p>"),
    "two paragraphs": ("Trees\n\ngive\n\n\nshade.", "<p>Trees</p><p>give</p><p>shade.</p>"),
    "nothing": ("", ""),
    "white space": (" \n ", ""),
    "emphasis": ("*one* _two_", "<p><em>one</em> <em>two</em></p>"),
    "strong emphasis": ("**one** __two__", "<p><strong>one</strong> <strong>two</strong></p>"),
    "both": ("***one***", "<p><em><strong>one</strong></em></p>"),
    "nested emphasis": ("**one *two***", "<p><strong>one <em>two</em></strong></p>"),
    "bullets": ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "bullets of stars": ("* a\n* b", "<ul><li>a</li><li>b</li></ul>"),
    "bullets of plus signs": ("+ a\n+ b", "<ul><li>a</li><li>b</li></ul>"),
    "numbers": ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    "numbers with brackets": ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
    "numbers from three": ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    "loose list": ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "list after text": ("These:\n- a\n- b", "<p>These:</p><ul><li>a</li><li>b</li></ul>"),
    "text after a list": ("- a\n- b\n\nSo.", "<ul><li>a</li><li>b</li></ul><p>So.</p>"),
    "nested list": ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
    "numbers with bullets": (
        "1. a\n   - b\n   - c\n2. d",
        "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>",
    ),
    "two lists": ("- a\n- b\n\n1. c\n2. d", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>"),
    "emphasis in a list": ("- *a*\n- b", "<ul><li><em>a</em></li><li>b</li></ul>"),
    "http link": ("[x](http://a.example)", '<p><a href="http://a.example">x</a></p>'),
    "https link": ("[x](https://a.example/b?c=1&d)", '<p><a href="https://a.example/b?c=1&amp;d">x</a></p>'),
    "link in capitals": ("[x](HTTPS://A.EXAMPLE)", '<p><a href="HTTPS://A.EXAMPLE">x</a></p>'),
    "mail link": ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example">x</a></p>'),
    "emphasis in a link": ("[*x*](https://a.example)", '<p><a href="https://a.example"><em>x</em></a></p>'),
    "escaped star": (r"\*a\*", "<p>*a*</p>"),
    "escaped number": ("1\\. a\n2\\. b", "<p>1. a\n2. b</p>"),
    "escaped link": (r"\[x](https://a.example)", "<p>[x](https://a.example)</p>"),
}
"""What is more than text: what is typed, and its HTML without the line breaks between its blocks."""

LITERAL = {
    "heading": "# Trees",
    "deep heading": "###### Trees",
    "heading underlined twice": "Trees\n===",
    "heading underlined": "Trees\n---",
    "rule of dashes": "---",
    "rule of stars": "***",
    "rule of stars apart": "* * *",
    "rule of underscores": "___",
    "table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "tag": "<b>Trees</b>",
    "script": "<script>alert(1)</script>",
    "block tag": "<div>\nTrees\n</div>",
    "comment": "<!-- Trees -->",
    "entities": "&amp; &#65; &lt; &nbsp;",
    "ampersand and angle brackets": "R & D < 5 > 4",
    "quotation marks": "\"q\" 'a' “t” «g»",
    "code": "`Trees`",
    "code block": "```\nTrees\n```",
    "struck out": "~~Trees~~",
    "block quote": "> Trees",
    "image": "![Trees](trees.png)",
    "image on the web": "![Trees](https://a.example/trees.png)",
    "unsafe link": "[x](javascript:alert)",
    "unsafe link in capitals": "[x](JaVaScRiPt:alert)",
    "unsafe link in angle brackets": "[x](<javascript:alert>)",
    "link to data": "[x](data:text/html,a)",
    "link to a file": "[x](file:///a)",
    "link to a page beside": "[x](page.html)",
    "link to a page above": "[x](../page.html)",
    "link to a page from the top": "[x](/page.html)",
    "link without a scheme": "[x](//a.example)",
    "link within the page": "[x](#a)",
    "link by reference": "[x][1]",
    "link without an address": "[x]()",
    "link with an address of spaces": "[x](  )",
    "link without text": "[](https://a.example)",
    "link with a text of spaces": "[ ](https://a.example)",
    "link with a title": '[x](https://a.example "y")',
    "reference": "[1]: https://a.example",
    "address": "https://a.example",
    "address in angle brackets": "<https://a.example>",
    "footnote": "Trees[^1]",
    "year": "1939. It began.",
    "year over two lines": "1939. It began\nand went on.",
    "number alone": "1. Trees",
    "bracketed number alone": "1) Trees",
    "dash alone": "- Trees",
    "star alone": "* Trees",
    "plus sign alone": "+ Trees",
    "several numbers in a line": "1. 2. 3.",
    "dash without text": "-",
    "dashes without text": "-\n-",
    "number without text": "1.",
    "numbers without text": "1.\n2.",
    "number of a list that nothing begins": "Trees\n2. a\n3. b",
    "very long number": "12345678901. a\n2. b",
    "stars for times": "2 * 3 * 4",
    "open star": "*Trees",
    "underscores in a word": "snake_case_name",
    "backslash": r"C:\trees",
    "template": "{{ x }} {% if y %} {# z #}",
}

LONE_ITEMS = {
    "after text": ("It ended.\n\n- Trees", "<p>It ended.</p><p>- Trees</p>"),
    "before text": ("1945. It ended.\n\nThen", "<p>1945. It ended.</p><p>Then</p>"),
    "two of different kinds": ("- a\n+ b", "<p>- a</p><p>+ b</p>"),
    "two with text between": ("1. a\n\nb\n\n2. c", "<p>1. a</p><p>b</p><p>2. c</p>"),
    "with emphasis": ("- *a* b", "<p>- <em>a</em> b</p>"),
    "indented": ("   - a", "<p>- a</p>"),
    "after a line separator": ("a\u2028b\n\n- c", "<p>a\u2028b</p><p>- c</p>"),
    "without text, after line separators": ("a\u2028\u2028b\n\n-", "<p>a\u2028\u2028b</p><p>-</p>"),
    "after a next line": ("a\x85b\n\n1939. c", "<p>a\x85b</p><p>1939. c</p>"),
}
"""Lists of a single item among other things; what stays is the text that was typed."""

INLINE = {
    "text": ("Trees", "Trees"),
    "emphasis": ("*a* **b**", "<em>a</em> <strong>b</strong>"),
    "link": ("[x](https://a.example)", '<a href="https://a.example">x</a>'),
    "lines": ("a\nb", "a\nb"),
    "paragraphs": ("a\n\nb", "a\n\nb"),
    "list": ("- a\n- b", "- a\n- b"),
    "heading": ("# a", "# a"),
    "tag": ("<b>", "&lt;b&gt;"),
    "entity": ("&amp;", "&amp;amp;"),
    "unsafe link": ("[x](javascript:y)", "[x](javascript:y)"),
    "nothing": ("", ""),
}

LED = {
    "paragraph": ("Trees", "<p>LEAD Trees</p>"),
    "first of two paragraphs": ("a\n\nb", "<p>LEAD a</p><p>b</p>"),
    "emphasis": ("*a*", "<p>LEAD <em>a</em></p>"),
    "list": ("- a\n- b", "<p>LEAD</p><ul><li>a</li><li>b</li></ul>"),
    "numbers": ("3. a\n4. b", '<p>LEAD</p><ol start="3"><li>a</li><li>b</li></ol>'),
    "paragraph before a list": ("a\n\n- b\n- c", "<p>LEAD a</p><ul><li>b</li><li>c</li></ul>"),
    "year": ("1939. It began.", "<p>LEAD 1939. It began.</p>"),
    "dash alone": ("- a", "<p>LEAD - a</p>"),
    "dash without text": ("-", "<p>LEAD -</p>"),
}


def joined(html: str) -> str:
    """Return HTML without the white space around the tags of its blocks."""
    return re.sub(r"\s*(</?(?:p|ul|ol|li)\b[^>]*>)\s*", r"\1", str(html))


def as_typed(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


@pytest.mark.parametrize(("text", "html"), SHAPED.values(), ids=SHAPED.keys())
def test_markdown_that_is_known_becomes_html(text: str, html: str) -> None:
    assert joined(to_html(MARKDOWN, text)) == html


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL.keys())
def test_everything_else_stays_as_it_was_typed(text: str) -> None:
    assert joined(to_html(MARKDOWN, text)) == f"<p>{as_typed(text)}</p>"


@pytest.mark.parametrize(("text", "html"), LONE_ITEMS.values(), ids=LONE_ITEMS.keys())
def test_a_single_item_is_no_list(text: str, html: str) -> None:
    assert joined(to_html(MARKDOWN, text)) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [("- a\n- 1939. b", "a 1939. b"), ("1. a\n2. - b", "a - b")],
    ids=["year", "dash"],
)
def test_a_single_item_within_an_item_is_no_list(text: str, shown: str) -> None:
    assert " ".join(re.sub("<[^>]*>", " ", str(to_html(MARKDOWN, text))).split()) == shown


@pytest.mark.parametrize(("text", "html"), INLINE.values(), ids=INLINE.keys())
def test_text_within_a_line_has_emphasis_and_links_only(text: str, html: str) -> None:
    assert to_inline_html(MARKDOWN, text) == html


@pytest.mark.parametrize(("text", "html"), LED.values(), ids=LED.keys())
def test_a_label_runs_into_the_first_paragraph_or_stands_before_a_list(text: str, html: str) -> None:
    assert joined(to_html(MARKDOWN, text, "Why?")) == html.replace("LEAD", "<strong>Why?</strong>")


def test_a_label_is_text_too() -> None:
    assert "<strong>R &amp; D &lt;b&gt; *x*</strong> a" in to_html(MARKDOWN, "a", "R & D <b> *x*")


@given(text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
@example("x")
@example('Trees give shade, and 3 < 4 & "5" isn\'t - 1. a + b # c > d `e` ~f~ | <em>')
@example("Trees ")
@example("é\N{NO-BREAK SPACE}")
@example("x\N{LINE SEPARATOR}y")
def test_text_without_a_sign_of_markdown_is_read_as_all_other_text(written: str) -> None:
    """Such text takes a shorter way; the parser of Markdown would come to the same."""
    assert unescape(to_html(MARKDOWN, f"Is {written}")) == unescape(MARKDOWN.render(f"Is {written}"))
