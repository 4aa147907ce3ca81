"""The arguments and options that several commands share, and the motion files that are meant by them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from debatekit.console import tell_note
from debatekit.errors import DebatekitError, Problem, did_you_mean

if TYPE_CHECKING:
    from debatekit.motion.model import Motion
    from debatekit.workspace import Workspace

    Command = TypeVar("Command", bound=Callable[..., object])

LONGEST_SHOWN = 60
"""Characters of a path that a message repeats."""


class NamedPath(click.Path):
    """A path that this computer can look at, whether something is there or not."""

    def __init__(self, *, dir_okay: bool = True, file_okay: bool = True) -> None:
        super().__init__(path_type=Path, dir_okay=dir_okay, file_okay=file_okay)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return `value` as a path, or end the command with what is wrong with it."""
        path = Path(str(value))
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            shown = f"{str(path)[:LONGEST_SHOWN]}…" if len(str(path)) > LONGEST_SHOWN else str(path)
            self.fail(f"'{shown}' cannot be looked at: {reason}. Name another file or folder.", param, ctx)
        return Path(os.fsdecode(super().convert(path, param, ctx)))


def _sources(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, Path]:
    """Take ``article=FILE`` apart."""
    texts = {}
    for value in values:
        name, sign, file = value.partition("=")
        if not (name.strip() and sign and file.strip()):
            raise click.BadParameter(
                f"'{value}' is no source. Write its short name and a file, as in article=text.txt."
            )
        texts[name.strip()] = Path(file.strip())
    return texts


motions_argument = click.argument("motions", metavar="[MOTION]...", nargs=-1)
look_options = (
    click.option("--theme", metavar="THEME", help="How it looks: see 'debatekit list'. [default: standard]"),
    click.option(
        "--paper",
        type=click.Choice(["a4", "letter"], case_sensitive=False),
        help="The paper. [default: what is usual where the motion's language is spoken, as letter for en-US]",
    ),
    click.option(
        "--look",
        type=NamedPath(),
        metavar="FILE",
        help="A Word file of your school: its styles, colours, page, header and footer are taken.",
    ),
    click.option("--language", metavar="TAG", help="The language of printed words, such as de. [default: en-GB]"),
    click.option("--school", metavar="NAME", help="The name of your school, for the foot of every page."),
    click.option("--class", "class_", metavar="NAME", help="The class, filled in on every sheet."),
)


def kit_options(command: Command) -> Command:
    """Add the options that say how kits are built; they come as one, `told`."""
    for option in reversed(look_options):
        command = option(command)
    return command


source_option = click.option(
    "--source",
    "texts",
    multiple=True,
    callback=_sources,
    metavar="NAME=FILE",
    help="The text of the source that the motion calls NAME; may be given more than once.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")


def find_motions(names: Sequence[str], workspace: Workspace, *, quiet: bool) -> list[Path]:
    """Return the motion files that are meant by `names`, or all there are in a workspace; raises `DebatekitError`."""
    from debatekit.datafiles import packaged

    own, ours = _files_in(workspace.motions), _files_in(packaged("motions"))
    if not names:
        if not own and not quiet:
            tell_note(
                "There is no folder 'motions' here with motion files in it, so these come with debatekit. "
                "'debatekit init' makes a folder for your own; 'debatekit new' begins a motion."
            )
        return own or ours
    known = {name: path for path in [*ours, *own] for name in (path.name, path.stem)}
    elsewhere = "" if workspace.is_set_up else " This folder is in no workspace: go to that of your debates first."
    stems = {path.stem for path in known.values()}
    problems = [
        Problem(name, 0, 0, "there is no such motion", did_you_mean(name, stems) + elsewhere)
        for name in names
        if name not in known and not _exists(Path(name))
    ]
    if problems:
        raise DebatekitError(problems)
    return list(dict.fromkeys(_named(name, known) for name in names))


def _named(name: str, known: Mapping[str, Path]) -> Path:
    """Return the motion file that is meant by a name: one that is there, or one of those that are `known`."""
    path = Path(name)
    is_none = not _exists(path) or path.is_dir()
    return known[name] if is_none and name in known else path


def namesakes(motions: Iterable[Path]) -> dict[Path, Problem]:
    """Return what is wrong with each motion that has the name of another, so that their kits would have one folder.

    On Windows and macOS, names that differ in capitals alone are the same.
    """
    of_name: dict[str, list[Path]] = {}
    for path in motions:
        of_name.setdefault(path.stem.casefold(), []).append(path)
    hint = "Rename one of them, or build them one by one, each with a folder of its own as --output."
    problems = {}
    for paths in of_name.values():
        for path, other in zip(paths, (*paths[1:], paths[0]), strict=True):
            if path != other:
                message = f"its kit would have the same folder as that of '{other.as_posix()}'"
                problems[path] = Problem(path.as_posix(), 0, 0, message, hint)
    return problems


def unused_texts(texts: Iterable[str], motions: Iterable[Motion]) -> list[Problem]:
    """Return a problem for each source that was named and that none of some motions has."""
    known = sorted({name for motion in motions for name in motion.sources})
    return [
        Problem("--source", 0, 0, f"no motion has a source '{name}'", did_you_mean(name, known))
        for name in texts
        if name not in known
    ]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long
        return False


def _files_in(folder: Path) -> list[Path]:
    from debatekit.motion.loader import is_motion_name

    return sorted(filter(is_motion_name, folder.glob("*")))
