"""Motions to test with: the smallest one, and a full one with the same text in every field."""

from pathlib import Path
from typing import Any

import yaml

from debatekit.lookalikes import needs_quotes

SMALLEST = """\
motion: This house would plant a tree in every school yard
pro:
  arguments:
    - claim: Trees give shade.
    - claim: Planting is a lesson in itself.
con:
  arguments:
    - claim: Yards are small.
    - claim: Somebody must water them.
"""

FLAGSHIP = "europe-missile-deterrence"


def full_motion(text: str, teacher_text: str | None = None) -> dict[str, Any]:
    """Return a motion with `text` in every field that takes text, and `teacher_text` where only teachers look."""
    secret = text if teacher_text is None else teacher_text
    return {
        "motion": text,
        "subjects": [text],
        "sides": {"pro": text, "con": text},
        "notice": text,
        "lesson": {"minutes": "50", "pupils": "30", "format": "oxford-class"},
        "background": text,
        "terms": [{"term": text, "meaning": text, "example": text}],
        "sources": {"book": dict.fromkeys(SOURCE_FIELDS, text)},
        "pro": _side(text),
        "con": _side(text),
        "questions": [
            {"ask": text, "level": level, "about": ["P1", "S1"], "answer": secret, "watch_for": secret}
            for level in ("remember", "apply", "create")
        ],
        "evaluation": {
            "source": "book",
            "claims": [{"quote": text, "paragraph": "2", "kind": "fact", "check": text, "answer": secret}],
            "words": [{"quote": text, "prompt": text, "technique": secret, "plainer": secret, "answer": secret}],
            "missing": [{"voice": secret, "why": secret}],
            "offline": [text],
        },
        "teacher_notes": secret,
    }


SOURCE_FIELDS = (
    *("title", "author", "qualifications", "publisher", "published", "accessed", "url", "page"),
    *("type", "note"),
)


def _side(text: str) -> dict[str, Any]:
    argument = {
        "claim": text,
        "reasoning": text,
        "impact": text,
        "challenge": text,
        "response": text,
        "evidence": [
            {"quote": text, "from": "book", "paragraph": "3", "shows": text},
            {"fact": text, "from": "book"},
            {"find": text},
        ],
    }
    opening = dict.fromkeys(("person", "number", "picture"), text)
    return {"summary": text, "opening": opening, "arguments": [dict(argument), dict(argument)]}


class _Plain(yaml.SafeDumper):
    """Writes what is used twice twice: motion files know no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"' if needs_quotes(data) else None)


_Plain.add_representer(str, _Plain.represent_str)


def write_motion(folder: Path, motion: dict[str, Any] | str, name: str = "motion") -> Path:
    """Write a motion file into `folder` and return its path."""
    path = folder / f"{name}.yaml"
    text = motion if isinstance(motion, str) else yaml.dump(motion, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def long_motion(arguments: int = 10) -> dict[str, Any]:
    """Return a motion about the trees of a town that does not exist, with many arguments of usual length a side."""
    numbers = range(1, arguments + 1)
    question = {
        "answer": "Any argument that is about this street, with a reason that its residents could check.",
        "watch_for": "Pupils may think of a street of their own. Ask what is said about this one.",
    }
    ask = "Look at street {}. Which argument fits it best, and what would its residents reply?"
    levels = ("remember", "understand", "apply", "analyse", "evaluate", "create")
    meaning = "A tree that was made up for this motion and grows nowhere."
    return {
        "motion": "Lower Fernwick should plant a tree in front of every house",
        "lesson": {"minutes": "90", "pupils": "30", "format": "oxford-class"},
        "background": "Lower Fernwick is an invented town. Its council has money for trees or for benches.",
        "terms": [{"term": f"Kind {number} of tree", "meaning": meaning} for number in range(1, 9)],
        "sources": {"book": {**dict.fromkeys(SOURCE_FIELDS, "not stated"), "title": "The streets of Lower Fernwick"}},
        **{
            side: {
                "summary": "Your side must show what the town gains, and that nothing else would give it as much.",
                "arguments": [_long_argument(f"{rival}{number}", number) for number in numbers],
            }
            for side, rival in (("pro", "C"), ("con", "P"))
        },
        "questions": [
            {"ask": ask.format(n), "level": levels[n % 6], "about": [f"P{n}", f"C{n}"], **question} for n in numbers
        ],
    }


def _long_argument(rival: str, number: int) -> dict[str, Any]:
    # Every third argument is longer, every fourth has less evidence: not all cards are of one height.
    more = " Those who walk there every day would notice it first, in a summer as in a winter." * (number % 3)
    evidence = [
        {"fact": f"The book counts {number * 7} houses in street {number}.", "from": "book"},
        {"quote": f"street {number} has room for more than it holds", "from": "book", "paragraph": f"{number}"},
        {"find": f"What do the residents of a street like number {number} say? Ask three people who live in one."},
    ]
    return {
        "claim": f"What happens in street {number} shows what trees would do to the whole town.",
        "reasoning": f"Street {number} is as wide as the others and as busy in the morning.{more}",
        "impact": "If it is true of one street, the council can expect it in nine.",
        "challenge": "One street is not a town, and its residents were not asked.",
        "response": "The other streets were built in the same year and by the same people.",
        "answers": [rival],
        "evidence": evidence[number % 4 == 0 :],
    }
