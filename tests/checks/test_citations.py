"""Each source against the fields of a written citation: what is missing, unused, not to be followed or impossible."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from debatekit.checks.citations import citation_findings, parse_date
from debatekit.motion.loader import load_motion
from tests.checks.support import SOUND as MOTION
from tests.checks.support import TODAY, check, write
from tests.samples import write_motion

ON_THE_WEB = {
    "author": "A. Author", "qualifications": "gardener", "title": "On shade", "publisher": "A Publisher",
    "published": "2020-05-01", "url": "https://trees.example/shade?x=1#2", "accessed": "2 May 2020",
}  # fmt: skip
ON_PAPER = {key: value for key, value in ON_THE_WEB.items() if key not in {"url", "accessed"}} | {"page": "12 to 13"}


def found(folder: Path, source: dict[str, str], **more: Any) -> list[tuple[Any, ...]]:
    """Return the findings about one source, called ``book``, that a quotation comes from."""
    pro = [{"claim": "Trees give shade.", "evidence": [{"quote": "shade", "from": "book"}]}, {"claim": "So."}]
    con = [{"claim": "Yards are small."}, {"claim": "So."}]
    motion = {"motion": "A tree", "sources": {"book": source}, "pro": {"arguments": pro}, "con": {"arguments": con}}
    findings = citation_findings(load_motion(write_motion(folder, {**motion, **more})), TODAY)
    return [(it.rule.code, it.path[1:], it.problem.message, it.problem.hint) for it in findings]


MISSING = {
    "nothing, on the web": (ON_THE_WEB, ""),
    "nothing, for nothing is stated": (dict.fromkeys(ON_THE_WEB, "not stated"), ""),
    "nothing, on paper without an address": ({**ON_PAPER, "url": "not stated"}, ""),
    "day, of a scan with pages": ({**ON_PAPER, "url": "https://trees.example/"}, "accessed"),
}


@pytest.mark.parametrize(("source", "fields"), MISSING.values(), ids=MISSING)
def test_missing_fields_are_one_finding(tmp_path: Path, source: dict[str, str], fields: str) -> None:
    expected = [("DK201", ("book",), f"the source 'book' does not say: {fields}")] if fields else []
    findings = found(tmp_path, source)
    assert [it[:3] for it in findings] == expected
    assert all(hint.startswith(f"Write what the text says, or '{fields}: not stated'") for *_, hint in findings)


@pytest.mark.parametrize(
    ("key", "value"),
    [*(("author", value) for value in ("n/a", "Unknown.", "—", "???", "No author given", "n. d.")), ("url", "none")],
)
def test_synonyms_of_not_stated_are_found(tmp_path: Path, key: str, value: str) -> None:
    message = f"'{value}' is printed as if the text said so"
    expected = ("DK202", ("book", key), message, f"Write '{key}: not stated'.")
    assert found(tmp_path, {**ON_THE_WEB, key: value}) == [expected]


@pytest.mark.parametrize("value", ["Anonymous", "NOT STATED", "No More Trees", "N. A. Author", "X"])
def test_bylines_are_not_synonyms(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, {**ON_THE_WEB, "author": value, "title": value}) == []


BAD_LINKS = {
    "no host": "http://", "no mailbox": "mailto:", "space": "https://a .example", "script": "javascript:alert(1)",
    "page beside": "page.html", "not closed": "https://a.example [", "with a title": 'https://a.example "b"',
}  # fmt: skip


@pytest.mark.parametrize("address", BAD_LINKS.values(), ids=BAD_LINKS)
def test_a_link_that_cannot_be_followed_is_found_where_it_is(tmp_path: Path, address: str) -> None:
    path = write(tmp_path, MOTION + f"notice: |\n  Look [here]({address}).\n")
    (finding,) = (finding for finding in check(path).findings if finding.rule.code == "DK206")
    assert finding.problem.message == f"the link to '{address}' leads nowhere"
    assert finding.problem.excerpt == f"  Look [here]({address})."
    assert finding.problem.excerpt[finding.problem.column - 1 :] == f"{address})."


SOUND = ("https://trees.example", "HTTP://Trees.Example:80/a", "https://bäume.example", "Not stated")
WRONG = ("trees.example/shade", "doi:10.1234/trees.5", "https://trees", "https://a.example, b", "https://[a.b")


@pytest.mark.parametrize("url", [*SOUND, *WRONG])
def test_addresses_that_cannot_be_followed_are_found(tmp_path: Path, url: str) -> None:
    expected = ("DK204", ("book", "url"), f"'{url}' is not an address that can be followed")
    assert [it[:3] for it in found(tmp_path, {**ON_THE_WEB, "url": url})] == ([] if url in SOUND else [expected])


FUTURE = "'{}' is in the future: today is 2026-11-23"
DATES = {
    "this month and year": ("2026", "2026-11", []),
    "both after today": ("24 November 2026", "2026-12", [FUTURE.format("24 November 2026"), FUTURE.format("2026-12")]),
    "a day that does not exist": ("1999", "0 May 2026", ["there is no such date as '0 May 2026'"]),
    "accessed first": ("2 May 2020", "1 May 2020", ["'1 May 2020' is before the day of publication, '2 May 2020'"]),
    "perhaps accessed first": ("2 May 2020", "May 2020", []),
    "ambiguous": ("5/6/2030", "spring 2031", []),
}


@pytest.mark.parametrize(("published", "accessed", "expected"), DATES.values(), ids=DATES)
def test_dates_that_cannot_be_right(tmp_path: Path, published: str, accessed: str, expected: list[str]) -> None:
    findings = found(tmp_path, {**ON_THE_WEB, "published": published, "accessed": accessed})
    assert [(it[0], it[2]) for it in findings] == [("DK205", message) for message in expected]


SPANS = {
    **dict.fromkeys(["2026-11-23", "23rd November, 2026", "november 23 2026"], (TODAY, TODAY)),
    " 1  Sept. 2026 ": (date(2026, 9, 1), date(2026, 9, 1)),
    **dict.fromkeys(["23. November 2026", "23.11.2026", "23 novembre 2026", "23 de noviembre de 2026"], (TODAY, TODAY)),
    "1er mars 2024": (date(2024, 3, 1), date(2024, 3, 1)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "1984": (date(1984, 1, 1), date(1984, 12, 31)),
    **dict.fromkeys(["", "not stated", "3/4/2026", "23 November", "1920s", "autumn 2026", "Ma 2026", "12026"]),
}


@pytest.mark.parametrize(("text", "span"), SPANS.items(), ids=SPANS)
def test_a_date_is_the_days_that_it_may_mean(text: str, span: tuple[date, date] | None) -> None:
    assert parse_date(text) == span
