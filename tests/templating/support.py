"""What the tests of this package share: motions whose secrets can be told apart, and templates to print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from debatekit.audience import Edition
from debatekit.datafiles import packaged
from debatekit.errors import DebatekitError
from debatekit.motion.loader import load_motion
from debatekit.templating import NO_EXTRAS, Extras, Handout, Templates, template_context
from debatekit.yamlfile import parse
from tests.samples import full_motion, write_motion

if TYPE_CHECKING:
    from debatekit.errors import Problem
    from debatekit.motion.loader import LoadedMotion
    from debatekit.templating.context import Namespace

    Element = etree._Element

STUDENT, TEACHER = Edition.STUDENT, Edition.TEACHER
EDITIONS = (STUDENT, TEACHER)
PACKAGED = packaged("templates")
SHEET = "sheet.html"

SECRET_TEXTS = (
    "questions[0].answer",
    "questions[0].watch_for",
    "evaluation.claims[0].answer",
    "evaluation.words[0].technique",
    "evaluation.words[0].plainer",
    "evaluation.words[0].answer",
    "teacher_notes",
)
"""A path to each text that only teachers see."""

SECRET_LIST = "evaluation.missing"
"""The path to the one list that only teachers see."""


@cache
def packaged_pages() -> Templates:
    """Return the pages that come with debatekit."""
    return Templates(PACKAGED)


@cache
def words_and_framework() -> tuple[Namespace, Namespace]:
    """Return the words and the framework that come with debatekit."""
    document = parse("motion: This house would plant a tree", "motion.yaml")
    return packaged_pages().words(document, "en"), packaged_pages().framework(document, "lateral-reading")


def secret_of(path: str) -> str:
    """Return the secret that stands at `path` in the marked motion, letters and digits only."""
    return f"zz{''.join(filter(str.isalnum, path))}zz"


def secrets_in(text: str) -> set[str]:
    """Return the secrets that a text holds."""
    return set(re.findall("zz[a-z0-9]+?zz", text))


def marked_motion() -> dict[str, Any]:
    """Return a full motion with another secret in every field that only teachers see."""
    motion: dict[str, Any] = _marked(full_motion("open", "secret"), "")
    return motion


def _marked(value: object, path: str) -> Any:
    if isinstance(value, dict):
        return {key: _marked(inner, f"{path}.{key}".lstrip(".")) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner, f"{path}[{number}]") for number, inner in enumerate(value)]
    return secret_of(path) if value == "secret" else value


def read(folder: Path, motion: dict[str, Any] | str) -> LoadedMotion:
    """Write a motion file into `folder` and read it."""
    return load_motion(write_motion(folder, motion))


def line_of(path: Path, text: str) -> int:
    """Return the number of the first line of a file that holds `text`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into `folder` and return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def handout(template: str = SHEET) -> Handout:
    """Return a handout of that template."""
    head = {"title": "A sheet", "about": "A sheet to test with."}
    return Handout.model_validate({"name": template.removesuffix(".html"), "template": template, "head": head})


def render(
    pages: Templates,
    motion: LoadedMotion,
    edition: Edition = STUDENT,
    sheet: Handout | None = None,
    extras: Extras = NO_EXTRAS,
) -> str:
    """Return the page of a handout, by default of the template ``sheet.html``."""
    view = template_context(motion.motion, edition, extras)
    return pages.render(sheet or handout(), view, motion.document, *words_and_framework())


def printed(folder: Path, template: str, motion: LoadedMotion, edition: Edition = STUDENT) -> str:
    """Return what a `template` alone in a new folder below `folder` prints."""
    return render(Templates(put(folder / "templates", {SHEET: template})), motion, edition)


def problem_in(
    pages: Templates, motion: LoadedMotion, edition: Edition = STUDENT, sheet: Handout | None = None
) -> Problem:
    """Return the one problem that a handout has, by default ``sheet.html``."""
    with pytest.raises(DebatekitError) as caught:
        render(pages, motion, edition, sheet)
    (problem,) = caught.value.problems
    return problem


def letters_of(page: str) -> str:
    """Return a page's letters and digits only, so that a text is found in it however it was cut up."""
    return "".join(filter(str.isalnum, unescape(page))).lower()


def tree(page: str) -> Element:
    """Return the root of a page."""
    return etree.fromstring(page, etree.HTMLParser(remove_comments=True))


def text_of(element: Element) -> str:
    """Return the visible text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def classes_of(element: Element) -> tuple[str, ...]:
    """Return the classes of an element."""
    return tuple(element.get("class", "").split())
