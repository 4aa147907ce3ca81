"""What the tests of this package share: sample motions, whose secrets differ from field to field, and their pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from lxml import etree

from debatekit.audience import Edition
from debatekit.datafiles import packaged
from debatekit.errors import DebatekitError, Problem
from debatekit.motion.loader import LoadedMotion, load_motion
from debatekit.templating import NO_EXTRAS, Extras, Handout, Templates, template_context
from debatekit.templating.context import Namespace
from tests.samples import FLAGSHIP, SMALLEST, full_motion, write_motion

Element = etree._Element
STUDENT, TEACHER = EDITIONS = (Edition.STUDENT, Edition.TEACHER)
PACKAGED = packaged("templates")
PAGES = Templates(PACKAGED)
HANDOUTS = {handout.name: handout for handout in PAGES.handouts()}
SHEET = "sheet.html"
BRIEFS = ("pro-brief", "con-brief")
SHEETS = (*BRIEFS, "discussion-questions", "source-evaluation")
SECRET_TEXTS = (
    *("questions[0].answer", "questions[0].watch_for", "evaluation.claims[0].answer", "evaluation.words[0].technique"),
    *("evaluation.words[0].plainer", "evaluation.words[0].answer", "teacher_notes"),
)
"""A path to each text that only teachers see."""

SECRET_LIST = "evaluation.missing"
"""The path to the one list that only teachers see."""

SPARSE = f"""\
{SMALLEST}
lesson: {{pupils: 30}}
ages: 9
terms:
  - {{term: Shade, meaning: Where the sun does not reach.}}
sources: {{survey: {{}}}}
questions:
  - ask: Where would the tree stand?
  - ask: Who would water it?
evaluation:
  source: survey
  claims: [{{quote: Trees give shade}}]
  words: [{{quote: shade}}]
"""
"""Every part of a motion, each with the least it needs."""


def mirrored_motion() -> dict[str, Any]:
    """Return a full motion whose sides say the same, and answer each other in the same way."""
    motion = full_motion("open", "secret")
    for side, rival in (("pro", "C"), ("con", "P")):
        first, second = motion[side]["arguments"]
        first["answers"], second["answers"] = [f"{rival}1"], [f"{rival}1", f"{rival}2"]
    return motion


def secret_of(path: str) -> str:
    """Return the secret at `path` in the marked motion, letters and digits only."""
    return f"zz{''.join(filter(str.isalnum, path))}zz"


def secrets_in(text: str) -> set[str]:
    return set(re.findall("zz[a-z0-9]+?zz", text))


def _marked(value: object, path: str) -> Any:
    if isinstance(value, dict):
        return {key: _marked(inner, f"{path}.{key}".lstrip(".")) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner, f"{path}[{number}]") for number, inner in enumerate(value)]
    return secret_of(path) if value == "secret" else value


def read(folder: Path, motion: dict[str, Any] | str, name: str = "motion") -> LoadedMotion:
    return load_motion(write_motion(folder, motion, name))


_FOLDER = TemporaryDirectory()
MARKED_DATA: dict[str, Any] = _marked(full_motion("open", "secret"), "")
SAMPLES: dict[str, dict[str, Any] | str] = {
    "smallest": SMALLEST,
    "sparse": SPARSE,
    "mirrored": mirrored_motion(),
    "marked": MARKED_DATA,
    FLAGSHIP: (Path(__file__).parents[2] / f"motions/{FLAGSHIP}.yaml").read_text(encoding="utf-8"),
}
MOTIONS = {name: read(Path(_FOLDER.name), motion, name) for name, motion in SAMPLES.items()}
SMALL, MARKED = MOTIONS["smallest"], MOTIONS["marked"]


@cache
def words_and_framework() -> tuple[Namespace, Namespace]:
    return PAGES.words(SMALL.document, "en"), PAGES.framework(SMALL.document, "lateral-reading")


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into `folder` and return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def handout(template: str = SHEET) -> Handout:
    head = {"title": "A sheet", "about": "A sheet to test with."}
    return Handout.model_validate({"name": template.removesuffix(".html"), "template": template, "head": head})


def render(
    pages: Templates,
    motion: LoadedMotion = SMALL,
    edition: Edition = STUDENT,
    sheet: Handout | None = None,
    extras: Extras = NO_EXTRAS,
) -> str:
    """Return the page of a handout, by default of the template ``sheet.html``."""
    view = template_context(motion.motion, edition, extras)
    return pages.render(sheet or handout(), view, motion.document, *words_and_framework())


def page(motion: LoadedMotion, name: str, edition: Edition = STUDENT, extras: Extras = NO_EXTRAS) -> Element:
    """Return the root of a packaged handout."""
    return tree(render(PAGES, motion, edition, HANDOUTS[name], extras))


@cache
def page_of(name: str, sheet: str, edition: Edition) -> Element:
    """Return the root of a packaged handout of a sample motion."""
    return page(MOTIONS[name], sheet, edition)


def printed(folder: Path, template: str, motion: LoadedMotion = SMALL, edition: Edition = STUDENT) -> str:
    """Return what a `template` alone in a new folder below `folder` prints."""
    return render(Templates(put(folder / "templates", {SHEET: template})), motion, edition)


def problem_in(
    pages: Templates, motion: LoadedMotion = SMALL, edition: Edition = STUDENT, sheet: Handout | None = None
) -> Problem:
    """Return the one problem that a handout has, by default ``sheet.html``."""
    with pytest.raises(DebatekitError) as caught:
        render(pages, motion, edition, sheet)
    (problem,) = caught.value.problems
    return problem


def letters_of(text: str) -> str:
    """Return a page's letters and digits only, so that a text is found in it however it was cut up."""
    return "".join(filter(str.isalnum, unescape(text))).lower()


def tree(html: str) -> Element:
    return etree.fromstring(html, etree.HTMLParser(remove_comments=True))


def text_of(element: Element) -> str:
    """Return the visible text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def classes_of(element: Element) -> tuple[str, ...]:
    return tuple(element.get("class", "").split())
