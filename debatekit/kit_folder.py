"""A kit's output folder: its manifest, documents by checksum, conflicts with edits, backups and obsolete documents.

The manifest records how each document was built. It is only a cache: without it, everything is built again, and an
edited document is still recognised by the checksum that each document carries: the comment of its ZIP archive
(APPNOTE.TXT 4.3.16), which no program shows, and which every program that saves the document drops. What was edited is
known from the checksum in a custom property, which such programs keep.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import BaseModel, StringConstraints, ValidationError

from debatekit.errors import DebatekitError, Problem
from debatekit.files import back_up, content_of, digest, read_bytes, remove_stale_temp_files, write_file
from debatekit.motion.fields import Edition
from debatekit.motion.settings import IN_NAMES, option
from debatekit.pdf import source_in
from debatekit.settings import BuildOptions, Project, file_digest

MANIFEST: Final = ".debatekit.json"
PRINT: Final = "print"  # the folder in that of a kit with what `debatekit print` makes

FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\:\x00]*\.docx$")]  # not of a file outside the folder
NAMING: Final = {"--theme", *(option(key, value) for key in IN_NAMES for value in (True, False))}
"""The options that give documents names of their own."""
SELECTING: Final = {"--kit", "--reading", "--only", "--edition"}  # which documents there are
CHECKSUM_MARK: Final = b"debatekit sha256 "
CHECKSUM_LENGTH: Final = len(CHECKSUM_MARK) + 64


class DocumentRecord(BaseModel):
    """How a document was built."""

    handout: str
    edition: str
    build: str
    """The fingerprint of the command-line options."""


class Summary(BaseModel):
    """The results of the checks in short."""

    findings: int = 0
    recorded: dict[str, tuple[int, str, str]] = {}
    """Quotations that were compared with the verification record only, its date and its file, by source."""
    unverified: dict[str, int] = {}
    """Quotations that were not compared with anything, by source."""
    changes: list[str] = []
    """What was shortened or left out so that the lesson ends with the bell."""
    look: list[str] = []
    """What of a letterhead was not taken."""


class BuildRecord(BaseModel):
    """What one set of command-line options last produced, and from what."""

    motion: str
    environment: str
    inputs: dict[str, str]
    """Digests of the motion, its verification record and its sources, by their paths from the motion's folder."""
    options: list[tuple[str, str]] = []
    """The command-line options that decide what the kit contains; the second word is empty for a switch."""
    summary: Summary = Summary()
    documents: dict[FileName, str] = {}
    """Their checksums by their names, and digests of those that are kept as they were edited."""

    def replaces(self, other: Self) -> bool:
        """Return whether this build makes all that an `other` build made, so that what it does not make is obsolete."""
        mine, theirs = dict(self.options), dict(other.options)
        return self.options == other.options or (
            not mine.keys() & {"--only", "--edition"}
            and mine.keys() >= theirs.keys() & SELECTING
            and {key: mine.get(key) for key in NAMING} == {key: theirs.get(key) for key in NAMING}
        )


class Manifest(BaseModel):
    """What was built into a folder."""

    version: Literal[2] = 2
    documents: dict[FileName, DocumentRecord] = {}
    builds: dict[str, BuildRecord] = {}
    """By fingerprint of the command-line options, the latest last."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the manifest in `folder`, or an empty one if there is none that can be read."""
        with contextlib.suppress(DebatekitError, ValidationError):
            return cls.model_validate_json(read_bytes(folder / MANIFEST))
        return cls()

    def save(self, folder: Path) -> None:
        """Write the manifest into `folder` unless it is there already; raises `DebatekitError`."""
        content = (self.model_dump_json(indent=1) + "\n").encode("utf-8")
        if content_of(folder / MANIFEST) != content:
            write_file(folder / MANIFEST, content)


class Document(NamedTuple):
    """A document of a kit, ready to be written."""

    name: str
    content: bytes
    handout: str
    edition: Edition


@dataclass
class WriteResult:
    """What a kit's folder contains after a build."""

    folder: Path
    summary: Summary = field(default_factory=Summary)
    up_to_date: bool = False
    files: list[Path] = field(default_factory=list)
    """The documents of the kit, with "(new)" in their names where they conflict with an edited file."""
    conflicts: dict[Path, Path] = field(default_factory=dict)
    """Edited files that were left alone, and the new versions next to them."""
    edited: list[Path] = field(default_factory=list)
    """Documents that were edited, and are kept because the new version is the one that was edited."""
    backups: dict[Path, Path] = field(default_factory=dict)
    """Edited files that were replaced, and their backups."""
    obsolete: dict[Path, bool] = field(default_factory=dict)
    """Documents that the kit no longer has, and whether each was edited since it was built."""
    deleted: list[Path] = field(default_factory=list)
    outdated: dict[tuple[str, ...], int] = field(default_factory=dict)
    """How many other documents are older than the motion or its sources, by the options that build them again."""

    @property
    def kept(self) -> list[Path]:
        """The documents of the kit, edited ones as they were edited."""
        edited = {new: path for path, new in self.conflicts.items()}
        return [edited.get(path, path) for path in self.files]


