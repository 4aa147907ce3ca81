"""Built-in templates are compiled once and cached; without a cache, or with a damaged one, pages are the same."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.templating import Templates
from debatekit.templating.loader import cache_folder
from tests.templating.support import PACKAGED, put, render

if TYPE_CHECKING:
    from debatekit.motion.loader import LoadedMotion

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the folder is another one there")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/debatekit"


def brief(motion: LoadedMotion, *folders: Path) -> str:
    templates = Templates(*folders, PACKAGED)
    (sheet,) = (handout for handout in templates.handouts() if handout.name == "pro-brief")
    return render(templates, motion, sheet=sheet)


def test_templates_are_cached_for_the_user_alone(cache: Path, smallest: LoadedMotion) -> None:
    page = brief(smallest)
    files = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert len(files) > 3
    assert cache.stat().st_mode & 0o777 == 0o700
    assert brief(smallest) == page
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == files


def test_templates_of_the_user_are_not_cached(cache: Path, tmp_path: Path, smallest: LoadedMotion) -> None:
    brief(smallest)
    files = set(cache.iterdir())
    assert "Mine." in brief(smallest, put(tmp_path / "own", {"parts/argument.html": "<p>Mine.</p>"}))
    assert set(cache.iterdir()) == files


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "another byte": lambda content: content[:-9] + b"x" + content[-8:],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_is_as_good_as_none(
    cache: Path, smallest: LoadedMotion, damage: Callable[[bytes], bytes]
) -> None:
    page = brief(smallest)
    for file in cache.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert brief(smallest) == page


@pytest.mark.parametrize("home", ["", "relative", "/dev/null", "/nowhere/\0"], ids=repr)
def test_pages_are_built_where_nothing_can_be_cached(
    monkeypatch: pytest.MonkeyPatch, smallest: LoadedMotion, home: str
) -> None:
    if "\0" in home:
        monkeypatch.setattr("os.environ", {"XDG_CACHE_HOME": home})
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", home)
        monkeypatch.setenv("HOME", "/dev/null")
    assert "Trees give shade." in brief(smallest)
    assert cache_folder() is None


def test_a_folder_that_others_can_write_to_is_not_used(cache: Path, smallest: LoadedMotion) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert "Trees give shade." in brief(smallest)
    assert list(cache.iterdir()) == []


def test_a_link_in_place_of_the_folder_is_not_followed(cache: Path, tmp_path: Path, smallest: LoadedMotion) -> None:
    (tmp_path / "elsewhere").mkdir()
    cache.parent.mkdir()
    cache.symlink_to(tmp_path / "elsewhere")
    assert "Trees give shade." in brief(smallest)
    assert list((tmp_path / "elsewhere").iterdir()) == []
