"""What the fuzzing tests share: how long they run, what they mutate, and what must hold for any input.

Each property takes a few examples, always the same ones; `python -m benchmarks.fuzz` gives it many, and other ones
each time.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from debatekit.build import Builder
from debatekit.errors import DebatekitError
from debatekit.motion.loader import LoadedMotion, load_motion
from tests.checkers import faults, own_faults
from tests.kits import open_builder
from tests.samples import SMALLEST

EXAMPLES: Final = int(os.environ.get("DEBATEKIT_EXAMPLES", "30"))
KEPT: Final = os.environ.get("DEBATEKIT_KEEP", "")
"""A folder in which some of the documents are kept, for a validator that looks at them afterwards."""
MOST_KEPT: Final = 60

fuzzed = settings(
    max_examples=EXAMPLES,
    database=None,
    derandomize="DEBATEKIT_EXAMPLES" not in os.environ,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
slowly = settings(fuzzed, max_examples=max(EXAMPLES // 3, 1))
"""For properties whose examples take long: a builder is made for each."""

# fmt: off
MARKUP: Final = (
    "{{ x }}", "{% x %}", "{#", "<b>", "</p>", "&amp;", "&#0;", "&#xD800;", "]]>", "<!--", "<w:p/>", "<?x?>", "%s",
    "{}", "\\", '"', "'", "`", "$1", "\\N{BOM}",
)
MARKDOWN: Final = (
    "*a*", "**a", "_a_ *b **c* d**", "[a](javascript:b)", "[a](https://a.example)", "[a]()", "[a][b]", "<https://a.b>",
    "![a](b.png)", "1. a", "- a\n  - b\n    - c\n- d", "7) a\n8) b", "> a\n> > b", "# a", "a\n===", "---", "    a",
    "```\na\n```", "| a |\n|---|\n| b |", "a  \nb", "a\\\nb", "a\n\n\nb", "*\n*\n*", "- - - a", "[a]: b", "\\*",
    "&nbsp;", "- a\n\n  b\n\n      c", "1. a\n   > b\n   1. c", "https://a.example", "a~~b~~", "[^1]", "*" * 60,
    "[" * 60, "> " * 60, '[a](https://a.example "b")', "[](https://a.example)",
)
CHARACTERS: Final = (
    *"\t\r\x00\x01\x0b\x0c\x1f\x7f\x85\x9f\xa0\xad\u200b\u200d\u2028\u2029\u202e\u2066\u3000\ufeff\ufffc\ufffd\ufffe",
    *"\uffff\U0001f600\U000e0001\U0010ffff\u0301\u06dd\ufb01\u0130\u00df \n", "", "\u202eabc", "e\u0301" * 30,
    "W" * 3000, "\u05d0\u05d1", "\u4e2d\u6587",
)
SPECIAL: Final = (
    "=1+1", "null", "~", "yes", "0x10", "1e999", "nan", "inf", "-1", "1.5", "99999999999999999999", "9" * 5000,
    "\u00b2", "\u0663", "\uff11", "not stated", "general knowledge", "P1", "C9", "Q1", "S1", "../../etc/passwd",
    "/dev/zero", "http://a.example/", "https://[", "https://a.example:99999/", "//", "CON", "de", "fr-CA", "zz",
    "x" * 300, "standard", "2026-02-30", "0000-00-00", "9999-12-31", "1:60", "3 May 0", "15 to 18", "18 to 15", "a4",
)
# fmt: on
TEXTS: Final = (
    st.text(max_size=20)
    | st.sampled_from(MARKUP + MARKDOWN + CHARACTERS + SPECIAL)
    | st.lists(st.sampled_from(MARKUP + MARKDOWN + ("a", " ", "\n")), max_size=5).map("".join)
)


@cache
def shared(*, fillable: bool = False) -> Builder:
    return open_builder(fillable=fillable)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


def folder() -> Path:
    """Return a folder to write into, which is deleted with the process."""
    return Path(_folder().name)


def written(name: str, content: bytes) -> Path:
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def smallest() -> LoadedMotion:
    return load_motion(written("trees.yaml", SMALLEST.encode()))


def outcome(act: Callable[[], Any]) -> Any:
    """Return the result of `act`, or None if it reports problems that the user can correct."""
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
        assert min(problem.line, problem.column) >= 0
        assert not problem.excerpt or (problem.line and problem.column <= len(problem.excerpt) + 1)
    return None


OURS = "word/document.xml"
UNSOUND = r"\[(schema|package)\]"  # no schema is checked of a broken package


def _message(fault: str) -> str:
    return fault.rpartition(": ")[2]  # without the place


def check_sound(documents: Iterable[bytes], look: bytes | None = None) -> None:
    """Assert that the documents are sound; in a long run, keep some of them for another validator.

    If they have the look of a Word file that is not sound itself, only what is ours must be; a value that is
    wrong in the file may be wrong in them.
    """
    for document in documents:
        found = faults(document)
        if found and look is not None:
            theirs = faults(look)
            only_ours = own_faults(look) or any(re.search(UNSOUND, fault) for fault in theirs)
            values = {_message(fault) for fault in theirs}
            found = [it for it in found if OURS in it or not (only_ours or _message(it) in values)]
        assert found == [], found
        if KEPT and look is None and len(list(Path(KEPT).iterdir())) < MOST_KEPT:
            Path(KEPT, f"{sha256(document).hexdigest()[:16]}.docx").write_bytes(document)


@st.composite
def mutated(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """Return one of the `samples` with some bytes changed, deleted, repeated or swapped."""
    content = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 4))):
        if not content:
            break
        start, other = (draw(st.integers(0, len(content) - 1)) for _ in range(2))
        end = min(len(content), start + draw(st.integers(0, 40)))
        middle = draw(
            st.sampled_from([b"", content[start:end] * 3, content[other : other + end - start]])
            | st.binary(min_size=1, max_size=1)
            | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
        )
        whole = content[:start] + middle + content[end:]
        content = draw(st.sampled_from([whole, whole, whole, content[:start], content[start:]]))
    return content
