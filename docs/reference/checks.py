"""docs/checks.md: every rule, from `debatekit.checks.rules`."""

from itertools import groupby
from typing import Final

from debatekit.checks.rules import RULES

GROUPS: Final = {
    "0": "The file",
    "1": "Quotations",
    "2": "References",
    "3": "Balance",
    "4": "Language",
    "6": "Placeholders",
    "9": "Settings",
}
"""The headings of `docs/checks.md`, by the first digit of a code."""


def rules_as_markdown() -> str:
    """Return all rules as Markdown, in a section for each group."""
    parts = []
    for digit, group in groupby(RULES, key=lambda rule: rule.code[2]):
        parts.append(f"### {GROUPS[digit]}")
        parts += [f"**{rule.code} {rule.name}** ({rule.severity}): {rule.finds}. {rule.why}" for rule in group]
    return "\n\n".join(parts) + "\n"
