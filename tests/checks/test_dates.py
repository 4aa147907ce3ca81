"""Dates that can be read in one way only, and those that are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from debatekit.checks.dates import read_date

READ = {
    "2026-11-23": (date(2026, 11, 23), date(2026, 11, 23)),
    "23 November 2026": (date(2026, 11, 23), date(2026, 11, 23)),
    "23rd November, 2026": (date(2026, 11, 23), date(2026, 11, 23)),
    "November 23, 2026": (date(2026, 11, 23), date(2026, 11, 23)),
    "november 23 2026": (date(2026, 11, 23), date(2026, 11, 23)),
    "1 Sept. 2026": (date(2026, 9, 1), date(2026, 9, 1)),
    "3 Mar 2026": (date(2026, 3, 3), date(2026, 3, 3)),
    " 5  May 2026 ": (date(2026, 5, 5), date(2026, 5, 5)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "February 2023": (date(2023, 2, 1), date(2023, 2, 28)),
    "1984": (date(1984, 1, 1), date(1984, 12, 31)),
}
LEFT_ALONE = (
    *("", "not stated", "3/4/2026", "04.05.2026", "2026/11/23", "26-11-23", "23 November", "autumn 2026", "spring"),
    *("about 1920", "1920s", "2025–26", "23 novembre 2026", "Novembre 2026", "Ma 2026", "Nov 23 2026 at noon"),
    *("12026", "２０２６", "٢٠٢٦-١١-٢٣", "2026-11-23T10:00"),
)
IMPOSSIBLE = ("2026-02-30", "2026-13", "2026-00-10", "31 April 2026", "February 29, 2025", "0 May 2026", "0000")


@pytest.mark.parametrize(("text", "span"), READ.items(), ids=READ.keys())
def test_a_date_is_the_days_that_it_may_mean(text: str, span: tuple[date, date]) -> None:
    assert read_date(text) == span


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_mean_several_days_is_left_alone(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_does_not_exist_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of the calendar
        read_date(text)
