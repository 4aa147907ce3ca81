"""Settings and their precedence: command line, then motion, then debatekit.yaml, then the default."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from debatekit import __version__, files
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion, is_motion_name, load_motion
from debatekit.motion.settings import IN_NAMES, IN_TEMPLATES, KitName, Settings, option
from debatekit.validation import validated
from debatekit.yamlfile import Document, KeyPath, parse

SETTINGS_FILE: Final = "debatekit.yaml"  # makes a folder a workspace
DEFAULT_THEME: Final = "standard"
DEFAULT_LANGUAGE: Final = "en-GB"


class BuildOptions(NamedTuple):
    """Options of `debatekit build` that are not settings."""

    only: Sequence[str] = ()
    editions: Sequence[Edition] = ()
    """The editions to build; if there are none, what a class needs: the pupils' documents and the teacher's book."""
    source_files: Mapping[str, Path] = {}
    """Files with the texts of sources, by short name."""
    lesson: Mapping[str, str | int] = {}
    """Fields of the lesson that take precedence over those of the motions: `format`, `minutes`, `pupils`,
    `starts`."""
    readings: bool = False
    """Print the texts of sources, too, with numbered lines."""
    overwrite: bool = False
    clean: bool = False
    rebuild: bool = False


class SettingsSource(NamedTuple):
    """Settings from one place: a file, or the command line if there is no `document`."""

    settings: Settings = Settings.model_construct()
    folder: Path = Path()
    document: Document | None = None
    path: KeyPath = ()


@dataclass(frozen=True)
class ResolvedSettings:
    """The settings of one kit, each from the first of its `sources` that gives it."""

    output: Path
    sources: tuple[SettingsSource, ...] = ()
    language: str = DEFAULT_LANGUAGE
    theme: str = DEFAULT_THEME
    paper: str | None = None
    look: Path | None = None
    kit: KitName = "brief"
    in_templates: Mapping[str, str | bool] = field(default_factory=dict)
    """The settings that templates see, by their keys."""
    in_names: tuple[str, ...] = ()
    """The keys of those that documents have in their names, with hyphens."""

    def word_sources(self) -> list[SettingsSource]:
        """Return the sources that replace printed words: a motion, and a workspace in the language of the kit."""
        given = (source for source in self.sources if source.settings.words)
        own = files.base_language(self.language)
        return [it for it in given if it.path or files.base_language(it.settings.language or DEFAULT_LANGUAGE) == own]

    def problem(self, key: str, message: str, hint: str) -> Problem:
        """Return a problem with the setting `key` where it is given."""
        source = next((source for source in self.sources if getattr(source.settings, key) is not None), None)
        if source is None or source.document is None:
            return Problem(option(key), 0, 0, message, hint)
        parents = () if key == "language" else source.path  # the language of a motion is not in its `settings`
        return source.document.problem((*parents, key), message, hint)


@dataclass(frozen=True)
class Project:
    """A folder of motions, its settings and the folders of templates; a workspace if it has a `SETTINGS_FILE`."""

    root: Path = Path()
    overrides: SettingsSource = field(default_factory=SettingsSource)
    defaults: SettingsSource = field(default_factory=SettingsSource)
    extra_template_dirs: tuple[Path, ...] = ()

    @property
    def motions(self) -> Path:
        """The folder of the motions."""
        return self.root / "motions"

    @property
    def templates(self) -> Path:
        """The folder of the workspace's own templates."""
        return self.root / "templates"

    @property
    def is_workspace(self) -> bool:
        """Whether there is a `SETTINGS_FILE`."""
        return self.defaults.document is not None

    @property
    def not_here(self) -> str:
        """The hint for what may be in a workspace, if this folder is not in one."""
        hint = "This folder is not in a workspace: go to your debates first, or make it one with 'debatekit init'."
        return "" if self.is_workspace else hint

    @cached_property
    def template_dirs(self) -> tuple[Path, ...]:
        """The folders of templates and other data files, in order of precedence."""
        own = (self.templates,) if self.is_workspace and self.templates.is_dir() else ()
        return (*self.extra_template_dirs, *own, files.packaged("templates"))

    def settings(self, motion: LoadedMotion | None = None) -> ResolvedSettings:
        """Return the settings of the kit of `motion`, or those that a motion may override."""
        sources = (self.overrides, *([_motion_source(motion)] if motion else ()), self.defaults)
        usual_kit = "lesson" if motion and motion.motion.lesson else "brief"
        values: dict[str, Any] = {"output": self.root / "output", "kit": usual_kit}
        for source in reversed(sources):
            given = source.settings.model_dump(exclude={"words"}, exclude_none=True, by_alias=True)
            values |= given | {key: source.folder / given[key] for key in ("look", "output") if key in given}
        in_names = tuple(key.replace("_", "-") for key in IN_NAMES if values.get(key))
        in_templates = {key: values.pop(key, default) for key, default in IN_TEMPLATES.items()}
        return ResolvedSettings(sources=sources, in_templates=in_templates, in_names=in_names, **values)

    def kit_folder(self, path: Path) -> Path | None:
        """Return the folder of the kit of the motion file at `path`; None if the file cannot be read."""
        try:
            # Only a motion that may choose its own folder is loaded: to load one takes longer than all the rest.
            motion = load_motion(path, self.root) if b"output" in (files.content_of(path) or b"") else None
        except DebatekitError:
            return None
        return self.settings(motion).output / path.stem

    def find_motions(self, names: Sequence[str] = (), *, built_in: bool = True) -> list[Path]:
        """Return the motion files called `names`, or all of the project, or else, if `built_in`, the built-in ones.

        Raises `DebatekitError` for unknown names.
        """
        own, ours = _motions_in(self.motions), _motions_in(files.packaged("motions")) if built_in else []
        if not names:
            return own or ours
        known = {name: path for path in [*ours, *own] for name in (path.name, path.stem)}
        stems = {path.stem for path in known.values()}
        known_here = f"Known here: {', '.join(sorted(stems))}. " if stems else ""
        otherwise = f"{known_here}{self.not_here}".strip()
        paths = {name: _motion_called(name, known) for name in names}
        problems = []
        for name, path in paths.items():
            if not path.exists():
                hint = did_you_mean(name, stems, otherwise)
                problems.append(Problem(name, 0, 0, "there is no such motion", hint))
            elif path.is_file() and files.is_left_by_system(path.name):
                message, hint = "this is a file that a program left here, and no motion", "Name another, or delete it."
                problems.append(Problem(name, 0, 0, message, hint))
            elif path.is_file() and not is_motion_name(path):
                hint = f"If this is one, rename it to {path.stem}.yaml."
                problems.append(Problem(name, 0, 0, "a motion file ends in .yaml", hint))
        if problems:
            raise DebatekitError(problems)
        return list(dict.fromkeys(paths.values()))

    @cached_property
    def environment_hash(self) -> str:
        """A fingerprint of everything that all kits depend on: the program, templates and settings."""
        modules = [(path.name, path.stat()) for path in sorted(files.PACKAGE.rglob("*.py"))]
        program = [(name, known.st_size, known.st_mtime_ns) for name, known in modules]
        templates = [
            (number, path.relative_to(folder).as_posix(), file_digest(path))
            for number, folder in enumerate(self.template_dirs)
            for path in sorted(folder.rglob("*"))
            if not files.is_left_by_system(path.name)
        ]
        settings = [source.settings.model_dump_json() for source in (self.overrides, self.defaults)]
        look = self.settings().look
        return _fingerprint(__version__, program, templates, settings, file_digest(look) if look else "")

    def options_hash(self, options: BuildOptions) -> str:
        """Return a fingerprint of the command line: a kit's folder remembers what each one produced."""
        texts = sorted((name, path.as_posix()) for name, path in options.source_files.items())
        editions = sorted(edition.value for edition in options.editions)
        settings = self.overrides.settings.model_dump_json()
        lesson = sorted(options.lesson.items())
        return _fingerprint(settings, options.readings, sorted(options.only), editions, texts, lesson)


