"""Motions to measure with: the flagship's, with other words in each copy, so that no tool can remember its text."""

import re
from functools import partial
from pathlib import Path
from typing import Final

from debatekit.files import packaged

FLAGSHIP: Final = "europe-missile-deterrence"
RECORD: Final = ".verified.json"

SMALL_WORDS: Final = re.compile(
    r"^.*\bquote:(?: >-\n(?: {12,}.*\n)+|.*$)|\b(a|and|in|is|it|of|that|the)(?= )", re.MULTILINE
)
"""Words that are in nearly every sentence, or the lines of a quotation."""

MOTION: Final = re.compile("^motion: .*", re.MULTILINE)


def flagship() -> Path:
    """Return the flagship's motion file."""
    return packaged("motions") / f"{FLAGSHIP}.yaml"


def write_copies(folder: Path, copies: int) -> list[Path]:
    """Write copies of the flagship, each with its verification record, into `folder`; no two say quite the same.

    The small words of a copy end in its number (`of7`), and so does its motion. Quotations stay as they are: the
    record vouches for them.
    """
    text = flagship().read_text("utf-8")
    record = flagship().with_name(FLAGSHIP + RECORD).read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"motion-{number:04}.yaml" for number in range(1, copies + 1)]
    for number, path in enumerate(paths, start=1):
        changed = SMALL_WORDS.sub(partial(_marked, number), MOTION.sub(rf"\g<0> {number}", text))
        path.write_text(changed, "utf-8")
        path.with_name(path.stem + RECORD).write_bytes(record)
    return paths


def _marked(number: int, found: re.Match[str]) -> str:
    return f"{found[0]}{number}" if found[1] else found[0]
