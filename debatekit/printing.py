"""The print job of a kit: a PDF for each side, for everyone, for jobs and for the teacher, and the copy plan."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from debatekit.build import Builder, around_lesson, marks_of
from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, digest, read_bytes, remove_stale_temp_files, write_file
from debatekit.kit_folder import (
    MANIFEST,
    PRINT,
    Manifest,
    WriteResult,
    own_mark,
    refuse_link,
    remove_obsolete,
    write_unless_edited,
)
from debatekit.motion.fields import Edition
from debatekit.motion.model import DEFAULT_PUPILS
from debatekit.office import make_pdfs, not_converted, source_of
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

    @property
    def in_all(self) -> int:
        """The sheets of paper for everything."""
        return sum(document.in_all for document in self.documents)

    @property
    def sets(self) -> dict[Audience, int]:
        """How many copies of each set to print."""
        present = {document.audience for document in self.documents}
        return {audience: self.copies[audience] for audience in AUDIENCES if audience in present}

    def data(self) -> dict[str, Any]:
        """Return the plan as templates see it."""
        columns = ("name", "title", "audience", "copies", "sides", "sheets", "in_all", "who")
        rows = [{column: getattr(document, column) for column in columns} for document in self.documents]
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


class PrintRecord(BaseModel):
    """How many pages the documents of a kit's print jobs have. It is only a cache."""

    jobs: dict[str, dict[str, int]] = {}
    """By the mark in the names of the sets, then by the digest by which a PDF is recognised, or `COPY_PLAN`."""


class _Item(NamedTuple):
    """A document of a kit to print; `source` is the digest by which its PDF is recognised."""

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


def print_kit(
    builder: Builder, path: Path, kit: WriteResult, options: BuildOptions, layout: Layout, *, clean: bool = False
) -> PrintJob:  # fmt: skip
    """Make the print job of the `kit` of the motion file at `path`; sets that are up to date are not made again.

    With `clean`, sets that nobody needs any more are deleted, unless they were changed. Raises `DebatekitError` if
    LibreOffice is needed and not installed, if it cannot convert a document, or for each set that cannot be written,
    after writing the others.
    """
    printer = _Printer(builder, path, kit, options, layout)
    folder = printer.folder
    refuse_link(folder)
    remove_stale_temp_files(folder)
    records = _load_record(folder)
    known = {COPY_PLAN: 1} | records.jobs.get(printer.mark, {})
    stale = printer.stale_sets()
    pdfs, pages = printer.convert(stale, known)
    if "teacher" in stale:
        plan, plan_pdf = printer.printed_plan(pages)
    else:
        plan, plan_pdf = printer.plan(pages, known[COPY_PLAN]), b""
    result, problems = printer.write_sets(stale, pdfs, plan, plan_pdf, clean=clean)
    new = PrintRecord(jobs=records.jobs | {printer.mark: pages | {COPY_PLAN: plan.own.pages}})
    if new != records:
        write_file(folder / MANIFEST, (new.model_dump_json(indent=1) + "\n").encode("utf-8"))
    if problems:
        raise DebatekitError(problems)
    return PrintJob(plan, result, kit.conflicts, is_default=printer.pupils is None)


def _load_record(folder: Path) -> PrintRecord:
    with contextlib.suppress(DebatekitError, ValidationError):
        return PrintRecord.model_validate_json(read_bytes(folder / MANIFEST))
    return PrintRecord()


