"""Formats are data files, ours and one's own, and go to Debatekeeper and come back; mistakes are at their line."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.lesson.debatekeeper import from_xml, to_xml
from debatekit.lesson.formats import Format, Formats, Texts, read_format
from tests.lesson.support import DUEL, FOLDERS, LANGUAGES, NAMES, duel, form, words
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


ORDER = ("name", "short-name", "version", "languages", "info", "period-types", "prep-time", "speech-types", "speeches")
TIME = re.compile(r"\d+(:[0-5]\d)?")
REF = re.compile(r"[a-z0-9.\-]+")
PERIODS = {"normal", "pois-allowed", "warning", "overtime"}
WORLD = (Path(__file__).parent / "world.xml").read_text(encoding="utf-8")


def broken_rules(text: str) -> list[str]:
    """Return what the schema 2.2 does not allow in a file."""
    root = etree.fromstring(text.encode())
    found = [] if root.tag == "debate-format" and root.get("schema-version") == "2.2" else ["root"]
    tags = [str(child.tag) for child in root]
    found += [] if tags == sorted(tags, key=ORDER.index) and {"name", "version", "info"} <= set(tags) else ["order"]
    found += [f"text of {it.tag}" for it in root.iter("name", "description") if len(str(it.text or "")) < 2]
    types = [it.get("ref", "") for it in root.iterfind("speech-types/speech-type")]
    found += [ref for ref in types if not REF.fullmatch(ref) or types.count(ref) > 1]
    for kind in root.iter("speech-type", "prep-time"):
        found += [] if TIME.fullmatch(kind.get("length", "")) else ["length"]
        bells = kind.findall("bell")
        found += [it.get("time", "") for it in bells if not re.fullmatch(rf"{TIME.pattern}|finish", it.get("time", ""))]
        found += [] if {it.get("next-period", "normal") for it in bells} <= PERIODS else ["period"]
    speeches = root.findall("speeches/speech")
    found += [] if speeches and {it.get("type") for it in speeches} == set(types) else ["types"]
    return found


def outline(given: Format, texts: Texts) -> list[Any]:
    phases = [it for it in given.phases if it.minutes]
    found = [(it.id, it.kind, texts.name_of(it), it.side, it.speaker, it.answers, it.minutes) for it in phases]
    return [*found, given.signals.warning, given.preparation and given.preparation.before]


ALIKE = (
    DUEL.replace("{kind: floor", "{key: floor_2, kind: floor, minutes: 6}\n  - {kind: floor") + "signals: {warning: 0}"
)


@pytest.mark.parametrize("name", [*NAMES, ALIKE], ids=[*NAMES, "one key begins like another"])
def test_a_format_that_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    for language, given in product(LANGUAGES, [duel(name) if name == ALIKE else form(name)]):
        text = to_xml(given, words(language), language)
        assert broken_rules(text) == []
        (tmp_path / "timer.xml").write_text(text, encoding="utf-8")
        read, notes = from_xml(tmp_path / "timer.xml", words(language), language)
        (tmp_path / "timer.yaml").write_text(read, encoding="utf-8")
        found, texts = read_format(tmp_path / "timer.yaml"), Texts(words(language))
        assert outline(found, texts) == outline(given, texts)
        assert notes == []
        if given.interruptions:
            assert found.interruptions
            times = [(it.in_, it.after, it.before_end) for it in (given.interruptions, found.interruptions)]
            assert times[0] == times[1]


def test_another_file_becomes_a_format(tmp_path: Path) -> None:
    assert broken_rules(WORLD) == []
    path = tmp_path / "world.xml"
    path.write_text(WORLD, encoding="utf-8")
    text, notes = from_xml(path, words(), "en")
    (tmp_path / "world.yaml").write_text(text, encoding="utf-8")
    found = read_format(tmp_path / "world.yaml")
    assert notes == ["8:15 was rounded to 8:00", "welcome, decision and debrief were added"]
    assert (found.title, found.about, found.sources) == ("Long debate", "Two against two", ["Debatekeeper: world.xml"])
    assert (found.speakers, found.pupils.least) == (2, 4)
    phases = [(it.kind, it.name, it.side, it.speaker, it.minutes) for it in found.phases]
    assert phases == [
        ("briefing", None, "all", [], 2),
        ("constructive", "1st Affirmative", "for", [1], 8),
        ("constructive", "1st Negative", "against", [1], 8),
        ("constructive", "Member for the Government", "for", [], 8),
        ("constructive", "Member for the Opposition", "against", [], 8),
        ("reply", "Negative Reply", "against", [], 4),
        ("reply", "Affirmative Reply", "for", [], 4),
        ("verdict", None, "all", [], 3),
        ("debrief", None, "all", [], 5),
    ]
    assert found.preparation
    assert found.preparation.before == 60
    assert found.interruptions
    assert (found.interruptions.in_, found.interruptions.after, found.interruptions.before_end) == (["main"], 60, 75)


SPEECH = '<speech type="main"><name>1st Affirmative</name></speech>'
NO_TIMER = {
    "not XML": ("speakers: 2", "it is not well-formed XML"),
    "other XML": ("<html/>", "this is not a file of Debatekeeper"),
    "a document type": ('<!DOCTYPE a [<!ENTITY e "x">]><debate-format/>', "this is not a file of Debatekeeper"),
    "no speeches": (
        '<debate-format schema-version="2.2"><name>Ab</name></debate-format>',
        "there are no speeches in it",
    ),
    "an unknown type": (WORLD.replace('ref="reply"', 'ref="other"'), "there is no type of speech 'reply'"),
    "too many": (WORLD.replace("</speeches>", f"{SPEECH * 100}</speeches>"), "this cannot be a format"),
}


@pytest.mark.parametrize(("text", "message"), NO_TIMER.values(), ids=NO_TIMER)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "timer.xml").write_text(text, encoding="utf-8")
    with pytest.raises(DebatekitError) as caught:
        from_xml(tmp_path / "timer.xml", words(), "en")
    assert message in str(caught.value)


def test_times_that_are_none_become_half_a_minute(tmp_path: Path) -> None:
    path = tmp_path / "timer.xml"
    path.write_text(re.sub('(time|length)=.[^"]*.', r'\1="x"', WORLD), encoding="utf-8")
    text, notes = from_xml(path, words(), "en")
    assert "minutes: 0.5}" in text
    assert "0:00 was rounded to 0:30" in notes
