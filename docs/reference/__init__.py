"""The reference pages under docs/, generated from the code.

``python -m docs.reference`` writes them; a test compares them with the files.
"""

from pathlib import Path
from typing import Final

from debatekit.motion.schema import SCHEMA_NAME, schema_text
from docs.reference.checks import rules_as_markdown
from docs.reference.commands import commands_page
from docs.reference.fields import fields_page
from docs.reference.formats import keys_as_markdown
from docs.reference.templates import templates_page

PROJECT: Final = Path(__file__).parents[2]
GENERATED: Final = "-->\n\n"
"""Where the part of a page starts that is written from the code, in a page whose beginning is written by hand."""


def pages() -> dict[str, str]:
    """Return the text of every page and of the schema, by its path in the project."""
    return {
        "docs/motion-fields.md": fields_page(),
        "docs/commands.md": commands_page(),
        "docs/templates.md": templates_page(PROJECT / "templates"),
        "docs/checks.md": _by_hand("docs/checks.md") + rules_as_markdown(),
        "docs/formats.md": _by_hand("docs/formats.md") + keys_as_markdown(),
        f"motions/{SCHEMA_NAME}": schema_text(),
    }


def _by_hand(name: str) -> str:
    by_hand, mark, _ = (PROJECT / name).read_text(encoding="utf-8").rpartition(GENERATED)
    return by_hand + mark
