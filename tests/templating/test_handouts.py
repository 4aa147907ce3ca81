"""Each template at the top of a folder is a handout, whose head says what it needs; built-in ones are compiled once."""

import sys
from pathlib import Path

import pytest

from debatekit.errors import Problem
from debatekit.templating import Templates
from debatekit.templating.handouts import find_handouts
from tests.problems import reported
from tests.templating.support import HANDOUTS, PACKAGED, SHEETS, put, render, text_of, tree

HEAD = "{#---\ntitle: Vote sheet\nabout: To vote on.\n---#}\n"

HEADS = {
    "whole": ("{#---\ntitle: A\nabout: B\norder: 7\nneeds: questions\n---#}", ("A", "B", 7, ["questions"])),
    "several lines": ("{#---\ntitle: A\nabout: >-\n  B\n  C\n---#}", ("A", "B C", 100, [])),
    "blank lines before it": (f"\n\n  {HEAD}", ("Vote sheet", "To vote on.", 100, [])),
    "lines of Windows": (HEAD.replace("\n", "\r\n"), ("Vote sheet", "To vote on.", 100, [])),
    "another comment": (f"{HEAD}{{# more #}}", ("Vote sheet", "To vote on.", 100, [])),
}

UNHEADED = {
    "nothing": "", "text before it": f"<p>Vote</p>\n{HEAD}", "end that is missing": "{#---\ntitle: A\nabout: B\n#}\n",
}  # fmt: skip


def problems_of(*folders: Path) -> list[Problem]:
    return reported(find_handouts, folders)


@pytest.mark.parametrize(("head", "said"), HEADS.values(), ids=HEADS)
def test_a_head_is_read(tmp_path: Path, head: str, said: tuple[str, str, int, list[str]]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "vote-sheet.html").write_text(f"{head}<p>Für oder gegen?</p>", encoding=encoding, newline="")
        pages = Templates(tmp_path)
        (handout,) = pages.handouts()
        assert (handout.name, handout.template) == ("vote-sheet", "vote-sheet.html")
        assert (handout.head.title, handout.head.about, handout.head.order, handout.head.needs) == said
        assert text_of(tree(render(pages, sheet=handout))) == "Für oder gegen?"


@pytest.mark.parametrize("text", UNHEADED.values(), ids=UNHEADED.keys())
def test_a_handout_without_a_head_is_a_problem(tmp_path: Path, text: str) -> None:
    (problem,) = problems_of(put(tmp_path, {"vote-sheet.html": text}))
    assert problem.headline == (
        f"{(tmp_path / 'vote-sheet.html').as_posix()}:1:1: this handout has no head."
        " Start it with the lines '{#---', 'title: …', 'about: …' and '---#}'."
    )


def test_templates_at_the_top_of_a_folder_are_handouts_in_order(tmp_path: Path) -> None:
    put(tmp_path, {"parts/b.html": HEAD, "c.yaml": "a: b", "d.txt": HEAD, "themes/e.yaml": "a: b"})
    for name, order in {"b": "order: 2", "a": "order: 2", "z": "order: 1", "c": "", "d": "order: -1"}.items():
        put(tmp_path, {f"{name}.html": HEAD.replace("---#", f"{order}\n---#")})
    assert [handout.name for handout in find_handouts((tmp_path,))] == ["d", "z", "a", "b", "c"]
    brief = [
        name for name, handout in HANDOUTS.items() if "plan" not in handout.head.needs and handout.head.kit == "brief"
    ]
    assert brief == [*SHEETS, "teachers-book", "fairness-and-sources", "numbered-reading", "copy-plan"]


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
