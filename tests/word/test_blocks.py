"""Blocks: headings and paragraphs by class, cards, callouts, quotations, lists, pages, lines to write on."""

from __future__ import annotations

import pytest

from debatekit.word.vocabulary import CLASSES, HEADINGS
from tests.word.support import TABLE, W, body_of, line, lines, look, part, problems_in, written

TEXT_CLASSES = [(tag, name, style) for tag in sorted({*HEADINGS, "p"}) for name, style in CLASSES[tag].items()]


@pytest.mark.parametrize(("tag", "name", "style"), TEXT_CLASSES, ids=[f"{tag} {name}" for tag, name, _ in TEXT_CLASSES])
def test_class_says_the_style(tag: str, name: str, style: str) -> None:
    assert line(f'<{tag} class="{name}">x</{tag}>') == f"{style}: x"


def test_card_stays_together() -> None:
    body = f"<h3>a</h3><p>b</p><ul><li>c</li></ul>{TABLE}<textarea rows='2'></textarea><p>d</p>"
    paragraphs = body_of(f'<section class="card">{body}</section>').iter(f"{W}p")
    kept = [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in paragraphs]
    assert kept == [True] * 7 + [False]


def test_long_card_may_break() -> None:
    assert lines('<section class="card long"><p>a</p><p>b</p><p>c</p></section>') == [
        "Body Text: a",
        "Body Text: b",
        "Body Text: c",
    ]


def test_blocks_after_a_card_are_free_again() -> None:
    found = lines('<section class="card"><p>a</p><p>b</p></section><p>c</p><p>d</p>')
    assert found == ["Body Text +next: a", "Body Text: b", "Normal: c", "Normal: d"]


def test_division_stays_together() -> None:
    assert lines('<div class="together"><p>a</p><p>b</p></div><p>c</p>') == [
        "Normal +next: a",
        "Normal: b",
        "Normal: c",
    ]


CALLOUTS = {
    "note": ("Note", "Note Indented"),
    "challenge": ("Challenge", "Challenge"),
    "teacher": ("Teacher Note", "Teacher Note Indented"),
    "key": ("Teacher Note", "Teacher Note Indented"),
}


@pytest.mark.parametrize(("name", "styles"), CALLOUTS.items(), ids=CALLOUTS)
def test_callout_alone_and_in_a_card(name: str, styles: tuple[str, str]) -> None:
    callout = f'<aside class="{name}"><p>a</p><ul><li>b</li></ul></aside>'
    alone, in_card = styles
    assert lines(callout) == [f"{alone} +next: a", f"{alone} (• level 0): b"]
    in_long_card = lines(f'<section class="card long">{callout}</section>')
    assert in_long_card == [f"{in_card} +next: a", f"{in_card} (• level 0): b"]


def test_first_paragraph_of_a_callout_stays_with_the_next() -> None:
    found = lines('<aside class="note"><p>a</p><p>b</p><p>c</p></aside><p>d</p>')
    assert found == ["Note +next: a", "Note: b", "Note: c", "Normal: d"]


QUOTATIONS = {
    "quotation": ("", "Quote", "Quote Source"),
    "fact": ("fact", "Fact", "Fact Source"),
    "thing to find out": ("find", "Find Out", "Quote Source"),
}


@pytest.mark.parametrize(("name", "style", "source"), QUOTATIONS.values(), ids=QUOTATIONS)
@pytest.mark.parametrize("card", [False, True], ids=["alone", "in a card"])
def test_quotation_keeps_its_source(name: str, style: str, source: str, card: bool) -> None:
    body = f'<blockquote class="{name}"><p>a</p><p>b</p><p class="meta">c</p></blockquote>'
    found = lines(f'<section class="card long">{body}</section>' if card else body)
    assert found == [f"{style} +next: a", f"{style} +next: b", f"{source}: c"]


INDENTED_LISTS = {
    "quotation": ("<blockquote><ul><li>x</li></ul></blockquote>", "Quote"),
    "fact": ("<blockquote class='fact'><ul><li>x</li></ul></blockquote>", "Quote"),
    "challenge": ("<aside class='challenge'><ul><li>x</li></ul></aside>", "Challenge"),
    "note": ("<aside class='note'><ul><li>x</li></ul></aside>", "Note"),
    "note in a card": (
        "<section class='card'><aside class='note'><ul><li>x</li></ul></aside></section>",
        "Note Indented",
    ),
    "card": ("<section class='card'><ul><li>x</li></ul></section>", "Body Text"),
}


@pytest.mark.parametrize(("body", "style"), INDENTED_LISTS.values(), ids=INDENTED_LISTS)
def test_list_is_in_line_with_the_text_around_it(body: str, style: str) -> None:
    """The bullet stands where the text of `style` begins."""
    first = part(written(body), "word/numbering.xml").find(f"{W}abstractNum/{W}lvl/{W}pPr/{W}ind")
    assert first is not None
    assert int(first.get(f"{W}left", "")) - int(first.get(f"{W}hanging", "")) == look().indents[style]


def test_page_starts_a_new_page_once() -> None:
    assert lines('<p>a</p><section class="page"><h2>b</h2><p>c</p></section>') == [
        "Normal: a",
        "Heading 2 +page: b",
        "Normal: c",
    ]


PAGES = {"a table": TABLE, "a card with a table": f'<section class="card">{TABLE}</section>'}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_page_that_starts_with_a_table(body: str) -> None:
    breaks = body_of(f'<p>a</p><section class="page">{body}</section>').iter(f"{W}pageBreakBefore", f"{W}br")
    assert len(list(breaks)) == 1


