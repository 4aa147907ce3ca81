"""A motion whose sources were checked, and what was found out about it, for the sheets that print it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from debatekit.templating import Extras
from tests.templating.support import packaged_pages, read, render

if TYPE_CHECKING:
    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion

FAIRNESS, READING = "fairness-and-sources", "numbered-reading"

MOTION: dict[str, Any] = {
    "motion": "This house would plant a tree in every school yard",
    "sources": {
        "book": {"title": "On shade", "page": "12", "published": "not stated"},
        "leaflet": {"type": "leaflet", "page": "3–4"},
        "site": {"title": "Yards", "url": "https://yards.example", "accessed": "not stated"},
        "note": {"title": "not stated", "page": "not stated"},
        "scrap": {},
    },
    "pro": {
        "arguments": [
            {"claim": "Trees give shade.", "evidence": [{"quote": "shade", "from": "book", "paragraph": "9"}]},
            {"claim": "Planting is a lesson.", "evidence": [{"quote": "a lesson", "from": "leaflet"}]},
        ]
    },
    "con": {
        "arguments": [
            {"claim": "Yards are small.", "evidence": [{"quote": "small yards", "from": "site"}]},
            {"claim": "Water is dear.", "evidence": [{"quote": "dear", "from": "scrap", "paragraph": "2"}]},
        ]
    },
    "evaluation": {
        "source": "book",
        "claims": [{"quote": "leaves keep the sun off"}],
        "words": [{"quote": "keep"}, {"quote": "off", "paragraph": "7"}],
    },
}

PLACES = {
    ("pro", "arguments", 0, "evidence", 0): {"paragraph": 2, "line": 5, "last_line": 5},
    ("con", "arguments", 0, "evidence", 0): {"paragraph": 4, "line": 12, "last_line": 13},
    ("evaluation", "claims", 0): {"paragraph": 1, "line": 1, "last_line": 2},
    ("evaluation", "words", 0): {"paragraph": 1, "line": 1, "last_line": 1},
}

CHECKED: dict[str, Any] = {
    "rows": [
        {"key": "arguments", "pro": "2", "con": "2", "uneven": False},
        {"key": "words", "pro": "120", "con": "80", "uneven": True},
        *({"key": key, "pro": "2", "con": "2", "uneven": False} for key in ("evidence", "quotes", "facts", "finds")),
        *({"key": key, "pro": "0", "con": "1", "uneven": False} for key in ("replies", "questions", "hedges")),
        {"key": "reading", "pro": "12", "con": "", "uneven": False},
        {"key": "loaded", "pro": "", "con": "", "uneven": False},
    ],
    "unanswered": ["P2"],
    "sources": {
        "book": {
            "basis": "text",
            "date": "",
            "quotations": 4,
            "verified": 3,
            "words": 200,
            "quoted_words": 9,
            "quoted_percent": 4,
        },
        "site": {
            "basis": "record",
            "date": "2026-11-23",
            "quotations": 1,
            "verified": 1,
            "words": 0,
            "quoted_words": 0,
            "quoted_percent": 0,
        },
        "leaflet": {
            "basis": "none",
            "date": "",
            "quotations": 1,
            "verified": 0,
            "words": 0,
            "quoted_words": 0,
            "quoted_percent": 0,
        },
    },
    "findings": [{"code": "DK308", "message": "nobody answers P2", "line": 14}],
    "accepted": [{"code": "DK302", "message": "one side has more words", "line": 20, "reason": "It is a draft."}],
}

READINGS = [
    {
        "source": "book",
        "paragraphs": [
            {"number": 1, "first_line": 1, "lines": ["Trees give shade, and", "leaves keep the sun off."]},
            {"number": 2, "first_line": 3, "lines": ["R & D < 5"]},
        ],
    }
]

EXTRAS = Extras(PLACES, CHECKED, READINGS)


@cache
def checked_motion() -> LoadedMotion:
    """Return the motion that was checked."""
    with TemporaryDirectory() as folder:
        return read(Path(folder), MOTION)


def sheet(name: str, edition: Edition, extras: Extras = EXTRAS, motion: LoadedMotion | None = None) -> str:
    """Return a packaged handout of the checked motion, or of another, as HTML."""
    handout = next(handout for handout in packaged_pages().handouts() if handout.name == name)
    return render(packaged_pages(), motion or checked_motion(), edition, handout, extras)
