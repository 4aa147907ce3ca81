"""Work is done by several processes side by side, and none of them outlives its purpose."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from debatekit.processes import LostProcessError, side_by_side


def test_results_come_in_the_order_of_what_was_given() -> None:
    with side_by_side(abs, [-3, 2, -1], 2) as results:
        assert [result() for result in results] == [3, 2, 1]


def test_an_error_of_the_work_is_raised_for_its_result() -> None:
    with side_by_side(int, ["4", "four"], 2) as results:
        assert results[0]() == 4
        with pytest.raises(ValueError, match="four"):
            results[1]()


def test_a_process_that_ends_is_an_error() -> None:
    with side_by_side(os._exit, [9], 1) as results, pytest.raises(LostProcessError):
        results[0]()


def test_all_end_at_once_where_there_is_an_error_here() -> None:
    with pytest.raises(ValueError, match="four"), side_by_side(time.sleep, [60, 60, 60], 2):
        int("four")
    end = time.monotonic() + 30
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.05)
    assert not multiprocessing.active_children()
