"""Files of a workspace: a new one, and copies of built-in templates, themes and other data files."""

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import files_in, names_of, packaged, read_bytes, read_text, variants, write_file
from debatekit.motion.loader import is_motion_name
from debatekit.motion.schema import SCHEMA_NAME, schema_text
from debatekit.new_motion.scaffold import workspace_settings
from debatekit.settings import DEFAULT_LANGUAGE, SETTINGS_FILE, Project

KINDS: Final = {
    "Handouts": "*.html",
    "Parts of handouts": "parts/*.html",
    "Themes": "themes/*.yaml",
    "Frameworks": "frameworks/*.yaml",
    "Formats": "formats/*.yaml",
    "Languages": "languages/*.yaml",
    "Word lists": "wordlists/*.yaml",
    "Word lists for proposals": "proposals/*.yaml",
}
ORIGINALS: Final = ".debatekit/templates"  # the built-in files as they were when the workspace copied them
EXTENDS: Final = re.compile(r"\{%-?\s*extends\s+[\"']builtin/")


def init_workspace(folder: Path, language: str = "") -> tuple[list[Path], list[Path]]:
    """Make `folder` a workspace, and return the files that were created and those that existed and were kept.

    A folder that has motions gets no sample. What is explained in its files is in `language`, or else in English.
    Raises `DebatekitError` if a file cannot be written, or if there are no sheets in the language.
    """
    known = names_of((packaged("templates"),), "languages")
    if language and not {*variants(language)} & {*known}:
        message = f"there are no sheets in the language '{language}'"
        raise DebatekitError.for_file("--language", message, did_you_mean(language, known))
    has_motions = any(map(is_motion_name, (folder / "motions").glob("*")))
    created, kept = [], []
    samples = packaged("templates") / "new" / "workspace"
    for sample in sorted(samples.rglob("*")):
        path = folder / sample.relative_to(samples)
        if sample.is_file() and not (has_motions and path.parent.name == "motions"):
            if path.exists():
                kept.append(path)
            else:
                write_file(path, _in_language(sample, samples, language))
                created.append(path)
    if write_schema(folder / "motions"):
        created.append(folder / "motions" / SCHEMA_NAME)
    return created, kept


def _in_language(sample: Path, samples: Path, language: str) -> bytes:
    """Return the content of a file of a new workspace."""
    if sample.name == SETTINGS_FILE:
        return workspace_settings(language or DEFAULT_LANGUAGE).encode("utf-8")
    folders = (samples.with_name(f"workspace-{name}") for name in variants(language))
    translated = (folder / sample.relative_to(samples) for folder in folders)
    return read_bytes(next((path for path in translated if path.is_file()), sample))


def write_schema(folder: Path) -> bool:
    """Write the JSON Schema of motions, for editors, into `folder`; return whether it was not up to date."""
    content, path = schema_text().encode("utf-8"), folder / SCHEMA_NAME
    if path.is_file() and read_bytes(path) == content:
        return False
    write_file(path, content)
    return True


class DataFile(NamedTuple):
    """A data file: its kind, its path in a folder of templates, and the files with that path in order of precedence."""

    kind: str
    path: str
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """Its path without the suffix: "pro-brief", "themes/standard"."""
        return self.path.rpartition(".")[0]

    @property
    def text(self) -> str:
        """The text of the file that takes precedence."""
        return read_text(self.files[0])


def data_files(folders: Sequence[Path]) -> list[DataFile]:
    """Return the data files in some folders of templates, by kind and name."""
    found = []
    for kind, pattern in KINDS.items():
        paths: dict[str, list[Path]] = {}
        for folder in folders:
            for file in files_in(folder, pattern):
                paths.setdefault(file.relative_to(folder).as_posix(), []).append(file)
        found += [DataFile(kind, path, tuple(files)) for path, files in sorted(paths.items())]
    return found


def find_data_files(names: Sequence[str], folders: Sequence[Path]) -> list[DataFile]:
    """Return the data files called `names`, with or without their folder and suffix.

    Raises `DebatekitError` for each name that is unknown or ambiguous.
    """
    known = data_files(folders)
    found: list[DataFile] = []
    problems: list[Problem] = []
    for name in names:
        wanted = name.strip().replace("\\", "/").removeprefix("templates/").removeprefix("builtin/")
        exact = [file for file in known if wanted in {file.name, file.path}]
        matches = exact or [file for file in known if wanted in {Path(file.path).name, Path(file.path).stem}]
        if len(matches) == 1:
            found += matches
        elif matches:
            hint = f"Write one of: {', '.join(file.name for file in matches)}."
            problems.append(Problem(name, 0, 0, "this may mean several templates", hint))
        else:
            hint = did_you_mean(wanted, [file.name for file in known], "'debatekit templates list' lists them.")
            problems.append(Problem(name, 0, 0, "there is no such template", hint))
    if problems:
        raise DebatekitError(problems)
    return found


def copy_built_in(project: Project, names: Sequence[str] = ()) -> list[Path]:
    """Copy the built-in files called `names`, or all of them, into the workspace and return the copies.

    Raises `DebatekitError`, before anything is written, if there is no workspace, a name is unknown or a file exists.
    """
    built_in = packaged("templates")
    files = find_data_files(names, [built_in]) if names else data_files([built_in])
    if not project.is_workspace:
        raise no_workspace()
    copies = [project.templates / file.path for file in files]
    message, hint = "the file exists, and is not overwritten", "Rename or delete it first to get a new copy."
    if existing := [path for path in copies if path.exists()]:
        raise DebatekitError(Problem(path.as_posix(), 0, 0, message, hint) for path in existing)
    for file, copy in zip(files, copies, strict=True):
        content = read_bytes(built_in / file.path)
        write_file(project.root / ORIGINALS / file.path, content)
        write_file(copy, content)
    return copies


def no_workspace() -> DebatekitError:
    """Return the error of a command that needs a workspace."""
    hint = "Run 'debatekit init' in the folder of your motions first."
    return DebatekitError.for_file("templates", "this folder is not a workspace, so there is no place for it", hint)


def compare(project: Project, file: DataFile) -> tuple[str, list[str]] | None:
    """Return how the workspace's file relates to the built-in one, and the lines that differ as a unified diff.

    Returns None unless both exist; raises `DebatekitError` if one of them cannot be read.
    """
    own, built_in = project.templates / file.path, packaged("templates") / file.path
    if not (project.is_workspace and own.is_file() and built_in.is_file()):
        return None
    original, after = project.root / ORIGINALS / file.path, read_text(built_in)
    before, label = read_text(own), own.as_posix()
    if original.is_file():
        before, label = read_text(original), f"{file.path} when copied"
        state = "has not changed" if before == after else "has changed"
        text = f"the built-in one {state} since it was copied"
    elif EXTENDS.search(before):
        return "it extends the built-in one, so that every upgrade reaches it", []
    else:
        text = "it replaces the built-in one, and differs from it"
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), label, f"{file.path} built in", lineterm="")
    return text, list(lines)
