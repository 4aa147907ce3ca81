"""Numbered lines, and terms with what they mean. What holds for all lists stands in test_blocks.py."""

from __future__ import annotations

import pytest

from tests.word.support import TABLE, lines, problems_in

DEFINITIONS = {
    "one": ("<dt>a</dt><dd>b</dd>", ["Term +next: a", "Definition: b"]),
    "two of one meaning": ("<dt>a</dt><dt>b</dt><dd>c</dd>", ["Term +next: a", "Term +next: b", "Definition: c"]),
    "one of two meanings": ("<dt>a</dt><dd>b</dd><dd>c</dd>", ["Term +next: a", "Definition: b", "Definition: c"]),
    "styled": ("<dt><dfn>a</dfn> b</dt><dd>c</dd>", ["Term +next: [Defined Term|a] b", "Definition: c"]),
    "paragraphs": ("<dt>a</dt><dd><p>b</p><p>c</p></dd>", ["Term +next: a", "Definition: b", "Definition: c"]),
    "a list": (
        "<dt>a</dt><dd><ul><li>b<ul><li>c</li></ul></li></ul></dd>",
        ["Term +next: a", "Definition (• level 0): b", "Definition (– level 1): c"],
    ),
    "lines": ("<dt>a</dt><dd><textarea rows='1'></textarea></dd>", ["Term +next: a", "Writing Line:"]),
    "terms in a meaning": (
        "<dt>a</dt><dd><dl><dt>b</dt><dd>c</dd></dl></dd>",
        ["Term +next: a", "Term +next: b", "Definition: c"],
    ),
    "a meaning alone": ("<dd>a</dd>", ["Definition: a"]),
}


@pytest.mark.parametrize(("content", "expected"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_terms(content: str, expected: list[str]) -> None:
    assert lines(f"<dl>{content}</dl>") == expected


def test_terms_in_a_card_stand_in_line_with_its_text() -> None:
    found = lines('<section class="card long"><dl><dt>a</dt><dd>b</dd></dl></section>')
    assert found == ["Term Indented +next: a", "Definition Indented: b"]


NUMBERED = {
    "one": ("<ol class='lines'><li>a</li></ol>", ["(1 level 0): a"]),
    "two": ("<ol class='lines'><li>a</li><li>b</li></ol>", ["(1 level 0) +next: a", "(2 level 0): b"]),
    "from a number": ("<ol class='lines' start='5'><li>a</li></ol>", ["(5 level 0): a"]),
    "twice": ("<ol class='lines'><li>a</li></ol>" * 2, ["(1 level 0): a", "(1 level 0): a"]),
    "the first two and the last two on a page": (
        f"<ol class='lines'>{''.join(f'<li>{letter}</li>' for letter in 'abcde')}</ol>",
        [
            *("(1 level 0) +next: a", "(2 level 0): b", "(3 level 0): c"),
            *("(4 level 0) +next: d", "(5 level 0): e"),
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), NUMBERED.values(), ids=NUMBERED)
def test_numbered_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == [f"Numbered Line {entry}" for entry in expected]


def test_lists_in_terms_and_terms_in_lists_count_for_themselves() -> None:
    body = "<ol><li>a<dl><dt>b</dt><dd><ol><li>c</li></ol></dd></dl></li><li>d</li></ol>"
    assert lines(body) == [
        "List Number (1. level 0): a",
        "Term +next: b",
        "Definition (1. level 0): c",
        "List Number (2. level 0): d",
    ]


WRONG = {
    "a block in a term": ("<dl><dt><p>x</p></dt></dl>", "<p> cannot stand in <dt>. Close <dt> before it."),
    "text among terms": ("<dl>lost<dt>x</dt></dl>", "the text 'lost' cannot stand in <dl>. <dl> holds <dd> and <dt>"),
    "text behind a term": ("<dl><dt>x</dt>lost</dl>", "the text 'lost' cannot stand in <dl>"),
    "text beside a meaning's block": ("<dl><dd>lost<p>x</p></dd></dl>", "the text 'lost' stands beside blocks"),
    "a paragraph among terms": ("<dl><p>x</p></dl>", "<p> cannot stand in <dl>. <dl> holds <dd> and <dt> only."),
    "a term alone": ("<dt>x</dt>", "<dt> cannot stand in <body>. Put it in <dl>."),
    "a meaning in an item": ("<ul><li><dd>x</dd></li></ul>", "<dd> cannot stand in <li>. Put it in <dl>."),
    "terms in a paragraph": ("<p><dl><dt>x</dt></dl></p>", "<dl> cannot stand in <p>. Close <p> before it."),
    "terms in a header cell": (TABLE.replace("Head", "<dl><dt>x</dt></dl>"), "<dl> cannot stand within a paragraph"),
    "a class nearly right": ("<ol class='line'><li>x</li></ol>", "<ol> has no class 'line'. Did you mean 'lines'?"),
    "text among lines": ("<ol class='lines'>x</ol>", "the text 'x' cannot stand in <ol>. <ol> holds <li> only."),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_list_is_told(body: str, message: str) -> None:
    assert any(problem.startswith(f"page.html: {message}") for problem in problems_in(body))
