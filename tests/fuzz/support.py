"""What the fuzzing tests share: how long they run, what they mutate, and what must hold whatever they are given.

Each property takes a few examples, so that it runs with every test; `python -m benchmarks.fuzz` gives it many.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from debatekit.kit import Workshop, open_workshop
from debatekit.problems import ProblemsError
from debatekit.resources import packaged
from tests.samples import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from debatekit.problems import Problem

EXAMPLES: Final = int(os.environ.get("DEBATEKIT_EXAMPLES", "30"))
"""Examples for each property."""

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

MOTIONS: Final = [SMALLEST, *(path.read_text("utf-8") for path in sorted(packaged("motions").glob("*.yaml")))]

TEXTS: Final = st.text(max_size=20) | st.sampled_from(
    [
        *(
            "",
            " ",
            "{{ x }}",
            "<b>",
            "</p>",
            "&amp;",
            "]]>",
            "*a*",
            "[a](javascript:b)",
            "1. a",
            "- a",
            "\N{BOM}",
            "\x00",
        ),
        *("\N{RIGHT-TO-LEFT OVERRIDE}abc", "\N{GRINNING FACE}", "e\N{COMBINING ACUTE ACCENT}" * 30, "W" * 3000, "=1+1"),
        *(
            "null",
            "~",
            "yes",
            "0x10",
            "1e999",
            "-1",
            "99999999999999999999",
            "not stated",
            "general knowledge",
            "P1",
            "C9",
        ),
        *("../../etc/passwd", "/dev/zero", "http://a.example/", "CON", "de", "fr-CA", "zz", "standard", "2026-02-30"),
    ]
)
"""Texts that people or programs might put anywhere."""


@cache
def workshop() -> Workshop:
    """Return a workshop with what comes along."""
    return open_workshop()


@cache
def folder() -> Path:
    """Return a folder to write into, gone with the process."""
    made = tempfile.TemporaryDirectory(prefix="fuzz-")
    _kept.append(made)
    return Path(made.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def outcome(act: Callable[[], Any]) -> Any:
    """Return what `act` returns, or None if it refuses with problems that somebody can mend; else this fails."""
    problems: list[Problem] = []
    try:
        return act()
    except ProblemsError as error:
        problems = error.problems
    assert problems
    for problem in problems:
        assert problem.file
        assert problem.message
        assert problem.line >= 0
        assert "\n" not in problem.headline
        assert str(problem)
    return None


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
        other = draw(st.integers(0, len(content) - 1))
        content = draw(
            st.sampled_from(
                [
                    content[:start] + content[end:],
                    content[:end] + content[start:end] * 3 + content[end:],
                    content[:start] + draw(TEXTS).encode("utf-8", "surrogatepass") + content[end:],
                    content[:start] + bytes([draw(st.integers(0, 255))]) + content[start + 1 :],
                    content[:start] + content[other : other + end - start] + content[end:],
                ]
            )
        )
    return Content(content)


def written(name: str, content: bytes) -> Path:
    """Return a file of that name with that content."""
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
