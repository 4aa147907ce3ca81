"""The reference pages are those of the code, what they show works, their links lead somewhere, themes are complete."""

import re
from pathlib import Path

import pytest

from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from debatekit.templating.context import TEMPLATE_NAMES
from debatekit.word.html_schema import ELEMENTS
from debatekit.word.theme import Colours, Fonts, Lists, Margins, StyleFormat, Tables, Theme, ThemePart
from docs.reference import PROJECT, pages
from docs.reference.markdown import anchor
from tests.checkers import faults
from tests.kits import open_builder, themes, word_template
from tests.samples import SMALLEST

PAGES = pages()
VOCABULARY = (PROJECT / "docs/pages.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_that_of_the_code(name: str) -> None:
    written = (PROJECT / name).read_text(encoding="utf-8")
    assert written == PAGES[name], "Run 'python -m docs.reference', and read what it wrote."


def places_in(path: Path) -> set[str]:
    """Return what links to headings of a page look like."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {anchor(heading) for heading in headings}


@pytest.mark.parametrize("page", [*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text(encoding="utf-8")):
        file, _, place = link.partition("#")
        path = (page.parent / file).resolve() if file else page
        assert path.exists(), link
        assert not place or f"#{place}" in places_in(path), link


def test_everything_that_a_template_sees_is_on_the_page() -> None:
    text = PAGES["docs/templates.md"]
    assert [name for name in TEMPLATE_NAMES if f"| `{name}` |" not in text] == []
    assert [path.name for path in (PROJECT / "templates").glob("*.html") if f"| `{path.name}` |" not in text] == []
    macros = re.findall(r"{% macro (\w+)", (PROJECT / "templates/parts/macros.html").read_text(encoding="utf-8"))
    assert [name for name in macros if f"| `{name}(" not in text] == []


def test_the_template_that_is_shown_builds(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```html\n(.*?)^```", PAGES["docs/templates.md"], re.DOTALL | re.MULTILINE)
    (tmp_path / "words.html").write_text(shown, encoding="utf-8")
    motion = tmp_path / "trees.yaml"
    motion.write_text(f"{SMALLEST}terms: [{{term: Shade, meaning: No sun.}}]\n", encoding="utf-8")
    documents = open_builder(tmp_path).render(load_motion(motion), BuildOptions(["words"]))
    assert [faults(document.content) for document in documents] == [[]]


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_is_documented_with_its_attributes(element: str) -> None:
    spec = ELEMENTS[element]
    known = {*spec.attributes, *(["class"] if spec.classes else [])} - {"charset"}
    lines = [line for line in VOCABULARY.splitlines() if re.search(rf"<{element}(?![\w-])", line)]
    assert lines, f"docs/pages.md has no row for <{element}>"
    assert [name for name in known if not any(re.search(rf"\b{name}\b", line) for line in lines)] == []


def test_no_element_or_class_is_documented_that_is_not_known() -> None:
    assert set(re.findall(r"<([a-z][\w-]*)", VOCABULARY)) - set(ELEMENTS) == set()
    known = {name for spec in ELEMENTS.values() for name in spec.classes if name}
    assert set(re.findall(r'class="([^"]+)"', VOCABULARY)) == known


DOCS = (PROJECT / "docs/themes.md").read_text(encoding="utf-8")

MODELS = {"Keys of a theme": Theme, "Keys of `tables`": Tables, "Keys of a style": StyleFormat}
PARTS = {"fonts": Fonts, "colours": Colours, "margins": Margins, "lists": Lists}


@pytest.mark.parametrize(("heading", "model"), MODELS.items(), ids=MODELS)
def test_every_key_is_documented_and_no_other(heading: str, model: type[ThemePart]) -> None:
    section = DOCS.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    assert {key for cell in first_cells for key in re.findall(r"`(\w+)`", cell)} == set(model.model_fields)


@pytest.mark.parametrize(("key", "model"), PARTS.items(), ids=PARTS)
def test_every_key_of_a_part_is_documented(key: str, model: type[ThemePart]) -> None:
    (row,) = re.findall(rf"^\| `{key}` \| (.*) \|$", DOCS, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == set(model.model_fields)


def test_every_theme_is_listed() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \| ", DOCS.partition("\n## ")[0], re.MULTILINE)) == set(themes())


def test_the_theme_in_the_documentation_works(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (found,) = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    (tmp_path / "themes/ours.yaml").write_text(found, encoding="utf-8")
    assert themes(tmp_path)["ours"].colours.ink == "5A1020"
    assert word_template(tmp_path, theme="ours", language="en-GB").styles
