"""Pages of the built-in handouts and of templates in a test, and what is in them."""

from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

from lxml import etree

from debatekit.errors import Problem
from debatekit.files import packaged
from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion
from debatekit.templating import NO_EXTRAS, Extras, Handout, Templates, template_context
from debatekit.templating.context import Namespace
from tests.problems import reported
from tests.templating.motions import MOTIONS, SMALL, STUDENT

Element = etree._Element
PACKAGED = packaged("templates")
PAGES = Templates(PACKAGED)
HANDOUTS = {handout.name: handout for handout in PAGES.handouts()}
SHEET = "sheet.html"
BRIEFS = ("pro-brief", "con-brief")
SHEETS = (*BRIEFS, "discussion-questions", "source-evaluation")


@cache
def words_and_framework() -> tuple[Namespace, Namespace]:
    return PAGES.words(SMALL.document, "en"), PAGES.framework(SMALL.document, "lateral-reading")


def put(folder: Path, files: Mapping[str, str]) -> Path:
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
    return tree(render(PAGES, motion, edition, HANDOUTS[name], extras))


@cache
def page_of(name: str, sheet: str, edition: Edition) -> Element:
    return page(MOTIONS[name], sheet, edition)


def printed(folder: Path, template: str, motion: LoadedMotion = SMALL, edition: Edition = STUDENT) -> str:
    """Return what a `template` alone in a new folder below `folder` prints."""
    return render(Templates(put(folder / "templates", {SHEET: template})), motion, edition)


def problem_in(
    pages: Templates, motion: LoadedMotion = SMALL, edition: Edition = STUDENT, sheet: Handout | None = None
) -> Problem:
    """Return the one problem that a handout has, by default ``sheet.html``."""
    (problem,) = reported(render, pages, motion, edition, sheet)
    return problem


def letters_of(text: str) -> str:
    """Return a page's letters and digits only, so that a text is found in it however it was cut up."""
    return "".join(filter(str.isalnum, unescape(text))).lower()


def tree(html: str) -> Element:
    return etree.fromstring(html, etree.HTMLParser(remove_comments=True))


def text_of(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def classes_of(element: Element) -> tuple[str, ...]:
    return tuple(element.get("class", "").split())
