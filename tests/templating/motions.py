"""Sample motions, one of them with another secret in every field that only teachers see."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion, load_motion
from tests.samples import FLAGSHIP, SMALLEST, full_motion, write_motion

STUDENT, TEACHER = EDITIONS = (Edition.STUDENT, Edition.TEACHER)
EVIDENCE = "      evidence: [{quote: more shade, from: survey}, {find: How tall are the trees?}]\n"
SPARSE = (
    SMALLEST.replace("give shade.\n", f"give shade.\n{EVIDENCE}")
    + """\
lesson: {pupils: 30}
ages: 9
terms: [{term: Shade, meaning: Where the sun does not reach.}]
sources: {survey: {}, items: {title: A survey}}
questions: [{ask: Where would the tree stand?}, {ask: Who would water it?}]
evaluation:
  source: survey
  claims: [{quote: Trees give shade}]
  words: [{quote: shade}]
"""
)
"""Every part of a motion, each with the least it needs."""


def mirrored_motion() -> dict[str, Any]:
    """Return a full motion whose sides say the same, and answer each other in the same way."""
    motion = full_motion("open", "secret")
    for side, rival in (("pro", "C"), ("con", "P")):
        first, second = motion[side]["arguments"]
        first["answers"], second["answers"] = [f"{rival}1"], [f"{rival}1", f"{rival}2"]
    return motion


def secret_of(path: str) -> str:
    return f"zz{''.join(filter(str.isalnum, path))}zz"


def secrets_in(text: str) -> set[str]:
    return set(re.findall("zz[a-z0-9]+?zz", text))


def _marked(value: object, path: str) -> Any:
    if isinstance(value, dict):
        return {key: _marked(inner, f"{path}.{key}".lstrip(".")) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner, f"{path}[{number}]") for number, inner in enumerate(value)]
    return secret_of(path) if value == "secret" else value


def read(folder: Path, motion: dict[str, Any] | str, name: str = "motion") -> LoadedMotion:
    return load_motion(write_motion(folder, motion, name))


_FOLDER = TemporaryDirectory()
MARKED_DATA: dict[str, Any] = _marked(full_motion("open", "secret"), "")
SAMPLES: dict[str, dict[str, Any] | str] = {
    "smallest": SMALLEST, "sparse": SPARSE, "mirrored": mirrored_motion(), "marked": MARKED_DATA,
    FLAGSHIP: (Path(__file__).parents[2] / f"motions/{FLAGSHIP}.yaml").read_text(encoding="utf-8"),
}  # fmt: skip
MOTIONS = {name: read(Path(_FOLDER.name), motion, name) for name, motion in SAMPLES.items()}
SMALL, MARKED = MOTIONS["smallest"], MOTIONS["marked"]
