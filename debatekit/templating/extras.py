"""What pages print besides their motion: what was found out about it, as plain data from whoever knows.

Everything may be left out. A handout that needs `checked` or `readings` (in its head) is then not built.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from debatekit.audience import Edition
from debatekit.templating.values import Record, Text, seen_by, withheld

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from debatekit.yamlfile import KeyPath


@dataclass(frozen=True)
class Extras:
    """What is known of a motion besides what stands in it."""

    places: Mapping[KeyPath, Mapping[str, int]] = field(default_factory=dict)
    """Where each quotation stands in its source, by the path of the part that holds it: `paragraph`, `line` and
    `last_line`, counted from 1."""
    checked: Mapping[str, Any] | None = None
    """What the checks came to; teachers only. Its keys:

    - `rows`: the measures of both sides, each with `key` (its name under `fairness: measures:` in the words of a
      language), `pro` and `con` (texts, empty where nothing was measured) and `uneven`, whether the sides differ by
      more than the motion tolerates;
    - `unanswered`: the numbers of the arguments that nobody answers;
    - `sources`: by short name, `basis` ("text", "record" or "none"), `date` (of the record), `quotations`,
      `verified`, `words` (of the source), `quoted_words` and `quoted_percent`;
    - `findings`: each with `code`, `message` and `line`;
    - `accepted`: findings that the motion accepts, each with its `reason`, too.
    """
    readings: Sequence[Mapping[str, Any]] = ()
    """Source texts to print with their lines numbered: `source` (the short name) and `paragraphs`, each with `number`,
    `first_line` and `lines`."""
    settings: Mapping[str, str] = field(default_factory=lambda: {"school": "", "class": ""})
    """What is printed of the settings: `school` and `class`, each a name or nothing."""

    def seen_by(self, edition: Edition) -> dict[str, Any]:
        """Return what a template of `edition` sees: `place_of`, `checked`, `readings` and `settings`."""
        checked = seen_by(edition, self.checked, ("checked",))
        return {
            "place_of": self.place_of,
            "checked": checked if edition is Edition.TEACHER else withheld(("checked",)),
            "readings": seen_by(edition, self.readings, ("readings",)),
            "settings": seen_by(edition, self.settings, ("settings",)),
        }

    def place_of(self, quotation: object) -> Record | None:
        """Return where a quotation of the motion stands in its source, or None where that is not known."""
        if not isinstance(quotation, Text):
            raise TypeError("only a quotation of the motion has a place, and this is none")
        part = quotation.path[:-1]
        return Record(self.places[part], part) if part in self.places else None


NOTHING_MORE: Final = Extras()
"""Nothing is known of a motion but what stands in it."""
