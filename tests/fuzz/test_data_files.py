"""Settings, themes, languages, frameworks, records, word lists and manifests that were changed anyhow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.checks.language import read_wordlist
from debatekit.checks.quotations import read_record
from debatekit.datafiles import packaged
from debatekit.kit_folder import MANIFEST, Manifest
from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions, read_settings
from debatekit.word import read_theme
from tests.fuzz.support import fuzzed, mutated, outcome, written
from tests.kits import open_builder
from tests.samples import SMALLEST

pytestmark = pytest.mark.slow

TEMPLATES = packaged("templates")
SETTINGS = (
    b"theme: standard\nschool: A school\nlanguage: en-GB\nlook: school.docx\nwords:\n  background: What there is\n"
)
KIT = (
    b'{"version": 1, "documents": {"a.docx": {"handout": "a", "edition": "student", "variant": "standard", '
    b'"checksum": "", "build": "1"}}, "builds": {"1": {"motion": "a.yaml", "environment": "", "inputs": {}, '
    b'"options": [["--theme", "a"]], "documents": {"a.docx": ""}, "obsolete": ["a.docx"]}}}'
)


def build_with(path: Path) -> object:
    motion = load_motion(written("trees.yaml", SMALLEST.encode()))
    return open_builder(path.parents[1]).render(motion, BuildOptions(["pro-brief"]))


def load_manifest(path: Path) -> None:
    assert all(Path(name).name == name for name in Manifest.load(path.parent).documents)


def samples(pattern: str, kind: str = "templates") -> list[bytes]:
    return [path.read_bytes() for path in sorted(packaged(kind).glob(pattern))]


READERS: dict[str, tuple[list[bytes], str, Callable[[Path], Any]]] = {
    "settings": ([SETTINGS], "debatekit.yaml", read_settings),
    "theme": (
        samples("themes/*.yaml"),
        "themes/fuzzed.yaml",
        lambda path: read_theme(path, [path.parent, TEMPLATES / "themes"]),
    ),
    "language": (samples("languages/*.yaml"), "own/languages/en.yaml", build_with),
    "framework": (samples("frameworks/*.yaml"), "other/frameworks/lateral-reading.yaml", build_with),
    "word list": (
        samples("wordlists/*.yaml"),
        "w/wordlists/en.yaml",
        lambda path: read_wordlist((path.parents[1],), "en"),
    ),
    "record": (
        samples("*.verified.json", "motions"),
        "trees.verified.json",
        lambda path: read_record(path.with_name("trees.yaml")),
    ),
    "manifest": ([KIT], f"kit/{MANIFEST}", load_manifest),
}


@pytest.mark.parametrize(("contents", "name", "read"), READERS.values(), ids=READERS)
@fuzzed
@given(data=st.data())
def test_any_data_file_is_read_or_refused(
    contents: list[bytes], name: str, read: Callable[[Path], Any], data: st.DataObject
) -> None:
    path = written(name, data.draw(mutated(contents)))
    outcome(lambda: read(path))
