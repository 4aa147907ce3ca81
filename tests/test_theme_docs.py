"""What docs/themes.md says is so: every key, and the theme that it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from debatekit.word.theme import Colours, Fonts, Lists, Margins, StyleLook, Tables, Theme
from tests.kits import themes, word_template

DOCS = (Path(__file__).parent.parent / "docs/themes.md").read_text(encoding="utf-8")


def keys_under(heading: str) -> set[str]:
    """Return the words set as code in the first column of the table under a heading."""
    section = DOCS.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


MODELS = {"Keys of a theme": Theme, "Keys of `tables`": Tables, "Keys of a style": StyleLook}


@pytest.mark.parametrize(("heading", "model"), MODELS.items(), ids=MODELS)
def test_every_key_is_documented_and_no_other(heading: str, model: type[Theme | Tables | StyleLook]) -> None:
    assert keys_under(heading) == set(model.model_fields)


@pytest.mark.parametrize(
    ("key", "model"), [("fonts", Fonts), ("colours", Colours), ("margins", Margins), ("lists", Lists)]
)
def test_every_key_of_a_part_is_documented(key: str, model: type[Fonts | Colours | Margins | Lists]) -> None:
    (row,) = re.findall(rf"^\| `{key}` \| (.*) \|$", DOCS, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == set(model.model_fields)


def test_every_theme_is_named() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \| ", DOCS.partition("\n## ")[0], re.MULTILINE)) == set(themes())


def test_the_theme_that_is_shown_works(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (found,) = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    (tmp_path / "themes/ours.yaml").write_text(found, encoding="utf-8")
    assert themes(tmp_path)["ours"].colours.ink == "5A1020"
    assert word_template(tmp_path, theme="ours", language="en-GB").styles


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", DOCS)
    assert links
    assert [link for link in links if not (Path(__file__).parent.parent / "docs" / link).exists()] == []
