"""What the page on fairness and sources is given of a checked motion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from debatekit.checks import rules
from debatekit.checks.balance import Balance, Measures
from debatekit.checks.printing import page_data
from debatekit.checks.results import Basis, Checked, Verified
from debatekit.yamlfile import parse
from tests.templating.checked import CHECKED

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding, Rule

PRO = Measures(
    arguments=2,
    words=180,
    evidence=6,
    quotes=1,
    facts=2,
    finds=3,
    replies=1,
    questions=4,
    reading=12.6,
    hedges=5,
    loaded=None,
)
CON = replace(PRO, words=80, reading=None)
DOCUMENT = parse("motion: A tree\npro: so\n", "trees.yaml")


def finding(rule: Rule) -> Finding:
    return rule.at(DOCUMENT, ("pro",), f"{rule.name} here")


def checked(*findings: Finding, silenced: tuple[tuple[Finding, str], ...] = ()) -> Checked:
    sources = {"book": Verified(Basis.RECORD, "book.json", "2026-11-23", 3, 2, 200, 15)}
    return Checked(findings, Balance(PRO, CON, ("P2",), 25), sources, silenced=silenced)


def test_it_has_the_shape_that_the_page_prints() -> None:
    data = page_data(checked(finding(rules.UNANSWERED), silenced=((finding(rules.UNEVEN_WORDS), "So."),)))
    assert data.keys() == CHECKED.keys()
    for key in ("rows", "findings", "accepted"):
        assert data[key][0].keys() == CHECKED[key][0].keys()
    assert data["sources"]["book"].keys() == CHECKED["sources"]["book"].keys()
    assert {row["key"] for row in data["rows"]} == {row["key"] for row in CHECKED["rows"]}


def test_measures_are_texts_and_empty_where_nothing_was_measured() -> None:
    rows = {row["key"]: (row["pro"], row["con"]) for row in page_data(checked())["rows"]}
    assert rows == {
        "arguments": ("2", "2"),
        "words": ("180", "80"),
        "evidence": ("6", "6"),
        "quotes": ("1", "1"),
        "facts": ("2", "2"),
        "finds": ("3", "3"),
        "replies": ("1", "1"),
        "questions": ("4", "4"),
        "reading": ("13", ""),
        "hedges": ("5", "5"),
        "loaded": ("", ""),
    }


def test_a_difference_past_the_tolerance_is_marked() -> None:
    assert [row["key"] for row in page_data(checked())["rows"] if row["uneven"]] == ["words"]


def test_what_is_measured_in_another_language_is_called_otherwise() -> None:
    found = replace(checked(), balance=Balance(PRO, CON, (), 25, english=False))
    assert "lix" in [row["key"] for row in page_data(found)["rows"]]


def test_sources_and_findings_are_plain_data() -> None:
    data = page_data(checked(finding(rules.UNANSWERED), silenced=((finding(rules.UNEVEN_WORDS), "So."),)))
    assert data["unanswered"] == ["P2"]
    assert data["sources"] == {
        "book": {
            "basis": "record",
            "date": "2026-11-23",
            "quotations": 3,
            "verified": 2,
            "words": 200,
            "quoted_words": 15,
            "quoted_percent": "7.5",
        }
    }
    assert data["findings"] == [{"code": "DK308", "message": "unanswered here", "line": 2}]
    assert data["accepted"] == [{"code": "DK302", "message": "uneven-words here", "line": 2, "reason": "So."}]
