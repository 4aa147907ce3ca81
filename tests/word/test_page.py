"""Pages outside the documented part of HTML: everything is told, with its place and what to write instead."""

from __future__ import annotations

import pytest

from debatekit.errors import DebatekitError
from debatekit.word import write_document
from debatekit.word.page import parse_page
from debatekit.word.tree import text_of
from tests.checkers import own_faults
from tests.word.support import TABLE, line, lines, look, page, problems, problems_in, written

UNKNOWN = {
    "element": ("<blink>x</blink>", "unknown element <blink>"),
    "element, nearly right": ("<sektion>x</sektion>", "unknown element <sektion>. Did you mean 'section'?"),
    "element within a paragraph": ("<p><b>x</b></p>", "unknown element <b>"),
    "element with parts in it": ("<dll><dt>x</dt></dll>", "unknown element <dll>. Did you mean 'dl'?"),
    "void element": ("<p>x<wbr></p>", "unknown element <wbr>"),
    "void element with an attribute": ('<embed src="x.png">', "unknown element <embed>"),
    "attribute": ('<p style="color: red">x</p>', "<p> has no attribute 'style' here"),
    "attribute, nearly right": ('<p><a hreff="x">x</a></p>', "<a> has no attribute 'hreff' here. Did you mean 'href'?"),
    "attribute of another element": ('<p rows="3">x</p>', "<p> has no attribute 'rows' here"),
    "class": ('<p class="led">x</p>', "<p> has no class 'led'. Did you mean 'lead'?"),
    "class of another element": ('<p class="card">x</p>', "<p> has no class 'card'"),
    "two classes, one known": ('<p class="band nowhere">x</p>', "<p> has no class 'band nowhere'"),
    "no class where one is needed": (
        "<aside>x</aside>",
        "<aside> needs a class. Choose from: note, challenge, teacher, key.",
    ),
    "class on an item": ('<ul><li class="x">x</li></ul>', "<li> has no attribute 'class' here"),
}


