"""Whatever a template gets wrong is a problem at the template's line, with what was probably meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.templating import Templates
from tests.templating.support import PACKAGED, SHEET, problem_in, put, render

if TYPE_CHECKING:
    from debatekit.motion.loader import LoadedMotion

ENDLESS = ("the template calls itself without end", "Look for an include or a macro that leads back to itself.")
NOTHING = ("there is nothing to print here: the value is not given", "")

MISTAKES = {
    "unknown variable": ("{{ motoin.motion }}", "'motoin' is undefined", "Did you mean 'motion'?"),
    "unknown field": ("{{ motion.motoin }}", "motion has no field 'motoin'", "Did you mean 'motion'?"),
    "unknown word": ("{{ words.quots.open }}", "words has no field 'quots'", "Did you mean 'quotes'?"),
    "unknown field of the framework": (
        "{{ framework.notes }}",
        "framework has no field 'notes'",
        "Did you mean 'note'?",
    ),
    "unknown filter": ("{{ motion.motion|uper }}", "No filter named 'uper'", "Did you mean 'upper'?"),
    "unknown test": ("{{ motion.motion is strng }}", "No test named 'strng'", "Did you mean 'string'?"),
    "unknown tag": ("{% fro x in motion.terms %}", "there is no tag 'fro' here", ""),
    "tag closed twice": ("{% if teacher %}{% endif %}{% endif %}", "Encountered unknown tag 'endif'", ""),
    "end of a tag, nearly right": (
        "{% block a %}{% endblok %}",
        "there is no tag 'endblok' here",
        "Did you mean 'endblock'?",
    ),
    "comment that is not closed": ("{# to do", "Missing end of comment tag", ""),
    "tag closed by another": ("{% if teacher %}{% endfor %}", "a {% if %} before this is not closed", "{% endif %}"),
    "loop that is not closed": ("{% for x in motion.terms %}", "a {% for %} before this is not closed", "{% endfor %}"),
    "open braces": ("{{ motion.motion", "unexpected '/'", ""),
    "unknown part": ('{% include "part.htm" %}', "there is no template 'part.htm'", "Did you mean 'part.html'?"),
    "unknown part of another name": ('{% include "x" %}', "there is no template 'x'", "Known here: between.html, "),
    "unknown frame": ('{% extends "prat.html" %}', "there is no template 'prat.html'", "Did you mean 'part.html'?"),
    "unknown macro": ('{% from "part.html" import bx %}{{ bx() }}', "does not export the requested name 'bx'", ""),
    "part outside the folder": ('{% include "../part.html" %}', "there is no template '../part.html'", "'part.html'"),
    "macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", *ENDLESS),
    "none": ("{{ none }}", *NOTHING),
    "part that is not given": ("{{ motion.ages }}", *NOTHING),
    "field of a part that is not given": ("{{ motion.ages.oldest }}", "'None' has no attribute 'oldest'", ""),
    "part that is no text": ("{{ motion.pro }}", "", ""),
    "list that is no text": ("{{ motion.pro.arguments }}", "", ""),
    "number with a text": ("{{ 1 + 'a' }}", "unsupported operand type(s) for +: 'int' and 'str'", ""),
    "division by zero": ("{{ 1 / 0 }}", "division by zero", ""),
    "list without that item": ("{{ motion.pro.arguments[9].claim }}", "has no element 9", ""),
    "text that is called": ("{{ motion.motion() }}", "is not callable", ""),
    "filter with a wrong value": ("{{ motion.motion|truncate(1) }}", "", ""),
    "way out of the sandbox": ("{{ ''.__class__.__mro__ }}", "cannot read '__class__'", "docs/templates.md"),
}
"""What a template has in its third line, and the message and hint that it gets, or a part of them."""

WRONG_PARTS = {
    "unknown variable": ("\n<b>{{ nothing }}</b>", 2, "'nothing' is undefined"),
    "unknown filter": ("<b>\n\n{{ 1|nothing }}</b>", 3, "No filter named 'nothing'"),
    "nothing given": ("\n\n{{ motion.ages }}", 3, "there is nothing to print here"),
    "include that is missing": ('\n{% include "nothing.html" %}', 2, "there is no template 'nothing.html'"),
    "include of itself": ('\n\n{% include "broken.html" %}', 3, "the template calls itself without end"),
    "way out of the sandbox": ("\n{{ ''.__class__ }}", 2, "cannot read '__class__'"),
}
WAYS_IN = {
    "included": '<p>\n{% include "broken.html" %}</p>',
    "included by a part": '{% include "between.html" %}',
    "extended": '{% extends "broken.html" %}',
    "imported": '{% import "broken.html" as broken with context %}',
}
PARTS = {
    "part.html": "{% macro box() %}<b></b>{% endmacro %}",
    "broken.html": "",
    "between.html": '<i>\n\n\n{% include "broken.html" %}</i>',
}


@pytest.mark.parametrize(("mistake", "message", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_at_its_line(
    tmp_path: Path, smallest: LoadedMotion, mistake: str, message: str, hint: str
) -> None:
    put(tmp_path, {**PARTS, SHEET: f"<p>\n\n{mistake}</p>"})
    problem = problem_in(Templates(tmp_path), smallest)
    assert (problem.file, problem.line) == ((tmp_path / SHEET).as_posix(), 3)
    assert problem.excerpt == f"{mistake}</p>"
    assert message in problem.message
    assert hint in problem.hint
    shown = f"{problem.message} {problem.hint}"
    assert [jargon for jargon in ("debatekit.", "<class", "jinja2.", " object at 0x") if jargon in shown] == []
    assert problem.message not in {"", "items"}
    assert not problem.message.endswith(".")
    assert problem.hint == "" or problem.hint[-1] in ".?"


@pytest.mark.parametrize("sheet", WAYS_IN.values(), ids=WAYS_IN.keys())
@pytest.mark.parametrize(("part", "line", "message"), WRONG_PARTS.values(), ids=WRONG_PARTS.keys())
def test_a_mistake_in_a_part_is_told_at_the_line_of_the_part(
    tmp_path: Path, smallest: LoadedMotion, sheet: str, part: str, line: int, message: str
) -> None:
    put(tmp_path, {**PARTS, SHEET: sheet, "broken.html": part})
    problem = problem_in(Templates(tmp_path), smallest)
    assert (problem.file, problem.line) == ((tmp_path / "broken.html").as_posix(), line)
    assert message in problem.message


@pytest.mark.parametrize(
    ("own", "theirs"),
    [("own", "own-templates"), ("own", "own/more")],
    ids=["a name that begins like the other", "one within the other"],
)
@pytest.mark.parametrize("broken", [0, 1], ids=["first folder", "second folder"])
def test_a_mistake_is_told_in_the_folder_it_is_in(
    tmp_path: Path, smallest: LoadedMotion, own: str, theirs: str, broken: int
) -> None:
    folders = [tmp_path / own, tmp_path / theirs]
    put(folders[0], {"other.html": ""})
    put(folders[broken], {SHEET: "<p>\n{{ nothing }}</p>"})
    problem = problem_in(Templates(*folders), smallest)
    assert (problem.file, problem.line) == ((folders[broken] / SHEET).as_posix(), 2)


def test_a_mistake_in_ones_own_part_of_a_packaged_sheet_is_told_there(tmp_path: Path, smallest: LoadedMotion) -> None:
    put(tmp_path, {"parts/argument.html": "<p>\n{{ argument.clam }}</p>", SHEET: '{% include "pro-brief.html" %}'})
    problem = problem_in(Templates(tmp_path, PACKAGED), smallest)
    assert (problem.file, problem.line) == ((tmp_path / "parts/argument.html").as_posix(), 2)
    assert problem.headline.endswith("2: pro.arguments[0] has no field 'clam'. Did you mean 'claim'?")


PLACES = {"base.html": "{% block head %}{% block name %}a{% endblock %}{% endblock %}{{ self.extra() }}"}


OUTSIDE = {
    "text": ("\nHello class", "'Hello class'", 2),
    "text between blocks": ("{% block head %}b{% endblock %}\n\n Hello", "'Hello'", 3),
    "an element": ("{# a comment #}\n<p>x</p>", "'<p>x</p>'", 2),
    "a value": ("{% set a = 1 %}{{ a }}", "'{{ … }}'", 1),
}


@pytest.mark.parametrize(("sheet", "shown", "line"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_would_never_be_printed_is_told(
    tmp_path: Path, smallest: LoadedMotion, sheet: str, shown: str, line: int
) -> None:
    put(tmp_path, {**PLACES, SHEET: f'{{% extends "base.html" %}}{sheet}{{% block extra %}}{{% endblock %}}'})
    problem = problem_in(Templates(tmp_path), smallest)
    assert (problem.file, problem.line) == ((tmp_path / SHEET).as_posix(), line)
    assert problem.message.startswith(shown)
    assert problem.message.endswith("is in no block, and would not be printed")


def test_white_space_comments_and_macros_stand_between_blocks(tmp_path: Path, smallest: LoadedMotion) -> None:
    between = "\n{# a comment #}\n\n{% macro m() %}x{% endmacro %}\n{% set a %}x{% endset %}\n"
    put(tmp_path, {**PLACES, SHEET: f'{{% extends "base.html" %}}{between}{{% block extra %}}{{% endblock %}}\n'})
    assert render(Templates(tmp_path), smallest).endswith("a")


@pytest.mark.parametrize(
    ("block", "hint"),
    [("nmae", "Did you mean 'name'?"), ("footnotes", "Known here: extra, head, name.")],
)
def test_a_block_that_would_never_be_printed_is_told(
    tmp_path: Path, smallest: LoadedMotion, block: str, hint: str
) -> None:
    sheet = f'{{% extends "base.html" %}}\n\n{{% block {block} %}}b{{% endblock %}}'
    problem = problem_in(Templates(put(tmp_path, {**PLACES, SHEET: sheet})), smallest)
    assert problem.headline == (
        f"{(tmp_path / SHEET).as_posix()}:3: there is no block '{block}' in base.html to take the place of. {hint}"
    )


@pytest.mark.parametrize(
    ("sheet", "printed"),
    [
        ("{% block name %}b{% endblock %}{% block extra %}{% endblock %}", "b"),
        ("{% block head %}{% block mine %}b{% endblock %}{% endblock %}{% block extra %}{% endblock %}", "b"),
        (
            "{% block head %}{{ self.o() }}{% endblock %}{% block o %}b{% endblock %}{% block extra %}{% endblock %}",
            "b",
        ),
    ],
)
def test_blocks_that_are_printed_may_be_written(
    tmp_path: Path, smallest: LoadedMotion, sheet: str, printed: str
) -> None:
    pages = Templates(put(tmp_path, {**PLACES, SHEET: f'{{% extends "base.html" %}}{sheet}'}))
    assert render(pages, smallest).rpartition("-->")[2] == printed


@pytest.mark.parametrize(
    ("own", "line"), [("{{ side.summry }}", 2), ("{% endif %}", 2), ("{% block speech %}{% endblock %}", 0)]
)
def test_a_built_in_template_is_extended_by_its_name(
    tmp_path: Path, smallest: LoadedMotion, own: str, line: int
) -> None:
    text = f'{{% extends "builtin/pro-brief.html" %}}\n{{% block terms %}}{own}{{% endblock %}}'
    pages = Templates(put(tmp_path, {"pro-brief.html": text}), PACKAGED)
    (brief,) = [sheet for sheet in pages.handouts() if sheet.name == "pro-brief"]
    assert brief.head.title == "Pro brief"
    if line:
        problem = problem_in(pages, smallest, sheet=brief)
        assert (problem.file, problem.line) == ((tmp_path / "pro-brief.html").as_posix(), line)
    else:
        assert "Your speech" not in render(pages, smallest, sheet=brief)
