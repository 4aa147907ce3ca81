"""Whatever is written as YAML is read back as exactly that, in a remark's lines too once they are none."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debatekit.files import UNPRINTABLE
from debatekit.new_motion.yaml import WIDTH, entry, remark, scalar
from debatekit.yamlfile import parse

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=400).filter(
    lambda text: not UNPRINTABLE.search(text)
)
LONG = "Trees give shade, and pupils like to sit below them at break. " * 4


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Trees give shade.", "Trees give shade."),
        ("(write the word)", "(write the word)"),
        ("not stated", "not stated"),
        ("../trees.txt", "../trees.txt"),
        ("https://example.org/a_b?c=d", "https://example.org/a_b?c=d"),
        ("no", '"no"'),
        ("2026", '"2026"'),
        ("2026-05-03", '"2026-05-03"'),
        ("0000-00-00", '"0000-00-00"'),
        ("Trees: shade", '"Trees: shade"'),
        ("Trees #1", '"Trees #1"'),
        ('"Trees"', '"\\"Trees\\""'),
        ("C:\\trees", '"C:\\\\trees"'),
        ("- trees", '"- trees"'),
        ("", '""'),
    ],
)
def test_a_value_is_quoted_where_it_must_be(value: str, written: str) -> None:
    assert scalar(value) == written


@given(TEXTS)
@example("a: b # c\n\n  d\\e \"f\" 'g' \t\x85\u2028\ufeff|>&*!%@`{}[]")
@example("\ufeff" + LONG.strip())
@example("---")
@example("null")
@example("2026-02-30 25:61:61")
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    for head in ("key", "    key"):
        assert parse(entry(head, text), "f").data == {"key": text}
    assert parse("list:\n" + entry("  - key", text, "keep or delete"), "f").data == {"list": [{"key": text}]}
    commented = "list:\n" + entry("  # - key", text)
    assert parse(re.sub("^  # ", "  ", commented, flags=re.M), "f").data == {"list": [{"key": text}]}


def test_a_long_value_is_folded_and_no_line_is_too_long() -> None:
    lines = entry("    # - quote", LONG.strip(), "keep or delete").splitlines()
    assert lines[0] == "    # - quote: >-  # keep or delete"
    assert all(line.startswith("    #     ") and len(line) <= WIDTH for line in lines[1:])
    assert len(lines) > 2


def test_a_remark_is_wrapped_behind_its_mark() -> None:
    lines = remark(LONG, "  ").splitlines()
    assert len(lines) > 2
    assert all(line.startswith("  # ") and len(line) <= WIDTH for line in lines)
