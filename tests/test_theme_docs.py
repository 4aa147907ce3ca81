"""docs/themes.md documents every key and theme, and the theme in it works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from debatekit.word.theme import Colours, Fonts, Lists, Margins, StyleFormat, Tables, Theme, ThemePart
from tests.kits import themes, word_template

DOCS = (Path(__file__).parent.parent / "docs/themes.md").read_text(encoding="utf-8")

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
