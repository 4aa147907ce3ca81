"""How often Python looks for garbage: seldom while a command starts, and as usual where it goes on for long."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import click

USUAL: Final = gc.get_threshold()

OBJECTS_BETWEEN: Final = 50_000
"""Objects that are made between two searches: at Python's usual 700, they are a tenth of a short run."""


def search_seldom(context: click.Context) -> None:
    """Search seldom until a command says otherwise, or ends."""
    gc.set_threshold(OBJECTS_BETWEEN, *USUAL[1:])
    context.call_on_close(search_as_usual)


def search_as_usual() -> None:
    """Search as usual, so that memory stays flat."""
    gc.set_threshold(*USUAL)
