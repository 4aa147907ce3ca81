"""Every tag that a template writes carries the template and the line it is in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from debatekit.motion.fields import Edition
from debatekit.templating import Templates
from debatekit.word import write_document
from tests.problems import reported
from tests.templating.checked import EXTRAS
from tests.templating.motions import EDITIONS, MARKED
from tests.templating.support import HANDOUTS, PACKAGED, PAGES, SHEET, put, render, tree
from tests.word.support import look

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
PARTS = {
    "one.html": "\n<b>\n</b>",
    "boxes.html": "{# Boxes. #}\n\n{% macro box(text) %}\n<aside>\n  <b>{{ text }}</b></aside>\n{% endmacro %}\n",
    "frame.html": "<html>\n<body>\n{% block inner %}<u></u>{% endblock %}\n<s></s></body></html>",
    "deeper.html": '<i></i>\n{% include "parts/one.html" %}',
}


@pytest.mark.parametrize(("template", "places"), LINES.values(), ids=LINES)
def test_a_tag_carries_its_template_and_line(tmp_path: Path, template: str, places: dict[str, str]) -> None:
    put(tmp_path / "parts", PARTS)
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
