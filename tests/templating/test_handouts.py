"""Each template at the top of a folder is a handout; its head says what it is called and what it needs."""

from pathlib import Path

import pytest

from debatekit.errors import Problem
from debatekit.templating import Handout, Templates
from debatekit.templating.handouts import find_handouts
from tests.problems import reported
from tests.templating.motions import MARKED, SMALL
from tests.templating.support import HANDOUTS, SHEETS, put, render, text_of, tree

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
NO_EDITION = ("'parents' is not known here", "Write one of: student, teacher.")
NO_NUMBER = ("a whole number is expected here, and this is 'first'", "Write it in digits.")
TWICE = ("the key 'title' is given twice", "already: keep one of the two.")
WRONG = {
    "unknown key": ("titel: A\nabout: B", 2, 1, "unknown key 'titel'", "Did you mean 'title'?"),
    "missing key": ("title: A", 2, 1, "'about' is missing here", "Add a line 'about: …'."),
    "order in words": ("title: A\nabout: B\norder: first", 4, 8, *NO_NUMBER),
    "key given twice": ("title: A\nabout: B\ntitle: C", 4, 1, *TWICE),
    "unknown edition": ("title: A\nabout: B\neditions: parents", 4, 11, *NO_EDITION),
}
"""The head from line 2, and the place, message and hint of its problem."""


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


@pytest.mark.parametrize(("head", "line", "column", "message", "hint"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_head_is_reported_at_its_place(
    tmp_path: Path, head: str, line: int, column: int, message: str, hint: str
) -> None:
    for before, end in (("", "\n"), ("\n\n\n", "\r\n")):
        text = f"{before}{{#---\n{head}\n---#}}\n"
        (problem,) = problems_of(put(tmp_path, {"vote-sheet.html": text.replace("\n", end)}))
        assert problem.file == (tmp_path / "vote-sheet.html").as_posix()
        assert (problem.line, problem.column, problem.message) == (line + len(before), column, message)
        assert problem.hint.endswith(hint)
        assert problem.excerpt == text.splitlines()[problem.line - 1]


def test_templates_at_the_top_of_a_folder_are_handouts_in_order(tmp_path: Path) -> None:
    put(tmp_path, {"parts/b.html": HEAD, "c.yaml": "a: b", "d.txt": HEAD, "themes/e.yaml": "a: b"})
    for name, order in {"b": "order: 2", "a": "order: 2", "z": "order: 1", "c": "", "d": "order: -1"}.items():
        put(tmp_path, {f"{name}.html": HEAD.replace("---#", f"{order}\n---#")})
    assert [handout.name for handout in find_handouts((tmp_path,))] == ["d", "z", "a", "b", "c"]
    brief = [
        name for name, handout in HANDOUTS.items() if "plan" not in handout.head.needs and handout.head.kit == "brief"
    ]
    assert brief == [*SHEETS, "teachers-book", "fairness-and-sources", "numbered-reading", "copy-plan"]


def test_the_first_of_two_folders_wins(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", {"a.html": HEAD, "b.html": HEAD.replace("Vote", "My")})
    theirs = put(tmp_path / "theirs", {"b.html": "<p>no head, and not looked at</p>", "c.html": HEAD})
    handouts = {handout.name: handout.head.title for handout in find_handouts((mine, theirs))}
    assert handouts == {"a": "Vote sheet", "b": "My sheet", "c": "Vote sheet"}


def test_a_handout_fits_a_motion_that_has_what_it_needs() -> None:
    for needs, small, full in (
        ([], True, True),
        (["pro"], True, True),
        (["pro", "evaluation"], False, True),
        (["teacher_notes"], False, True),
        (["ages"], False, False),
    ):
        head = {"title": "A", "about": "B", "needs": needs}
        handout = Handout.model_validate({"name": "a", "template": "a.html", "head": head})
        assert (handout.fits(SMALL.motion), handout.fits(MARKED.motion)) == (small, full), needs