class _Printer:
    """Everything that the print job of a kit is made from."""

    def __init__(self, builder: Builder, path: Path, kit: WriteResult, options: BuildOptions, layout: Layout) -> None:
        self.builder, self.kit, self.options, self.layout = builder, kit, options, layout
        self.motion = builder.load(path, options)
        settings, lesson = builder.project.settings(self.motion), self.motion.motion.lesson
        self.words = builder.words(self.motion, settings)
        self.lesson_plan = builder.plan(self.motion, self.words, options)
        self.pupils = options.lesson.get("pupils") or (lesson.pupils if lesson else None)
        self.copies = copies_for(int(self.pupils or DEFAULT_PUPILS), self.lesson_plan)
        self.folder = kit.folder / PRINT
        self.mark = "".join(f"-{mark}" for mark in [*marks_of(settings), *LAYOUT_MARKS.get(layout, ())])
        self.items = [item for item in self._items() if self.copies[item.audience]]
        self.keys = self._keys()

    def title_of(self, handout: str, otherwise: str) -> str:
        """Return what a handout is called in the language of the kit."""
        key = handout.replace("-", "_")
        return str(self.words.handouts[key]) if key in self.words.handouts else otherwise

    def _items(self) -> Iterator[_Item]:
        """Yield the documents of the kit, with their titles and audiences."""
        records = Manifest.load(self.kit.folder).documents
        handouts = {handout.name: handout for handout in self.builder.handouts()}
        plan = self.lesson_plan
        planned = {sheet.sheet: sheet for sheet in plan.sheets} if plan else {}
        built = [handouts[records[path.name].handout] for path in self.kit.kept]
        others = {sheet.sheet: sheet for sheet in around_lesson(plan, built, self.words)} if plan else {}
        for path, handout in zip(self.kit.kept, built, strict=True):
            edition, content = Edition(records[path.name].edition), read_bytes(path)
            audience, is_teacher = handout.copies(edition, plan), edition is Edition.TEACHER
            sheets = others | planned if audience == "jobs" or handout.head.copies == "teacher" else others
            sheet = None if is_teacher else sheets.get(handout.name)
            copies = sheet.prints if sheet and audience == "jobs" else self.copies[audience]
            title, who = self.title_of(handout.name, handout.head.title), sheet.who if sheet else ""
            is_cut = handout.head.per_page != 1 and not is_teacher
            yield _Item(path, title, audience, content, source_of(content), copies, who, is_cut)

    def _keys(self) -> dict[Audience, str]:
        """Return a digest of all that each set is made from."""
        keys: dict[Audience, str] = {}
        for audience in AUDIENCES:
            if own := [item for item in self.items if item.audience == audience]:
                count = audience == "jobs"
                keys[audience] = self._key([(it.source, it.title, it.copies * count, it.is_cut) for it in own])
        plan = self.copies, self.builder.project.environment_hash, file_digest(self.motion.path)
        items = [item._replace(content=b"", path=Path()) for item in self.items]
        return keys | {"teacher": self._key(plan, items)}

    def _key(self, *values: object) -> str:
        return digest(repr((VERSION, self.layout.value, *values)).encode("utf-8", "surrogatepass"))

    def file(self, audience: Audience) -> Path:
        """Return the file of an audience's set."""
        return self.folder / f"{audience}{self.mark}.pdf"

    def stale_sets(self) -> set[Audience]:
        """Return the audiences whose set is missing, or was made from something else."""
        return {it for it, key in self.keys.items() if source_in(content_of(self.file(it)) or b"") != key}

    def convert(self, stale: Set[Audience], known: Mapping[str, int]) -> tuple[dict[Path, bytes], dict[str, int]]:
        """Return the PDFs of the documents in `stale` sets, and the pages of all, of which some are `known`."""
        sources = {item.source for item in self.items}
        pages = {source: number for source, number in known.items() if source in sources}
        needed = {it.path: it.content for it in self.items if it.audience in stale or it.source not in pages}
        pdfs = make_pdfs(needed)
        if missing := needed.keys() - pdfs.keys():
            raise DebatekitError(map(not_converted, missing))
        return pdfs, pages | {item.source: count_pages(pdfs[item.path]) for item in self.items if item.path in pdfs}

    def layout_of(self, item: _Item, pages: int) -> Layout:
        """Return the layout of a document.

        Sheets that are cut apart have blank backs. A booklet is made neither of sheets for jobs nor of one or two
        pages, which take a sheet anyway.
        """
        if item.is_cut:
            return Layout.ONE_SIDED
        unfolded = item.audience == "jobs" or pages <= 2
        return Layout.TWO_SIDED if self.layout is Layout.BOOKLET and unfolded else self.layout

    def plan(self, pages: Mapping[str, int], plan_pages: int) -> CopyPlan:
        """Return the copy plan, which has `plan_pages` pages itself."""
        title = self.title_of(COPY_PLAN, "Copy plan")
        own_layout = Layout.ONE_SIDED if self.layout is Layout.ONE_SIDED else Layout.TWO_SIDED  # it is not folded
        documents = [PlannedDocument(COPY_PLAN, title, "teacher", 1, plan_pages, own_layout)]
        for item in self.items:
            number = pages[item.source]
            layout = self.layout_of(item, number)
            documents.append(
                PlannedDocument(item.path.stem, item.title, item.audience, item.copies, number, layout, item.who)
            )
        documents.sort(key=lambda document: AUDIENCES.index(document.audience))
        return CopyPlan(self.copies["everyone"], self.layout, tuple(documents), self.copies, self.mark)

    def printed_plan(self, pages: Mapping[str, int]) -> tuple[CopyPlan, bytes]:
        """Return the copy plan, which counts its own pages, and its PDF."""
        only = BuildOptions((COPY_PLAN,), (Edition.TEACHER,), self.options.source_files, self.options.lesson)
        path, plan_pages = self.folder / f"{COPY_PLAN}.docx", 1
        while True:
            plan = self.plan(pages, plan_pages)
            (document,) = self.builder.render(self.motion, only, copy_plan=plan.data())
            pdfs = make_pdfs({path: document.content})
            if path not in pdfs:
                raise DebatekitError([not_converted(path)])
            if (found := count_pages(pdfs[path])) <= plan_pages:
                return plan, pdfs[path]
            plan_pages = found

    def write_sets(
        self, stale: Set[Audience], pdfs: Mapping[Path, bytes], plan: CopyPlan, plan_pdf: bytes, *, clean: bool
    ) -> tuple[WriteResult, list[Problem]]:
        """Write the `stale` sets, and with `clean` delete those that nobody needs any more."""
        result = WriteResult(self.folder, self.kit.summary, up_to_date=not stale)
        problems: list[Problem] = []
        for audience in AUDIENCES:
            file = self.file(audience)
            if audience in stale:
                pdf = self.set_of(audience, pdfs, plan, plan_pdf)
                try:
                    write_unless_edited(result, file, add_mark(pdf, self.keys[audience]), overwrite=False)
                except DebatekitError as error:  # such as one that is open in a viewer; the others are written
                    problems += error.problems
            elif audience in self.keys:
                result.files.append(file)
            elif own_mark(content_of(file) or b""):
                remove_obsolete(result, [file], clean=clean)
        return result, problems

    def set_of(self, audience: Audience, pdfs: Mapping[Path, bytes], plan: CopyPlan, plan_pdf: bytes) -> bytes:
        """Return the documents for an audience as one PDF; the copy plan is the first of the teacher's."""
        layouts = {document.name: document.layout for document in plan.documents}
        documents = [
            Printed(it.title, pdfs[it.path], layouts[it.path.stem], it.copies if audience == "jobs" else 1)
            for it in self.items
            if it.audience == audience
        ]
        if audience == "teacher":
            documents.insert(0, Printed(plan.own.title, plan_pdf, plan.own.layout))
        words, sides = self.words, self.motion.motion.sides
        names: dict[Audience, str] = {
            "for": (sides and sides.pro) or words.sides.pro, "against": (sides and sides.con) or words.sides.con,
            "everyone": words.copies.everyone, "jobs": words.copies.jobs, "teacher": words.copies.teacher,
        }  # fmt: skip
        title = f"{self.motion.motion.motion}{words.colon}{names[audience]}"
        whole = Layout.TWO_SIDED if audience == "jobs" and self.layout is Layout.BOOKLET else self.layout
        return join(documents, title, self.motion.motion.language, whole)
