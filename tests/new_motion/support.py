"""A text to take suggestions from, and the motion file that is made of them."""

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

TEXT = (Path(__file__).parent / "shade.txt").read_text(encoding="utf-8")


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
