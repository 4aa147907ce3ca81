"""Settings, themes, languages, frameworks, records, word lists and manifests that were changed anyhow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from debatekit.checks.language import read_wordlist
from debatekit.checks.record import read_record
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
MANIFESTS = [
    b'{"version": 1, "documents": {"a.docx": {"handout": "a", "edition": "student", "variant": "standard", '
    b'"checksum": "", "build": "1"}}, "builds": {"1": {"motion": "a.yaml", "environment": "", "inputs": {}, '
    b'"options": [["--theme", "a"]], "documents": {"a.docx": ""}, "obsolete": ["a.docx"]}}}'
]


def contents(kind: str, ending: str = "yaml") -> list[bytes]:
    return [path.read_bytes() for path in sorted(TEMPLATES.glob(f"{kind}/*.{ending}"))]


@fuzzed
@given(content=mutated([SETTINGS]))
def test_settings(content: bytes) -> None:
    path = written("debatekit.yaml", content)
    outcome(lambda: read_settings(path))


@fuzzed
@given(content=mutated(contents("themes")))
def test_themes(content: bytes) -> None:
    path = written("themes/fuzzed.yaml", content)
    outcome(lambda: read_theme(path, [path.parent, TEMPLATES / "themes"]))


@fuzzed
@given(content=mutated(contents("languages")))
def test_languages(content: bytes) -> None:
    build_with(written("own/languages/en.yaml", content).parents[1])


@fuzzed
@given(content=mutated(contents("frameworks")))
def test_frameworks(content: bytes) -> None:
    build_with(written("other/frameworks/lateral-reading.yaml", content).parents[1])


def build_with(templates: Path) -> None:
    motion = load_motion(written("trees.yaml", SMALLEST.encode()))
    outcome(lambda: open_builder(templates).render(motion, BuildOptions(["pro-brief"])))


@fuzzed
@given(content=mutated(contents("wordlists")))
def test_wordlists(content: bytes) -> None:
    path = written("words/wordlists/en.yaml", content)
    outcome(lambda: read_wordlist((path.parents[1],), "en"))


@fuzzed
@given(content=mutated([path.read_bytes() for path in packaged("motions").glob("*.verified.json")]))
def test_records(content: bytes) -> None:
    path = written("trees.verified.json", content)
    outcome(lambda: read_record(path.with_name("trees.yaml")))


@fuzzed
@given(content=mutated(MANIFESTS))
def test_manifests(content: bytes) -> None:
    path = written(f"kit/{MANIFEST}", content)
    for name in Manifest.load(path.parent).documents:
        assert Path(name).name == name
