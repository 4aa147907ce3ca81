"""Motions to test with: the smallest one, and a full one with the same text in every field."""

from pathlib import Path
from typing import Any

import yaml

from debatekit.files import packaged
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
    """Return the first motion of the project with many arguments a side: its own, over and over."""
    text = (packaged("motions") / f"{FLAGSHIP}.yaml").read_text(encoding="utf-8")
    motion: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    for side in (motion["pro"], motion["con"]):
        side["arguments"] = [side["arguments"][number % len(side["arguments"])] for number in range(arguments)]
    return motion
