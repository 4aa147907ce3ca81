"""Formats are data files: ours are sound, one's own come first, and mistakes are reported at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.lesson.formats import Formats, read_format
from tests.lesson.support import DUEL, FOLDERS, NAMES, form
from tests.problems import reported

FACTS = {
    "world-schools": 56, "world-schools-short": 28, "british-parliamentary": 56, "british-parliamentary-5": 40,
    "public-forum": 35, "lincoln-douglas": 32, "policy": 64, "karl-popper": 44, "mspdp": 28, "mace": 36,
    "jugend-debattiert": 24, "jugend-debattiert-short": 18, "short-public-forum": 32, "oxford-class": 18,
}  # fmt: skip
"""The minutes of speeches, questions between speakers and free debate in a format."""


@pytest.mark.parametrize("name", FACTS)
def test_the_speeches_add_up_to_what_the_format_is_known_for(name: str) -> None:
    spoken = {"constructive", "rebuttal", "summary", "reply", "closing", "questions", "open"}
    assert sum(phase.minutes for phase in form(name).phases if phase.kind in spoken) == FACTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_both_sides_have_the_same_time(name: str) -> None:
    """In Lincoln-Douglas, the side for has 13 minutes in three speeches, and the side against 13 in two."""
    times = {
        side: sum(phase.minutes for phase in form(name).phases if phase.side == side) for side in ("for", "against")
    }
    assert times["for"] == times["against"]


def test_ones_own_format_comes_first(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats/oxford-class.yaml").write_text(DUEL, encoding="utf-8")
    assert Formats((tmp_path, *FOLDERS)).open("oxford-class").title == "Duel"
    (problem,) = reported(Formats(FOLDERS).open, "oxford")
    assert problem.headline == "oxford: there is no such format. Did you mean 'oxford-class'?"


TIMES = {"4": 4, "3.5": 3.5, "3,5": 3.5, "3:30": 3.5, "0.5": 0.5}


@pytest.mark.parametrize(("typed", "minutes"), TIMES.items(), ids=TIMES)
def test_minutes_are_whole_or_half(tmp_path: Path, typed: str, minutes: float) -> None:
    path = tmp_path / "duel.yaml"
    path.write_text(DUEL.replace("floor, minutes: 6", f"floor, minutes: '{typed}'"), encoding="utf-8")
    assert read_format(path).phases[3].minutes == minutes


WRONG = {
    "a third of a minute": ("floor, minutes: 6", "floor, minutes: 6.3", 9, "'6.3' is no time", "half minutes"),
    "an unknown kind": ("kind: floor", "kind: flor", 9, "'flor' is not known here", "Did you mean 'floor'?"),
    "an unknown key": ("title: Duel", "titel: Duel", 2, "unknown key 'titel'", "Did you mean 'title'?"),
    "nothing to cut": ("cut: [{phase: floor", "cut: [{phase: flour", 12, "there is no phase 'flour'", "'floor'"),
    "nothing to lengthen": ("more: [{phase: debrief", "more: [{phase: closing", 13, "there is no phase 'closing'", ""),
    "a second speaker": ("against, speaker: 1", "against, speaker: 2", 8, "there is no speaker 2", "a smaller number"),
    "sides without speakers": ("speakers: 1", "about: Two", 7, "this format has no sides", "speakers: 2"),
    "a speaker without a side": ("side: for, speaker: 1", "speaker: 1", 7, "a speaker needs a side", "side: for"),
    "no room for the speakers": ("least: 2", "least: 1", 4, "these numbers of pupils cannot be right", "2 or more"),
    "too few jobs": (", {job: observer}", "", 11, "there are jobs for 3 of 4 pupils", "Leave out 'count'"),
    "an interruption of nothing": ("jobs:", "interruptions: {in: floors}\njobs:", 11, "there is no phase 'floors'", ""),
    "marks for nothing": ("jobs:", "scoring: {by: points, scales: [{for: f, criteria: [{name: x, most: 5}]}]}\njobs:",
        11, "there is no phase 'f'", ""),
    "marks upside down": ("jobs:", "scoring: {by: points, scales: [{for: f, criteria: [{name: x, most: 1}]}]}\njobs:",
        11, "the highest mark is not above the lowest", "a larger number"),
    "no time": ("floor, minutes: 6", "floor, minutes: 0", 9, "this phase never takes place", "{phase: floor, least: 5"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message", "hint"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_reported_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str, hint: str
) -> None:
    path = tmp_path / "duel.yaml"
    assert old in DUEL
    path.write_text(DUEL.replace(old, new), encoding="utf-8")
    problem = reported(read_format, path)[0]
    assert (problem.line, message in problem.message, hint in problem.hint) == (line, True, True), problem
