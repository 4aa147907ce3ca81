"""Watch mode: kits are rebuilt when a file changes that they are built from.

Folders are watched rather than files, because many editors save by renaming a new file over the old one.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import watch

from debatekit.build import Builder, input_files
from debatekit.errors import DebatekitError, quantity
from debatekit.motion.loader import is_motion_name, load_motion, record_path
from debatekit.office import write_pdfs
from debatekit.report import BuildReport, print_changes, print_error, print_note, print_problems
from debatekit.settings import BuildOptions, Project, file_digest, same_folder_problems

STEP = 50  # milliseconds without another change after which kits are rebuilt
DEBOUNCE = 400  # milliseconds after which kits are rebuilt even if changes go on


class WatchSession:
    """The motions whose kits are rebuilt, and the state of the files that they were last built from.

    A file that appears in the folder `new_motions` is a motion, too. What is rebuilt is printed by `report`.
    """

    def __init__(
        self, motions: Sequence[Path], open_project: Callable[[], Project], options: BuildOptions, report: BuildReport,
        new_motions: Path | None = None,
    ) -> None:  # fmt: skip
        self.open_project, self.options, self.report, self.new_motions = open_project, options, report, new_motions
        self.builder: Builder | None = None
        self.environment = ""
        self._open_builder()
        refused = same_folder_problems(motions)
        self.inputs = {motion: self._inputs(motion) for motion in motions if motion not in refused}
        self.reported: set[tuple[Path, tuple[str, ...]]] = set()

    def run(self, *, poll: bool) -> None:
        """Rebuild kits until Ctrl+C; with `poll`, look for changes at intervals, as network drives need."""
        print_note(f"Watching {quantity(len(self.inputs), 'motion')}. Press Ctrl+C to stop.")
        folders: list[Path] = []
        with contextlib.suppress(KeyboardInterrupt):  # also in the middle of a kit
            while folders != (folders := self._folders()):
                for _ in watch(
                    *folders, watch_filter=None, recursive=False, step=STEP, debounce=DEBOUNCE,
                    force_polling=poll or None,
                ):  # fmt: skip
                    self.rebuild()
                    if self._folders() != folders:
                        break  # and watch the others, too

    def rebuild(self) -> None:
        """Rebuild the kits of which a file has changed."""
        before = self.environment
        try:
            self._open_builder()
        except DebatekitError as error:
            print_error(error)
        if self.builder is None:
            return
        found = sorted(filter(is_motion_name, self.new_motions.glob("*"))) if self.new_motions else ()
        for motion in dict.fromkeys([*self.inputs, *found]):
            inputs = self._inputs(motion)
            if inputs != self.inputs.get(motion) or before != self.environment:
                self.inputs[motion] = inputs
                self._build(self.builder, motion)

    def _open_builder(self) -> None:
        project = self.open_project()
        if project.environment_hash != self.environment:
            self.environment, self.builder = project.environment_hash, None
            builder = Builder(project)
            builder.handouts(self.options.only)
            self.builder = builder
        self.project = project

    def _inputs(self, motion: Path) -> dict[Path, str]:
        try:
            files = input_files(self.project, load_motion(motion, self.project.root), self.options.source_files)
            return {file: file_digest(file) for file in files}
        except DebatekitError:
            return {file: file_digest(file) for file in (motion, record_path(motion))}

    def _folders(self) -> list[Path]:
        look, templates = self.project.settings().look, self.project.template_dirs
        files = [file for inputs in self.inputs.values() for file in inputs]
        nested = [path for folder in templates for path in folder.rglob("*") if path.is_dir()]
        parents = {file.parent for file in (*files, *([look] if look else []))}
        folders = {*parents, *nested, *templates, self.project.root, *([self.new_motions] if self.new_motions else [])}
        return sorted(folder for folder in folders if folder.is_dir())

    def _build(self, builder: Builder, motion: Path) -> None:
        if not motion.is_file():
            print_note(f"{motion.as_posix()} is gone; its documents are still there")
            return
        started = time.perf_counter()
        try:
            kit = builder.build_kit(motion, self.options)
        except DebatekitError as error:
            print_error(error)
            return
        seconds = time.perf_counter() - started
        kit.outdated = {known: number for known, number in kit.outdated.items() if (motion, known) not in self.reported}
        self.reported |= {(motion, known) for known in kit.outdated}
        self.report.add_rebuilt(motion, kit, seconds)
        if self.report.pdf:
            results, problems = write_pdfs([kit], overwrite=self.options.overwrite)
            print_problems(problems)
            for result in results:
                print_changes(result, clean=self.options.clean)
