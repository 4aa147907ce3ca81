"""A motion whose sources were checked, and what was found out about it, for the sheets that print it."""

from pathlib import Path
from typing import Any

from debatekit.motion.loader import load_motion
from debatekit.templating import Extras
from tests.lesson.support import plan

FAIRNESS, READING = "fairness-and-sources", "numbered-reading"


PLACES = {
    ("pro", "arguments", 0, "evidence", 0): {"paragraph": 2, "line": 5, "last_line": 5},
    ("con", "arguments", 0, "evidence", 0): {"paragraph": 4, "line": 12, "last_line": 13},
    ("evaluation", "claims", 0): {"paragraph": 1, "line": 1, "last_line": 2},
    ("evaluation", "words", 0): {"paragraph": 1, "line": 1, "last_line": 1},
}


def _row(key: str, pro: str, con: str, *, uneven: bool = False) -> dict[str, Any]:
    return {"key": key, "pro": pro, "con": con, "uneven": uneven}


def _source(basis: str, date: str, quotations: int, verified: int, *counts: int) -> dict[str, Any]:
    keys = ("basis", "date", "quotations", "verified", "words", "quoted_words", "quoted_percent")
    return dict(zip(keys, (basis, date, quotations, verified, *(counts or (0, 0, 0))), strict=True))


CHECKED: dict[str, Any] = {
    "rows": [
        *(_row("arguments", "2", "2"), _row("words", "120", "80", uneven=True)),
        *(_row(key, "2", "2") for key in ("evidence", "quotes", "facts", "finds")),
        *(_row(key, "0", "1") for key in ("replies", "questions", "hedges")),
        *(_row("reading", "12", ""), _row("loaded", "", "")),
    ],
    "unanswered": ["P2"],
    "sources": {
        "book": _source("text", "", 4, 3, 200, 9, 4),
        "site": _source("record", "2026-11-23", 1, 1),
        "leaflet": _source("none", "", 1, 0),
    },
    "findings": [{"code": "DK308", "message": "nobody answers P2", "line": 14}],
    "accepted": [{"code": "DK302", "message": "one side has more words", "line": 20, "reason": "It is a draft."}],
}

BOOK_LINES = ["Trees give shade, and", "leaves keep the sun off."]
PARAGRAPHS = [
    {"number": 1, "first_line": 1, "lines": BOOK_LINES},
    {"number": 2, "first_line": 3, "lines": ["R & D < 5"]},
]
READINGS = [{"source": "book", "paragraphs": PARAGRAPHS}]
PLAN: dict[str, Any] = {
    "layout": "two_sided", "pupils": 3, "pro": 2, "con": 1, "in_all": 1,
    "documents": [
        {
            "name": "pro-brief", "title": "Pro brief", "audience": audience,
            "copies": 1, "sides": 2, "sheets": 1, "in_all": 1, "who": "",
        }
        for audience in ("for", "against", "everyone", "jobs", "teacher")
    ],
    "sets": [{"file": f"{audience}.pdf", "audience": audience, "copies": 1} for audience in ("for", "jobs")],
}  # fmt: skip
EXTRAS = Extras(PLACES, CHECKED, READINGS, copy_plan=PLAN, plan=plan("oxford-class", minutes=45, pupils=27))

CHECKED_MOTION = load_motion(Path(__file__).parent / "checked.yaml")