def test_two_tables_stay_two() -> None:
    """Word draws tables with nothing between them as one."""
    body = body_of(TABLE + TABLE)[0]
    tags = [str(child.tag).removeprefix(W) for child in body]
    assert tags.count("tbl") == 2
    first = tags.index("tbl")
    assert "p" in tags[first : tags.index("tbl", first + 1)]


INTRODUCTIONS = {
    "of a table": (f"<p>a</p><p>b</p>{TABLE}", ["Normal: a", "Normal +next: b"]),
    "of lines": ("<p>a</p><p>b</p><textarea rows='1'></textarea>", ["Normal: a", "Normal +next: b"]),
    "between headings": ("<h1>a</h1><p>b</p><h2>c</h2>", ["Heading 1: a", "Normal +next: b"]),
    "of nothing": ("<h1>a</h1><p>b</p><p>c</p>", ["Heading 1: a", "Normal: b"]),
}


@pytest.mark.parametrize(("body", "expected"), INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_introduction_stays_with_what_it_introduces(body: str, expected: list[str]) -> None:
    assert lines(body)[:2] == expected


def test_item_of_several_paragraphs() -> None:
    found = lines("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>")
    assert found == ["List Number (1. level 0): a", "List Number (level 0): b", "List Number (2. level 0): c"]


ITEMS = {
    "text, then a list": ("a<ul><li>b</li></ul>", ["List Bullet (• level 0): a", "List Bullet (– level 1): b"]),
    "styled text, then a list": (
        "<em>a</em> b<ul><li>c</li></ul>",
        ["List Bullet (• level 0): [Emphasis|a] b", "List Bullet (– level 1): c"],
    ),
    "nothing": ("", ["List Bullet (• level 0):"]),
    "a callout with a list": (
        "a<aside class='note'><ul><li>b</li></ul></aside>",
        ["List Bullet (• level 0): a", "Note (• level 0): b"],
    ),
    "a quotation": ("a<blockquote>b</blockquote>", ["List Bullet (• level 0): a", "Quote: b"]),
    "a list, then a paragraph": (
        "<p>a</p><ul><li>b</li></ul><p>c</p>",
        ["List Bullet (• level 0): a", "List Bullet (– level 1): b", "List Bullet (level 0): c"],
    ),
}


@pytest.mark.parametrize(("item", "expected"), ITEMS.values(), ids=ITEMS)
def test_items(item: str, expected: list[str]) -> None:
    assert lines(f"<ul><li>{item}</li></ul>") == expected


@pytest.mark.parametrize(("rows", "count"), [("", 3), (' rows="1"', 1), (' rows="99"', 99)], ids=["default", "1", "99"])
def test_lines_to_write_on_stay_together(rows: str, count: int) -> None:
    assert lines(f"<textarea{rows}></textarea>") == ["Writing Line +next:"] * (count - 1) + ["Writing Line:"]


LOST = {
    "between paragraphs": "<p>a</p>TEXT<p>b</p>",
    "before a paragraph": "TEXT<p>a</p>",
    "in a card": '<section class="card"><p>a</p>TEXT</section>',
    "in a callout": '<aside class="note">TEXT<p>a</p></aside>',
    "in a division": '<div class="together"><p>a</p>TEXT</div>',
    "in a quotation": "<blockquote><p>a</p>TEXT</blockquote>",
    "in a cell": TABLE.replace("Cell", "<p>a</p>TEXT"),
    "in an item": "<ul><li><p>a</p>TEXT</li></ul>",
    "in an item after its list": "<ul><li>a<ul><li>b</li></ul>TEXT</li></ul>",
    "in a list": "<ul>TEXT<li>a</li></ul>",
    "between items": "<ul><li>a</li>TEXT<li>b</li></ul>",
    "in a table": TABLE.replace("<tbody>", "TEXT<tbody>"),
    "in a body of a table": TABLE.replace("<tbody>", "<tbody>TEXT"),
    "in a row": TABLE.replace("<td>", "TEXT<td>"),
    "after the page header": "<header><p>a</p></header>TEXT<p>b</p>",
    "in lines to write on": "<textarea>TEXT</textarea>",
}


@pytest.mark.parametrize("text", ["text", "<strong>text</strong>"], ids=["text", "styled"])
@pytest.mark.parametrize("body", LOST.values(), ids=LOST)
def test_text_beside_blocks_is_told(body: str, text: str) -> None:
    assert any("text" in problem or "<strong>" in problem for problem in problems_in(body.replace("TEXT", text)))


MISPLACED = {
    "a paragraph in a list": ("<ul><p>x</p></ul>", "<p> cannot stand in <ul>. <ul> holds <li> only."),
    "an item alone": ("<p>a</p><li>x</li>", "<li> cannot stand"),
    "a caption alone": ("<p>a</p><caption>x</caption>", "<caption> cannot stand"),
    "a tenth level": ("<ul><li>" * 10 + "x" + "</li></ul>" * 10, "a list has at most 9 levels. Make it flatter."),
    "a second page header": (
        "<header><p>a</p></header><header><p>b</p></header><p>x</p>",
        "<header> cannot stand beside",
    ),
}


@pytest.mark.parametrize(("body", "message"), MISPLACED.values(), ids=MISPLACED)
def test_misplaced_block_is_told(body: str, message: str) -> None:
    assert any(problem.startswith(f"page.html: {message}") for problem in problems_in(body))


def test_nine_levels_are_fine() -> None:
    assert lines("<ul><li>" * 9 + "x" + "</li></ul>" * 9)[-1] == "List Bullet (• level 8): x"
