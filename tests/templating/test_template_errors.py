"""Whatever a template gets wrong is at its line, with what was probably meant; every tag knows where it comes from."""

import re
from pathlib import Path

import pytest

from debatekit.motion.fields import Edition
from debatekit.templating import Templates
from debatekit.word import write_document
from tests.problems import reported
from tests.templating.checked import EXTRAS
from tests.templating.motions import EDITIONS, MARKED
from tests.templating.support import HANDOUTS, PACKAGED, PAGES, SHEET, problem_in, put, render, tree
from tests.word.support import look

NOTHING = ("there is nothing to print here: the value is not given", "")

MISTAKES = {
    "unknown variable": ("{{ motoin.motion }}", "'motoin' is undefined", "Did you mean 'motion'?"),
    "unknown word": ("{{ words.quots.open }}", "words has no field 'quots'", "Did you mean 'quotes'?"),
    "unknown filter": ("{{ motion.motion|uper }}", "No filter named 'uper'", "Did you mean 'upper'?"),
    "unknown test": ("{{ motion.motion is strng }}", "No test named 'strng'", "Did you mean 'string'?"),
    "unknown tag": ("{% fro x in motion.terms %}", "there is no tag 'fro' here", ""),
    "comment that is not closed": ("{# to do", "Missing end of comment tag", ""),
    "tag closed by another": ("{% if teacher %}{% endfor %}", "a {% if %} before this is not closed", "{% endif %}"),
    "unknown part": ('{% include "part.htm" %}', "there is no template 'part.htm'", "Did you mean 'part.html'?"),
    "unknown macro": ('{% from "part.html" import bx %}{{ bx() }}', "does not export the requested name 'bx'", ""),
    "part outside the folder": ('{% include "../part.html" %}', "there is no template '../part.html'", "'part.html'"),
    "none": ("{{ none }}", *NOTHING),
    "field of a part that is not given": ("{{ motion.ages.oldest }}", "'None' has no attribute 'oldest'", ""),
    "division by zero": ("{{ 1 / 0 }}", "division by zero", ""),
    "list without that item": ("{{ motion.pro.arguments[9].claim }}", "has no element 9", ""),
    "filter with a wrong value": ("{{ motion.motion|truncate(1) }}", "", ""),
    "way out of the sandbox": ("{{ ''.__class__.__mro__ }}", "cannot read '__class__'", "docs/templates.md"),
}
"""What a template has in its third line, and the message and hint that it gets, or a part of them."""

WRONG_PARTS = {
    "nothing given": ("\n\n{{ motion.ages }}", 3, "there is nothing to print here"),
    "unknown filter": ("<b>\n\n{{ 1|nothing }}</b>", 3, "No filter named 'nothing'"),
    "include of itself": ('\n\n{% include "broken.html" %}', 3, "the template calls itself without end"),
    "way out of the sandbox": ("\n{{ ''.__class__ }}", 2, "cannot read '__class__'"),
}
WAYS_IN = {
    "included": '<p>\n{% include "broken.html" %}</p>', "included by a part": '{% include "between.html" %}',
    "extended": '{% extends "broken.html" %}', "imported": '{% import "broken.html" as broken with context %}',
}  # fmt: skip
PARTS = {
    "part.html": "{% macro box() %}<b></b>{% endmacro %}",
    "broken.html": "",
    "between.html": '<i>\n\n\n{% include "broken.html" %}</i>',
}


