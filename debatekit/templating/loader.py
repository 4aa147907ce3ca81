"""The template loader: marks with source lines, code that is compiled once, and a cache for built-in templates."""

import hashlib
import marshal
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import suppress
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from types import CodeType
from typing import Any, Final

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import split_template_path

from debatekit import __version__
from debatekit.datafiles import packaged
from debatekit.errors import DebatekitError
from debatekit.files import file_within, read_text, write_file

BUILT_IN: Final = "builtin/"
"""What the name of a built-in template begins with where the user's folder may have one of the same name."""

START_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
MARK: Final = re.compile(' data-at="[^"]*"')


class TemplateLoader(jinja2.FileSystemLoader):
    """Loads templates from the first folder that has them, and compiles each once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(folders)
        self.files: set[str] = set()
        self._code: dict[str, CodeType] = {}
        self._cache = cache_folder()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and the file of a template."""
        if path := self.path_of(template):
            self.files.add(str(path))
            return read_text(path), str(path), lambda: True
        raise jinja2.TemplateNotFound(template)

    def path_of(self, template: str) -> Path | None:
        """Return the file of a template, if there is one."""
        name = template.removeprefix(BUILT_IN)
        folders = self.searchpath if name == template else [str(packaged("templates"))]
        return next((path for folder in folders if (path := file_within(folder, *split_template_path(name)))), None)

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> jinja2.Template:
        """Return a new template: its code is compiled once, its state is that of the environment's page."""
        if name not in self._code:
            source, file, _ = self.get_source(environment, name)
            if self._cache and Path(file).is_relative_to(packaged("templates")):
                self._code[name] = _cached(self._cache, environment, source, name, file)
            else:
                self._code[name] = environment.compile(source, name, file)
        return environment.template_class.from_code(environment, self._code[name], globals or {})


def _cached(folder: Path, environment: jinja2.Environment, source: str, name: str, file: str) -> CodeType:
    """Return a template's code from its file in `folder`, which begins with a checksum of all that it depends on."""
    made_from = f"{_compiler()}\n{file}\n{source}".encode()
    path = folder / f"template-{hashlib.sha256(name.encode()).hexdigest()[:16]}.cache"
    with suppress(OSError):
        content = path.read_bytes()
        if content[:32] == hashlib.sha256(made_from + content[32:]).digest():
            code: CodeType = marshal.loads(content[32:])
            return code
    code = environment.compile(source, name, file)
    made = marshal.dumps(code)
    with suppress(DebatekitError):
        write_file(path, hashlib.sha256(made_from + made).digest() + made)
    return code


@cache
def _compiler() -> str:
    modules = [(path.name, path.stat().st_mtime_ns) for path in sorted(Path(__file__).parent.glob("*.py"))]
    return repr((__version__, jinja2.__version__, sys.version, modules))


def cache_folder() -> Path | None:
    """Return the folder for our caches, created if need be.

    Whoever can write to it can run code as the user, so it is None if anyone else can, or if there is none.
    """
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME") or "~/.cache"
    try:
        folder = Path(base).expanduser() / "debatekit"
        if not folder.is_absolute():  # the XDG Base Directory Specification: such a path is to be ignored
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: no home folder
        return None
    if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder if stat.S_ISDIR(status.st_mode) else None


class SourceLines(Extension):
    """Adds ``data-at="brief.html:12"`` to each start tag in the literal text of a template, for errors in the page.

    Where a block begins with something else, a comment says the same of that: the tag before it is another template's.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, with marks in those of literal text."""
        name = escape(stream.name or "")
        statement: list[str] = []  # the words of the current statement
        block_line = 0  # the line in which a block has just begun, or 0
        within_tag = False
        for token in stream:
            if block_line and not within_tag and (token.type == "variable_begin" or _begins_with_text(token)):
                yield Token(token.lineno, "data", f'<!--data-at="{name}:{block_line}"-->')
            block_line = token.lineno if token.type == "block_end" and statement[:1] == ["block"] else 0
            statement = [] if token.type == "block_begin" else [*statement, token.value]
            if token.type == "data":
                opened, closed = token.value.rfind("<"), token.value.rfind(">")
                within_tag = within_tag if opened == closed else opened > closed
                yield Token(token.lineno, "data", _marked(token.value, name, token.lineno))
            else:
                yield token


def _begins_with_text(token: Token) -> bool:
    return token.type == "data" and bool(text := token.value.lstrip()) and not START_TAG.match(text)


def _marked(text: str, name: str, first_line: int) -> str:
    def marked(line: str, number: int) -> str:
        return START_TAG.sub(lambda tag: f'{tag[0]} data-at="{name}:{number}"', line)

    return "\n".join(map(marked, text.split("\n"), count(first_line)))
