"""A text to take suggestions from, and the motion file that is made of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from debatekit.checks.check import check_motion
from debatekit.checks.report import CheckReport
from debatekit.files import packaged
from debatekit.motion.loader import LoadedMotion, load_motion
from debatekit.new_motion.scaffold import MotionRequest, scaffold
from debatekit.new_motion.suggestions import Suggestions, suggest_from

FOLDERS = (packaged("templates"),)
TODAY = date(2026, 11, 23)
MOTION = "This house would plant a tree in every school yard"

TEXT = """\
Shade for the yard
By Jane Doe | 3 May 2026
Trees give shade, and pupils like to sit below them at break. Nobody has to carry a chair into the sun then.
A young tree needs 40 litres of water in a hot week. It needs more when the wind is dry and the ground is sandy.
The School Garden Club met on 12 June 2025 to look at the yard. Is there room for a tree beside the bicycles?
Every school should plant a tree before the next summer. That is a threat to nobody, and the playground stays open.
The playground will be cooler when the trees are ten years old. Until then a sail of cloth can give some shade.
Some parents fear the roots, which can lift the stones of a playground. A gardener of the SGC knows small trees.
Leaves fall in autumn, and somebody has to sweep the playground. Sweeping is always work, and work takes time.
The club asked the caretaker, who has a broom and a cart. Caretakers clearly know the yard better than anybody.
Birds nest in old trees, and pupils can count them in spring. Counting birds is a lesson that needs no book.
A tree takes room that a ball game could use. Ball games need most of the yard at break and after school.
A bench costs less than a tree and lasts for years. Benches give no shade, and nobody waters them.
Some yards have pipes below them, so that roots do harm. The School Garden Club has a map of the pipes.
Grass can grow below a tree if few feet walk on it. Moss grows there, too, where the ground is wet.
"""


def suggestions_from(folder: Path, text: str = TEXT, name: str = "text.txt", language: str = "en-GB") -> Suggestions:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return suggest_from(file, folder / "motion.yaml", language, folders=FOLDERS, today=TODAY)


def write_scaffold(
    folder: Path, request: MotionRequest | None = None, suggestions: Suggestions | None = None
) -> LoadedMotion:
    path = folder / "motion.yaml"
    path.write_text(scaffold(request or MotionRequest(MOTION), suggestions), encoding="utf-8")
    return load_motion(path)


def check(motion: LoadedMotion) -> CheckReport:
    return check_motion(motion, folders=FOLDERS, today=TODAY)
