"""What holds for every page: text comes back letter for letter, and no nesting gives a faulty document."""

from __future__ import annotations

import re
from html import escape
from itertools import count

from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.word import write_document
from tests.checkers import own_faults
from tests.word.support import TABLE, W, look, opened, page, part

QUICK = settings(max_examples=100, deadline=None, database=None)

LETTERS = st.characters(exclude_categories=("Cc", "Cn", "Cs"))
TEXT = st.text(st.one_of(LETTERS, st.sampled_from(" \t\n&<>\"';{}")), max_size=60)

WORD = "w"
"""What stands for a word in a page being made; each becomes another one, so that none can be lost or moved."""


def wrapped(*tags: str) -> st.SearchStrategy[str]:
    """Return a word in one of `tags`, each a start tag without its angle brackets."""
    return st.sampled_from(tags).map(lambda tag: f"<{tag}>{WORD}</{tag.partition(' ')[0]}>")


def within(tag: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return `content` in an element, `tag` without its angle brackets."""
    return content.map(lambda html: f"<{tag}>{html}</{tag.partition(' ')[0]}>")


def several(content: st.SearchStrategy[str], least: int = 1, most: int = 3) -> st.SearchStrategy[str]:
    """Return one thing after another."""
    return st.lists(content, min_size=least, max_size=most).map("".join)


FIELDS = st.sampled_from(
    [
        f'<label>{WORD} <input name="n"></label>',
        f'<label><input type="checkbox" title="t" checked> {WORD}</label>',
        f'{WORD} <input type="date" title="t">',
    ]
)
STYLED = wrapped("strong", "em", "mark", "code", "sub", "sup", "cite", 'a href="https://a.org"', 'em lang="fr"')
PIECE = st.one_of(
    st.just(WORD),
    STYLED,
    FIELDS,
    within("strong", st.one_of(wrapped("em"), st.just(WORD))),
    st.sampled_from(["<br>", f"<span class='end'>{WORD}</span>", f"<span class='number'>{WORD}</span>", f"{WORD} "]),
)
LINE = several(PIECE, most=4)
PARAGRAPH = within("p", LINE)
TITLES = st.one_of(*(within(tag, LINE) for tag in ("h1", "h2", "h3 class='for'", "h4", "p class='label'")))
LINES = st.integers(1, 4).map(lambda rows: f'<textarea rows="{rows}"></textarea>')
LIST = st.recursive(
    st.one_of(within("ul", within("li", LINE)), within("ol start='3'", several(within("li", LINE)))),
    lambda inner: st.one_of(
        within("ul", several(within("li", st.tuples(LINE, inner).map("".join)))),
        within("ol type='a'", several(within("li", st.tuples(PARAGRAPH, inner, PARAGRAPH).map("".join)))),
    ),
    max_leaves=4,
)
QUOTATION = st.one_of(
    within("blockquote", several(PARAGRAPH)),
    within("blockquote class='fact'", st.tuples(PARAGRAPH, within("p class='meta'", LINE)).map("".join)),
    within("blockquote class='find'", LINE),
)
NOTE = st.one_of(
    within("aside class='note'", several(st.one_of(PARAGRAPH, LIST))),
    within("aside class='teacher'", LINE),
    within("aside class='challenge'", several(PARAGRAPH)),
)
SMALL = st.one_of(PARAGRAPH, LIST, LINES, QUOTATION, NOTE)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return a table of any size, its cells holding lines and blocks."""
    columns = draw(st.integers(1, 4))
    rows = draw(st.integers(0, 3))
    cell = st.one_of(LINE, several(SMALL), st.sampled_from(["", TABLE.replace("Head", WORD).replace("Cell", WORD)]))
    head = "".join(f"<th>{draw(LINE)}</th>" for _ in range(columns))
    tag = draw(st.sampled_from(["td", "th"]))
    body = "".join(
        f"<tr class='{draw(st.sampled_from(['', 'write']))}'><{tag}>{draw(cell)}</{tag}>"
        + "".join(f"<td>{draw(cell)}</td>" for _ in range(columns - 1))
        + "</tr>"
        for _ in range(rows)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


BLOCK = st.recursive(
    st.one_of(TITLES, SMALL, tables()),
    lambda inner: st.one_of(
        within("section class='card'", several(inner)),
        within("section class='card long'", several(inner)),
        within("section class='page'", several(inner)),
        within("div class='together'", several(inner)),
    ),
    max_leaves=6,
)
EDGE = within(
    "p",
    several(
        st.sampled_from([WORD, '<output name="page"></output>', '<a href="https://a.org">w</a>', "<strong>w</strong>"])
    ),
)
BODY = st.tuples(
    st.one_of(st.just(""), within("header", several(EDGE))),
    st.one_of(st.just(""), within("footer", several(EDGE))),
    several(BLOCK, least=0, most=4),
).map("".join)


def numbered(html: str) -> str:
    """Return `html` with every word made another one."""
    numbers = count(1)
    return re.sub(r"(?<![\w<='\"/])w(?![\w='\"])", lambda _: f"word{next(numbers)}", html)


@given(TEXT)
@example("")
@example(" \t\n ")
@example("&amp;&lt;p&gt;")
@example("\u00a0a\u00a0")
@example("]]>")
@example("\ufeffa")
@QUICK
def test_text_comes_back_letter_for_letter(text: str) -> None:
    expected = re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")
    (paragraph,) = opened(f"<p>{escape(text)}</p>").paragraphs
    assert paragraph.text == expected


@given(st.lists(st.tuples(st.sampled_from(["", "strong", "em", "code"]), TEXT), max_size=5))
@QUICK
def test_styled_text_comes_back_letter_for_letter(pieces: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in pieces)
    expected = re.sub(r"[ \t\n\r\f]+", " ", "".join(text for _, text in pieces)).strip(" ")
    (paragraph,) = opened(f"<p>{html}</p>").paragraphs
    assert paragraph.text == expected


@given(BODY)
@QUICK
def test_every_page_is_a_sound_document_that_loses_no_word(body: str) -> None:
    html = page(numbered(body))
    document = write_document(html, look(), "page.html")
    assert own_faults(document) == []
    main = html.partition("<body>")[2].rpartition("</footer>")[2].rpartition("</header>")[2]
    said = "".join(text.text or "" for text in part(document, "word/document.xml").iter(f"{W}t", f"{W}tab"))
    assert re.findall(r"word\d+", said) == re.findall(r"word\d+", main)
