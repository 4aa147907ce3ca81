"""Tags that are not closed, or stand where a parser would move them: told, never mended."""

from __future__ import annotations

import pytest

from debatekit.errors import DebatekitError
from debatekit.word.page import parse_page
from debatekit.word.vocabulary import CLASSES, ELEMENTS, VOID
from tests.word.support import page, problems, problems_in

NESTING = {
    "never closed": ("<p>x", ["page.html: <p> is never closed. Put </p> where it ends."]),
    "closes nothing": ("x</p>", ["page.html: </p> closes nothing. Delete it, or put <p> before it."]),
    "misnested": (
        "<p><strong>a<em>b</strong>c</em></p>",
        [
            "page.html: </em> closes nothing. Delete it, or put <em> before it.",
            "page.html: <em> is never closed. Put </em> where it ends.",
        ],
    ),
    "several": (
        '<ul data-at="a.html:3"><li data-at="a.html:4">x</ul>'
        '<div data-at="b.html:9" class="together"><p data-at="b.html:10">',
        [
            "a.html:4: <li> is never closed. Put </li> where it ends.",
            "b.html:9: <div> is never closed. Put </div> where it ends.",
            "b.html:10: <p> is never closed. Put </p> where it ends.",
        ],
    ),
    "a name with an ampersand": (
        '<p data-at="R&amp;D.html:3">x',
        ["R&D.html:3: <p> is never closed. Put </p> where it ends."],
    ),
}


@pytest.mark.parametrize(("body", "expected"), NESTING.values(), ids=NESTING)
def test_wrong_nesting_is_told(body: str, expected: list[str]) -> None:
    assert problems_in(body) == expected


def test_page_that_ends_too_early_is_told() -> None:
    """Whatever is open at its end is told."""
    assert problems(page("<p>x</p>").removesuffix("</body></html>")) == [
        "page.html: <body> is never closed. Put </body> where it ends.",
        "page.html: <html> is never closed. Put </html> where it ends.",
    ]


MENDED = {
    "a paragraph in a paragraph": "<p>a<p>b</p></p>",
    "an item in an item": "<ul><li>a<li>b</li></li></ul>",
    "a link in a link": '<p><a href="https://a.org">a<a href="https://b.org">b</a></a></p>',
}


@pytest.mark.parametrize("body", MENDED.values(), ids=MENDED)
def test_what_a_parser_would_mend_is_told(body: str) -> None:
    assert problems_in(body)


AROUND = {
    "li": ("ul",),
    "tr": ("table", "tbody"),
    "td": ("table", "tbody", "tr"),
    "th": ("table", "thead", "tr"),
    "caption": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "colgroup": ("table",),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "legend": ("fieldset",),
    "option": ("select",),
}
"""The elements that some others stand in."""


def start_tag(tag: str, name: str) -> str:
    """Return a start tag with all that its element needs, and `name` as its place."""
    choices = CLASSES.get(tag, {"": ""})
    needed = "" if "" in choices else f' class="{min(choices)}"'
    return f'<{tag} data-at="{name}"{needed}>'


@pytest.mark.parametrize("outer", sorted(set(ELEMENTS) - VOID - {"html", "head", "body", "title", "textarea"}))
def test_tree_is_nested_as_it_is_written_or_it_is_told(outer: str) -> None:
    """Every element is put into `outer`; the parser may not move it out."""
    around = AROUND.get(outer, ())
    moved = []
    for inner in sorted(set(ELEMENTS) - {"html", "head", "body"}):
        content = start_tag(inner, "inner") + ("" if inner in VOID else f"</{inner}>")
        body = f"{start_tag(outer, 'outer')}{content}</{outer}>"
        for tag in reversed(around):
            body = f"<{tag}>{body}</{tag}>"
        try:
            read = parse_page(page(body), "page.html")
        except DebatekitError:
            continue
        (found,) = (element for element in read.elements if element.get("data-at") == "inner")
        if found.parent is None or found.parent.get("data-at") != "outer" or found not in found.parent.children:
            moved.append(inner)
    assert moved == []
