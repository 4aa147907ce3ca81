"""Settings, themes, languages, frameworks, records, word lists and manifests that were changed anyhow."""

from __future__ import annotations

from pathlib import Path

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

TEMPLATES = packaged("templates")
SETTINGS = (
    b"theme: standard\nschool: A school\nlanguage: en-GB\nlook: school.docx\nwords:\n  background: What there is\n"
)
MANIFESTS = [
    b'{"version": 1, "documents": {"a.docx": {"handout": "a", "edition": "student", "way": "standard", "seal": ""}}, '
    b'"kits": {"": {"made_with": "", "made_from": {"a.yaml": ""}, "documents": {"a.docx": ""}, "left": ["a.docx"]}}}'
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
@given(content=mutated(contents("languages")), kind=st.just("languages"))
def test_languages(content: bytes, kind: str) -> None:
    build_with(written(f"own/{kind}/en.yaml", content).parents[1])


@fuzzed
@given(content=mutated(contents("frameworks")), kind=st.just("frameworks"))
def test_frameworks(content: bytes, kind: str) -> None:
    build_with(written(f"other/{kind}/lateral-reading.yaml", content).parents[1])


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


def test_what_is_mutated_is_there() -> None:
    kinds = ("themes", "languages", "frameworks", "wordlists")
    assert {kind: len(contents(kind)) > 0 for kind in kinds} == pytest.approx(dict.fromkeys(kinds, True))
