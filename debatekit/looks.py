"""How documents look: a theme, or a school's own Word file, on a paper and in a language; each made once."""

from __future__ import annotations

import pickle
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from debatekit import word
from debatekit.datafiles import find_file, names_of, packaged
from debatekit.errors import DebatekitError, did_you_mean
from debatekit.keeping import keep, recall, stamp
from debatekit.word import make_look, paper_of, read_theme
from debatekit.workspace.choices import STANDARD, Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from debatekit.word import Look, Theme
    from debatekit.word.letterhead import Letterhead


class Wanted(NamedTuple):
    """What makes a look."""

    theme: str
    school: Path | None
    paper: str | None
    language: str


class Looks:
    """The looks that there are with the themes in some folders; the first folder that has a theme wins."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self._themes: dict[str, Theme] = {}
        self._schools: dict[Path, Letterhead] = {}
        self._looks: dict[Wanted, Look] = {}

    def look(self, choices: Choices) -> Look:
        """Return the look that is chosen.

        Raises `DebatekitError` if there is no such theme, or it is wrong, or the school's file cannot be used.
        """
        wanted = Wanted(choices.theme, choices.look, choices.paper, choices.language)
        if wanted not in self._looks:
            paper = wanted.paper or paper_of(wanted.language)
            if school := self.school(choices):
                from debatekit.word.letterhead import letterhead_template

                look = letterhead_template(school, self.theme(choices), wanted.language, wanted.paper)
            elif self.is_ours(wanted.theme):
                look = _kept_look(partial(self.theme, choices), wanted.theme, paper, wanted.language)
            else:
                look = make_look(self.theme(choices), paper, wanted.language)
            self._looks[wanted] = look
        return self._looks[wanted]

    def is_ours(self, theme: str) -> bool:
        """Tell whether the theme of that name comes with debatekit, and so do those that it is based on."""
        path = find_file(self.folders, "themes", theme)
        return path is not None and path.is_relative_to(packaged("templates")) and not self._has_own_themes()

    def _has_own_themes(self) -> bool:
        own = (folder for folder in self.folders if folder != packaged("templates"))
        return any(next((folder / "themes").glob("*.yaml"), None) for folder in own)

    def theme(self, choices: Choices) -> Theme:
        """Return the theme that is chosen; raises `DebatekitError`."""
        name = choices.theme
        if name not in self._themes:
            path = find_file(self.folders, "themes", name)
            if path is None:
                hint = did_you_mean(name, names_of(self.folders, "themes"))
                raise DebatekitError([choices.problem("theme", f"there is no theme '{name}'", hint)])
            self._themes[name] = read_theme(path, [folder / "themes" for folder in self.folders])
        return self._themes[name]

    def school(self, choices: Choices) -> Letterhead | None:
        """Return the school's own Word file, if one is chosen; raises `DebatekitError`."""
        path = choices.look
        if path is None:
            return None
        if path not in self._schools:
            from debatekit.word.letterhead import open_letterhead  # much to load, and few have such a file

            self._schools[path] = open_letterhead(path)
        return self._schools[path]

    def themes(self) -> dict[str, Theme]:
        """Return all themes there are, by name; the standard one comes first. Raises `DebatekitError`."""
        names = sorted(names_of(self.folders, "themes"), key=lambda name: (name != STANDARD, name))
        paths = {name: find_file(self.folders, "themes", name) for name in names}
        folders = [folder / "themes" for folder in self.folders]
        return {name: read_theme(path, folders) for name, path in paths.items() if path}


def _kept_look(theme: Callable[[], Theme], name: str, paper: str, language: str) -> Look:
    """Return the look of a theme that comes with debatekit, which is made once and then kept."""
    kept = f"look-{name}-{paper}-{sha256(language.encode()).hexdigest()[:8]}"
    made_of = "\n".join((paper, language, _made_with()))
    if content := recall(kept, made_of):
        look: Look = pickle.loads(content)
        return look
    look = make_look(theme(), paper, language)
    keep(kept, made_of, pickle.dumps(look))
    return look


def _made_with() -> str:
    """Return a text that tells whether what makes looks, or a theme that comes along, has changed."""
    room = Path(word.__file__).parent
    library = find_spec("docx")
    assert library is not None
    assert library.origin is not None
    files = [*packaged("templates").glob("themes/*.yaml"), *room.glob("*.py"), Path(library.origin)]
    return stamp([*files, *filter(Path.is_file, room.glob("blank/**/*"))])


def themes(*folders: Path) -> dict[str, Theme]:
    """Return all themes in `folders` and those that come with debatekit, by name; the standard one comes first."""
    return Looks(*folders, packaged("templates")).themes()