def up_to_date(path: Path, project: Project, options: BuildOptions) -> WriteResult | None:
    """Return the state of the kit of the motion file at `path` if it need not be built; else None."""
    folder = project.kit_folder(path)
    if options.rebuild or folder is None or folder.is_symlink():
        return None
    manifest = Manifest.load(folder)
    key = project.options_hash(options)
    build = manifest.builds.get(key)
    if (
        build is None or build.environment != project.environment_hash
        or any(file_digest(path.parent / name) != known for name, known in build.inputs.items())
    ):  # fmt: skip
        return None
    marks = {folder / name: own_mark(folder / name) for name in build.documents}
    edited = [path for path, mark in marks.items() if not mark]
    if (edited and options.overwrite) or any(
        (mark or file_digest(path)) != build.documents[path.name] for path, mark in marks.items()
    ):
        return None
    result = WriteResult(folder, build.summary, up_to_date=True, files=[*marks], edited=edited)
    _add_others(result, manifest, key, clean=options.clean)
    return result


def write_kit(
    folder: Path, documents: Sequence[Document], build: BuildRecord, *, key: str, options: BuildOptions
) -> WriteResult:
    """Write `documents` into `folder`; edited files are kept.

    `key` is the fingerprint of the command-line options of this `build`. Raises `DebatekitError` for each document that
    could not be written, after writing the others.
    """
    prepare_folder(folder)
    manifest = Manifest.load(folder)
    result = WriteResult(folder, build.summary)
    problems: list[Problem] = []
    build.documents = {document.name: checksum_in(document.content) for document in documents}
    before = manifest.builds.pop(key, build)
    manifest.builds[key] = build  # the latest is the last
    for name in before.documents.keys() & manifest.documents.keys():  # another command may have made them since
        manifest.documents[name].build = key
    for document in documents:
        try:
            write_unless_edited(result, folder / document.name, document.content, overwrite=options.overwrite)
        except DebatekitError as error:  # such as one that Word has open; the others are built
            problems += error.problems
        else:
            record = DocumentRecord(handout=document.handout, edition=document.edition.value, build=key)
            manifest.documents[document.name] = record
    build.documents |= {path.name: file_digest(path) for path in result.edited}
    _add_others(result, manifest, key, clean=options.clean)
    manifest.documents = {name: record for name, record in manifest.documents.items() if (folder / name).exists()}
    if result.files:
        manifest.save(folder)
    if problems:
        raise DebatekitError(problems)
    return result


def prepare_folder(folder: Path) -> None:
    """Delete old temporary files in a folder to write to; raises `DebatekitError` if it is a link."""
    if folder.is_symlink():
        hint = "Delete the link, or choose another folder with --output."
        raise DebatekitError.for_file(folder, "this is a link to another folder, which is not written to", hint)
    remove_stale_temp_files(folder)


def orphaned_kits(project: Project, motions: Iterable[Path], *, clean: bool) -> Iterator[tuple[Path, Path, int]]:
    """Yield the folder of each kit whose motion is no longer in the project's folder of motions, and this motion.

    `motions` are those that exist. With `clean`, unedited documents are deleted, and counted as the third value.
    """
    names = {motion.stem for motion in motions}
    for folder in sorted(project.settings().output.glob("*/")):
        if folder.name in names or folder.is_symlink():
            continue
        manifest = Manifest.load(folder)
        builds = [*manifest.builds.values()]
        motion = Path(os.path.normpath(folder / builds[-1].motion)) if builds else folder
        existing = [path for name in manifest.documents if (path := folder / name).exists()]
        if os.path.realpath(motion.parent) != os.path.realpath(project.motions) or motion.exists() or not existing:
            continue
        deleted = [path for path in existing if clean and delete_unless_edited(path)]
        if deleted == existing:
            if not (folder / PRINT).is_symlink():
                _delete_rest(folder / PRINT, folder.glob(f"{PRINT}/*.pdf"))
            _delete_rest(folder, _pdfs_without_document(folder))
        yield folder, project.motions / motion.name, len(deleted)


def _delete_rest(folder: Path, pdfs: Iterable[Path]) -> None:
    """Delete `pdfs`, the manifest and, unless something else is in it, a `folder` without documents."""
    for pdf in pdfs:
        delete_unless_edited(pdf)
    with contextlib.suppress(OSError):
        (folder / MANIFEST).unlink(missing_ok=True)
        folder.rmdir()


