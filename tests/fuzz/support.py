"""What the fuzzing tests share: how long they run, what they mutate, and what must hold whatever they are given.

Each property takes a few examples, always the same ones; `python -m benchmarks.fuzz` gives it many, other ones each
time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from debatekit.build import Builder
from debatekit.datafiles import packaged
from debatekit.errors import DebatekitError, Problem
from tests.checkers import faults, own_faults
from tests.kits import open_builder
from tests.samples import SMALLEST

LONG: Final = "DEBATEKIT_EXAMPLES" in os.environ
EXAMPLES: Final = int(os.environ.get("DEBATEKIT_EXAMPLES", "30"))
"""Examples for each property."""

KEPT: Final = os.environ.get("DEBATEKIT_KEEP", "")
"""A folder in which some of the documents are kept, for a validator that looks at them afterwards."""

MOST_KEPT: Final = 60
"""Documents that are kept of one run of a file of properties."""

SCHEMA: Final = "[schema]"
"""What marks a fault of a Word file that the standard's schemas do not allow."""

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=not LONG,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
slowly = settings(fuzzed, max_examples=max(EXAMPLES // 3, 1))
"""For properties whose examples take long: a builder is made for each."""

MOTIONS: Final = [SMALLEST, *(path.read_text("utf-8") for path in sorted(packaged("motions").glob("*.yaml")))]

# fmt: off
MARKUP: Final = (
    "{{ x }}", "{% x %}", "{#", "<b>", "</p>", "&amp;", "&#0;", "&#xD800;", "]]>", "<!--", "<w:p/>", "<?x?>", "%s",
    "{}", "\\", '"', "'", "`", "$1", "\\N{BOM}",
)
MARKDOWN: Final = (
    "*a*", "**a", "_a_ *b **c* d**", "[a](javascript:b)", "[a](https://a.example)", "[a]()", "[a][b]", "<https://a.b>",
    "![a](b.png)", "1. a", "- a\n  - b\n    - c\n- d", "7) a\n8) b", "> a\n> > b", "# a", "a\n===", "---",
    "```\na\n```",
    "    a", "| a |\n|---|\n| b |", "a  \nb", "a\\\nb", "a\n\n\nb", "*\n*\n*", "- - - a", "[a]: b", "\\*", "&nbsp;",
    "- a\n\n  b\n\n      c", "1. a\n   > b\n   1. c", "https://a.example", "a~~b~~", "[^1]", "*" * 60,
    "[" * 60, "> " * 60, '[a](https://a.example "b")', "[](https://a.example)",
)
CHARACTERS: Final = (
    "", " ", "\n", "\t", "\r", "\x00", "\x01", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\x9f", "\xa0", "\xad", "\u200b",
    "\u200d", "\u2028", "\u2029", "\u202e", "\u2066", "\u3000", "\ufeff", "\ufffc", "\ufffd", "\ufffe", "\uffff",
    "\U0001f600", "\U000e0001", "\U0010ffff", "\u202eabc", "e\u0301" * 30, "\u0301", "W" * 3000, "\u06dd",
    "\u05d0\u05d1",
    "\u4e2d\u6587", "\ufb01", "\u0130", "\u00df",
)
VALUES_OF_OTHERS: Final = (
    "=1+1", "null", "~", "yes", "0x10", "1e999", "nan", "inf", "-1", "1.5", "99999999999999999999", "9" * 5000,
    "\u00b2",
    "\u0663", "\uff11", "not stated", "general knowledge", "P1", "C9", "Q1", "S1", "../../etc/passwd", "/dev/zero",
    "http://a.example/", "https://[", "https://a.example:99999/", "//", "CON", "de", "fr-CA", "zz", "x" * 300,
    "standard",
    "2026-02-30", "0000-00-00", "9999-12-31", "1:60", "3 May 0", "15 to 18", "18 to 15", "a4", "fact", "quote",
)
# fmt: on
TEXTS: Final = (
    st.text(max_size=20)
    | st.sampled_from(MARKUP + MARKDOWN + CHARACTERS + VALUES_OF_OTHERS)
    | st.lists(st.sampled_from(MARKUP + MARKDOWN + ("a", " ", "\n")), max_size=5).map("".join)
)
"""Texts that people or programs might put anywhere."""


@cache
def shared() -> Builder:
    """Return a builder with the built-in templates."""
    return open_builder()


@cache
def folder() -> Path:
    """Return a folder to write into, gone with the process."""
    made = tempfile.TemporaryDirectory(prefix="fuzz-")
    _held.append(made)
    return Path(made.name)


_held: list[tempfile.TemporaryDirectory[str]] = []


def outcome(act: Callable[[], Any]) -> Any:
    """Return what `act` returns, or None if it refuses with problems that somebody can mend; else this fails."""
    problems: list[Problem] = []
    try:
        return act()
    except DebatekitError as error:
        problems = error.problems
    assert problems
    for problem in problems:
        assert problem.file
        assert problem.message
        assert "\n" not in problem.headline
        assert str(problem)
        assert problem.line >= 0
        assert problem.column >= 0
        if problem.excerpt:
            assert problem.line >= 1
            assert problem.column <= len(problem.excerpt) + 1
    return None


def check_sound(documents: Iterable[bytes], look: bytes | None = None) -> None:
    """Fail if something is wrong with one of the documents; in a long run, keep some of them for another validator.

    If they are in the look of a Word file that no program would have written so, only what is ours must be sound.
    """
    for document in documents:
        found = faults(document)
        if found and look is not None and (own_faults(look) or any(SCHEMA in fault for fault in faults(look))):
            found = [fault for fault in found if "word/document.xml" in fault]
        assert found == [], found
        if KEPT and look is None and len(list(Path(KEPT).iterdir())) < MOST_KEPT:
            Path(KEPT, f"{sha256(document).hexdigest()[:16]}.docx").write_bytes(document)


class Content(bytes):
    """Bytes that are not spelt out where something fails."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} bytes: {bytes(self[:60])!r} ...>"


@st.composite
def mutated(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """Return one of the `samples` with some bytes changed, cut out, doubled or swapped."""
    content = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 4))):
        if not content:
            break
        start = draw(st.integers(0, len(content) - 1))
        end = min(len(content), start + draw(st.integers(0, 40)))
        match draw(st.integers(0, 6)):
            case 0:
                content = content[:start] + content[end:]
            case 1:
                content = content[:end] + content[start:end] * 3 + content[end:]
            case 2:
                content = content[:start] + bytes([draw(st.integers(0, 255))]) + content[start + 1 :]
            case 3:
                other = draw(st.integers(0, len(content) - 1))
                content = content[:start] + content[other : other + end - start] + content[end:]
            case 4:
                content = draw(st.sampled_from([content[:start], content[start:], content + content[start:]]))
            case _:
                content = content[:start] + draw(TEXTS).encode("utf-8", "surrogatepass") + content[end:]
    return Content(content)


def written(name: str, content: bytes) -> Path:
    """Return a file of that name with that content."""
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
