"""The template loader: marks with source lines, code that is compiled once, and a cache for built-in templates."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from types import CodeType
from typing import Any, Final

import jinja2.ext
from jinja2.lexer import Token, TokenStream

from debatekit import __version__
from debatekit.files import file_within, packaged, read_text

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
        folder = cache_folder()
        self._cache = _Cache(str(folder), "template-%s.cache") if folder else None

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
        parts = jinja2.loaders.split_template_path(name)
        return next((path for folder in folders if (path := file_within(folder, *parts))), None)

    def load(self, environment: jinja2.Environment, name: str, globals: Any = None) -> jinja2.Template:  # noqa: A002
        """Return a new template: its code is compiled once, its state is that of the environment's page."""
        if name not in self._code:
            source, file, _ = self.get_source(environment, name)
            builtin = Path(file).is_relative_to(packaged("templates"))
            bucket = self._cache.get_bucket(environment, name, file, source) if self._cache and builtin else None
            self._code[name] = (bucket and bucket.code) or environment.compile(source, name, file)
            if self._cache and bucket and not bucket.code:
                bucket.code = self._code[name]
                with suppress(OSError):  # no space, or no right to write
                    self._cache.set_bucket(bucket)
        return environment.template_class.from_code(environment, self._code[name], environment.globals)


class _Cache(jinja2.FileSystemBytecodeCache):
    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{_compiler()}\n{source}")


@cache
def _compiler() -> str:
    modules = [(path.name, path.stat().st_mtime_ns) for path in sorted(Path(__file__).parent.glob("*.py"))]
    return repr((__version__, jinja2.__version__, sys.version, modules))


def cache_folder() -> Path | None:
    """Return the folder for our caches, or None if anyone else can write to it, and so run code as the user."""
    base = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME") or "~/.cache")
    try:
        if not base.is_absolute():  # to be ignored (XDG Base Directory Specification)
            base = Path("~/.cache").expanduser()
        folder = base / "debatekit"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError):  # RuntimeError: no home folder
        return None
    is_ours = sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
    return folder if is_ours else None


class SourceLines(jinja2.ext.Extension):
    """Adds ``data-at="brief.html:12"`` to each start tag in the literal text of a template, for errors in the page.

    Where a block begins with something else, a comment says the same of that.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, with marks in those of literal text."""
        name = escape(stream.name or "").replace("\\", "&#92;")
        previous, statement, within_tag = Token(1, "", ""), "", False
        for token in stream:
            if previous.type == "block_begin":
                statement = token.value
            if previous.type == "block_end" and statement == "block" and not within_tag and _begins_with_text(token):
                yield Token(token.lineno, "data", f'<!--data-at="{name}:{previous.lineno}"-->')
            previous = token
            if token.type == "data":
                opened, closed = token.value.rfind("<"), token.value.rfind(">")
                within_tag = within_tag if opened == closed else opened > closed
                lines = enumerate(token.value.split("\n"), token.lineno)
                marked = (START_TAG.sub(rf'\g<0> data-at="{name}:{number}"', line) for number, line in lines)
                yield Token(token.lineno, "data", "\n".join(marked))
            else:
                yield token


def _begins_with_text(token: Token) -> bool:
    text = token.value.lstrip()
    return token.type == "variable_begin" or (token.type == "data" and bool(text) and not START_TAG.match(text))
