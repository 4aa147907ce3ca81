"""Motions of any text and any structure: a sound kit, or problems with their places."""

import copy
from functools import reduce
from operator import getitem
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from debatekit.build import check_kit
from debatekit.files import UNPRINTABLE, packaged
from debatekit.motion.loader import load_motion
from tests.fuzz.support import MARKDOWN, TEXTS, check_sound, folder, fuzzed, outcome, shared
from tests.samples import SMALLEST, full_motion, write_motion

pytestmark = pytest.mark.slow

MOTIONS = [SMALLEST, *(path.read_text("utf-8") for path in sorted(packaged("motions").glob("*.yaml")))]
TREES = [full_motion("Trees give shade."), *(yaml.load(text, yaml.BaseLoader) for text in MOTIONS)]
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
# fmt: off
# fmt: on
SAYINGS = st.sampled_from(("Trees give shade.", "Yards are small.", *MARKDOWN)) | TEXTS.filter(
    lambda text: text.strip() and not UNPRINTABLE.search(text)
)
NAMES = {"about", "code", "framework", "from", "language", "source", "theme", "quote", "level", "kind"}
"""Fields that name something, or that can hardly be right by chance."""


def places(tree: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values in a tree of lists and mappings."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


@st.composite
def mutated_trees(draw: st.DrawFn) -> Any:
    """Return a motion with other texts, and with some of its values replaced, moved, doubled or gone."""
    tree = copy.deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 5))):
        if not (paths := places(tree)[1:]):
            break
        *outer, last = draw(st.sampled_from(paths))
        holder = reduce(getitem, outer, tree)
        match draw(st.integers(0, 8)):
            case 4 | 5 | 6 | 7 | 8 if isinstance(holder[last], str) and last not in NAMES:
                holder[last] = draw(SAYINGS)
            case 0:
                holder[last] = draw(TEXTS | VALUES)
            case 1:
                del holder[last]
            case 2 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
            case 2:
                holder[draw(TEXTS)] = holder[last]
            case _:
                holder[last] = copy.deepcopy(reduce(getitem, draw(st.sampled_from(paths)), tree))
    return tree


@fuzzed
@given(tree=mutated_trees(), place=st.integers(0, 9), fillable=st.booleans())
def test_any_structure_gives_sound_documents_or_problems(tree: Any, place: int, fillable: bool) -> None:
    path = write_motion(folder(), tree)
    check_kit(shared(), path)
    if motion := outcome(lambda: load_motion(path)):
        documents = outcome(lambda: shared(fillable=fillable).render(motion)) or []
        check_sound(document.content for document in documents[place : place + 2])
