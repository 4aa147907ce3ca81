"""The print job of a kit: a PDF for each side, for everyone, for jobs and for the teacher, and the copy plan."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError

from debatekit import kit_folder
from debatekit.build import Builder, around_lesson, marks_of, plain_name
from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, digest, read_bytes, write_file
from debatekit.kit_folder import WriteResult
from debatekit.lesson.plan import LessonPlan
from debatekit.motion.fields import Edition
from debatekit.motion.model import DEFAULT_PUPILS
from debatekit.office import make_pdfs, not_converted, source_of
from debatekit.pdf import Layout, Printed, add_mark, count_pages, join, source_in
from debatekit.settings import BuildOptions, file_digest
from debatekit.templating.handouts import Audience

VERSION: Final = 4  # of the way in which sets are put together: another one makes all of them again
COPY_PLAN: Final = "copy-plan"  # the handout that prints the plan
LAYOUT_MARKS: Final = {Layout.ONE_SIDED: ["one-sided"], Layout.BOOKLET: ["booklet"]}  # in the names of sets
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
PAGES: Final = TypeAdapter(dict[str, dict[str, int]])
"""A cache of numbers of pages, by the mark in the names of sets, then by the source of a document."""


class PlannedDocument(NamedTuple):
    """A document of the print job."""

    path: Path
    title: str
    audience: Audience
    copies: int
    source: str
    """The digest by which its PDF is recognised; `COPY_PLAN` for the copy plan."""
    who: str = ""
    """The jobs that it is for, if it is for some."""
    is_cut: bool = False
    """Whether it is cut apart."""
    pages: int = 1
    layout: Layout = Layout.TWO_SIDED

    @property
    def name(self) -> str:
        """Its name without .docx."""
        return self.path.stem

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

    layout: Layout
    documents: Sequence[PlannedDocument]
    copies: Mapping[Audience, int]
    """How many copies each audience needs of its set."""
    mark: str = ""
    """What the names of the sets end in, such as "-large-print", so that jobs of a kit do not replace each other."""

    def file(self, audience: Audience) -> str:
        """Return the name of an audience's set."""
        return f"{audience}{self.mark}.pdf"

    @property
    def pupils(self) -> int:
        """How many pupils it is for."""
        return self.copies["everyone"]

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
    kit: WriteResult
    """The kit, in which some documents may be edited."""
    is_default: bool
    """Whether neither the command line nor the motion says how many pupils there are."""


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
    kit_folder.prepare_folder(folder)
    known = _load_pages(folder)
    stale = printer.stale_sets()
    pdfs, pages = printer.convert(stale, known.get(printer.mark, {}))
    plan = printer.print_plan(pages, pdfs) if "teacher" in stale else printer.plan(pages)
    result, problems = printer.write_sets(stale, plan, pdfs, clean=clean)
    if pages != known.get(printer.mark):
        write_file(folder / kit_folder.MANIFEST, PAGES.dump_json(known | {printer.mark: pages}, indent=1) + b"\n")
    if problems:
        raise DebatekitError(problems)
    kit_folder.remove_obsolete(result, printer.obsolete_sets(known), clean=clean)
    return PrintJob(plan, result, kit, is_default=printer.pupils is None)


def _load_pages(folder: Path) -> dict[str, dict[str, int]]:
    with contextlib.suppress(DebatekitError, ValidationError):
        return PAGES.validate_json(read_bytes(folder / kit_folder.MANIFEST))
    return {}


