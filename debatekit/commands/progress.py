"""How far a build of many kits is: a bar on a terminal, and what is printed of each kit above it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

FEWEST: Final = 3
"""Kits for which there is a bar."""

CLEAR_LINE: Final = "\r\x1b[2K"
"""Goes back to the start of the line and empties it (ECMA-48, 8.3.41); click translates it for Windows."""


class Progress:
    """A bar where errors go, if that is a terminal and there are enough kits; otherwise nothing is seen of it."""

    def __init__(self, kits: int, *, quiet: bool = False) -> None:
        self._is_shown = kits >= FEWEST and not quiet and sys.stderr.isatty()
        self._bar: ProgressBar[Path] = click.progressbar(
            length=kits,
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda path: path.stem if path else "",
            hidden=not self._is_shown,
        )

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bar as long as this lasts."""
        with self._bar:
            try:
                yield
            finally:
                self._clear()

    def begin(self, motion: Path) -> None:
        """Name the motion whose kit is being built."""
        self._bar.current_item = motion
        self._bar.render_progress()

    @contextmanager
    def above(self) -> Iterator[None]:
        """Let lines be printed above the bar, and move it on."""
        self._clear()
        yield
        self._bar.update(1)

    def _clear(self) -> None:
        if self._is_shown:
            click.echo(CLEAR_LINE, nl=False, err=True)
