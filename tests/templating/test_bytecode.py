"""Built-in templates are compiled once and cached; without a cache, or with a damaged one, pages are the same."""

import sys
from pathlib import Path

import pytest

from debatekit.templating import Templates
from tests.templating.support import HANDOUTS, PACKAGED, put, render

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the folder is another one there")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/debatekit"


def brief(*folders: Path) -> str:
    return render(Templates(*folders, PACKAGED), sheet=HANDOUTS["pro-brief"])


def test_only_built_in_templates_are_cached_and_for_the_user_alone(cache: Path, tmp_path: Path) -> None:
    page = brief()
    files = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert len(files) > 3
    assert cache.stat().st_mode & 0o777 == 0o700
    assert brief() == page
    assert "Mine." in brief(put(tmp_path / "own", {"parts/argument.html": "<p>Mine.</p>"}))
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == files


def test_a_damaged_cache_is_as_good_as_none(cache: Path) -> None:
    page = brief()
    for keep in (0, 0.5, 0.99):
        for file in cache.iterdir():
            content = file.read_bytes()
            file.write_bytes(content[: int(len(content) * keep)] + b"x" * (keep > 0))
        assert brief() == page


@pytest.mark.parametrize("home", ["", "relative", "/dev/null"])
def test_pages_are_built_where_nothing_can_be_cached(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", "/dev/null")
    assert "Trees give shade." in brief()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_link", [False, True], ids=["others can write to it", "a link"])
def test_a_folder_that_is_not_the_users_alone_is_not_used(cache: Path, tmp_path: Path, is_link: bool) -> None:
    folder = tmp_path / "elsewhere" if is_link else cache
    folder.mkdir(parents=True)
    if is_link:
        cache.parent.mkdir()
        cache.symlink_to(folder)
    else:
        folder.chmod(0o777)
    assert "Trees give shade." in brief()
    assert list(folder.iterdir()) == []
