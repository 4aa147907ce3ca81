"""The sound motion of this folder, its text, and the check of a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from debatekit.checks.check import check_motion
from debatekit.checks.quotations import Verification, verify_quotations
from debatekit.checks.report import CheckReport
from debatekit.files import packaged
from debatekit.motion.loader import load_motion, record_path

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SOUND = (HERE / "sound.yaml").read_text(encoding="utf-8")
TEXT = (HERE / "yard.txt").read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
FOLDERS = (packaged("templates"),)


def write(folder: Path, motion: str = SOUND, text: str | None = TEXT) -> Path:
    """Write a motion file, and its source's text unless that is None; return the motion's path."""
    path = folder / "motion.yaml"
    path.write_text(motion, encoding="utf-8")
    beside = folder / "yard.txt"
    if text is None:
        beside.unlink(missing_ok=True)
    else:
        beside.write_text(text, encoding="utf-8")
    return path


def check(path: Path, texts: dict[str, Path] | None = None, today: date = TODAY) -> CheckReport:
    return check_motion(load_motion(path), folders=FOLDERS, today=today, texts=texts)


def recorded(path: Path, today: date = TODAY) -> Verification:
    return verify_quotations(load_motion(path), FOLDERS, today, {})


def verify(path: Path, today: date = TODAY) -> Path:
    """Write the verification record of a motion and return its path."""
    record = recorded(path, today).record
    assert record is not None
    record_path(path).write_text(f"{record.model_dump_json(indent=2)}\n", encoding="utf-8")
    return record_path(path)
