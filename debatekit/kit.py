"""One build: a motion file → its kit of documents.

The only room that knows the whole way: motion → pages → Word → files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from debatekit.audience import BOTH
from debatekit.checks import rules
from debatekit.checks.findings import CheckReport, Evidence
from debatekit.delivery import BuiltKit, Making, deliver
from debatekit.errors import DebatekitError
from debatekit.inputs import digests_of, files_of, path_from
from debatekit.looks import themes
from debatekit.order import ALL, Order, asked, options, parts, unchanged
from debatekit.output import Recorded, Run, Summary
from debatekit.workshop import BuiltDocument, Workshop, open_workshop, way_of

if TYPE_CHECKING:
    from debatekit.output import MadeDocument

__all__ = [
    "ALL",
    "BOTH",
    "BuiltDocument",
    "BuiltKit",
    "Order",
    "Workshop",
    "build_kit",
    "check_kit",
    "open_workshop",
    "themes",
]


def check_kit(workshop: Workshop, path: Path, texts: Mapping[str, Path] | None = None) -> CheckReport:
    """Return everything there is to say of the motion file at `path`: whether it can be built, and is true and fair.

    `texts` names the files with the texts of its sources.
    """
    try:
        motion = workshop.read(path)
        checked = workshop.check(motion, texts)
    except DebatekitError as error:
        return CheckReport(path.as_posix()).add(rules.UNREADABLE, error.problems)
    try:
        return replace(checked, documents=len(workshop.documents(motion, checked=checked)))
    except DebatekitError as error:
        return checked.add(rules.UNBUILDABLE, error.problems)


def build_kit(workshop: Workshop, path: Path, output: Path | None = None, order: Order = ALL) -> BuiltKit:
    """Build the kit of the motion file at `path` into a folder of its name in `output`, or in the one that is chosen.

    Nothing is built if the kit is there already, untouched and made from the same; nothing is written unless every
    document could be made. Raises `DebatekitError`, and `FindingsError` if a check finds an error, such as a quotation
    that is not in its source.
    """
    folder = (output or workshop.choices().output) / path.stem
    if kit := unchanged(workshop.means, path, order, folder):
        return kit
    before = digests_of((path,), path)
    motion = workshop.read(path)
    choices = workshop.choices(motion)
    own = (output or choices.output) / motion.name
    if own != folder and (kit := unchanged(workshop.means, path, order, own)):
        return kit
    made_from = digests_of(files_of(workshop.means, motion, order.texts), path) | before
    checked = workshop.check(motion, order.texts)
    checked.raise_errors()
    documents = workshop.documents(motion, order.only, order.editions, checked)
    covers = partial(_covers, workshop, order, way_of(choices))
    means, way = workshop.means, way_of(choices)
    run = Run(made_from=made_from, options=options(means, order), parts=parts(order))
    making = Making(path_from(own, path), asked(means, order), means.fingerprint, run, way, covers)
    return deliver(own, documents, making, _summary(checked), overwrite=order.overwrite, clean=order.clean)


def _covers(workshop: Workshop, order: Order, way: str, made: MadeDocument) -> bool:
    """Tell whether `order` asks for a document from before, if its kit still had it."""
    if (
        made.way != way
        or made.edition not in {edition.value for edition in order.editions}
        or (order.only and made.handout not in order.only)
    ):
        return False
    on_request = {handout.name for handout in workshop.handouts() if "readings" in handout.head.needs}
    return workshop.means.reading or bool(order.only) or made.handout not in on_request


def _summary(checked: CheckReport) -> Summary:
    recorded = {
        name: Recorded(quotations=known.verified, date=known.date, file=known.file)
        for name, known in checked.sources.items()
        if known.basis is Evidence.RECORD
    }
    unverified = {name: known.quotations for name, known in checked.sources.items() if known.basis is Evidence.NONE}
    return Summary(findings=len(checked.findings), recorded=recorded, unverified=unverified)