def path_from(folder: Path, path: Path) -> str:
    """Return `path` relative to `folder`, with a ? for each byte of a name that is not UTF-8."""
    with contextlib.suppress(ValueError):  # on another drive of Windows
        path = Path(os.path.relpath(path, folder))
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def write_unless_edited(result: WriteResult, path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a document or a PDF to `path`, or next to a file that was edited or is not ours.

    An edited document is kept if `content` is what was edited. With `overwrite`, the file becomes a backup. What was
    written or kept is added to `result`. Raises `DebatekitError`.
    """
    is_written = replace_unless_edited(path, content)
    if not is_written and overwrite and path.is_file():
        result.backups[path] = back_up(path, _numbered(path, "old"))
        is_written = replace_unless_edited(path, content)
    if not is_written and (origin := origin_in(content_of(path) or b"")) and origin == origin_in(content):
        result.edited.append(path)
    elif not is_written:
        new = next(name for name in _numbered(path, "new") if replace_unless_edited(name, content))
        result.conflicts[path] = new
        result.files.append(new)
        return
    result.files.append(path)
    for new in takewhile(Path.is_file, _numbered(path, "new")):  # no longer needed
        delete_unless_edited(new)


def _numbered(path: Path, mark: str) -> Iterator[Path]:
    """Yield "brief (new).docx", "brief (new 2).docx" and so on."""
    for number in count(1):
        yield path.with_name(f"{path.stem} ({mark}{'' if number == 1 else f' {number}'}){path.suffix}")


def _add_others(result: WriteResult, manifest: Manifest, key: str, *, clean: bool) -> None:
    """Add the documents to `result` that the build with this key did not make; with `clean`, delete obsolete ones."""
    build = manifest.builds[key]
    others = {
        result.folder / name: manifest.builds[record.build]
        for name, record in manifest.documents.items()
        if name not in build.documents and record.build in manifest.builds and (result.folder / name).exists()
    }
    obsolete = [path for path, other in others.items() if build.replaces(other)]
    remove_obsolete(result, obsolete, clean=clean)
    remove_obsolete(result, _pdfs_without_document(result.folder), clean=clean)
    outdated = Counter(
        tuple(word for option in other.options for word in option if word)
        for path, other in others.items()
        if path not in obsolete and any(build.inputs.get(file, was) != was for file, was in other.inputs.items())
    )
    result.outdated = dict(sorted(outdated.items()))


def remove_obsolete(result: WriteResult, files: Iterable[Path], *, clean: bool) -> None:
    """Add `files` that a kit no longer has to `result`; with `clean`, delete those that were not edited."""
    for path in files:
        if clean and delete_unless_edited(path):
            result.deleted.append(path)
        else:
            result.obsolete[path] = not own_mark(path)


def _pdfs_without_document(folder: Path) -> list[Path]:
    """Return the PDFs that were made from a document that is gone, and not changed since."""
    pdfs = [(pdf, folder / f"{pdf.stem.partition(' (new')[0]}.docx") for pdf in folder.glob("*.pdf")]
    return sorted(pdf for pdf, document in pdfs if not document.exists() and own_mark(pdf))


def add_checksum(document: bytes) -> bytes:
    """Return a document with the SHA-256 of everything before it as its last bytes."""
    body = document[:-2] + CHECKSUM_LENGTH.to_bytes(2, "little")
    return body + CHECKSUM_MARK + digest(body).encode("ascii")


def checksum_in(document: bytes) -> str:
    """Return the checksum that a document carries, or "" if it has none or was edited."""
    body, mark = document[:-CHECKSUM_LENGTH], document[-CHECKSUM_LENGTH:]
    checksum = digest(body)
    return checksum if mark == CHECKSUM_MARK + checksum.encode("ascii") else ""


def origin_in(document: bytes) -> str:
    """Return the checksum that the document had when debatekit wrote it, although it was edited since; else ""."""
    from debatekit.ooxml import Package  # few documents are edited
    from debatekit.word.package import CHECKSUM

    with contextlib.suppress(DebatekitError):
        properties = Package(document, "").root.related_xml("custom-properties")
        return properties.findtext(f"{{*}}property[@name='{CHECKSUM}']/*") or ""
    return ""


def own_mark(path: Path) -> str:
    """Return the checksum of the document, or what the PDF was made from, if debatekit wrote it; "" if edited since."""
    content = content_of(path) or b""
    return source_in(content) if content.startswith(b"%PDF") else checksum_in(content)


def replace_unless_edited(path: Path, content: bytes) -> bool:
    """Write a document unless an edited file is at `path`, and return whether `content` is there now.

    A document that is there already keeps its date.
    """
    return content_of(path) == content or write_file(path, content, lambda: not path.exists() or bool(own_mark(path)))


def delete_unless_edited(path: Path) -> bool:
    """Delete a document or a PDF unless it was edited or is not ours; return whether it is gone."""
    with contextlib.suppress(OSError):  # Word may have it open
        if own_mark(path):
            path.unlink()
        return not path.exists()
    return False
