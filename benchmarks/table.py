"""Tables in Markdown, printed and put into the README of this folder."""

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NamedTuple

README: Final = Path(__file__).parent / "README.md"
NOTHING: Final = "–"
"""What a cell says where nothing was measured."""


class Table(NamedTuple):
    """A table of figures: what it is called, what was measured on what, and its rows; the first column is a label."""

    name: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Return the caption and the table in Markdown; numbers are right-aligned."""
        columns = zip(*self.rows, strict=True)
        numbers = [all(cell[0] in f"0123456789{NOTHING}" for cell in column) for column in columns]
        rules = ["---", *("--:" if number else "---" for number in numbers[1:])]
        lines = [self.head, rules, *self.rows]
        return "\n".join([f"{self.caption}\n", *(f"| {' | '.join(line)} |" for line in lines)])


def with_table(text: str, table: Table) -> str:
    """Return a page with a table in the place of the one of its name; raises `ValueError` if there is no such place."""
    start, end = f"<!-- {table.name} -->", f"<!-- /{table.name} -->"
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"there is no place for the table '{table.name}'")
    return f"{before}{start}\n\n{table.markdown()}\n\n{end}{after}"


def machine() -> str:
    """Return what the figures were had on: Python, the system, how many cores."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def versions(names: Iterable[str]) -> str:
    """Return the versions of those of some packages that are installed."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
