"""Small motion files for the tests of this folder, and their problems."""

import textwrap
from pathlib import Path

from debatekit.errors import Problem
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Motion
from tests.problems import reported


def draft(top: str = "", argument: str = "") -> str:
    """Return a motion file: `top` from line 1, and `argument` in the first argument (without a `top`, from line 4)."""
    top, argument = (text.strip("\n") + "\n" if text else "" for text in (top, argument))
    return (
        f"{top}pro:\n"
        "  arguments:\n"
        "    - claim: Trees give shade.\n"
        f"{textwrap.indent(argument, ' ' * 6)}"
        "    - claim: Planting is a lesson in itself.\n"
        "con:\n"
        "  arguments:\n"
        "    - claim: Yards are small.\n"
        "    - claim: Somebody must water them.\n"
        "motion: This house would plant a tree in every school yard\n"
    )


def write(folder: Path, text: str) -> Path:
    path = folder / "motion.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def read(folder: Path, text: str) -> Motion:
    return load_motion(write(folder, text)).motion


def problems_of(folder: Path, text: str) -> list[Problem]:
    return reported(load_motion, write(folder, text))


def only_problem(folder: Path, text: str) -> tuple[int, int, str, str]:
    """Return line, column, message and hint of the one problem that `text` has."""
    (problem,) = problems_of(folder, text)
    return problem.line, problem.column, problem.message, problem.hint
