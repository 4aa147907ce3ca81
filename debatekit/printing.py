"""The print job of a kit: a PDF for each side, for everyone and for the teacher, and the copy plan."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from debatekit.audience import Edition
from debatekit.build import Builder
from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, digest, read_bytes, remove_stale_temp_files, write_file
from debatekit.kit_folder import (
    MANIFEST,
    PRINT,
    Manifest,
    WriteResult,
    delete_unless_edited,
    refuse_link,
    write_unless_edited,
)  # fmt: skip
from debatekit.kit_pdfs import make_pdfs, not_converted, source_of
from debatekit.motion.loader import LoadedMotion
from debatekit.motion.model import DEFAULT_PUPILS
from debatekit.pdf import Layout, Printed, add_mark, count_pages, join, source_in
from debatekit.settings import BuildOptions, file_digest
from debatekit.templating.handouts import Audience

VERSION: Final = 1  # of the way in which sets are put together: another one makes all of them again
COPY_PLAN: Final = "copy-plan"  # the handout that prints the plan
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)


class PlannedDocument(NamedTuple):
    """A document of the print job."""

    name: str
    title: str
    audience: Audience
    copies: int
    pages: int
    layout: Layout

    @property
    def sides(self) -> int:
        """The sides of paper that one copy is printed on."""
        return self.layout.sides(self.pages)

    @property
    def sheets(self) -> int:
        """The sheets of paper of one copy."""
        return self.layout.sheets(self.pages)

    @property
    def in_all(self) -> int:
        """The sheets of paper of all copies."""
        return self.copies * self.sheets


class CopyPlan(NamedTuple):
    """What to print, for whom, and how many copies of it."""

    pupils: int
    layout: Layout
    documents: tuple[PlannedDocument, ...]

    @property
    def own(self) -> PlannedDocument:
        """The copy plan itself."""
        return next(document for document in self.documents if document.name == COPY_PLAN)

    def with_own_pages(self, pages: int) -> CopyPlan:
        """Return the plan if it has so many pages itself."""
        new = (each._replace(pages=pages) if each.name == COPY_PLAN else each for each in self.documents)
        return self._replace(documents=tuple(new))

    @property
    def in_all(self) -> int:
        """The sheets of paper of everything."""
        return sum(document.in_all for document in self.documents)

    @property
    def sets(self) -> dict[Audience, int]:
        """How many copies there are to be of each set."""
        present = {document.audience for document in self.documents}
        return {audience: copies_for(audience, self.pupils) for audience in AUDIENCES if audience in present}

    def data(self) -> dict[str, Any]:
        """Return the plan as templates see it."""
        rows = [
            {
                "name": document.name, "title": document.title, "audience": document.audience,
                "copies": document.copies, "sides": document.sides, "sheets": document.sheets,
                "in_all": document.in_all,
            }
            for document in self.documents
        ]  # fmt: skip
        return {
            "layout": self.layout.value, "pupils": self.pupils, "in_all": self.in_all, "documents": rows,
            "pro": copies_for("for", self.pupils), "con": copies_for("against", self.pupils),
            "sets": [
                {"file": f"{audience}.pdf", "audience": audience, "copies": copies}
                for audience, copies in self.sets.items()
            ],
        }  # fmt: skip


class PrintJob(NamedTuple):
    """What was printed for a kit."""

    plan: CopyPlan
    result: WriteResult
    """The sets in the folder of the print job."""
    edited: Mapping[Path, Path]
    """Documents that are printed as they were edited, and the new versions next to them."""
    is_default: bool
    """Whether neither the command line nor the motion says how many pupils there are."""


class PrintRecord(BaseModel):
    """What the print job of a kit was last made from. It is only a cache."""

    pages: dict[str, int] = {}
    """The pages of each document, by the digest by which its PDF is recognised."""
    plan_pages: int = 1


class _Item(NamedTuple):
    path: Path
    title: str
    audience: Audience
    content: bytes
    source: str


def copies_for(audience: Audience, pupils: int) -> int:
    """Return how many copies a group needs; of an odd number of pupils, the side that opens has one more."""
    return {"for": (pupils + 1) // 2, "against": pupils // 2, "everyone": pupils, "teacher": 1}[audience]


def print_kit(
    builder: Builder, path: Path, kit: WriteResult, options: BuildOptions, layout: Layout, pupils: int | None = None
) -> PrintJob:
    """Make the print job of the `kit` of the motion file at `path`; sets that are still right are not made again.

    Raises `DebatekitError` if LibreOffice is needed and not installed, if it cannot convert a document, or for each set
    that cannot be written, after writing the others.
    """
    motion = builder.load(path)
    lesson = motion.motion.lesson
    number = pupils or (lesson and lesson.pupils) or DEFAULT_PUPILS
    folder = kit.folder / PRINT
    refuse_link(folder)
    remove_stale_temp_files(folder)
    items = list(_items(builder, motion, kit))
    keys = _keys(builder, motion, items, layout, number)
    record = _load_record(folder)
    stale = {audience for audience, key in keys.items() if source_in(_content(folder, audience)) != key}
    known = {source: pages for source, pages in record.pages.items() if source in {item.source for item in items}}
    needed = {item.path: item.content for item in items if item.audience in stale or item.source not in known}
    pdfs = make_pdfs(needed)
    if missing := needed.keys() - pdfs.keys():
        raise DebatekitError(problem for document in missing for problem in not_converted(document).problems)
    known |= {item.source: count_pages(pdfs[item.path]) for item in items if item.path in pdfs}
    plan_pages = 1 if "teacher" in stale else record.plan_pages
    plan_pdf, plan = b"", _plan(builder, motion, items, known, plan_pages, layout, number)
    if "teacher" in stale:
        plan_pdf, plan = _printed_plan(builder, motion, plan, folder, options)
    names = _set_titles(builder, motion)
    result = WriteResult(folder, kit.summary, up_to_date=not stale)
    problems: list[Problem] = []
    for audience in AUDIENCES:
        file = folder / f"{audience}.pdf"
        if audience not in keys:
            result.deleted += [file] if file.is_file() and delete_unless_edited(file) else []
        elif audience not in stale:
            result.files.append(file)
        else:
            own = [Printed(item.title, pdfs[item.path], layout) for item in items if item.audience == audience]
            if audience == "teacher":
                own.insert(0, Printed(plan.own.title, plan_pdf, plan.own.layout))
            pdf = join(own, names[audience], motion.motion.language)
            try:
                write_unless_edited(result, file, add_mark(pdf, keys[audience]), overwrite=False)
            except DebatekitError as error:  # such as one that is open in a viewer; the others are written
                problems += error.problems
    new = PrintRecord(pages=known, plan_pages=plan.own.pages)
    if new != record:
        write_file(folder / MANIFEST, (new.model_dump_json(indent=1) + "\n").encode("utf-8"))
    if problems:
        raise DebatekitError(problems)
    is_default = not pupils and not (lesson and lesson.pupils)
    return PrintJob(plan, result, kit.conflicts, is_default)


def _items(builder: Builder, motion: LoadedMotion, kit: WriteResult) -> Iterator[_Item]:
    """Yield the documents of a kit, with what they are called and for whom they are."""
    records = Manifest.load(kit.folder).documents
    handouts = {handout.name: handout for handout in builder.handouts()}
    titles = _titles(builder, motion)
    for path in kit.kept:
        record = records[path.name]
        handout = handouts[record.handout]
        content = read_bytes(path)
        title = titles.get(handout.name, handout.head.title)
        yield _Item(path, title, handout.copies(Edition(record.edition)), content, source_of(content))


def _titles(builder: Builder, motion: LoadedMotion) -> dict[str, str]:
    """Return what handouts are called in the language of a kit."""
    words = builder.words(motion, builder.project.settings(motion))
    return {key.replace("_", "-"): str(words.handouts[key]) for key in words.handouts}


def _set_titles(builder: Builder, motion: LoadedMotion) -> dict[Audience, str]:
    words, sides = builder.words(motion, builder.project.settings(motion)), motion.motion.sides
    names: dict[Audience, str] = {
        "for": (sides and sides.pro) or words.sides.pro, "against": (sides and sides.con) or words.sides.con,
        "everyone": words.copies.everyone, "teacher": words.copies.teacher,
    }  # fmt: skip
    return {audience: f"{motion.motion.motion}{words.colon}{name}" for audience, name in names.items()}


def _keys(
    builder: Builder, motion: LoadedMotion, items: Sequence[_Item], layout: Layout, pupils: int
) -> dict[Audience, str]:
    """Return a digest of all that each set is made from."""

    def key(*values: object) -> str:
        return digest(repr((VERSION, layout.value, *values)).encode("utf-8", "surrogatepass"))

    keys = {
        audience: key([(item.source, item.title) for item in items if item.audience == audience])
        for audience in AUDIENCES
        if any(item.audience == audience for item in items)
    }
    plan = pupils, builder.project.environment_hash, file_digest(motion.path)
    return keys | {"teacher": key(plan, [(item.source, item.title, item.audience) for item in items])}


def _content(folder: Path, audience: Audience) -> bytes:
    return content_of(folder / f"{audience}.pdf") or b""


def _load_record(folder: Path) -> PrintRecord:
    with contextlib.suppress(DebatekitError, ValidationError):
        return PrintRecord.model_validate_json(read_bytes(folder / MANIFEST))
    return PrintRecord()


def _plan(
    builder: Builder, motion: LoadedMotion, items: Sequence[_Item], pages: Mapping[str, int], plan_pages: int,
    layout: Layout, pupils: int,
) -> CopyPlan:  # fmt: skip
    title = _titles(builder, motion).get(COPY_PLAN, "Copy plan")
    own_layout = Layout.ONE_SIDED if layout is Layout.ONE_SIDED else Layout.TWO_SIDED  # it is not folded
    first = PlannedDocument(COPY_PLAN, title, "teacher", 1, plan_pages, own_layout)
    documents = [
        PlannedDocument(
            item.path.stem, item.title, item.audience, copies_for(item.audience, pupils), pages[item.source], layout
        )
        for item in items
    ]
    in_order = sorted([first, *documents], key=lambda document: AUDIENCES.index(document.audience))
    return CopyPlan(pupils, layout, tuple(in_order))


def _printed_plan(
    builder: Builder, motion: LoadedMotion, plan: CopyPlan, folder: Path, options: BuildOptions
) -> tuple[bytes, CopyPlan]:
    """Return the PDF of a copy plan, and the plan with the number of its own pages."""
    only = BuildOptions((COPY_PLAN,), (Edition.TEACHER,), options.source_files)
    path = folder / f"{COPY_PLAN}.docx"
    while True:
        (document,) = builder.render(motion, only, copy_plan=plan.data())
        pdfs = make_pdfs({path: document.content})
        if path not in pdfs:
            raise not_converted(path)
        pages = count_pages(pdfs[path])
        if pages <= plan.own.pages:
            return pdfs[path], plan
        plan = plan.with_own_pages(pages)
