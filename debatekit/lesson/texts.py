"""The names and texts of a format in a language: keys of `formats` and `jobs` in its words, or as they are typed."""

import re
from collections.abc import Sequence
from typing import Any, Final

from debatekit.lesson.formats import Phase

SIDES: Final = ("for", "against")


class Texts:
    """The texts of formats and jobs in `words`, the words of a language by their keys."""

    def __init__(self, words: Any) -> None:
        self.formats, self.jobs, self.decimal = words["formats"], words["jobs"], str(words["decimal"])

    def of(self, group: str, name: str, otherwise: str | None = None) -> str:
        """Return the text of `name` in a group of `formats`, or else `otherwise`, or else the name."""
        return _text(self.formats[group], name, otherwise)

    def of_job(self, group: str, name: str, otherwise: str | None = None) -> str:
        """Return the text of `name` in a group of `jobs`, or else `otherwise`, or else the name."""
        return _text(self.jobs[group], name, otherwise)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase of `formats` with `values` in its placeholders."""
        return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), str(self.formats[phrase]))

    def number(self, number: float) -> str:
        """Return a number as the language writes it: 2.5 or 2,5."""
        return f"{number:g}".replace(".", self.decimal)

    def name_of(self, phase: Phase) -> str:
        """Return what a phase is called."""
        return (
            self.of("phases", phase.name) if phase.name else self.of("phases", phase.id, self.of("phases", phase.kind))
        )

    def task_of(self, phase: Phase) -> str:
        """Return what is done in a phase."""
        named = self.of("tasks", phase.name or "", self.of("tasks", phase.kind, ""))
        return phase.task or self.of("tasks", phase.id, named)

    def who(self, phase: Phase) -> str:
        """Return who speaks in a phase: "For 1", "Against 3 asks For 1", "Everybody"."""
        asks = self.speakers(phase.side, phase.speaker)
        if not phase.answers:
            return asks
        other = SIDES[phase.side == "for"]
        return self.say("asks", who=asks, other=self.speakers(other, [phase.answers]))

    def speakers(self, side: str, numbers: Sequence[int]) -> str:
        """Return the name of speakers: "For 1", "For 1/2", "For 1, Against 1"; without numbers, that of the side."""
        if side == "both" and numbers:
            return ", ".join(self.speakers(one, numbers) for one in SIDES)
        name = str(self.formats["sides"][side])
        return self.say("speaker", side=name, number="/".join(map(str, numbers))) if numbers else name


def _text(texts: Any, name: str, otherwise: str | None) -> str:
    return str(texts[name]) if name in texts else name if otherwise is None else otherwise
