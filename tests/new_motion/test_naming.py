"""A motion's file has a name that every system takes, whatever the motion is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.files import slugify


@pytest.mark.parametrize(
    ("motion", "name"),
    [
        ("This house would plant a tree", "this-house-would-plant-a-tree"),
        (
            "This house would plant a tree in every school yard of the town",
            "this-house-would-plant-a-tree-in-every-school-yard",
        ),
        (
            "This house believes that trees give some shade to the yards",
            "this-house-believes-that-trees-give-some-shade",
        ),
        ("  Bäume & Straßen: ja/nein?  ", "baume-strassen-ja-nein"),
        ("Don’t plant", "dont-plant"),
        ("../../etc\\passwd.", "etc-passwd"),
        ("Деревья дают тень", "деревья-дают-тень"),
        ("木が日陰を作る", "木が日陰を作る"),
        ("पेड़ छाया देते हैं", "पेड़-छाया-देते-हैं"),
        ("CON", "con-motion"),
        ("lpt¹", "lpt1-motion"),
        ("Console", "console"),
        ("?!", "motion"),
        ("x" * 80, "x" * 50),
    ],
)
def test_a_name_is_made_of_the_first_words(motion: str, name: str) -> None:
    assert slugify(motion) == name


@given(st.text(max_size=300))
def test_any_text_has_a_name_that_is_safe_everywhere(text: str) -> None:
    name = slugify(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*. \0\n')
    assert not name.startswith("-")
    assert not name.endswith("-")
    assert len(f"{name}.verified.json".encode()) <= 255
    assert slugify(name) == name