def find_project(start: Path = Path(), *, template_dirs: Sequence[Path] = (), **overrides: object) -> Project:
    """Return the workspace that contains `start`, or `start` itself as a project without settings.

    `template_dirs` take precedence over the project's own, and so do those `overrides` that are not None. Raises
    `DebatekitError` for wrong settings.
    """
    given = {
        key.rstrip("_"): value if isinstance(value, bool) else utf8(str(value))
        for key, value in overrides.items()
        if value is not None and str(value).strip()
    }
    command_line = SettingsSource(Settings.model_validate(given))
    root = start
    for _ in (start, *start.absolute().parents):
        if (root / SETTINGS_FILE).is_file():
            return Project(root, command_line, read_settings(root / SETTINGS_FILE), tuple(template_dirs))
        root /= ".."
    return Project(start, command_line, extra_template_dirs=tuple(template_dirs))


def read_settings(path: Path) -> SettingsSource:
    """Return the settings in the file at `path`, which may be empty; raises `DebatekitError`."""
    text = files.read_text(path)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        text = "words: {}\n" + text  # a file without any key is not a YAML mapping
    document = parse(text, path.as_posix(), "settings")
    return SettingsSource(validated(document, Settings), path.parent, document)


def same_folder_problems(motions: Sequence[Path]) -> dict[Path, Problem]:
    """Return a problem for each motion that shares its name with another, perhaps in other capital letters."""
    hint = "Rename one of them, or build them one by one, each with its own folder as --output."
    same: dict[str, list[Path]] = {}
    for path in motions:
        same.setdefault(unicodedata.normalize("NFC", path.stem).casefold(), []).append(path)
    return {
        path: Problem(path.as_posix(), 0, 0, f"its kit would have the same folder as that of '{other}'", hint)
        for paths in same.values() if len(paths) > 1
        for path, other in zip(paths, map(Path.as_posix, [*paths[1:], paths[0]]), strict=True)
    }  # fmt: skip


def utf8(word: str) -> str:
    """Return a word of the command line; raises `UnicodeError` if it was not UTF-8 (PEP 383)."""
    return word.encode("utf-8").decode("utf-8")


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the content of a file, or "" if it cannot be read."""
    content = files.content_of(path)
    return "" if content is None else files.digest(content)


def _motion_source(file: LoadedMotion) -> SettingsSource:
    given = file.motion.settings.model_dump(by_alias=True, exclude_none=True) if file.motion.settings else {}
    if "language" in file.document.data:  # not the default
        given["language"] = file.motion.language
    return SettingsSource(Settings.model_validate(given), file.path.parent, file.document, ("settings",))


def _motion_called(name: str, known: Mapping[str, Path]) -> Path:
    path = files.as_on_disk(Path(name))
    wanted = unicodedata.normalize("NFC", name)
    same = next((it for key, it in known.items() if unicodedata.normalize("NFC", key) == wanted), path)
    return path if path.is_file() else same


def _motions_in(folder: Path) -> list[Path]:
    return sorted(filter(is_motion_name, folder.glob("*")))


def _fingerprint(*values: object) -> str:
    return files.digest("\n".join(map(repr, values)).encode("utf-8", "surrogatepass"))
