"""Pages and templates that were written anyhow: a sound document, or problems."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.files import packaged
from debatekit.settings import BuildOptions
from debatekit.word import write_document
from debatekit.word.html_schema import ELEMENTS
from tests.fuzz.support import TEXTS, check_sound, folder, fuzzed, mutated, outcome, slowly, smallest, written
from tests.kits import open_builder, word_template
from tests.pictures import png
from tests.word.support import page
from tests.word.trees import pages

pytestmark = pytest.mark.slow

THEMES = ("standard", "large-print", "dyslexia", "ink-saver")
TEMPLATES = {path.relative_to(packaged("templates")).as_posix(): path for path in packaged("templates").rglob("*.html")}
ATTRIBUTES = sorted({name for spec in ELEMENTS.values() for name in spec.attributes} | {"lang", "dir", "id", "x"})
# fmt: off
VALUES = TEXTS | st.sampled_from([
    "1", "2", "3", "99", "100000000", "-1", "30%", "doc-footnote", "doc-noteref", "#n", "#m", "n", "m", "rtl", "ltr",
    "ar", "en", "checkbox", "date", "radio", "text", "a", "col", "row", "page", "pages", "picture.png", "teacher",
    *(name for spec in ELEMENTS.values() for name in spec.classes),
])
JUNK = st.sampled_from([
    "<!--", "-->", "--!>", "<![CDATA[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#1114112;", "<html>", "</body>",
    "<body>", "</html>", "<head>", "<title>", "</title>", "<meta name='audience' content='teacher'>",
    "<p", "<p x='", "</", "<", ">", "</p", "<plaintext>", "<textarea>", "<template>",
])
# fmt: on


@st.composite
def tags(draw: st.DrawFn) -> str:
    """Return a start tag of the vocabulary, or nearly."""
    tag = draw(st.sampled_from([*ELEMENTS, "blink", "script", "svg"]))
    attributes = draw(st.lists(st.tuples(st.sampled_from(ATTRIBUTES), VALUES), max_size=3))
    return " ".join([f"<{tag}", *(f'{key}="{value}"' for key, value in attributes)]) + draw(
        st.sampled_from([">", ">", ">", "/>", ""])
    )


PIECES = tags() | st.sampled_from(sorted(ELEMENTS)).map(lambda tag: f"</{tag}>") | TEXTS | JUNK
SOUPS = st.lists(PIECES, max_size=25).map("".join)


@st.composite
def disturbed(draw: st.DrawFn) -> str:
    """Return the body of a page of the vocabulary in which a few pieces were put, or taken out."""
    made = draw(pages())
    body = made.edges + made.body
    for _ in range(draw(st.integers(1, 3))):
        ends = [place + 1 for place, character in enumerate(body) if character == ">"] or [0]
        start, end = sorted((draw(st.sampled_from(ends)), draw(st.sampled_from(ends))))
        piece = draw(PIECES | SOUPS | st.sampled_from(["", body[start:end] * 2]))
        body = body[:start] + piece + body[draw(st.sampled_from([start, end])) :]
    return body


look = cache(partial(word_template, language="en-GB"))


def document_of(html: str, theme: str, fillable: bool) -> bytes | None:
    """Return the document of a page beside which there is a picture, or None if it was refused."""
    folders = [written("pictures/picture.png", png()).parent]
    write = partial(write_document, html, look(theme=theme), "page.html", fillable=fillable, folders=folders)
    made: bytes | None = outcome(write)
    return made


@fuzzed
@given(body=SOUPS | disturbed(), theme=st.sampled_from(THEMES), fillable=st.booleans())
def test_any_page_becomes_a_sound_document_or_problems(body: str, theme: str, fillable: bool) -> None:
    for html in (page(body), body):
        document = document_of(html, theme, fillable)
        check_sound([document] if document else [])


def documents_with(templates: Path, handout: str) -> Any:
    """Return the documents that a folder of templates makes of a handout, or None if it is refused."""
    return outcome(lambda: open_builder(templates).render(smallest(), BuildOptions([handout]))) or []


@slowly
@given(name=st.sampled_from(sorted(TEMPLATES)), data=st.data())
def test_any_template_gives_a_sound_document_or_problems(name: str, data: st.DataObject) -> None:
    path = written(f"templates/{name}", data.draw(mutated([TEMPLATES[name].read_bytes()])))
    handout = path.stem if "/" not in name else data.draw(st.sampled_from(["pro-brief", "discussion-questions"]))
    try:
        check_sound(document.content for document in documents_with(folder() / "templates", handout))
    finally:
        path.unlink()
