"""What somebody asks for on the command line, and whether a kit stands already as it would be built now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.audience import BOTH
from debatekit.delivery import unchanged_kit
from debatekit.inputs import asked_digest

if TYPE_CHECKING:
    from debatekit.audience import Edition
    from debatekit.delivery import BuiltKit
    from debatekit.means import Means
    from debatekit.output import Option, Part


class Order(NamedTuple):
    """Which documents of each kit somebody asks for, and how they are put into their folder."""

    only: Sequence[str] = ()
    """The handouts to build; all of them if none is named."""
    editions: Sequence[Edition] = BOTH
    texts: Mapping[str, Path] = {}
    """The files with the texts of sources, by their short names."""
    overwrite: bool = False
    """Put documents in the place of files that somebody changed, and keep backups."""
    clean: bool = False
    """Delete documents that a kit no longer has, unless somebody changed them."""
    anew: bool = False
    """Build what is unchanged, too."""


ALL: Final = Order()
"""Every document of a kit."""


def asked(means: Means, order: Order) -> str:
    """Return the fingerprint of what is asked for: kits of equal ones are kept apart in a kit's folder."""
    return asked_digest(means, order.only, order.editions, order.texts)


def options(means: Means, order: Order) -> list[tuple[Option, str]]:
    """Return what to say on the command line to have documents made so again; where they are put is left out."""
    told = means.told
    named: list[tuple[Option, str | None]] = [
        ("--theme", told.theme),
        ("--paper", told.paper),
        ("--look", told.look),
        ("--language", told.language),
        ("--school", told.school),
        ("--class", told.class_),
        *(("--source", f"{name}={path.as_posix()}") for name, path in sorted(order.texts.items())),
    ]
    flags: list[tuple[Option, bool]] = [
        ("--fillable", told.fillable is True),
        ("--no-fillable", told.fillable is False),
        ("--reading", means.reading),
    ]
    said = [(option, value) for option, value in named if value and value.isprintable()]
    return [*said, *((option, "") for option, is_said in flags if is_said)]


def parts(order: Order) -> list[Part]:
    """Return the options by which somebody asks for a part of each kit."""
    asked_for: dict[Part, bool] = {"--only": bool(order.only), "--edition": len(order.editions) == 1}
    return [part for part, is_asked_for in asked_for.items() if is_asked_for]


def unchanged(means: Means, motion: Path, order: Order = ALL, folder: Path | None = None) -> BuiltKit | None:
    """Return the kit of the motion file at `motion` if it is there already, untouched and made from the same.

    It is looked for in `folder`, or else where kits are put; a motion that chooses a folder of its own is not read
    for it.
    """
    if order.anew:
        return None
    folder = folder or means.choices().output / motion.stem
    return unchanged_kit(folder, motion, asked(means, order), means.fingerprint, clean=order.clean)
