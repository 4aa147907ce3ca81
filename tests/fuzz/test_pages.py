"""Pages and templates that were written anyhow: a sound document, or problems."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from debatekit.kit import open_workshop
from debatekit.motion import read_motion
from debatekit.resources import packaged
from debatekit.word import write_document
from debatekit.word.vocabulary import CLASSES, ELEMENTS
from tests.checkers import faults
from tests.fuzz.support import TEXTS, fuzzed, mutated, outcome, workshop, written
from tests.samples import SMALLEST
from tests.word.support import page

if TYPE_CHECKING:
    from debatekit.word import Look

THEMES = ("standard", "large-print", "dyslexia", "ink-saver")
TEMPLATES = {path.relative_to(packaged("templates")).as_posix(): path for path in packaged("templates").rglob("*.html")}
ATTRIBUTES = sorted({attribute for allowed in ELEMENTS.values() for attribute in allowed} | {"lang", "dir", "id", "x"})
VALUES = TEXTS | st.sampled_from(
    [
        *(
            "2",
            "99",
            "100000000",
            "-1",
            "30%",
            "doc-footnote",
            "doc-noteref",
            "#n",
            "n",
            "rtl",
            "ar",
            "checkbox",
            "date",
        ),
        *(name for names in CLASSES.values() for name in names),
    ]
)
TAGS = st.builds(
    lambda tag, attributes, end: "<" + " ".join([tag, *(f'{k}="{v}"' for k, v in attributes)]) + end,
    st.sampled_from([*ELEMENTS, "blink", "script", "svg"]),
    st.lists(st.tuples(st.sampled_from(ATTRIBUTES), VALUES), max_size=3),
    st.sampled_from([">", ">", ">", "/>", ""]),
)
PIECES = TAGS | st.sampled_from(sorted(ELEMENTS)).map(lambda tag: f"</{tag}>") | TEXTS
SOUPS = st.lists(
    PIECES | st.sampled_from(["<!--", "-->", "<![CDATA[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;"]), max_size=25
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """Return elements that are closed, whatever stands in what."""
    tag = draw(st.sampled_from(sorted(ELEMENTS)))
    attributes = draw(st.lists(st.tuples(st.sampled_from(ATTRIBUTES), VALUES), max_size=2))
    start = " ".join([tag, *(f'{key}="{value}"' for key, value in dict(attributes).items())])
    inside = "".join(draw(st.lists(trees(depth - 1) if depth else TEXTS, max_size=3))) if depth else draw(TEXTS)
    return f"<{start}>{inside}</{tag}>"


SHEET = """\
{#---
title: X
about: X.
---#}
{% extends "parts/sheet.html" %}
{% block sheet %}<p>{{ EXPRESSION }}</p>{% endblock %}
"""


@cache
def look(theme: str) -> Look:
    """Return a theme's look."""
    return open_workshop(theme=theme).look("en-GB")


@fuzzed
@given(body=SOUPS.map("".join) | trees(), theme=st.sampled_from(THEMES), fillable=st.booleans())
def test_any_page_becomes_a_sound_document_or_problems(body: str, theme: str, fillable: bool) -> None:
    for html in (page(body), body):
        document = outcome(partial(write_document, html, look(theme), "page.html", fillable=fillable))
        assert document is None or faults(document) == []


@fuzzed
@given(name=st.sampled_from(sorted(TEMPLATES)), data=st.data())
def test_any_template_gives_a_sound_document_or_problems(name: str, data: st.DataObject) -> None:
    content = data.draw(mutated([TEMPLATES[name].read_bytes()]))
    path = written(f"templates/{name}", content)
    motion = read_motion(written("trees.yaml", SMALLEST.encode()))
    try:
        for handout in ("pro-brief", "discussion-questions"):
            built = partial(open_workshop(path.parents[name.count("/")]).documents, motion, [handout])
            for document in outcome(built) or []:
                assert faults(document.content) == []
    finally:
        path.unlink()


@fuzzed
@given(
    expression=st.lists(
        st.sampled_from(
            [
                *(
                    "motion",
                    "words",
                    ".pro",
                    ".con",
                    ".arguments",
                    "[0]",
                    ".claim",
                    "|upper",
                    "|join",
                    "(",
                    ")",
                    " + ",
                    " * ",
                    "9",
                    "1",
                ),
                *(
                    "'x'",
                    "|sort",
                    "|map(attribute='claim')",
                    "|list",
                    " ~ ",
                    ".__class__",
                    "|attr('x')",
                    "|format(1)",
                    "|markdown",
                    " if ",
                    " else ",
                ),
                *(
                    "range(9)",
                    "|random",
                    "|fill(a=1)",
                    "[:1]",
                    "none",
                    " is defined",
                    " in ",
                    "|length",
                    "|first",
                    "|tojson",
                    "{",
                    "}",
                    ":",
                    ",",
                ),
            ]
        ),
        min_size=1,
        max_size=8,
    ).map("".join)
)
def test_any_expression_is_printed_or_refused(expression: str) -> None:
    path = written("expressions/x.html", SHEET.replace("EXPRESSION", expression).encode())
    motion = read_motion(written("trees.yaml", SMALLEST.encode()))
    documents = outcome(lambda: open_workshop(path.parent).documents(motion, ["x"]))
    for document in documents or []:
        assert faults(document.content) == []


def test_the_templates_are_there() -> None:
    assert len(TEMPLATES) > 5
    assert workshop().handouts()
