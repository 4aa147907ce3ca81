"""The rules as they stand in `docs/checks.md` and are printed by `debatekit check --explain`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from debatekit.checks.rules import RULES

if TYPE_CHECKING:
    from debatekit.checks.findings import Rule

GROUPS: Final = {
    "0": "The file",
    "1": "Quotations",
    "2": "References",
    "3": "Balance",
    "4": "Language",
    "6": "What is still to be written",
    "9": "Settings",
}
"""What the first digit of a code stands for."""


def rules_as_markdown() -> str:
    """Return all rules as Markdown: a section for each group, and in it a heading for each rule."""
    parts = []
    for digit, group in groupby(RULES, key=lambda rule: rule.code[2]):
        parts.append(f"### {GROUPS[digit]}")
        parts += [f"**{rule.code} {rule.name}** ({rule.severity}): {rule.finds}. {rule.why}" for rule in group]
    return "\n\n".join(parts) + "\n"


def explained(rule: Rule) -> str:
    """Return a rule in a few lines, as it is printed."""
    return f"{rule.code} {rule.name} ({rule.severity}): {rule.finds}.\n{rule.why}"
