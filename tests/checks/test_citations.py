"""Each source against the fields of a written citation: what is missing, unused, not to be followed or impossible."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debatekit.checks.citations import citation_findings
from debatekit.motion.loader import load_motion
from tests.samples import FLAGSHIP, SMALLEST, write_motion

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding

TODAY = date(2026, 11, 23)
MOTIONS = Path(__file__).parents[2] / "motions"

ON_THE_WEB = {
    "author": "A. Author",
    "qualifications": "gardener",
    "title": "On shade",
    "publisher": "A Publisher",
    "published": "2020-05-01",
    "url": "https://trees.example/shade?x=1#2",
    "accessed": "2 May 2020",
}
ON_PAPER = {key: value for key, value in ON_THE_WEB.items() if key not in {"url", "accessed"}} | {"page": "12 to 13"}
NOT_STATED = dict.fromkeys(ON_THE_WEB, "not stated")

MISSING: dict[str, tuple[dict[str, str], str]] = {
    "nothing, on the web": (ON_THE_WEB, ""),
    "nothing, on paper": (ON_PAPER, ""),
    "nothing, for nothing is stated": (NOT_STATED, ""),
    "nothing, on paper without an address": ({**ON_PAPER, "url": "not stated"}, ""),
    "nothing, on paper without numbers": ({**ON_PAPER, "page": "not stated"}, ""),
    "everything": ({}, "author, qualifications, title, publisher, published, url, accessed"),
    "two": ({key: ON_THE_WEB[key] for key in ON_THE_WEB if key not in {"author", "title"}}, "author, title"),
    "address and day": ({key: ON_THE_WEB[key] for key in ON_THE_WEB if key in ON_PAPER}, "url, accessed"),
    "day": ({key: value for key, value in ON_THE_WEB.items() if key != "accessed"}, "accessed"),
    "address": ({key: value for key, value in ON_THE_WEB.items() if key != "url"}, "url"),
    "day, of a scan with pages": ({**ON_PAPER, "url": "https://trees.example/"}, "accessed"),
}
"""What is given of a source, and the fields that are asked for."""

OTHERWISE = (
    *("n/a", "N/A", "na", "unknown", "Unknown.", "none", "-", "–", "—", "?", "???", "no author", "No author given"),
    *("n.d.", "n. d.", "not given", "Not known", "unstated", "undated", "no date", "...", "unknown author", "tbc"),
)
BYLINES = (
    *("Anonymous", "Not Stated", "NOT STATED", "anon", "No More Trees", "Notes on shade", "Ann Onda", "N. A. Author"),
    *("The Unknown Tree", "None of the trees", "X", "A"),
)

FOLLOWED = (
    *("https://trees.example", "http://trees.example/", "HTTPS://Trees.Example/a", "https://trees.example:8080/a"),
    *("https://bäume.example/schatten", "https://xn--bume-ooa.example", "not stated", "Not stated"),
)
UNFOLLOWED = {
    "www.trees.example": "Write 'https://www.trees.example'.",
    "trees.example/shade": "Write 'https://trees.example/shade'.",
    "doi:10.1234/trees.5": "Write 'https://doi.org/10.1234/trees.5'.",
    "10.1234/trees.5": "Write 'https://doi.org/10.1234/trees.5'.",
    "http:/trees.example": "",
    "https://": "",
    "https://trees": "",
    "https://trees .example": "",
    "https://trees.example, https://yards.example": "",
    "https://trees..example": "",
    "https://[trees.example": "",
    "https://trees.example:port": "",
    "ftp://trees.example/shade": "",
    "the school's website": "",
}

DATES: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "today": ({"published": "2026-11-23", "accessed": "23 November 2026"}, []),
    "this month and year": ({"published": "2026", "accessed": "2026-11"}, []),
    "published after today": (
        {"published": "November 24, 2026"},
        [("published", "'November 24, 2026' is in the future: today is 2026-11-23")],
    ),
    "accessed after today": (
        {"accessed": "2026-12"},
        [("accessed", "'2026-12' is in the future: today is 2026-11-23")],
    ),
    "both after today": (
        {"published": "2028", "accessed": "2027"},
        [
            ("published", "'2028' is in the future: today is 2026-11-23"),
            ("accessed", "'2027' is in the future: today is 2026-11-23"),
        ],
    ),
    "a day that does not exist": (
        {"accessed": "2026-02-30"},
        [("accessed", "there is no such date as '2026-02-30'")],
    ),
    "accessed first": (
        {"published": "2 May 2020", "accessed": "1 May 2020"},
        [("accessed", "'1 May 2020' is before the day of publication, '2 May 2020'")],
    ),
    "perhaps accessed first": ({"published": "2 May 2020", "accessed": "May 2020"}, []),
    "not to be read": ({"published": "5/6/2030", "accessed": "spring 2031"}, []),
    "not stated": ({"published": "not stated", "accessed": "2020"}, []),
}


def findings_of(folder: Path, source: dict[str, str], **more: Any) -> list[Finding]:
    """Return the findings about one source, called ``book``, that a quotation comes from."""
    pro = [{"claim": "Trees give shade.", "evidence": [{"quote": "shade", "from": "book"}]}, {"claim": "So."}]
    con = [{"claim": "Yards are small."}, {"claim": "So."}]
    motion = {"motion": "A tree", "sources": {"book": source}, "pro": {"arguments": pro}, "con": {"arguments": con}}
    return citation_findings(load_motion(write_motion(folder, {**motion, **more})), TODAY)


def told(findings: list[Finding], code: str) -> list[str]:
    return [finding.problem.message for finding in findings if finding.rule.code == code]


@pytest.mark.parametrize(("source", "fields"), MISSING.values(), ids=MISSING.keys())
def test_a_source_that_lacks_fields_is_told_once(tmp_path: Path, source: dict[str, str], fields: str) -> None:
    found = told(findings_of(tmp_path, source), "DK201")
    assert found == ([f"the source 'book' does not say: {fields}"] if fields else [])


def test_the_hint_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    source = {key: value for key, value in ON_THE_WEB.items() if key not in {"author", "title"}}
    (finding,) = findings_of(tmp_path, source)
    assert finding.problem.hint == "Write what the text says, or 'author: not stated', 'title: not stated'."
    assert finding.path == ("sources", "book")
    assert finding.problem.excerpt.strip() == "book:"


def test_a_text_on_paper_is_offered_a_page(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, {})
    assert finding.problem.hint.endswith(" A text on paper needs a 'page' instead of 'url' and 'accessed'.")


@pytest.mark.parametrize("value", OTHERWISE)
@pytest.mark.parametrize("key", ["author", "published", "page"])
def test_other_words_for_not_stated_are_told(tmp_path: Path, key: str, value: str) -> None:
    (finding,) = findings_of(tmp_path, {**ON_THE_WEB, key: value})
    assert finding.rule.code == "DK202"
    assert finding.path == ("sources", "book", key)
    assert key in finding.problem.excerpt
    assert finding.problem.message == f"'{value}' is printed as if the text said so"
    assert finding.problem.hint == f"Write '{key}: not stated'."


@pytest.mark.parametrize("value", BYLINES)
def test_bylines_are_left_alone(tmp_path: Path, value: str) -> None:
    assert findings_of(tmp_path, {**ON_THE_WEB, "author": value, "title": value}) == []


def test_an_address_that_is_not_stated_in_other_words_is_told_once(tmp_path: Path) -> None:
    assert [finding.rule.code for finding in findings_of(tmp_path, {**ON_THE_WEB, "url": "none"})] == ["DK202"]


@pytest.mark.parametrize(
    ("more", "unused"),
    [
        ({}, ["atlas"]),
        ({"evaluation": {"source": "atlas"}}, []),
        ({"con": {"arguments": [{"claim": "A", "evidence": [{"fact": "F", "from": "atlas"}]}, {"claim": "B"}]}}, []),
    ],
    ids=["by nothing", "by the evaluation", "by a fact"],
)
def test_a_source_is_used_or_told(tmp_path: Path, more: dict[str, Any], unused: list[str]) -> None:
    found = findings_of(tmp_path, ON_THE_WEB, sources={"book": ON_THE_WEB, "atlas": ON_PAPER}, **more)
    assert [finding.rule.code for finding in found] == ["DK203" for _ in unused]
    assert [finding.path for finding in found] == [("sources", name) for name in unused]


@pytest.mark.parametrize("url", FOLLOWED)
def test_an_address_that_can_be_followed_is_fine(tmp_path: Path, url: str) -> None:
    assert findings_of(tmp_path, {**ON_THE_WEB, "url": url}) == []


@pytest.mark.parametrize(("url", "hint"), UNFOLLOWED.items(), ids=UNFOLLOWED.keys())
def test_an_address_that_cannot_be_followed_is_told(tmp_path: Path, url: str, hint: str) -> None:
    (finding,) = findings_of(tmp_path, {**ON_THE_WEB, "url": url})
    assert finding.rule.code == "DK204"
    assert finding.path == ("sources", "book", "url")
    assert finding.problem.message == f"'{url}' is no address that can be followed"
    assert finding.problem.hint == (hint or "Write it as the browser shows it, from 'https://' on.")


@pytest.mark.parametrize(("dates", "expected"), DATES.values(), ids=DATES.keys())
def test_dates_that_cannot_be_right_are_told(
    tmp_path: Path, dates: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    defaults = {"published": "1999", "accessed": "2026-11-23"}
    found = findings_of(tmp_path, {**ON_THE_WEB, **defaults, **dates})
    assert {finding.rule.code for finding in found} <= {"DK205"}
    assert [(finding.path[-1], finding.problem.message) for finding in found] == expected


def test_the_first_motion_has_no_finding() -> None:
    assert citation_findings(load_motion(MOTIONS / f"{FLAGSHIP}.yaml"), TODAY) == []


def test_a_motion_without_sources_has_no_finding(tmp_path: Path) -> None:
    assert citation_findings(load_motion(write_motion(tmp_path, SMALLEST)), TODAY) == []


PRINTABLE = st.text(st.characters(min_codepoint=32, exclude_categories=["C", "Zl", "Zp"]), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(texts=st.fixed_dictionaries(dict.fromkeys((*ON_THE_WEB, "page"), PRINTABLE)))
def test_whatever_is_typed_is_judged(tmp_path: Path, texts: dict[str, str]) -> None:
    source = {key: text.strip() for key, text in texts.items() if text.strip()}
    found = findings_of(tmp_path, source)
    assert {finding.rule.code for finding in found} <= {"DK201", "DK202", "DK204", "DK205"}
    assert all(finding.path[:2] == ("sources", "book") for finding in found)
