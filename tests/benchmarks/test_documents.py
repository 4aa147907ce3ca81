"""Every way that is measured writes the whole content, each time another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.content import content_of, words_of
from benchmarks.documents import checked_size, prepare
from benchmarks.ways import LABELS, PANDOC, Case, Way, ways
from tests.kits import open_builder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmarks")


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    return prepare(open_builder(), folder / "motions", 2)


@pytest.fixture(scope="module")
def every(cases: list[Case], folder: Path) -> dict[str, Way]:
    return {way.label: way for way in ways(open_builder(), cases, folder)}


def written(way: Way, case: Case) -> list[bytes]:
    """Return the documents that a way writes; skips the test where its tool is not installed."""
    if way.make is None:
        pytest.skip(f"{way.label} is not installed")
    return [made.read_bytes() if isinstance(made, Path) else made for made in way.make(case)]


@pytest.mark.parametrize("label", LABELS)
def test_every_way_writes_the_same_content(label: str, every: dict[str, Way], cases: list[Case]) -> None:
    contents = [content_of(document) for document in written(every[label], cases[1])]
    if label == PANDOC:  # its runs are others
        assert [words_of(content) for content in contents] == [words_of(content) for content in cases[1].contents]
    else:
        assert contents == cases[1].contents


def test_no_way_is_measured_on_less(cases: list[Case]) -> None:
    cut = Way("scissors", "", lambda case: [*case.documents[:-1], case.documents[0]])
    with pytest.raises(ValueError, match=f"scissors writes other words in document {len(cases[0].documents)}"):
        checked_size(cut, cases[0])
