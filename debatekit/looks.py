"""Templates of documents by theme or letterhead, paper and language; each is made once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from debatekit.datafiles import find_file, names_of, packaged
from debatekit.errors import DebatekitError, did_you_mean
from debatekit.word import make_template, paper_of, read_theme
from debatekit.workspace.choices import STANDARD, Choices

if TYPE_CHECKING:
    from debatekit.word import DocxTemplate, Theme
    from debatekit.word.letterhead import Letterhead


class TemplateKey(NamedTuple):
    """What a template is made from."""

    theme: str
    letterhead: Path | None
    paper: str | None
    language: str


class Templates:
    """The templates with the themes in some folders, in order of precedence."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self._themes: dict[str, Theme] = {}
        self._schools: dict[Path, Letterhead] = {}
        self._templates: dict[TemplateKey, DocxTemplate] = {}

    def template(self, choices: Choices) -> DocxTemplate:
        """Return the chosen template; raises `DebatekitError` if its theme or the school's file has mistakes."""
        key = TemplateKey(choices.theme, choices.look, choices.paper, choices.language)
        if key not in self._templates:
            theme = self.theme(choices)
            if school := self.school(choices):
                from debatekit.word.letterhead import letterhead_template

                self._templates[key] = letterhead_template(school, theme, key.language, key.paper)
            else:
                self._templates[key] = make_template(theme, key.paper or paper_of(key.language), key.language)
        return self._templates[key]

    def theme(self, choices: Choices) -> Theme:
        """Return the chosen theme; raises `DebatekitError`."""
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
            from debatekit.word.letterhead import open_letterhead  # few schools have one, and it loads lxml

            self._schools[path] = open_letterhead(path)
        return self._schools[path]


def themes(*folders: Path) -> dict[str, Theme]:
    """Return all themes in `folders` and the built-in ones by name, the standard one first; raises `DebatekitError`."""
    everywhere = (*folders, packaged("templates"))
    names = sorted(names_of(everywhere, "themes"), key=lambda name: (name != STANDARD, name))
    paths = {name: find_file(everywhere, "themes", name) for name in names}
    return {
        name: read_theme(path, [folder / "themes" for folder in everywhere]) for name, path in paths.items() if path
    }
