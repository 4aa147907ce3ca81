"""Footnotes: their numbers, their part, and marks and notes that do not belong together."""

from __future__ import annotations

import pytest

from tests.outline import outline
from tests.word.support import W, lines, part, problems_in, values, written

MARK = '<a role="doc-noteref" href="#n1"></a>'
NOTE = '<aside role="doc-footnote" id="n1">Leaves keep sunlight from the ground.</aside>'


def test_mark_and_note() -> None:
    assert lines(f"<p>Trees give shade.{MARK}</p>{NOTE}<p>End.</p>") == [
        "Normal: Trees give shade.[Footnote reference|^1]",
        "Normal: End.",
        "footnote 1:",
        "  Footnote text: [Footnote reference|^] Leaves keep sunlight from the ground.",
    ]


def test_notes_are_in_the_order_of_their_marks() -> None:
    marks = "".join(f'<p><a role="doc-noteref" href="#{name}"></a></p>' for name in ("b", "c", "a"))
    notes = "".join(f'<aside role="doc-footnote" id="{name}">{name}</aside>' for name in ("a", "b", "c"))
    found = [entry for entry in lines(notes + marks) if entry.startswith("  Footnote text")]
    assert [entry[-1] for entry in found] == ["b", "c", "a"]


MARKS = {
    "nothing": "",
    "its number": "1",
    "a star": "*",
    "a number in brackets": "[1]",
    "a raised number": "<sup>1</sup>",
}


@pytest.mark.parametrize("text", MARKS.values(), ids=MARKS)
def test_mark_may_show_its_number_to_browsers(text: str) -> None:
    found = lines(f'<p>x <a role="doc-noteref" href="#n1">{text}</a>, y</p>{NOTE}')
    assert found[0] == "Normal: x[Footnote reference|^1], y"


PLACES = {
    "a heading": f"<h2>x{MARK}</h2>",
    "an item": f"<ul><li>x{MARK}</li></ul>",
    "a header cell": f"<table><thead><tr><th>x{MARK}</th></tr></thead></table>",
    "a cell": f"<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>{MARK}</td></tr></tbody></table>",
    "a term": f"<dl><dt>x{MARK}</dt></dl>",
    "a legend": f"<fieldset><legend>x{MARK}</legend></fieldset>",
    "styled text": f"<p><strong>x{MARK}</strong></p>",
    "a quotation": f"<blockquote><p>x{MARK}</p></blockquote>",
}


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES)
def test_mark_stands_in(body: str) -> None:
    document = written(body + NOTE)
    assert values(part(document, "word/document.xml"), "footnoteReference", "id") == ["1"]
    assert "Leaves keep sunlight" in outline(document)


@pytest.mark.parametrize("around", ["<ul><li><p>x</p>{}</li></ul>", '<section class="card"><p>x</p>{}</section>'])
def test_note_may_stand_anywhere(around: str) -> None:
    assert lines(f"<p>a{MARK}</p>" + around.format(NOTE))[-2:] == [
        "footnote 1:",
        "  Footnote text: [Footnote reference|^] Leaves keep sunlight from the ground.",
    ]


def test_note_of_two_paragraphs_with_links_and_languages() -> None:
    note = (
        '<aside role="doc-footnote" id="n1"><p id="first">See <a href="https://example.org">this</a>.</p>'
        '<p lang="ar" dir="rtl">x</p></aside>'
    )
    assert lines(f'<p id="p">x{MARK} <a href="#first">y</a></p>{note}')[1:] == [
        "footnote 1:",
        "  Footnote text: [Footnote reference|^] {#first|See [link https://example.org |[Hyperlink|this]].}",
        "  Footnote text +rtl: [rtl bidi:ar|x]",
    ]


def test_separators_are_named_in_the_settings() -> None:
    document = written(f"<p>x{MARK}</p>{NOTE}")
    assert values(part(document, "word/footnotes.xml"), "footnote", "id") == ["-1", "0", "1"]
    properties = part(document, "word/settings.xml").find(f"{W}footnotePr")
    assert properties is not None
    assert values(properties, "footnote", "id") == ["-1", "0"]


def note(content: str) -> str:
    """Return a mark, and a note with `content`."""
    return f'<p>x{MARK}</p><aside role="doc-footnote" id="n1">{content}</aside>'


WRONG = {
    "a note without a mark": (
        f"<p>x</p>{NOTE}",
        'this footnote has no mark in the text. Write <a role="doc-noteref" href="#n1"></a> where',
    ),
    "a note without an id": ('<aside role="doc-footnote">x</aside>', "this footnote has no mark in the text"),
    "a mark without a note": (f"<p>x{MARK}</p>", "nothing here has the id 'n1'. Give what it leads to: <aside role="),
    "a mark that leads nowhere": ('<p>x<a role="doc-noteref"></a></p>', "this mark leads to no footnote. Write <aside"),
    "a mark that leads out": (
        '<p>x<a role="doc-noteref" href="https://example.org"></a></p>',
        "'https://example.org' is no footnote. Write <aside",
    ),
    "a mark of something else": (f'<p id="n1">x{MARK}</p>', "'#n1' is no footnote. Write <aside"),
    "two marks": (f"<p>x{MARK}{MARK}</p>{NOTE}", "the note '#n1' has a mark already. Write a note for each mark."),
    "a mark in the header": (
        f"<header><p>x{MARK}</p></header>{NOTE}",
        "a note cannot have its mark in the header. Put it in the page's text.",
    ),
    "a mark in a note": (note(MARK), "a note cannot have its mark in the footnotes"),
    "a mark with words": (
        f'<p>x<a role="doc-noteref" href="#n1">see</a></p>{NOTE}',
        "the text 'see' cannot stand in the mark of a note. Word writes its number here.",
    ),
    "a plain link to a note": (
        f'<p>x{MARK} <a href="#n1">1</a></p>{NOTE}',
        "this leads to a footnote. Say so: <a role",
    ),
    "an empty note": (note(" "), "this footnote is empty. Write its text in it."),
    "text beside paragraphs": (note("lost<p>x</p>"), "the text 'lost' stands beside blocks. Put it in <p>"),
    "text behind paragraphs": (note("<p>x</p>lost"), "the text 'lost' stands beside blocks. Put it in <p>"),
    "styled text beside paragraphs": (note("<p>x</p><em>lost</em>"), "<em> cannot stand beside <p>. Put it in a"),
    "a list": (note("<ul><li>x</li></ul>"), "<ul> cannot stand in a footnote. A footnote holds text, or <p> only."),
    "a note in a note": (
        note('<aside role="doc-footnote" id="n2">x</aside>'),
        "<aside> cannot stand in a footnote",
    ),
    "a class": (
        f'<p>x{MARK}</p><aside role="doc-footnote" class="note" id="n1">x</aside>',
        "a footnote has no class 'note'. Leave it out",
    ),
    "a paragraph's class": (note('<p class="lead">x</p>'), "a paragraph of a footnote has no class. Leave it out"),
    "another role": ('<aside role="note" id="n1">x</aside>', 'role="note" is not known at <aside>. Choose from: doc-'),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_note_is_told(body: str, message: str) -> None:
    assert any(problem.startswith(f"page.html: {message}") for problem in problems_in(body))


def test_problem_names_the_line_of_the_template() -> None:
    assert problems_in(
        '<p data-at="a.html:3">x</p><aside role="doc-footnote" id="n1" data-at="b.html:7">x</aside>'
    ) == [
        'b.html:7: this footnote has no mark in the text. Write <a role="doc-noteref" href="#n1"></a> where its mark '
        "belongs."
    ]
