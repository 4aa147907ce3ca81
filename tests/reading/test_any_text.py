"""Whatever a file holds, it becomes a document or a list of problems, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError, Problem
from debatekit.files import read_text
from debatekit.yamlfile import Document, parse

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
"""Text that `read_text` may return, without line breaks."""

MARKS = st.sampled_from(
    [
        *"abé:-*&!|>{}[]'\"#%@`,?~=\\ \n\t",
        *["\r\n", "\u2028", "\ufeff", "  ", "a: ", ": ", "\n- ", "\n  b: ", "a: 1\n"],
        *["---", "...", "&a ", "*a", "!a ", "!!", "<<: ", "%YAML 1.1\n", '"\\x01"', "'?'"],
    ]
)
"""What means something in YAML, so that more than plain text is met."""

YAML = st.lists(MARKS | TEXT, max_size=20).map("".join)


def problems_of(text: str) -> list[Problem]:
    """Return the problems of `text`; whatever else goes wrong is not caught."""
    try:
        return parse(text, "motion.yaml").problems
    except DebatekitError as error:
        return error.problems


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "motion.yaml"


@settings(deadline=None, max_examples=500)
@given(text=YAML)
@example(text="---")
@example(text='"')
@example(text="a: '?': '?'")
def test_any_text_is_read_or_every_problem_has_a_place_in_it(text: str) -> None:
    for problem in problems_of(text):
        assert problem.line >= 1
        assert 1 <= problem.column <= len(problem.excerpt) + 1
        assert problem.message
        assert str(problem).startswith(problem.headline)


@settings(deadline=None, max_examples=200)
@given(text=YAML)
def test_every_value_that_was_read_has_a_place(text: str) -> None:
    try:
        document = parse(text, "motion.yaml")
    except DebatekitError:
        return
    for place in [*document.values.values(), *document.keys.values()]:
        assert 1 <= place.line <= len(document.lines)
        assert 1 <= place.column <= len(document.lines[place.line - 1]) + 1


@settings(deadline=None)
@given(raw=st.binary() | YAML.map(str.encode) | YAML.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    try:
        outcome: Document | list[Problem] = parse(read_text(path), path.as_posix())
    except DebatekitError as error:
        outcome = error.problems
    assert isinstance(outcome, Document) or outcome[0].file == path.as_posix()


@settings(deadline=None)
@given(text=TEXT)
def test_text_in_any_encoding_is_the_same(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8-sig"))
    assert read_text(path) == text
    path.write_bytes(text.encode("utf-16"))
    assert read_text(path) == text


@pytest.mark.parametrize("depth", [10, 300, 900, 3000])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_value_nested_deeply_is_read_or_refused(brackets: str, depth: int) -> None:
    opening = "[" if brackets == "[]" else "{a: "
    text = f"a: {opening * depth}x{brackets[1] * depth}"
    for problem in problems_of(text):
        assert problem.line == 1


@pytest.mark.parametrize("part", ["[", "{a: ", "- "], ids=["brackets", "braces", "dashes"])
def test_endless_nesting_does_not_end_the_program(path: Path, part: str) -> None:
    path.write_text(part * 100_000, encoding="utf-8")
    program = (
        "import pathlib, sys\n"
        "from debatekit.errors import DebatekitError\n"
        "from debatekit.files import read_text\n"
        "from debatekit.yamlfile import parse\n"
        "try:\n"
        "    parse(read_text(pathlib.Path(sys.argv[1])), 'motion.yaml')\n"
        "except DebatekitError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stderr[-500:]
    assert run.stdout.startswith("motion.yaml:1:")
