"""The packaged handouts of several motions, each rendered once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.samples import FLAGSHIP, SMALLEST, full_motion
from tests.templating.support import EDITIONS, marked_motion, packaged_pages, read, render

if TYPE_CHECKING:
    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion

MOTIONS = Path(__file__).parents[2] / "motions"
BRIEFS = ("pro-brief", "con-brief")
SHEETS = (*BRIEFS, "discussion-questions", "source-evaluation")

SPARSE = f"""\
{SMALLEST}
lesson: {{pupils: 30}}
ages: 9
terms:
  - {{term: Shade, meaning: Where the sun does not reach.}}
sources: {{survey: {{}}}}
questions:
  - ask: Where would the tree stand?
  - ask: Who would water it?
evaluation:
  source: survey
  claims: [{{quote: Trees give shade}}]
  words: [{{quote: shade}}]
"""
"""Every part of a motion, and in each no more than it must have."""


def mirrored_motion() -> dict[str, Any]:
    """Return a full motion whose sides say the same, and answer each other in the same way."""
    motion = full_motion("open", "secret")
    for side, rival in (("pro", "C"), ("con", "P")):
        first, second = motion[side]["arguments"]
        first["answers"], second["answers"] = [f"{rival}1"], [f"{rival}1", f"{rival}2"]
    return motion


SAMPLES: dict[str, dict[str, Any] | str] = {
    "smallest": SMALLEST,
    "sparse": SPARSE,
    "mirrored": mirrored_motion(),
    "marked": marked_motion(),
    FLAGSHIP: (MOTIONS / f"{FLAGSHIP}.yaml").read_text(encoding="utf-8"),
}

PAGES = [
    (name, sheet, edition)
    for name in SAMPLES
    for sheet in (BRIEFS if name == "smallest" else SHEETS)
    for edition in EDITIONS
]
"""Every page that these motions give: the motion, the handout and the edition."""

PAGE_IDS = [f"{name} {sheet} {edition.value}" for name, sheet, edition in PAGES]


@cache
def sample(name: str) -> LoadedMotion:
    """Return one of the sample motions."""
    with TemporaryDirectory() as folder:
        return read(Path(folder), SAMPLES[name])


@cache
def page_of(name: str, sheet: str, edition: Edition) -> str:
    """Return a packaged handout of a sample motion as HTML."""
    handout = next(handout for handout in packaged_pages().handouts() if handout.name == sheet)
    return render(packaged_pages(), sample(name), edition, handout)