@pytest.mark.parametrize(("mistake", "message", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_reported_at_its_line(tmp_path: Path, mistake: str, message: str, hint: str) -> None:
    problem = problem_in(Templates(put(tmp_path, {**PARTS, SHEET: f"<p>\n\n{mistake}</p>"})))
    assert (problem.file, problem.line) == ((tmp_path / SHEET).as_posix(), 3)
    assert problem.excerpt == f"{mistake}</p>"
    assert message in problem.message
    assert hint in problem.hint
    shown = f"{problem.message} {problem.hint}"
    assert [jargon for jargon in ("debatekit.", "<class", "jinja2.", " object at 0x") if jargon in shown] == []
    assert problem.message not in {"", "items"}
    assert not problem.message.endswith(".")
    assert problem.hint == "" or problem.hint[-1] in ".?"


@pytest.mark.parametrize("sheet", WAYS_IN.values(), ids=WAYS_IN)
def test_a_mistake_in_a_part_is_reported_at_the_line_of_the_part(tmp_path: Path, sheet: str) -> None:
    for part, line, message in WRONG_PARTS.values():
        problem = problem_in(Templates(put(tmp_path, {**PARTS, SHEET: sheet, "broken.html": part})))
        assert (problem.file, problem.line) == ((tmp_path / "broken.html").as_posix(), line)
        assert message in problem.message


def test_a_mistake_in_ones_own_part_of_a_packaged_sheet_is_reported_there(tmp_path: Path) -> None:
    put(tmp_path, {"parts/argument.html": "<p>\n{{ argument.clam }}</p>", SHEET: '{% include "pro-brief.html" %}'})
    problem = problem_in(Templates(tmp_path, PACKAGED))
    assert (problem.file, problem.line) == ((tmp_path / "parts/argument.html").as_posix(), 2)
    assert problem.headline.endswith("2: pro.arguments[0] has no field 'clam'. Did you mean 'claim'?")


BASE = {"base.html": "{% block head %}{% block name %}a{% endblock %}{% endblock %}{{ self.extra() }}"}
NO_BLOCK = "is in no block, and would not be printed"
UNPRINTED = {
    "text": ("\nHello class", 2, f"'Hello class' {NO_BLOCK}"),
    "text between blocks": ("{% block head %}b{% endblock %}\n\n Hello", 3, f"'Hello' {NO_BLOCK}"),
    "a value": ("{% set a = 1 %}{{ a }}", 1, f"'{{{{ … }}}}' {NO_BLOCK}"),
    "an unknown block": (*("\n{% block nmae %}b{% endblock %}", 2),
        "there is no block 'nmae' in base.html to take the place of. Did you mean 'name'?"),
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "line", "shown"), UNPRINTED.values(), ids=UNPRINTED)
def test_what_would_never_be_printed_is_reported(tmp_path: Path, sheet: str, line: int, shown: str) -> None:
    text = f'{{% extends "base.html" %}}{sheet}{{% block extra %}}{{% endblock %}}'
    problem = problem_in(Templates(put(tmp_path, {**BASE, SHEET: text})))
    assert problem.headline.startswith(f"{(tmp_path / SHEET).as_posix()}:{line}: {shown}")


@pytest.mark.parametrize("own", ["{{ side.summry }}", "{% endif %}", ""])
def test_a_built_in_template_is_extended_by_its_name(tmp_path: Path, own: str) -> None:
    text = f'{{% extends "builtin/pro-brief.html" %}}\n{{% block speech %}}{own}{{% endblock %}}'
    pages = Templates(put(tmp_path, {"pro-brief.html": text}), PACKAGED)
    (brief,) = [sheet for sheet in pages.handouts() if sheet.name == "pro-brief"]
    assert brief.head.title == "Pro brief"
    if own:
        problem = problem_in(pages, sheet=brief)
        assert (problem.file, problem.line) == ((tmp_path / "pro-brief.html").as_posix(), 2)
    else:
        assert "Your speech" not in render(pages, sheet=brief)


LINES: dict[str, tuple[str, dict[str, str]]] = {
    "lines of Windows": ("\r\n<b>\r\n\r\n<i></i></b>", {"b": "2", "i": "4"}),
    "tag over several lines": ('<b\n  class="x"\n><i></i></b>', {"b": "1", "i": "3"}),
    "after a head": ("{#---\ntitle: A\nabout: B\n---#}\n<b></b>", {"b": "5"}),
    "after a value over several lines": ("{{\nedition\n}}\n<b></b>", {"b": "4"}),
    "set and printed later": ("{% set a %}\n<b></b>{% endset %}\n\n{{ a }}<i></i>", {"b": "2", "i": "4"}),
    "macro": ('{% from "parts/boxes.html" import box %}\n\n{{ box("x") }}<s></s>',
        {"aside": "parts/boxes.html:4", "b": "parts/boxes.html:5", "s": "3"}),
    "extended": ('{% extends "parts/frame.html" %}', {"html": "parts/frame.html:1", "u": "parts/frame.html:3"}),
    "block of what is extended": (
        '{% extends "parts/frame.html" %}\n{% block inner %}\n<i></i>{{ super() }}{% endblock %}',
        {"body": "parts/frame.html:2", "i": "3", "u": "parts/frame.html:3", "s": "parts/frame.html:4"}),
}  # fmt: skip
PLACED = {
    "one.html": "\n<b>\n</b>",
    "boxes.html": "{# Boxes. #}\n\n{% macro box(text) %}\n<aside>\n  <b>{{ text }}</b></aside>\n{% endmacro %}\n",
    "frame.html": "<html>\n<body>\n{% block inner %}<u></u>{% endblock %}\n<s></s></body></html>",
    "deeper.html": '<i></i>\n{% include "parts/one.html" %}',
}


@pytest.mark.parametrize(("template", "places"), LINES.values(), ids=LINES)
def test_a_tag_carries_its_template_and_line(tmp_path: Path, template: str, places: dict[str, str]) -> None:
    put(tmp_path / "parts", PLACED)
    page = render(Templates(put(tmp_path, {SHEET: template})))
    found = dict(re.findall(r'<(\w+) data-at="([^"]*)"', page))
    expected = {tag: place if ":" in place else f"{SHEET}:{place}" for tag, place in places.items()}
    assert {tag: found[tag] for tag in places} == expected


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_tag_of_a_packaged_template_leads_to_its_line(edition: Edition) -> None:
    for handout in (handout for handout in HANDOUTS.values() if handout.is_for(edition)):
        for element in tree(render(PAGES, MARKED, edition, handout, EXTRAS)).iter():
            place = element.get("data-at")
            if place is None:  # made from Markdown
                assert element.tag in {"p", "strong", "em", "ul", "ol", "li", "a", "br"}
                continue
            name, _, number = place.partition(":")
            line = (PACKAGED / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]
            assert f"<{element.tag}" in line


FRAME = "<html><head><title>x</title></head><body><hr>{% block lead %}{% endblock %}</body></html>"
IN_BLOCK = '{{% extends "parts/frame.html" %}}{{% block lead %}}\n{}{{% endblock %}}'
IN_MACRO = (
    '{% from "parts/wrong.html" import part with context %}<html><head><title>x</title></head><body>'
    '{% for n in [1] %}<p id="x">x</p>\n{{ part() }}{% endfor %}</body></html>'
)
CELLS = (
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>"
    '<tr><td>c</td><td rowspan="2">d</td></tr><tr><td colspan="2">e</td></tr></tbody></table>'
)


@pytest.mark.parametrize(
    ("sheet", "wrong", "file", "line"),
    [
        (IN_BLOCK.format("{{ motion.motion }}"), "", SHEET, 1),
        (IN_BLOCK.format("<ul>text<li>x</li></ul>"), "", SHEET, 2),
        (IN_MACRO, '<p><a role="doc-noteref"\n href="#n"></a></p>', "parts/wrong.html", 3),
        (IN_MACRO, CELLS, "parts/wrong.html", 3),
    ],
    ids=["text in a block", "text in a list", "a mark without a note", "a cell over another"],
)
def test_what_word_cannot_take_leads_to_its_template(
    tmp_path: Path, sheet: str, wrong: str, file: str, line: int
) -> None:
    """Not to the template around it, which it extends or which calls the macro."""
    part = f"{{% macro part() %}}\n\n{wrong}\n{{% endmacro %}}"
    pages = Templates(put(tmp_path, {SHEET: sheet, "parts/frame.html": FRAME, "parts/wrong.html": part}))
    found = reported(write_document, render(pages), look(), SHEET)
    assert {(problem.file, problem.line) for problem in found} == {(file, line)}
