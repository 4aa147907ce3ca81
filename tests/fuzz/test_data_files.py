"""Settings, themes, languages, frameworks, records, word lists and manifests with random changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.checks.quotations import read_record
from debatekit.files import packaged
from debatekit.kit_folder import MANIFEST, Manifest
from debatekit.lesson.formats import read_format
from debatekit.lesson.planner import plan_lesson
from debatekit.lesson.timetable import DoesNotFitError
from debatekit.motion.model import Lesson
from debatekit.new_motion.wordlist import read_proposal_words
from debatekit.settings import BuildOptions, read_settings
from debatekit.templating.translations import words_of
from debatekit.word import read_theme
from tests.fuzz.support import fuzzed, mutated, outcome, smallest, written
from tests.kits import open_builder

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
