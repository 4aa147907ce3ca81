"""The ways to write a kit's documents that are compared."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.content import Content
from benchmarks.floor import Floor
from benchmarks.rivals import pandoc, python_docx, templates
from debatekit.build import Builder
from debatekit.checks.report import CheckReport
from debatekit.motion.loader import LoadedMotion
from debatekit.settings import BuildOptions, find_project
from debatekit.word.styles import TABLE_STYLES

FLOOR: Final = "floor"
OURS: Final = "debatekit"
FILES: Final = "debatekit, YAML to files"
DOCXTPL: Final = "docxtpl"
PYTHON_DOCX: Final = "python-docx"
PANDOC: Final = "pandoc"
LEAN, DEFAULT = ", lean template", ", default template"
LABELS: Final = (
    *(FLOOR, OURS, FILES),
    *(tool + template for tool in (DOCXTPL, PYTHON_DOCX) for template in (LEAN, DEFAULT)),
    PANDOC,
)


class Case(NamedTuple):
    """What is written in one round: a motion, and the documents of its kit with their content."""

    path: Path
    motion: LoadedMotion
    checked: CheckReport
    documents: list[bytes]
    contents: list[Content]


class Way(NamedTuple):
    """A way to write a kit; None makes it where its tool is not installed."""

    label: str
    note: str
    make: Callable[[Case], Sequence[bytes | Path]] | None


def ways(builder: Builder, cases: Sequence[Case], folder: Path) -> list[Way]:
    """Return the ways, with everything ready that they need only once, or that holds no content."""
    first = cases[0].documents[0]
    starts = {LEAN: templates.lean(first), DEFAULT: templates.default(first)}
    return [
        _floor(cases),
        Way(OURS, "motion, read and checked → bytes", partial(_documents, builder)),
        _files(folder),
        *(_docxtpl(DOCXTPL + name, start) for name, start in starts.items()),
        *(_python_docx(PYTHON_DOCX + name, start) for name, start in starts.items()),
        _pandoc(cases, folder),
    ]


def _documents(builder: Builder, case: Case) -> list[bytes]:
    return [document.content for document in builder.render(case.motion, report=case.checked)]


def _floor(cases: Sequence[Case]) -> Way:
    floors = [Floor(document) for document in cases[0].documents]
    texts = {
        case.path: [floor.texts(document) for floor, document in zip(floors, case.documents, strict=True)]
        for case in cases
    }

    def make(case: Case) -> list[bytes]:
        return [floor.write(found) for floor, found in zip(floors, texts[case.path], strict=True)]

    return Way(FLOOR, "texts → bytes", make)


def _files(folder: Path) -> Way:
    builder, options = Builder(find_project(output=folder / "kits")), BuildOptions(rebuild=True)
    note = "reading and checking before, safe files on disk after"
    return Way(FILES, note, lambda case: builder.build_kit(case.path, options).files)


def _docxtpl(label: str, start: bytes) -> Way:
    note = "content → bytes"
    if not find_spec("docxtpl"):
        return Way(label, note, None)
    from benchmarks.rivals import docx_template

    tagged = docx_template.tagged(start, TABLE_STYLES)
    return Way(label, note, lambda case: [docx_template.write(content, tagged) for content in case.contents])


def _python_docx(label: str, start: bytes) -> Way:
    return Way(label, "content → bytes", lambda case: [python_docx.write(content, start) for content in case.contents])


def _pandoc(cases: Sequence[Case], folder: Path) -> Way:
    """Return pandoc's way; its reference documents are made here, with headers and footers in them."""
    program = pandoc.find()
    note = "content → bytes, a process a document"
    if not program:
        return Way(PANDOC, note, None)
    references = {case.path: _references(case, folder / "references") for case in cases}
    ids = {str(style.name): style.style_id for style in templates.opened(cases[0].documents[0]).styles}

    def make(case: Case) -> list[bytes]:
        both = zip(case.contents, references[case.path], strict=True)
        return [pandoc.write(content, program, reference, ids) for content, reference in both]

    return Way(PANDOC, note, make)


def _references(case: Case, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    written = []
    for number, document in enumerate(case.documents):
        path = folder / f"{case.path.stem}-{number}.docx"
        path.write_bytes(pandoc.reference(document))
        written.append(path)
    return written
