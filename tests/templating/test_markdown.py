"""Long text becomes paragraphs, emphasis, lists, links and tables, with the quotation marks of the language."""

import re
from html import escape, unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.templating.filters import to_html, to_inline_html
from debatekit.templating.typography import Quotes

SEVEN = "".join(f"<ul><li>{level}" for level in range(7))
TWELVE = SEVEN + "".join(f"</li><li>{level}" for level in range(7, 12)) + "</li></ul>" * 7
SHAPED = {
    "paragraph": ("Trees give shade.", "<p>Trees give shade.</p>"),
    "loose list": ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "list after text": ("These:\n- a\n- b", "<p>These:</p><ul><li>a</li><li>b</li></ul>"),
    "nested list": ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
    "table": (
        "These:\n\n| *a* | b |\n|---|--:|\n| 1 |",
        '<p>These:</p><table><thead><tr><th scope="col"><em>a</em></th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td>1</td><td></td></tr></tbody></table>",
    ),
    "https link": ("[x](https://a.example/b?c=1&d)", '<p><a href="https://a.example/b?c=1&amp;d">x</a></p>'),
    "numbers as typed": ("2. a\n4. b\n5. c", '<ol start="2"><li>a</li></ol><ol start="4"><li>b</li><li>c</li></ol>'),
    "numbers within an item": (
        "- a\n  1. b\n  3. c\n- d",
        '<ul><li>a<ol><li>b</li></ol><ol start="3"><li>c</li></ol></li><li>d</li></ul>',
    ),
    "twelve levels": ("\n".join(f"{'  ' * level}- {level}" for level in range(12)), TWELVE),
    "emphasis of a part of a word": ("**Klima**schutz", "<p><strong>Klima</strong>schutz</p>"),
    "emphasis without spaces": ("这是**重点**内容", "<p>这是<strong>重点</strong>内容</p>"),
}
"""What is more than text: what is typed, and its HTML without the line breaks between its blocks."""

LITERAL = {
    "rule of stars": "***", "bars": "| a | b |\n| 1 | 2 |", "entities": "&amp; &#65; &lt; &nbsp;",
    "block quote": "> Trees", "image": "![Trees](trees.png)", "unsafe link": "[x](javascript:alert)",
    "link to a page beside": "[x](page.html)", "link without a scheme": "[x](//a.example)",
    "link without text": "[](https://a.example)", "link with a title": '[x](https://a.example "y")',
    "several numbers in a line": "1. 2. 3.",
    "stars between digits": "5*3*2 and 2**3**2, 2*(3+4)*(5)*(6)*x", "stars between letters": "Schüler*innen, a*b*c",
    "large numbers": "40000. a\n40001. b", "link without a host": "[x](http://) [x](https:///a) [x](https://[::1)",
    "link to a wrong host": "[x](https://exa%20mple.org) [x](https://a..example) [x](https://u:p@a.example)",
    "link without a mailbox": "[x](mailto:) [x](mailto:a) [x](mailto:a@b)",
    "link with a space": "[x](https://a .example) [x](<https://a .example>)",
    "underscores in a word": "snake_case_name", "backslash": r"C:\trees", "template": "{{ x }} {% if y %} {# z #}",
}  # fmt: skip

LONE_ITEMS = {
    "a year within an item": ("- a\n- 1939. b", "<ul><li>a</li><li>1939. b</li></ul>"),
    "after text": ("It ended.\n\n- Trees", "<p>It ended.</p><p>- Trees</p>"),
    "without text, after line separators": ("a\u2028\u2028b\n\n-", "<p>a\u2028\u2028b</p><p>-</p>"),
}
"""Lists of a single item among other things; what stays is the text that was typed."""

INLINE = {
    "text": ("Trees", "Trees"), "emphasis": ("*a* **b**", "<em>a</em> <strong>b</strong>"),
    "link": ("[x](https://a.example)", '<a href="https://a.example">x</a>'), "lines": ("a\nb", "a\nb"),
    "list": ("- a\n- b", "- a\n- b"), "entity": ("&amp;", "&amp;amp;"),
    "unsafe link": ("[x](javascript:y)", "[x](javascript:y)"), "nothing": ("", ""),
}  # fmt: skip

LED = {
    "paragraph": ("Trees", "<p>LEAD Trees</p>"), "first of two paragraphs": ("a\n\nb", "<p>LEAD a</p><p>b</p>"),
    "emphasis": ("*a*", "<p>LEAD <em>a</em></p>"), "list": ("- a\n- b", "<p>LEAD</p><ul><li>a</li><li>b</li></ul>"),
    "year": ("1939. It began.", "<p>LEAD 1939. It began.</p>"), "dash without text": ("-", "<p>LEAD -</p>"),
}  # fmt: skip


def joined(html: str) -> str:
    return re.sub(r"\s*(</?(?:p|ul|ol|li|table|thead|tbody|tr|th|td)\b[^>]*>)\s*", r"\1", str(html))


@pytest.mark.parametrize(("text", "html"), [*SHAPED.values(), *LONE_ITEMS.values()], ids=[*SHAPED, *LONE_ITEMS])
def test_markdown_that_is_known_becomes_html(text: str, html: str) -> None:
    assert joined(to_html(text)) == html


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
def test_everything_else_stays_as_it_was_typed(text: str) -> None:
    typed = escape(text, quote=False).replace('"', "&quot;")
    assert joined(to_html(text)) == f"<p>{typed}</p>"


@pytest.mark.parametrize(("text", "html"), INLINE.values(), ids=INLINE)
def test_text_within_a_line_has_emphasis_and_links_only(text: str, html: str) -> None:
    assert to_inline_html(text) == html


