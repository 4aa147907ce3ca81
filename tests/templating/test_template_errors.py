"""Whatever a template gets wrong is a problem at the template's line, with what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.templating import Templates
from tests.templating.support import PACKAGED, SHEET, problem_in, put, render

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
