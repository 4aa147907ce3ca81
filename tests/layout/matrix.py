"""Every kit whose pages are measured: motions in three languages, and one with many arguments, in every look."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from debatekit.motion.fields import BOTH
from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from tests.kits import open_builder
from tests.samples import long_motion, write_motion

MOTIONS = Path(__file__).parents[2] / "motions"
BUILT_IN = tuple(sorted(path.stem for path in MOTIONS.glob("*.yaml")))
PAPERS = ("a4", "letter")


def motion_files(folder: Path) -> list[Path]:
    """Return the built-in motions, the German, the French and the long one; `folder` is for the last."""
    translated = sorted((MOTIONS.parent / "tests" / "languages").glob("*.yaml"))
    return [*sorted(MOTIONS.glob("*.yaml")), *translated, write_motion(folder, long_motion(), "long")]


def write_kits(
    folder: Path,
    motions: Iterable[Path],
    themes: Iterable[str],
    fillables: Iterable[bool] = (False, True),
    **settings: Any,
) -> Iterator[Path]:
    """Write both editions of kits on both papers, to print and to fill in, and yield their documents."""
    for theme, paper, fillable in product(themes, PAPERS, fillables):
        builder = open_builder(theme=theme, paper=paper, fillable=fillable, **settings)
        for motion in motions:
            kit = folder / f"{motion.stem}-{theme}-{paper}-{'fillable' if fillable else 'printed'}"
            kit.mkdir()
            for document in builder.render(load_motion(motion), BuildOptions(editions=BOTH)):
                (kit / document.name).write_bytes(document.content)
                yield kit / document.name
