"""Small pieces of Markdown that all pages share."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

NOTICE: Final = "<!-- Written from the code by `python -m docs.reference`: change the code, not this page. -->"


def page(title: str, *parts: str) -> str:
    """Return a page: its title, the notice that it is made, and its parts with a blank line between them."""
    return "\n\n".join((f"# {title}", NOTICE, *(part.strip("\n") for part in parts if part))) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; what would end a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def wrapped(text: str) -> str:
    """Return a paragraph in lines of the usual width."""
    return textwrap.fill(" ".join(text.split()), 120, break_long_words=False, break_on_hyphens=False)


def fenced(text: str, language: str = "") -> str:
    """Return a text as it is, in a fenced block."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def code(names: Iterable[str]) -> str:
    """Return names as code, with commas between them."""
    return ", ".join(f"`{name}`" for name in names)


def anchor(heading: str) -> str:
    """Return the name of a heading in a link, as GitHub makes it."""
    return "#" + "".join(letter for letter in heading.lower().replace(" ", "-") if letter.isalnum() or letter in "-_")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
