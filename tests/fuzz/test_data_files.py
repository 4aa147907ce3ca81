"""Data files, templates, motions and Word files with random changes: a sound answer, or problems."""

import copy
import re
from collections.abc import Callable
from functools import partial, reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from debatekit.accessibility.report import inspect_file
from debatekit.build import check_kit
from debatekit.checks.quotations import read_record
from debatekit.files import UNPRINTABLE, packaged
from debatekit.kit_folder import MANIFEST, Manifest
from debatekit.lesson.formats import read_format
from debatekit.lesson.planner import plan_lesson
from debatekit.lesson.timetable import DoesNotFitError
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Lesson
from debatekit.new_motion.wordlist import read_proposal_words
from debatekit.settings import BuildOptions, read_settings
from debatekit.sources.readers import read_source
from debatekit.templating.translations import words_of
from debatekit.word import read_theme
from tests.fuzz.support import (
    MARKDOWN,
    TEXTS,
    check_sound,
    folder,
    fuzzed,
    mutated,
    outcome,
    shared,
    slowly,
    smallest,
    written,
)
from tests.kits import open_builder
from tests.packages import packed, unpacked
from tests.samples import SMALLEST, full_motion, write_motion
from tests.word.letterheads import school_bytes, whole

pytestmark = pytest.mark.slow

TEMPLATES = packaged("templates")
SETTINGS = b"theme: standard\nschool: A\nlanguage: en-GB\nlook: school.docx\nwords:\n  background: What there is\n"
KIT = (
    b'{"version": 2, "documents": {"a.docx": {"handout": "a", "edition": "student", "build": "1"}}, "builds": '
    b'{"1": {"motion": "a.yaml", "environment": "", "inputs": {}, "options": [["--theme", "a"]], '
    b'"documents": {"a.docx": ""}}}}'
)


def build_with(path: Path) -> object:
    return open_builder(path.parents[1]).render(smallest(), BuildOptions(["pro-brief"]))


def plan_from(path: Path) -> object:
    try:
        return plan_lesson("fuzzed", read_format(path), Lesson(minutes=50), None, words_of((TEMPLATES,), "en"))
    except DoesNotFitError:
        return None


def load_manifest(path: Path) -> None:
    assert all(Path(name).name == name for name in Manifest.load(path.parent).documents)


def samples(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((TEMPLATES / folder).glob("*.yaml"))]


RECORDS = [path.read_bytes() for path in sorted(packaged("motions").glob("*.verified.json"))]
READERS: dict[str, tuple[list[bytes], Callable[[Path], Any]]] = {
    "debatekit.yaml": ([SETTINGS], read_settings),
    "themes/fuzzed.yaml": (samples("themes"), lambda path: read_theme(path, [path.parent, TEMPLATES / "themes"])),
    "own/languages/en.yaml": (samples("languages"), build_with),
    "other/frameworks/lateral-reading.yaml": (samples("frameworks"), build_with),
    "formats/fuzzed.yaml": (samples("formats"), plan_from),
    "w/wordlists/en.yaml": (samples("wordlists"), lambda path: read_proposal_words((path.parents[1], TEMPLATES), "en")),
    "w/proposals/en.yaml": (samples("proposals"), lambda path: read_proposal_words((path.parents[1], TEMPLATES), "en")),
    "trees.verified.json": (RECORDS, lambda path: read_record(path.with_name("trees.yaml"))),
    f"kit/{MANIFEST}": ([KIT], load_manifest),
}


@pytest.mark.parametrize("name", READERS)
@fuzzed
@given(data=st.data())
def test_any_data_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    contents, read = READERS[name]
    path = written(name, data.draw(mutated(contents)))
    outcome(lambda: read(path))


PAGES = {path.relative_to(packaged("templates")).as_posix(): path for path in packaged("templates").rglob("*.html")}


@slowly
@given(name=st.sampled_from(sorted(PAGES)), data=st.data())
def test_any_template_gives_a_sound_document_or_problems(name: str, data: st.DataObject) -> None:
    path = written(f"templates/{name}", data.draw(mutated([PAGES[name].read_bytes()])))
    handout = path.stem if "/" not in name else data.draw(st.sampled_from(["pro-brief", "discussion-questions"]))
    try:
        build = open_builder(folder() / "templates").render
        documents = outcome(lambda: build(smallest(), BuildOptions([handout]))) or []
        check_sound(document.content for document in documents)
    finally:
        path.unlink()


MOTIONS = [SMALLEST, *(path.read_text("utf-8") for path in sorted(packaged("motions").glob("*.yaml")))]
TREES = [full_motion("Trees give shade."), *(yaml.load(text, yaml.BaseLoader) for text in MOTIONS)]
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
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


FILES = [school_bytes("filled"), whole(), shared().render(smallest())[0].content]


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Return a Word file of which parts are gone or changed, or tags are gone, doubled or others."""
    content = draw(st.sampled_from(FILES))
    if draw(st.integers(0, 4)) == 0:
        return draw(mutated([content]))
    parts = unpacked(content)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(parts)))
        match draw(st.integers(0, 6)):
            case 0:
                del parts[name]
            case 1:
                parts[name] = draw(mutated([parts[name]]))
            case 2:
                parts[draw(TEXTS) or "x"] = parts[name]
            case _:
                elements = re.findall(rb"<[^<>]*>", parts[name])
                old, new = (draw(st.sampled_from(elements)) if elements else b"" for _ in range(2))
                parts[name] = parts[name].replace(old, draw(st.sampled_from([b"", old + new, new])), 1)
    return packed({name.encode("utf-8", "replace").decode(): blob for name, blob in parts.items() if name.strip("\0")})


@slowly
@given(content=changed(), fillable=st.booleans())
def test_any_file_is_a_usable_look_or_refused(content: bytes, fillable: bool) -> None:
    path = written("look.docx", content)
    school = outcome(lambda: open_builder(look=path, fillable=fillable))
    documents = outcome(lambda: school.render(smallest(), BuildOptions(["pro-brief"]))) if school else None
    check_sound((document.content for document in documents or []), content)


@fuzzed
@given(content=changed())
def test_any_file_is_read_or_refused(content: bytes) -> None:
    path = written("source.docx", content)
    for read in (read_source, inspect_file):
        outcome(partial(read, path))