@pytest.mark.parametrize(("text", "html"), LED.values(), ids=LED)
def test_a_label_runs_into_the_first_paragraph_or_precedes_a_list(text: str, html: str) -> None:
    assert joined(to_html(text, "R & D <b> *x*")) == html.replace("LEAD", "<strong>R &amp; D &lt;b&gt; *x*</strong>")


QUICK = settings(max_examples=200, database=None)

MARKS = r"*_[]()\-+"
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Nd"), exclude_characters=f"{MARKS}\ufffe\uffff")
PLAIN = st.text(st.one_of(LETTERS, st.sampled_from(" \t\n#>|`~=<&;!{}%:/.,\"'")), max_size=60)
"""Text without Markdown's marks for emphasis, links and lists, but with all others."""

ANY = st.text(st.one_of(LETTERS, st.sampled_from(f"{MARKS}0123456789.) \t\n\u2028\x85<&")), max_size=60)
TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a"}


def folded(text: str) -> str:
    return " ".join(text.split())


def visible(html: str) -> str:
    return folded(unescape(re.sub(r"<[^>]*>", " ", str(html))))


@QUICK
@given(text=PLAIN)
@example(text="a\n===\n\n| b |\n\n    c\n\n```d```")
@example(text="a \u2028 b\n\nc")
@example(text="<b>&amp;</b>")
def test_text_without_marks_is_shown_letter_for_letter(text: str) -> None:
    assert visible(to_html(text)) == folded(text)
    assert visible(to_inline_html(text)) == folded(text)
    assert set(re.findall(r"</?(\w+)", to_html(text))) <= {"p", "br"}


@QUICK
@given(text=ANY, lead=st.sampled_from(["", "Why."]))
@example(text="a\u2028b\n\n- c", lead="")
@example(text="a\x85\x85b\n\n-", lead="Why.")
@example(text="- 1939. a\n- b", lead="")
def test_no_word_is_lost_whatever_the_marks(text: str, lead: str) -> None:
    html = to_html(text, lead)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    shown = visible(re.sub(r'<a href="([^"]*)"[^>]*>', r" \1 ", str(html)))
    assert [word for word in re.findall(r"[^\W\d_]+", text) if word not in shown] == []


ENGLISH, FRENCH = Quotes("“", "”", "‘", "’"), Quotes("«\xa0", "\xa0»", "“", "”")

TYPESET = {
    "double": ('Is it "fair"?', "Is it “fair”?"),
    "two pairs": ('"a" and "b c", ("d")', "“a” and “b c”, (“d”)"),
    "emphasis": ('*"a"*', "*“a”*"),
    "over a line end": ('"a\nb"', "“a\nb”"),
    "apostrophes": ("don't; l'eau; pupils' own; the '80s", "don’t; l’eau; pupils’ own; the ’80s"),
    "single": ("the 'fair' one", "the ‘fair’ one"),
    "one within another": ("\"She said 'no', didn't she?\"", "“She said ‘no’, didn’t she?”"),
    "double within double": ('"She said "no" to it"', "“She said ‘no’ to it”"),
    "typographic within double": ('"She said “no” to it"', "“She said ‘no’ to it”"),
}

QUOTED = {
    "within": ("She said “no” to it", "“She said ‘no’ to it”", "«\xa0She said “no” to it\xa0»"),
    "at both ends": ("“No,” she said. “Never.”", "“‘No,’ she said. ‘Never.’”", "«\xa0“No,” she said. “Never.”\xa0»"),
    "inner already": ("‘No’ it is", "“‘No’ it is”", "«\xa0“No” it is\xa0»"),
    "three levels": ("“a ‘b “c” d’ e”", "“‘a “b ‘c’ d” e’”", "«\xa0“a «\xa0b “c” d\xa0» e”\xa0»"),
    "German marks": ("„Nein“ und ‚ja‘", "“‘Nein’ und ‘ja’”", "«\xa0“Nein” und “ja”\xa0»"),
    "French marks": ("« Non » et «\u202foui\u202f»", "“‘Non’ et ‘oui’”", "«\xa0“Non” et “oui”\xa0»"),
    "apostrophes": ("l’eau, ’80s: “it’s”", "“l’eau, ’80s: ‘it’s’”", "«\xa0l’eau, ’80s: “it’s”\xa0»"),
    "inches": ("5” and 6” wide", "“5” and 6” wide”", "«\xa05” and 6” wide\xa0»"),
}

KEPT = [
    'a 5" pipe and a 6" pipe', '"a\n\nb"', '" a "', 'one "', "5' 6", "`\"a\"`", "https://a.example/'b'", "\\\"a\\\"",
    "“a” ‘b’ it’s",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), TYPESET.values(), ids=TYPESET)
def test_straight_marks_become_typographic_ones(typed: str, printed: str) -> None:
    assert ENGLISH.typeset(typed) == printed


def test_the_marks_are_those_of_the_language() -> None:
    assert FRENCH.typeset("C'est \"l'eau 'claire'\".") == "C’est «\xa0l’eau “claire”\xa0»."


@pytest.mark.parametrize("text", KEPT)
def test_a_mark_that_may_be_something_else_is_kept(text: str) -> None:
    assert ENGLISH.typeset(text) == text


@pytest.mark.parametrize(("text", "english", "french"), QUOTED.values(), ids=QUOTED)
def test_a_quotation_within_a_quotation_has_the_inner_marks(text: str, english: str, french: str) -> None:
    assert ENGLISH.quoted(text) == english
    assert FRENCH.quoted(text) == french