@pytest.mark.parametrize(("body", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_is_told(body: str, message: str) -> None:
    (only,) = problems_in(body)
    assert only.startswith(f"page.html: {message}")


def test_no_choice_is_offered_where_there_is_none() -> None:
    (only,) = problems_in('<h1 class="big">x</h1>')
    assert only.startswith("page.html: <h1> has no class 'big'.")
    assert "Choose from: ." not in only


VALUES = {
    "list type": ('<ol type="b"><li>x</li></ol>', 'type="b" is not known at <ol>. Choose from: 1, A, I, a, i.'),
    "list start": (
        '<ol start="five"><li>x</li></ol>',
        'start="five" is not known at <ol>. Write a number from 0 to 32767.',
    ),
    "negative start": ('<ol start="-1"><li>x</li></ol>', 'start="-1" is not known at <ol>'),
    "start beyond what Word can count": ('<ol start="99999999999"><li>x</li></ol>', 'start="99999999999"'),
    "kind of field": ('<p><input type="range" title="x"></p>', 'type="range" is not known at <input>. Choose from:'),
    "kind of output": ('<p><output name="date"></output></p>', 'name="date" is not known at <output>'),
    "no lines": ('<textarea rows="0"></textarea>', 'rows="0" is not known at <textarea>'),
    "too many lines": ('<textarea rows="100"></textarea>', 'rows="100" is not known at <textarea>'),
    "lines in words": ('<textarea rows="two"></textarea>', 'rows="two" is not known at <textarea>'),
    "scope": (
        TABLE.replace("<th>", '<th scope="table">'),
        'scope="table" is not known at <th>. Choose from: col, row.',
    ),
    "width without a unit": (TABLE.replace("<thead>", '<colgroup><col width="30"></colgroup><thead>'), 'width="30"'),
    "width over all": (TABLE.replace("<thead>", '<colgroup><col width="130%"></colgroup><thead>'), 'width="130%"'),
    "link to a script": ('<p><a href="javascript:x()">x</a></p>', 'href="javascript:x()" is not known at <a>'),
    "link without its scheme": ('<p><a href="example.org">x</a></p>', 'href="example.org" is not known at <a>. Links'),
}


@pytest.mark.parametrize(("body", "message"), VALUES.values(), ids=VALUES)
def test_unknown_value_is_told(body: str, message: str) -> None:
    (only,) = problems_in(body)
    assert only.startswith(f"page.html: {message}")


def test_unknown_meta_name_is_told() -> None:
    (only,) = problems(page("<p>x</p>", '<title>T</title><meta name="autor" content="x">'))
    assert only.startswith('page.html: name="autor" is not known at <meta>')


PLACES = {
    "on the element": ('<p data-at="parts/a.html:12" clas="x">x</p>', "parts/a.html:12: "),
    "on one around it": ('<div class="together" data-at="a.html:3"><p clas="x">x</p></div>', "a.html:3: "),
    "the nearest": (
        '<div class="together" data-at="a.html:3"><p data-at="b.html:7" clas="x">x</p></div>',
        "b.html:7: ",
    ),
    "without a line": ('<p data-at="a.html" clas="x">x</p>', "a.html: "),
    "nowhere": ('<p clas="x">x</p>', "page.html: "),
    "text beside blocks": ('<div class="together" data-at="a.html:3">text<p>x</p></div>', "a.html:3: "),
    "a link in a list that goes deeper": (
        '<ul><li data-at="a.html:5"><a>x</a><ul><li>y</li></ul></li></ul>',
        "a.html:5: ",
    ),
}


@pytest.mark.parametrize(("body", "place"), PLACES.values(), ids=PLACES)
def test_problem_names_the_template_and_its_line(body: str, place: str) -> None:
    (only,) = problems_in(body)
    assert only.startswith(place)


def test_all_problems_come_at_once_and_in_order() -> None:
    found = problems_in(
        '<p data-at="b.html:2" clas="x">x</p><p data-at="a.html:9"><blink>x</blink></p>'
        '<p data-at="a.html:10" class="led">x</p>'
    )
    assert [headline.split(": ")[0] for headline in found] == ["a.html:9", "a.html:10", "b.html:2"]


SAME = {
    "comments": ("<p>a<!-- <p> not closed -->b</p>", "Normal: ab"),
    "a closed void element": ("<p>a<br/>b</p>", "Normal: a<br>b"),
    "capital letters": ("<P>a <EM>b</EM></P>", "Normal: a [Emphasis|b]"),
    "a tag's end in an attribute": ('<p data-at="a>b:1">x</p>', "Normal: x"),
    "single quotation marks": ("<p class='lead'>x</p>", "Subtitle: x"),
    "spaces in a class": ('<p class=" band  for ">x</p>', "Band For: x"),
    "no quotation marks": ("<p class=lead>x</p>", "Subtitle: x"),
    "a break within a tag": ('<p\n  class="lead"\n>x</p\n>', "Subtitle: x"),
    "an element that ends at once": ('<p class="lead"/><p>x</p>', "Subtitle:\nNormal: x"),
    "references": ("<p>&lt;&#97;&#x62;&gt; R&amp;D &eacute; &copy 1</p>", "Normal: <ab> R&D é © 1"),
    "signs that are no tag": ("<p>1 < 2 > 1 <3 <p</p>", "Normal: 1 < 2 > 1 <3 <p"),
    "a comment in an element's name": ("<p>a<<!-- -->em>b</p>", "Normal: a<em>b"),
}


@pytest.mark.parametrize(("body", "expected"), SAME.values(), ids=SAME)
def test_ways_to_write_the_same(body: str, expected: str) -> None:
    assert "\n".join(lines(body)) == expected


SPACED = {
    "blockquote": ('<blockquote class="fact">x</blockquote>', "fact"),
    "aside": ('<aside class="note">x</aside>', "note"),
    "section": ('<section class="page"><p>x</p></section>', "page"),
    "span": ('<p>x<span class="end">y</span></p>', "end"),
    "row": (TABLE.replace("<tr><td>", '<tr class="write"><td>'), "write"),
}


@pytest.mark.parametrize(("body", "name"), SPACED.values(), ids=SPACED)
def test_spaces_around_a_class_do_not_matter(body: str, name: str) -> None:
    assert lines(body.replace(f'class="{name}"', f'class=" {name} "')) == lines(body)


PAGES = {
    "nothing": "",
    "a comment": "<!-- no head, no body -->",
    "text alone": "x",
    "no head": "<html><body><p>x</p></body></html>",
    "no frame": "<p>x</p>",
    "two bodies": "<html><head><title>T</title></head><body><p>x</p></body><body><p>y</p></body></html>",
    "two pages": page("<p>x</p>") * 2,
    "a body before the head": "<html><body><p>x</p></body><head><title>T</title></head></html>",
    "text before it": "x" + page("<p>x</p>"),
    "text behind it": page("<p>x</p>") + "x",
    "a comment that never ends": page("<p>x</p><!-- "),
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_page_that_is_none_is_told(html: str) -> None:
    assert problems(html)


def test_what_stands_before_a_page_and_is_no_text_is_passed_over() -> None:
    html = f"<!DOCTYPE html>\n<!-- ours -->\n{page('<p>x</p>')}\n"
    assert write_document(html, look(), "page.html") == written("<p>x</p>")


STRAY = {
    "a second value of an attribute": (
        '<p class="lead" class="band">x</p>',
        "'class' stands twice in the tag <p>. Delete one of the two.",
    ),
    "curly quotation marks": (
        "<p class=“lead”>x</p>",
        "<p> has no class '“lead”'. Write straight quotation marks, as in",
    ),
    "curly quotation marks around a number": (
        "<textarea rows=”4”></textarea>",
        'rows="”4”" is not known at <textarea>. Write straight quotation marks, as in class="label".',
    ),
    "an element of old": ("<center>x</center>", "unknown element <center>. All elements stand in docs/pages.md."),
    "a text": ('<p "x">x</p>', """'"x"' cannot stand in the tag <p>. Write its attributes as name="value"."""),
    "a sign": ('<p class="lead" = "x">x</p>', """'="x"' cannot stand in the tag <p>"""),
    "a reference to what cannot be printed": ("<p>a&#12;b</p>", "the character U+000C cannot be printed. Delete it."),
    "one in an attribute": (
        '<p><input type="text" title="a&#12;b"></p>',
        "the character U+000C cannot be printed. Delete it.",
    ),
}


@pytest.mark.parametrize(("body", "message"), STRAY.values(), ids=STRAY)
def test_what_has_no_meaning_is_told(body: str, message: str) -> None:
    (only,) = problems_in(body)
    assert only.startswith(f"page.html: {message}")


def test_a_second_title_is_told() -> None:
    (only,) = problems(page("<p>x</p>", "<title>T</title><title>U</title>"))
    assert only == "page.html: the page has a title already. Delete one of the two."


def test_what_follows_from_one_mistake_is_told_once() -> None:
    assert problems_in("<p>a" + "<h2>b</h2><p>c</p>" * 5) == [
        "page.html: <h2> cannot stand in <p>. Close <p> before it.",
        "page.html: <p> is never closed. Put </p> where it ends.",
    ]


def test_address_in_an_attribute_keeps_what_looks_like_a_reference() -> None:
    html = page('<p><a href="https://a.org/?a=1&copy=2&amp;b=3">x</a></p>')
    (link,) = (element for element in parse_page(html, "page.html").elements if element.tag == "a")
    assert link.get("href") == "https://a.org/?a=1&copy=2&b=3"


DEEP = {
    "blocks": '<div class="together">' * 100 + "<p>x</p>" + "</div>" * 100,
    "within a line": "<p>" + "<em>" * 100 + "x" + "</em>" * 100 + "</p>",
    "never closed": "<p>" * 100_000,
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
def test_elements_that_stand_too_deep_in_each_other_are_told(body: str) -> None:
    assert "page.html: more than 60 elements stand in each other. Make it flatter." in problems_in(body)


NO_TAGS = {
    "starts": "<a " * 300_000,
    "starts of attributes": "<a '" * 300_000,
    "ends": "</" * 300_000,
    "blanks": f"<p {' ' * 300_000}",
    "references": "&" * 300_000,
}


@pytest.mark.parametrize("text", NO_TAGS.values(), ids=NO_TAGS)
def test_signs_that_are_no_tags_are_text_however_many(text: str) -> None:
    """Each of these would take hours if the page were read again from each of its signs."""
    assert line(f"<p>{text}</p>") == f"Normal: {' '.join(text.split())}"


ENDLESS = {"comments": "<!-- " * 300_000, "attributes": f"<p {'a= ' * 300_000}>", "signs": f"<p{'=' * 300_000}>"}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_what_goes_on_without_end_is_told(body: str) -> None:
    assert problems_in(body)


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\x0b"], ids=["U+FFFE", "U+FFFF", "U+000B"])
def test_character_that_xml_forbids_is_told_or_left_out(character: str) -> None:
    try:
        document = written(f"<p>a{character}b</p>")
    except DebatekitError:
        return
    assert own_faults(document) == []


def test_parsed_page_is_a_tree() -> None:
    head, body, elements = parse_page(page("<p>one <em>two</em> three</p>"), "page.html")
    assert [child.tag for child in head.children] == ["title"]
    (paragraph,) = body.called("p")
    (emphasis,) = paragraph.children
    assert (paragraph.text, emphasis.text, emphasis.tail) == ("one ", "two", " three")
    assert text_of(paragraph) == "one two three"
    assert [element.tag for element in emphasis.around()] == ["p", "body", "html"]
    assert [element.tag for element in elements] == ["html", "head", "title", "body", "p", "em"]
