"""Each template at the top of a folder is a handout; its head says what it is called and what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError, Problem
from debatekit.templating import Handout, Templates
from debatekit.templating.handouts import find_handouts
from tests.templating.support import PACKAGED, put, render, text_of, tree

if TYPE_CHECKING:
    from debatekit.motion.loader import LoadedMotion

HEAD = "{#---\ntitle: Vote sheet\nabout: To vote on.\n---#}\n"

HEADS = {
    "short": ("title: A\nabout: B", ("A", "B", 100, [])),
    "whole": ("title: A\nabout: B\norder: 7\nneeds: questions", ("A", "B", 7, ["questions"])),
    "several needs": ("title: A\nabout: B\nneeds: [pro, con]", ("A", "B", 100, ["pro", "con"])),
    "text over several lines": ("title: A\nabout: >-\n  B\n  C", ("A", "B C", 100, [])),
    "colon in quotes": ('title: "A: B"\nabout: C', ("A: B", "C", 100, [])),
}

UNHEADED = {
    "nothing": "",
    "no comment": "<p>Vote</p>",
    "text before it": f"<p>Vote</p>\n{HEAD}",
    "end that is missing": "{#---\ntitle: A\nabout: B\n#}\n",
    "start and end in a line": "{#--- title: A ---#}",
}

WRONG = {
    "unknown key": ("titel: A\nabout: B", 2, 1, "unknown key 'titel'", "Did you mean 'title'?"),
    "missing key": ("title: A", 2, 1, "'about' is missing here", "Add a line 'about: …'."),
    "order in words": (
        "title: A\nabout: B\norder: first",
        *(4, 8),
        "a whole number is expected here, and this is 'first'",
        "Write it in digits.",
    ),
    "second colon": (
        "title: A\nabout: B: C",
        *(3, 9),
        "a colon followed by a space starts a new key",
        "Put the whole value in double quotes.",
    ),
    "key given twice": (
        "title: A\nabout: B\ntitle: C",
        *(4, 1),
        "the key 'title' is given twice",
        "already: keep one of the two.",
    ),
    "edition that there is none of": (
        "title: A\nabout: B\neditions: parents",
        *(4, 11),
        "'parents' is not known here",
        "Write one of: student, teacher.",
    ),
    "list of needs in a list": (
        "title: A\nabout: B\nneeds:\n  - - pro",
        *(5, 5),
        "text is expected here, and this is a list",
        "Write one text.",
    ),
}
"""What stands in a head from line 2, and the place, message and hint of its problem."""


def problems_of(*folders: Path) -> list[Problem]:
    with pytest.raises(DebatekitError) as caught:
        find_handouts(folders)
    return caught.value.problems


@pytest.mark.parametrize(("head", "said"), HEADS.values(), ids=HEADS.keys())
def test_a_head_is_read(tmp_path: Path, head: str, said: tuple[str, str, int, list[str]]) -> None:
    put(tmp_path, {"vote-sheet.html": f"{{#---\n{head}\n---#}}\n<p>Vote</p>"})
    (handout,) = find_handouts((tmp_path,))
    assert (handout.name, handout.template) == ("vote-sheet", "vote-sheet.html")
    assert (handout.head.title, handout.head.about, handout.head.order, handout.head.needs) == said


@pytest.mark.parametrize(
    "text",
    [HEAD, f"\n\n  {HEAD}", HEAD.replace("\n", "\r\n"), HEAD.replace("{#---", "{#---  "), f"{HEAD}{{# more #}}"],
    ids=["first line", "blank lines before it", "lines of Windows", "spaces behind it", "another comment"],
)
def test_a_head_is_found(tmp_path: Path, smallest: LoadedMotion, text: str) -> None:
    pages = Templates(put(tmp_path, {"vote-sheet.html": f"{text}<p>Vote</p>"}))
    (handout,) = pages.handouts()
    assert handout.head.title == "Vote sheet"
    assert "title" not in render(pages, smallest, sheet=handout)


@pytest.mark.parametrize("text", UNHEADED.values(), ids=UNHEADED.keys())
def test_a_handout_without_a_head_is_a_problem(tmp_path: Path, text: str) -> None:
    put(tmp_path, {"vote-sheet.html": text})
    (problem,) = problems_of(tmp_path)
    assert (problem.file, problem.line) == ((tmp_path / "vote-sheet.html").as_posix(), 1)
    assert problem.message == "this handout has no head"
    assert problem.hint == "Start it with the lines '{#---', 'title: …', 'about: …' and '---#}'."


@pytest.mark.parametrize(("before", "end"), [("", "\n"), ("\n\n\n", "\r\n")], ids=["first line", "after blank lines"])
@pytest.mark.parametrize(("head", "line", "column", "message", "hint"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_head_is_told_at_its_place(
    tmp_path: Path, before: str, end: str, head: str, line: int, column: int, message: str, hint: str
) -> None:
    text = f"{before}{{#---\n{head}\n---#}}\n"
    put(tmp_path, {"vote-sheet.html": text.replace("\n", end)})
    (problem,) = problems_of(tmp_path)
    assert problem.file == (tmp_path / "vote-sheet.html").as_posix()
    assert (problem.line, problem.column) == (line + len(before), column)
    assert problem.message == message
    assert problem.hint.endswith(hint)
    assert problem.excerpt == text.splitlines()[problem.line - 1]


def test_all_wrong_heads_are_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, {"a.html": "", "b.html": HEAD, "c.html": "{#---\ntitel: A\ntitle: B\n---#}"})
    told = [(problem.file.rpartition("/")[2], problem.message) for problem in problems_of(tmp_path)]
    assert told == [
        ("a.html", "this handout has no head"),
        ("c.html", "'about' is missing here"),
        ("c.html", "unknown key 'titel'"),
    ]


def test_handouts_stand_in_order_and_then_by_name(tmp_path: Path) -> None:
    orders = {"b": 2, "a": 2, "z": 1, "c": None, "d": -1}
    for name, order in orders.items():
        put(tmp_path, {f"{name}.html": HEAD.replace("---#", f"{'' if order is None else f'order: {order}'}\n---#")})
    assert [handout.name for handout in find_handouts((tmp_path,))] == ["d", "z", "a", "b", "c"]


def test_only_templates_at_the_top_of_a_folder_are_handouts(tmp_path: Path) -> None:
    put(tmp_path, {"a.html": HEAD, "parts/b.html": HEAD, "c.yaml": "a: b", "d.txt": HEAD, "themes/e.yaml": "a: b"})
    assert [handout.name for handout in find_handouts((tmp_path,))] == ["a"]


def test_the_first_of_two_folders_wins(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", {"a.html": HEAD, "b.html": HEAD.replace("Vote", "My")})
    theirs = put(tmp_path / "theirs", {"b.html": "<p>no head, and not looked at</p>", "c.html": HEAD})
    handouts = {handout.name: handout.head.title for handout in find_handouts((mine, theirs))}
    assert handouts == {"a": "Vote sheet", "b": "My sheet", "c": "Vote sheet"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_handout_may_be_saved_as_a_motion_may(tmp_path: Path, smallest: LoadedMotion, encoding: str) -> None:
    (tmp_path / "vote-sheet.html").write_text(f"{HEAD}<p>Für oder gegen?</p>", encoding=encoding)
    pages = Templates(tmp_path)
    (handout,) = pages.handouts()
    assert text_of(tree(render(pages, smallest, sheet=handout))) == "Für oder gegen?"


@pytest.mark.parametrize(
    ("needs", "small", "full"),
    [
        ([], True, True),
        (["pro"], True, True),
        (["questions"], False, True),
        (["evaluation"], False, True),
        (["pro", "evaluation"], False, True),
        (["teacher_notes"], False, True),
        (["ages"], False, False),
    ],
)
def test_a_handout_fits_a_motion_that_has_what_it_needs(
    smallest: LoadedMotion, marked: LoadedMotion, needs: list[str], small: bool, full: bool
) -> None:
    head = {"title": "A", "about": "B", "needs": needs}
    handout = Handout.model_validate({"name": "a", "template": "a.html", "head": head})
    assert (handout.fits(smallest.motion), handout.fits(marked.motion)) == (small, full)


def test_these_handouts_come_with_debatekit() -> None:
    names = [handout.name for handout in Templates(PACKAGED).handouts()]
    assert names == [
        *("pro-brief", "con-brief", "discussion-questions", "source-evaluation"),
        *("fairness-and-sources", "numbered-reading"),
    ]