def _convert(documents: Mapping[Path, bytes]) -> dict[Path, bytes]:
    pdfs = make_pdfs(documents)
    if missing := documents.keys() - pdfs.keys():
        raise DebatekitError(map(not_converted, missing))
    return pdfs


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
        self.folder = kit.folder / kit_folder.PRINT
        self.mark = "".join(f"-{mark}" for mark in [*marks_of(settings), *LAYOUT_MARKS.get(layout, ())])
        self.own = PlannedDocument(
            self.folder / f"{COPY_PLAN}.docx", self.title_of(COPY_PLAN, "Copy plan"), "teacher", 1, COPY_PLAN
        )
        self.records = kit_folder.Manifest.load(self.kit.folder).documents
        self.documents = [document for document in self._documents() if self.copies[document.audience]]
        self.keys = self._keys()

    def title_of(self, handout: str, otherwise: str) -> str:
        """Return what a handout is called in the language of the kit."""
        key = handout.replace("-", "_")
        return str(self.words.handouts[key]) if key in self.words.handouts else otherwise

    def _documents(self) -> Iterator[PlannedDocument]:
        """Yield the documents of the kit, with their titles and audiences."""
        handouts = {handout.name: handout for handout in self.builder.handouts()}
        plan = self.lesson_plan
        planned = {sheet.sheet: sheet for sheet in plan.sheets} if plan else {}
        built = [handouts[self.records[path.name].handout] for path in self.kit.kept]
        others = {sheet.sheet: sheet for sheet in around_lesson(plan, built, self.words)} if plan else {}
        for path, handout in zip(self.kit.kept, built, strict=True):
            edition = Edition(self.records[path.name].edition)
            audience, is_teacher = handout.copies(edition, plan), edition is Edition.TEACHER
            sheets = others | planned if audience == "jobs" or handout.head.copies == "teacher" else others
            sheet = None if is_teacher else sheets.get(handout.name)
            copies = sheet.prints if sheet and audience == "jobs" else self.copies[audience]
            title, who = self.title_of(handout.name, handout.head.title), sheet.who if sheet else ""
            is_cut = handout.head.per_page != 1 and not is_teacher
            yield PlannedDocument(path, title, audience, copies, source_of(read_bytes(path)), who, is_cut)

    def _keys(self) -> dict[Audience, str]:
        """Return a digest of all that each set is made from."""
        keys: dict[Audience, str] = {}
        for audience in AUDIENCES:
            if own := [document for document in self.documents if document.audience == audience]:
                count = audience == "jobs"
                keys[audience] = self._key([(it.source, it.title, it.copies * count, it.is_cut) for it in own])
        plan = self.copies, self.builder.project.environment_hash, file_digest(self.motion.path)
        return keys | {"teacher": self._key(plan, [document._replace(path=Path()) for document in self.documents])}

    def _key(self, *values: object) -> str:
        return digest(repr((VERSION, self.layout.value, *values)).encode("utf-8", "surrogatepass"))

    def file(self, audience: Audience) -> Path:
        """Return the file of an audience's set."""
        return self.folder / f"{audience}{self.mark}.pdf"

    def stale_sets(self) -> set[Audience]:
        """Return the audiences whose set is missing, or was made from something else."""
        return {it for it, key in self.keys.items() if source_in(content_of(self.file(it)) or b"") != key}

    def convert(self, stale: Set[Audience], known: Mapping[str, int]) -> tuple[dict[Path, bytes], dict[str, int]]:
        """Return the PDFs of documents in `stale` sets, and the pages of all by source, of which some are `known`."""
        needed = [it for it in self.documents if it.audience in stale or it.source not in known]
        pdfs = _convert({document.path: read_bytes(document.path) for document in needed})
        pages = {it.source: count_pages(pdfs[it.path]) if it in needed else known[it.source] for it in self.documents}
        return pdfs, pages | {COPY_PLAN: known.get(COPY_PLAN, 1)}

    def plan(self, pages: Mapping[str, int]) -> CopyPlan:
        """Return the copy plan of documents with so many `pages`."""
        documents = [self._laid_out(document, pages[document.source]) for document in (self.own, *self.documents)]
        documents.sort(key=lambda document: AUDIENCES.index(document.audience))
        return CopyPlan(self.layout, documents, self.copies, self.mark)

    def _laid_out(self, document: PlannedDocument, pages: int) -> PlannedDocument:
        """Return a document with its pages and its layout.

        Sheets that are cut apart have blank backs. A booklet is made neither of the copy plan and sheets for jobs nor
        of one or two pages, which take a sheet anyway.
        """
        layout = Layout.ONE_SIDED if document.is_cut else self.layout
        if layout is Layout.BOOKLET and (document.audience == "jobs" or document.source == COPY_PLAN or pages <= 2):
            layout = Layout.TWO_SIDED
        return document._replace(pages=pages, layout=layout)

    def print_plan(self, pages: dict[str, int], pdfs: dict[Path, bytes]) -> CopyPlan:
        """Return the copy plan, and add its PDF to `pdfs` and its own pages, which it counts, to `pages`."""
        only = BuildOptions((COPY_PLAN,), (Edition.TEACHER,), self.options.source_files, self.options.lesson)
        found = 1
        while True:
            pages[COPY_PLAN] = found
            plan = self.plan(pages)
            (document,) = self.builder.render(self.motion, only, copy_plan=plan.data())
            pdfs |= _convert({self.own.path: document.content})
            if (found := count_pages(pdfs[self.own.path])) <= pages[COPY_PLAN]:
                return plan

    def write_sets(
        self, stale: Set[Audience], plan: CopyPlan, pdfs: Mapping[Path, bytes], *, clean: bool
    ) -> tuple[WriteResult, list[Problem]]:
        """Write the `stale` sets, and with `clean` delete those that nobody needs any more."""
        result = WriteResult(self.folder, up_to_date=not stale)
        problems: list[Problem] = []
        for audience in AUDIENCES:
            file = self.file(audience)
            if audience in stale:
                pdf = self.set_of(audience, plan, pdfs)
                try:
                    kit_folder.write_unless_edited(result, file, add_mark(pdf, self.keys[audience]), overwrite=False)
                except DebatekitError as error:  # such as one that is open in a viewer; the others are written
                    problems += error.problems
            elif audience in self.keys:
                result.files.append(file)
            elif kit_folder.own_mark(file):
                kit_folder.remove_obsolete(result, [file], clean=clean)
        return result, problems

    def obsolete_sets(self, marks: Iterable[str]) -> Iterator[Path]:
        """Return the sets with other `marks` whose documents are all gone or no longer part of the kit."""
        layouts = ["", *(f"-{mark}" for layout in LAYOUT_MARKS.values() for mark in layout)]
        needed = {
            name.removeprefix(plain_name(record.handout, Edition(record.edition))).removesuffix(".docx") + layout
            for name, record in self.records.items()
            if (path := self.kit.folder / name).exists() and path not in self.kit.obsolete
            for layout in layouts
        }
        files = [
            self.folder / f"{audience}{mark}.pdf" for mark in marks if mark not in needed for audience in AUDIENCES
        ]
        return filter(kit_folder.own_mark, files)

    def set_of(self, audience: Audience, plan: CopyPlan, pdfs: Mapping[Path, bytes]) -> bytes:
        """Return the documents for an audience as one PDF."""
        documents = [
            Printed(it.title, pdfs[it.path], it.layout, it.copies if audience == "jobs" else 1)
            for it in plan.documents
            if it.audience == audience
        ]
        words, sides = self.words, self.motion.motion.sides
        names: dict[Audience, str] = {
            "for": (sides and sides.pro) or words.sides.pro, "against": (sides and sides.con) or words.sides.con,
            "everyone": words.copies.everyone, "jobs": words.copies.jobs, "teacher": words.copies.teacher,
        }  # fmt: skip
        title = f"{self.motion.motion.motion}{words.colon}{names[audience]}"
        whole = Layout.TWO_SIDED if audience == "jobs" and self.layout is Layout.BOOKLET else self.layout
        return join(documents, title, self.motion.motion.language, whole)
