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
from debatekit.sources.citing import parse_date
from tests.samples import write_motion

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding

TODAY = date(2026, 11, 23)
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


def findings_of(folder: Path, source: dict[str, str], **more: Any) -> list[Finding]:
    """Return the findings about one source, called ``book``, that a quotation comes from."""
    pro = [{"claim": "Trees give shade.", "evidence": [{"quote": "shade", "from": "book"}]}, {"claim": "So."}]
    con = [{"claim": "Yards are small."}, {"claim": "So."}]
    motion = {"motion": "A tree", "sources": {"book": source}, "pro": {"arguments": pro}, "con": {"arguments": con}}
    return list(citation_findings(load_motion(write_motion(folder, {**motion, **more})), TODAY))


def without(*keys: str) -> dict[str, str]:
    return {key: value for key, value in ON_THE_WEB.items() if key not in keys}


MISSING = {
    "nothing, on the web": (ON_THE_WEB, ""),
    "nothing, on paper": (ON_PAPER, ""),
    "nothing, for nothing is stated": (dict.fromkeys(ON_THE_WEB, "not stated"), ""),
    "nothing, on paper without an address": ({**ON_PAPER, "url": "not stated"}, ""),
    "nothing, on paper without numbers": ({**ON_PAPER, "page": "not stated"}, ""),
    "everything": ({}, "author, qualifications, title, publisher, published, url, accessed"),
    "two": (without("author", "title"), "author, title"),
    "address and day": (without("url", "accessed"), "url, accessed"),
    "day": (without("accessed"), "accessed"),
    "address": (without("url"), "url"),
    "day, of a scan with pages": ({**ON_PAPER, "url": "https://trees.example/"}, "accessed"),
}


@pytest.mark.parametrize(("source", "fields"), MISSING.values(), ids=MISSING)
def test_missing_fields_are_one_finding(tmp_path: Path, source: dict[str, str], fields: str) -> None:
    found = [(it.rule.code, it.problem.message) for it in findings_of(tmp_path, source)]
    assert found == ([("DK201", f"the source 'book' does not say: {fields}")] if fields else [])


def test_the_hint_about_missing_fields_can_be_typed(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, without("author", "url", "accessed"))
    assert finding.problem.hint == (
        "Write what the text says, or 'author: not stated', 'url: not stated', 'accessed: not stated'. "
        "A text on paper needs a 'page' instead of 'url' and 'accessed'."
    )
    assert (finding.path, finding.problem.excerpt.strip()) == (("sources", "book"), "book:")


SYNONYMS = (
    *("n/a", "N/A", "na", "Unknown.", "none", "—", "???", "No author given", "n.d.", "n. d.", "Not known", "unstated"),
    *("undated", "no date", "...", "unknown author", "tbc"),
)


@pytest.mark.parametrize(
    ("key", "value"), [*(("author", value) for value in SYNONYMS), ("published", "n.d."), ("url", "none")]
)
def test_synonyms_of_not_stated_are_found(tmp_path: Path, key: str, value: str) -> None:
    (finding,) = findings_of(tmp_path, {**ON_THE_WEB, key: value})
    assert (finding.rule.code, finding.path) == ("DK202", ("sources", "book", key))
    assert finding.problem.message == f"'{value}' is printed as if the text said so"
    assert finding.problem.hint == f"Write '{key}: not stated'."
    assert key in finding.problem.excerpt


@pytest.mark.parametrize(
    "value",
    ["Anonymous", "NOT STATED", "anon", "No More Trees", "Notes on shade", "N. A. Author", "The Unknown Tree", "X"],
)
def test_bylines_are_not_synonyms(tmp_path: Path, value: str) -> None:
    assert findings_of(tmp_path, {**ON_THE_WEB, "author": value, "title": value}) == []


USES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "by nothing": ({}, ["atlas"]),
    "by the evaluation": ({"evaluation": {"source": "atlas"}}, []),
    "by a fact": (
        {"con": {"arguments": [{"claim": "A", "evidence": [{"fact": "F", "from": "atlas"}]}, {"claim": "B"}]}},
        [],
    ),
}


@pytest.mark.parametrize(("more", "unused"), USES.values(), ids=USES)
def test_unused_sources_are_found(tmp_path: Path, more: dict[str, Any], unused: list[str]) -> None:
    found = findings_of(tmp_path, ON_THE_WEB, sources={"book": ON_THE_WEB, "atlas": ON_PAPER}, **more)
    assert [(it.rule.code, it.path) for it in found] == [("DK203", ("sources", name)) for name in unused]


@pytest.mark.parametrize(
    "url",
    [
        *("https://trees.example", "http://trees.example/", "HTTPS://Trees.Example/a", "https://trees.example:80/a"),
        *("https://bäume.example/schatten", "https://xn--bume-ooa.example", "Not stated"),
    ],
)
def test_addresses_that_can_be_followed(tmp_path: Path, url: str) -> None:
    assert findings_of(tmp_path, {**ON_THE_WEB, "url": url}) == []


