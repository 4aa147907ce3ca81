"""What the tests of this package share: pages, the look they are written in, and the documents opened again."""

import io
import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx.document
import pytest
from lxml import etree

from debatekit import ooxml
from debatekit.ooxml import Element
from debatekit.word import DocxTemplate, Theme, make_template, read_theme, write_document
from debatekit.word.html import Element as PageElement
from tests.packages import unpacked
from tests.problems import reported

HERE = Path(__file__).parent
THEME_FILE = HERE / "theme.yaml"
BASED = "title: Ours\nabout: For our school.\nbased_on: theme\n"
SHIPPED_THEMES = sorted((HERE.parents[1] / "templates/themes").glob("*.yaml"))
SNAPSHOTS = HERE / "snapshots"
FIXTURES = sorted(path.stem for path in SNAPSHOTS.glob("*.html"))

UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"

BLOCKS = "p r sdt hyperlink bookmarkStart sectPr abstractNum lvl num footnote style compat tblPr tblGrid trPr drawing"
OTHERS = r"Relationship |dc:|cp:\w+>|a:(?:\w+Scheme|\w+Font)\b"
BREAKS = re.compile(rf"(?=</?w:(?:body|tbl|tr|tc)>|<w:(?:{BLOCKS.replace(' ', '|')})[ >]|<(?:{OTHERS}))")
W = ooxml.W
TITLE = "<title>A page</title>"
TABLE = "<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>"


@cache
def theme() -> Theme:
    return read_theme(THEME_FILE)


def based_theme(folder: Path, text: str, name: str = "ours") -> Path:
    """Return a new theme file in `folder` that is based on that theme and says `text` besides its head."""
    path = folder / f"{name}.yaml"
    path.write_text(BASED + text, encoding="utf-8")
    return path


def read_based(folder: Path, text: str) -> Theme:
    """Return a theme that is based on that theme and says `text`."""
    return read_theme(based_theme(folder, text), [HERE])


@cache
def look(paper: str = "a4", language: str = "en-GB") -> DocxTemplate:
    return make_template(theme(), paper, language)


def page(body: str, head: str = TITLE) -> str:
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


def written(
    body: str, head: str = TITLE, paper: str = "a4", *, fillable: bool = False, folders: Sequence[Path] = ()
) -> bytes:
    return write_document(page(body, head), look(paper), "page.html", fillable=fillable, folders=folders)


def fixture(name: str, *, fillable: bool = False) -> bytes:
    """Return the document of one of the pages kept as snapshots; there is a ``picture.png`` beside them."""
    html = (SNAPSHOTS / f"{name}.html").read_text(encoding="utf-8")
    return write_document(html, look(), f"{name}.html", fillable=fillable, folders=[SNAPSHOTS])


def opened(body: str, head: str = TITLE) -> docx.document.Document:
    return docx.Document(io.BytesIO(written(body, head)))


def part(document: bytes, name: str) -> Element:
    return etree.fromstring(unpacked(document)[name])


def body_of(body: str, paper: str = "a4") -> Element:
    return part(written(body, paper=paper), "word/document.xml")


def problems(html: str, name: str = "page.html", *, fillable: bool = False, folders: Sequence[Path] = ()) -> list[str]:
    found = reported(write_document, html, look(), name, fillable=fillable, folders=folders)
    return [problem.headline for problem in found]


def problems_in(body: str) -> list[str]:
    return problems(page(body))


def values(root: Element, tag: str, attribute: str = "val") -> list[str]:
    return [found.get(W + attribute, "") for found in root.iter(W + tag)]


def planted_faults(name: str) -> list[Any]:
    """Return the cases in a file of faults to plant: the lines after the name of each."""
    blocks = (HERE / name).read_text(encoding="utf-8").split("\n# ")[1:]
    return [pytest.param(*lines, id=title) for title, *lines in map(str.splitlines, blocks)]


def lines_of(xml: str) -> list[str]:
    """Return XML as lines without namespaces, one for each of the larger elements."""
    return BREAKS.sub("\n", re.sub(r' xmlns(:\w+)?="[^"]*"', "", xml)).lstrip().splitlines()


def check_snapshot(path: Path, found: str) -> None:
    """Compare `found` with a file, or write it there when snapshots are to be updated."""
    if UPDATE:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def descendants(element: PageElement) -> list[PageElement]:
    return [found for child in element.children for found in (child, *descendants(child))]
