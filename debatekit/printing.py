"""The print job of a kit: a PDF for each side, for everyone, for jobs and for the teacher, and the copy plan."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from debatekit.audience import Edition
from debatekit.build import Builder, around_lesson, marks_of
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

if TYPE_CHECKING:
    from debatekit.lesson.plan import LessonPlan

VERSION: Final = 4  # of the way in which sets are put together: another one makes all of them again
COPY_PLAN: Final = "copy-plan"  # the handout that prints the plan
LAYOUT_MARKS: Final = {Layout.ONE_SIDED: ["one-sided"], Layout.BOOKLET: ["booklet"]}  # in the names of sets
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)


class PlannedDocument(NamedTuple):
    """A document of the print job."""

    name: str
    title: str
    audience: Audience
    copies: int
    pages: int
    layout: Layout
    who: str = ""
    """The jobs that it is for, if it is for some."""

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
    copies: Mapping[Audience, int]
    """How many copies each audience needs of its set."""
    mark: str = ""
    """What the names of the sets end in, such as "-large-print", so that jobs of a kit do not replace each other."""

    def file(self, audience: Audience) -> str:
        """Return the name of an audience's set."""
        return f"{audience}{self.mark}.pdf"

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
        return {audience: self.copies[audience] for audience in AUDIENCES if audience in present}

    def data(self) -> dict[str, Any]:
        """Return the plan as templates see it."""
        rows = [
            {
                "name": document.name, "title": document.title, "audience": document.audience,
                "copies": document.copies, "sides": document.sides, "sheets": document.sheets,
                "in_all": document.in_all, "who": document.who,
            }
            for document in self.documents
        ]  # fmt: skip
        return {
            "layout": self.layout.value, "pupils": self.pupils, "in_all": self.in_all, "documents": rows,
            "pro": self.copies["for"], "con": self.copies["against"],
            "sets": [
                {"file": self.file(audience), "audience": audience, "copies": copies}
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


class JobRecord(BaseModel):
    """What a print job of a kit was last made from."""

    pages: dict[str, int] = {}
    """The pages of each document, by the digest by which its PDF is recognised."""
    plan_pages: int = 1


class PrintRecord(BaseModel):
    """What the print jobs of a kit were last made from. It is only a cache."""

    jobs: dict[str, JobRecord] = {}
    """By the mark in the names of their sets."""


class _Item(NamedTuple):
    path: Path
    title: str
    audience: Audience
    content: bytes
    source: str
    copies: int
    who: str
    is_cut: bool


def copies_for(pupils: int, plan: LessonPlan | None = None) -> dict[Audience, int]:
    """Return how many copies each audience needs of its set.

    The plan of a lesson says who is on which side. Without it, or if nobody has a side, each side is half of the class;
    of an odd number of pupils, the one that opens has one more. The set for jobs has all copies of its sheets.
    """
    jobs = plan.jobs if plan else ()
    pro, con = (sum(job.pupils for job in jobs if job.side == side) for side in ("for", "against"))
    if not pro or not con:
        pro, con = (pupils + 1) // 2, pupils // 2
    return {"for": pro, "against": con, "everyone": pupils, "jobs": 1, "teacher": 1}


def print_kit(builder: Builder, path: Path, kit: WriteResult, options: BuildOptions, layout: Layout) -> PrintJob:
    """Make the print job of the `kit` of the motion file at `path`; sets that are still right are not made again.

    Raises `DebatekitError` if LibreOffice is needed and not installed, if it cannot convert a document, or for each set
    that cannot be written, after writing the others.
    """
    motion = builder.load(path)
    lesson = motion.motion.lesson
    given = options.lesson.get("pupils") or (lesson and lesson.pupils)
    lesson_plan = builder.plan(motion, builder.words(motion, builder.project.settings(motion)), options)
    copies = copies_for(int(given or DEFAULT_PUPILS), lesson_plan)
    folder = kit.folder / PRINT
    refuse_link(folder)
    remove_stale_temp_files(folder)
    mark = "".join(f"-{it}" for it in [*marks_of(builder.project.settings(motion)), *LAYOUT_MARKS.get(layout, ())])
    items = [item for item in _items(builder, motion, kit, copies, lesson_plan) if copies[item.audience]]
    keys = _keys(builder, motion, items, layout, copies)
    records = _load_record(folder)
    record = records.jobs.get(mark, JobRecord())
    files = {audience: folder / f"{audience}{mark}.pdf" for audience in AUDIENCES}
    stale = {audience for audience, key in keys.items() if source_in(content_of(files[audience]) or b"") != key}
    known = {source: pages for source, pages in record.pages.items() if source in {item.source for item in items}}
    needed = {item.path: item.content for item in items if item.audience in stale or item.source not in known}
    pdfs = make_pdfs(needed)
    if missing := needed.keys() - pdfs.keys():
        raise DebatekitError(problem for document in missing for problem in not_converted(document).problems)
    known |= {item.source: count_pages(pdfs[item.path]) for item in items if item.path in pdfs}
    plan_pages = 1 if "teacher" in stale else record.plan_pages
    plan_pdf, plan = b"", _plan(builder, motion, items, known, plan_pages, layout, copies)._replace(mark=mark)
    if "teacher" in stale:
        plan_pdf, plan = _printed_plan(builder, motion, plan, folder, options)
    names = _set_titles(builder, motion)
    result = WriteResult(folder, kit.summary, up_to_date=not stale)
    problems: list[Problem] = []
    for audience in AUDIENCES:
        file = files[audience]
        if audience not in keys:
            result.deleted += [file] if file.is_file() and delete_unless_edited(file) else []
        elif audience not in stale:
            result.files.append(file)
        else:
            own = [
                Printed(
                    item.title,
                    pdfs[item.path],
                    _layout(item, layout, known[item.source]),
                    item.copies if audience == "jobs" else 1,
                )
                for item in items
                if item.audience == audience
            ]
            if audience == "teacher":
                own.insert(0, Printed(plan.own.title, plan_pdf, plan.own.layout))
            whole = Layout.TWO_SIDED if audience == "jobs" and layout is Layout.BOOKLET else layout
            pdf = join(own, names[audience], motion.motion.language, whole)
            try:
                write_unless_edited(result, file, add_mark(pdf, keys[audience]), overwrite=False)
            except DebatekitError as error:  # such as one that is open in a viewer; the others are written
                problems += error.problems
    new = PrintRecord(jobs=records.jobs | {mark: JobRecord(pages=known, plan_pages=plan.own.pages)})
    if new != records:
        write_file(folder / MANIFEST, (new.model_dump_json(indent=1) + "\n").encode("utf-8"))
    if problems:
        raise DebatekitError(problems)
    return PrintJob(plan, result, kit.conflicts, is_default=not given)


def _layout(item: _Item, layout: Layout, pages: int) -> Layout:
    """Return the layout of a document in a print job.

    Sheets that are cut apart have blank backs. A booklet is made neither of sheets for jobs nor of one or two pages,
    which take a sheet anyway.
    """
    if item.is_cut:
        return Layout.ONE_SIDED
    unfolded = item.audience == "jobs" or pages <= 2
    return Layout.TWO_SIDED if layout is Layout.BOOKLET and unfolded else layout


def _items(
    builder: Builder, motion: LoadedMotion, kit: WriteResult, copies: Mapping[Audience, int], plan: LessonPlan | None
) -> Iterator[_Item]:
    """Yield the documents of a kit, with what they are called and for whom they are."""
    records = Manifest.load(kit.folder).documents
    handouts = {handout.name: handout for handout in builder.handouts()}
    titles = _titles(builder, motion)
    planned = {sheet.sheet: sheet for sheet in plan.sheets} if plan else {}
    others = {}
    if plan:
        words = builder.words(motion, builder.project.settings(motion))
        built = [handouts[records[path.name].handout] for path in kit.kept]
        others = {sheet.sheet: sheet for sheet in around_lesson(plan, built, words)}
    for path in kit.kept:
        record = records[path.name]
        handout = handouts[record.handout]
        content = read_bytes(path)
        title = titles.get(handout.name, handout.head.title)
        audience = handout.copies(Edition(record.edition), plan)
        number, who = copies[audience], ""
        if audience == "jobs":
            sheet = planned[handout.name]
            number, who = sheet.prints, sheet.who
        elif record.edition != Edition.TEACHER.value:
            listed = others.get(handout.name) or (
                planned.get(handout.name) if handout.head.copies == "teacher" else None
            )
            who = listed.who if listed else ""
        is_cut = handout.head.per_page != 1 and record.edition != Edition.TEACHER.value
        yield _Item(path, title, audience, content, source_of(content), number, who, is_cut)


def _titles(builder: Builder, motion: LoadedMotion) -> dict[str, str]:
    """Return what handouts are called in the language of a kit."""
    words = builder.words(motion, builder.project.settings(motion))
    return {key.replace("_", "-"): str(words.handouts[key]) for key in words.handouts}


def _set_titles(builder: Builder, motion: LoadedMotion) -> dict[Audience, str]:
    words, sides = builder.words(motion, builder.project.settings(motion)), motion.motion.sides
    names: dict[Audience, str] = {
        "for": (sides and sides.pro) or words.sides.pro, "against": (sides and sides.con) or words.sides.con,
        "everyone": words.copies.everyone, "jobs": words.copies.jobs, "teacher": words.copies.teacher,
    }  # fmt: skip
    return {audience: f"{motion.motion.motion}{words.colon}{name}" for audience, name in names.items()}


def _keys(
    builder: Builder, motion: LoadedMotion, items: Sequence[_Item], layout: Layout, copies: Mapping[Audience, int]
) -> dict[Audience, str]:
    """Return a digest of all that each set is made from."""

    def key(*values: object) -> str:
        return digest(repr((VERSION, layout.value, *values)).encode("utf-8", "surrogatepass"))

    keys = {
        audience: key(
            [
                (item.source, item.title, item.copies * (audience == "jobs"), item.is_cut)
                for item in items
                if item.audience == audience
            ]
        )
        for audience in AUDIENCES
        if any(item.audience == audience for item in items)
    }
    plan = dict(copies), builder.project.environment_hash, file_digest(motion.path)
    return keys | {"teacher": key(plan, [item._replace(content=b"", path=Path()) for item in items])}


def _load_record(folder: Path) -> PrintRecord:
    with contextlib.suppress(DebatekitError, ValidationError):
        return PrintRecord.model_validate_json(read_bytes(folder / MANIFEST))
    return PrintRecord()


def _plan(
    builder: Builder, motion: LoadedMotion, items: Sequence[_Item], pages: Mapping[str, int], plan_pages: int,
    layout: Layout, copies: Mapping[Audience, int],
) -> CopyPlan:  # fmt: skip
    title = _titles(builder, motion).get(COPY_PLAN, "Copy plan")
    own_layout = Layout.ONE_SIDED if layout is Layout.ONE_SIDED else Layout.TWO_SIDED  # it is not folded
    first = PlannedDocument(COPY_PLAN, title, "teacher", 1, plan_pages, own_layout)
    documents = [
        PlannedDocument(
            item.path.stem,
            item.title,
            item.audience,
            item.copies,
            pages[item.source],
            _layout(item, layout, pages[item.source]),
            item.who,
        )
        for item in items
    ]
    in_order = sorted([first, *documents], key=lambda document: AUDIENCES.index(document.audience))
    return CopyPlan(copies["everyone"], layout, tuple(in_order), copies)


def _printed_plan(
    builder: Builder, motion: LoadedMotion, plan: CopyPlan, folder: Path, options: BuildOptions
) -> tuple[bytes, CopyPlan]:
    """Return the PDF of a copy plan, and the plan with the number of its own pages."""
    only = BuildOptions((COPY_PLAN,), (Edition.TEACHER,), options.source_files, options.lesson)
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