AS_SHOWN = "Write it as the browser shows it, from 'https://' on."
UNFOLLOWED = {
    "www.trees.example": "Write 'https://www.trees.example'.",
    "trees.example/shade": "Write 'https://trees.example/shade'.",
    "doi:10.1234/trees.5": "Write 'https://doi.org/10.1234/trees.5'.",
    "10.1234/trees.5": "Write 'https://doi.org/10.1234/trees.5'.",
    "http:/trees.example": AS_SHOWN,
    "https://": AS_SHOWN,
    "https://trees": AS_SHOWN,
    "https://trees .example": AS_SHOWN,
    "https://trees.example, https://yards.example": AS_SHOWN,
    "https://trees..example": AS_SHOWN,
    "https://[trees.example": AS_SHOWN,
    "https://trees.example:port": AS_SHOWN,
    "ftp://trees.example/shade": AS_SHOWN,
}


@pytest.mark.parametrize(("url", "hint"), UNFOLLOWED.items(), ids=UNFOLLOWED)
def test_addresses_that_cannot_be_followed(tmp_path: Path, url: str, hint: str) -> None:
    (finding,) = findings_of(tmp_path, {**ON_THE_WEB, "url": url})
    assert (finding.rule.code, finding.path) == ("DK204", ("sources", "book", "url"))
    assert finding.problem.message == f"'{url}' is not an address that can be followed"
    assert finding.problem.hint == hint


DATES = {
    "today": ("2026-11-23", "23 November 2026", []),
    "this month and year": ("2026", "2026-11", []),
    "both after today": (
        *("November 24, 2026", "2026-12"),
        [
            "'November 24, 2026' is in the future: today is 2026-11-23",
            "'2026-12' is in the future: today is 2026-11-23",
        ],
    ),
    "a day that does not exist": ("1999", "2026-02-30", ["there is no such date as '2026-02-30'"]),
    "accessed first": ("2 May 2020", "1 May 2020", ["'1 May 2020' is before the day of publication, '2 May 2020'"]),
    "perhaps accessed first": ("2 May 2020", "May 2020", []),
    "ambiguous": ("5/6/2030", "spring 2031", []),
    "not stated": ("not stated", "2020", []),
}


@pytest.mark.parametrize(("published", "accessed", "expected"), DATES.values(), ids=DATES)
def test_dates_that_cannot_be_right(tmp_path: Path, published: str, accessed: str, expected: list[str]) -> None:
    found = findings_of(tmp_path, {**ON_THE_WEB, "published": published, "accessed": accessed})
    assert [it.problem.message for it in found] == expected
    assert {it.rule.code for it in found} <= {"DK205"}


SPANS = {
    "2026-11-23": (date(2026, 11, 23), date(2026, 11, 23)),
    "23rd November, 2026": (date(2026, 11, 23), date(2026, 11, 23)),
    "november 23 2026": (date(2026, 11, 23), date(2026, 11, 23)),
    "1 Sept. 2026": (date(2026, 9, 1), date(2026, 9, 1)),
    " 5  May 2026 ": (date(2026, 5, 5), date(2026, 5, 5)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "February 2023": (date(2023, 2, 1), date(2023, 2, 28)),
    "1984": (date(1984, 1, 1), date(1984, 12, 31)),
    **dict.fromkeys(
        (
            *("", "not stated", "3/4/2026", "04.05.2026", "2026/11/23", "26-11-23", "23 November", "autumn 2026"),
            *("about 1920", "1920s", "2025–26", "23 novembre 2026", "Ma 2026", "12026", "２０２６", "2026-11-23T10:00"),
        )
    ),
}


@pytest.mark.parametrize(("text", "span"), SPANS.items(), ids=SPANS)
def test_a_date_is_the_days_that_it_may_mean(text: str, span: tuple[date, date] | None) -> None:
    assert parse_date(text) == span


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13", "2026-00-10", "February 29, 2025", "0 May 2026", "0000"])
def test_a_day_that_does_not_exist_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is that of the calendar
        parse_date(text)


PRINTABLE = st.text(st.characters(min_codepoint=32, exclude_categories=["C", "Zl", "Zp"]), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(texts=st.fixed_dictionaries(dict.fromkeys((*ON_THE_WEB, "page"), PRINTABLE)))
def test_any_source_can_be_checked(tmp_path: Path, texts: dict[str, str]) -> None:
    source = {key: text.strip() for key, text in texts.items() if text.strip()}
    assert {it.rule.code for it in findings_of(tmp_path, source)} <= {"DK201", "DK202", "DK204", "DK205"}
