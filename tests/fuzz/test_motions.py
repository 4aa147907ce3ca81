"""Motions of any text and any structure: a sound kit, or problems with their places."""

from __future__ import annotations

import copy
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from debatekit.audience import Edition
from debatekit.kit import check_kit
from debatekit.motion import read_motion
from tests.checkers import faults
from tests.fuzz.support import MOTIONS, TEXTS, fuzzed, mutated, outcome, workshop, written

TREES = [yaml.load(text, yaml.BaseLoader) for text in MOTIONS]
SAMPLES = [text.encode() for text in MOTIONS]
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
TOKENS = st.sampled_from(
    [
        *(
            ": ",
            "- ",
            "\n",
            "  ",
            "? ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "| ",
            ">-\n",
            '"',
            "'",
            "# ",
        ),
        *(
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "<<: ",
            "\t",
            "motion",
            "pro",
            "con",
            "arguments",
            "claim",
            "x",
            "\r",
            "\x85",
        ),
    ]
)


def places(tree: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values in a tree of lists and mappings."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


@st.composite
def mutated_trees(draw: st.DrawFn) -> Any:
    """Return a motion with some of its values replaced, moved, doubled or gone."""
    tree = copy.deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 5))):
        path = draw(st.sampled_from(places(tree)[1:] or [()]))
        if not path:
            break
        *outer, last = path
        holder = tree
        for step in outer:
            holder = holder[step]
        match draw(st.integers(0, 4)):
            case 0:
                holder[last] = draw(TEXTS)
            case 1:
                holder[last] = draw(VALUES)
            case 2:
                del holder[last]
            case 3 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
            case 3:
                holder[draw(TEXTS)] = holder[last]
            case _:
                source = tree
                for step in draw(st.sampled_from(places(tree))):
                    source = source[step]
                holder[last] = copy.deepcopy(source)
    return tree


@fuzzed
@given(tree=mutated_trees(), handout=st.integers(0, 5), edition=st.sampled_from(Edition))
def test_any_structure_gives_a_sound_document_or_problems(tree: Any, handout: int, edition: Edition) -> None:
    path = written("motion.yaml", yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "replace"))
    motion = outcome(lambda: read_motion(path))
    check_kit(workshop(), path)
    if motion:
        names = [each.name for each in workshop().handouts()]
        documents = outcome(lambda: workshop().documents(motion, [names[handout % len(names)]], [edition]))
        for document in documents or []:
            assert faults(document.content) == []


@fuzzed
@given(content=mutated(SAMPLES))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    path = written("bytes.yaml", content)
    outcome(lambda: read_motion(path))
    check_kit(workshop(), path)


@fuzzed
@given(content=st.lists(TOKENS | TEXTS, max_size=40).map("".join))
def test_any_row_of_tokens_is_read_or_refused(content: str) -> None:
    path = written("tokens.yaml", content.encode("utf-8", "surrogatepass"))
    outcome(lambda: read_motion(path))
