"""How often Python looks for garbage: seldom where a command starts, as usual in a long one, never at its end."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import click

USUAL: Final = gc.get_threshold()

OBJECTS_BETWEEN: Final = 200_000
"""Objects that are made between two searches: at Python's usual 700, they are a tenth of a short run."""


def search_seldom(context: click.Context) -> None:
    """Search seldom until a command says otherwise, or ends; and not once the program has ended.

    The system takes back all memory of a program then, and looking through it first is a tenth of a short run.
    """
    gc.set_threshold(OBJECTS_BETWEEN, *USUAL[1:])
    atexit.register(gc.freeze)
    context.call_on_close(search_as_usual)


def search_as_usual() -> None:
    """Search as usual, so that memory stays flat."""
    gc.set_threshold(*USUAL)
