"""The sandbox of templates: lists of what they may use, and limits of time and memory.

A template may come from anyone. Lists of what is allowed hold when Jinja or Python gains an attribute; lists of what is
forbidden would not. The time limit is checked in loops, calls and filters, so it holds on every system and in every
thread; what one of these can make at once is limited, too.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from pathlib import Path
from time import monotonic
from types import CodeType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from jinja2 import (
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_context,
    pass_environment,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler
from jinja2.utils import Namespace as JinjaNamespace

from debatekit.templating.context import Namespace

if TYPE_CHECKING:
    from jinja2.runtime import Context

T = TypeVar("T")

MAX_SECONDS: Final = 3
"""Time for a page; one of ours takes a hundredth of a second."""

MAX_CHARACTERS: Final = 10_000_000
"""Characters that the operations of a page make, printed or not; the longest page of ours makes 300,000."""

MAX_MEMORY: Final = 500_000_000
"""Bytes that a page may add to the program's memory, where the system can limit it."""

MAX_NUMBER: Final = 10**18
ITEM: Final = 10
"""Characters that take as much memory as an item of a list."""

# fmt: off
ALLOWED_FILTERS: Final = frozenset({
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
    "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "trim",
    "truncate", "unique", "upper", "urlencode", "wordcount",
})
ALLOWED_FUNCTIONS: Final = frozenset({"range", "dict", "namespace", "cycler", "joiner"})
STRING_METHODS: Final = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isnumeric",
    "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
})
"""Those that pad or format a text are not among them: they make much of little."""

ALLOWED_ATTRIBUTES: Final[dict[type, frozenset[str]]] = {
    str: STRING_METHODS,
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index", "grouper", "list"}),  # the last two are those of a group of the filter groupby
    LoopContext: frozenset({
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
        "revindex", "revindex0",
    }),
    BlockReference: frozenset({"super"}),
    Cycler: frozenset({"current", "next", "reset"}),
}
# fmt: on

COLLECTIONS: Final[tuple[type[Collection[Any]], ...]] = (
    *(list, tuple, dict, type({}.keys()), type({}.values()), type({}.items())),
)
LIMITED_LOOP, LIMITED_VALUE = "limited loop", "limited value"
"""Filters that the compiler adds; no template can write their names."""


class TemplateLimitError(TemplateRuntimeError):
    """A template takes too long, or makes too much."""


class Limits:
    """What a page has used so far of its time and its characters."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin a page."""
        self.deadline = monotonic() + MAX_SECONDS
        self.characters = 0

    def check(self) -> None:
        """Raise `TemplateLimitError` if the page has taken too long, or made too much."""
        if self.characters > MAX_CHARACTERS:
            hint = "Look for a text or a list that grows in a loop, or one that is repeated."
            raise TemplateLimitError(f"the template makes more than {MAX_CHARACTERS:,} characters. {hint}")
        if monotonic() > self.deadline:
            hint = "Look for a loop within a loop, or a macro that calls itself."
            raise TemplateLimitError(f"the template takes longer than {MAX_SECONDS} seconds. {hint}")

    def spend(self, characters: int) -> None:
        """Count characters, and check."""
        self.characters += characters
        self.check()

    def charge(self, value: T) -> T:
        """Count and return a value that was made; in a list, what occurs twice counts twice, as in print."""
        if isinstance(value, str):
            self.characters += len(value)
        elif isinstance(value, int | float):
            if not abs(value) <= MAX_NUMBER:  # or not a number at all
                raise TemplateLimitError("this number is too large. Count with smaller numbers.")
        elif isinstance(value, COLLECTIONS):
            self.spend(len(value) * ITEM)
            for item in [*value.keys(), *value.values()] if isinstance(value, dict) else value:
                self.charge(item)
        return value

    def iterate(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items of a loop as long as there is time."""
        for item in items:
            self.check()
            yield item

    @pass_context  # so that Jinja asks at run time, for constants, too
    def printable(self, _: Context, value: object) -> object:
        """Return a value that is printed; raise `UndefinedError` if it is missing or a list."""
        if isinstance(value, str):
            self.characters += len(value)
            return value
        if isinstance(value, int | float | Undefined | Namespace):
            return value
        if value is None:
            raise UndefinedError("there is nothing to print here: the value is not given")
        raise UndefinedError("a list is not a text. Loop over it, or use the filter join.")

    def limited(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or a test within these limits."""
        cost = COSTS.get(name)
        skipped = int(hasattr(function, "jinja_pass_arg"))  # Jinja passes something before the value

        @wraps(function)
        def limited(*args: Any, **kwargs: Any) -> Any:
            if cost:
                self.characters += cost(*args[skipped:], **kwargs)
            if self.characters > MAX_CHARACTERS or monotonic() > self.deadline:
                self.check()
            return self.charge(function(*args, **kwargs))

        return limited


def _joining(values: Any, d: object = "", *_: object, **__: object) -> int:
    size = len(str(d))
    if hasattr(values, "__len__"):
        return len(values) * size
    return size * MAX_CHARACTERS if size > ITEM * ITEM else 0  # nobody knows how many will come


def _replacing(s: object, old: object = "", new: object = "", *_: object) -> int:
    return str(s).count(str(old)) * len(str(new))


def _parting(_: object, parts: object = 0, *__: object, **named: object) -> int:
    return sum(abs(number) for number in (parts, *named.values()) if isinstance(number, int))


def _filling(text: object, *_: object, **values: object) -> int:
    return str(text).count("{") * sum(len(str(value)) for value in values.values())


COSTS: Final[dict[str, Callable[..., int]]] = {
    "replace": _replacing,
    "join": _joining,
    "fill": _filling,
    "counted": lambda forms, number="", *_: 100 * len(str(number)),
    "batch": _parting,
    "slice": _parting,
    "striptags": lambda value, *_: len(str(value)) ** 2 // 1000,  # each tag is removed from all that follows it
    "markdown": lambda text, *_, **__: 20 * len(str(text)),
    "inline": lambda text, *_: 20 * len(str(text)),
}
"""The cost of filters that can make much of little, or take long, in characters."""


class PageNamespace(JinjaNamespace):
    """What `namespace()` returns; it cannot be printed, because it may contain itself."""

    def __repr__(self) -> str:
        raise UndefinedError("a namespace is neither text nor part of a list. Use what is in it, by its name.")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with lists of what is allowed, and limits."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])

    def __init__(
        self, filters: dict[str, Callable[..., Any]], tests: dict[str, Callable[..., Any]], **options: Any
    ) -> None:
        super().__init__(autoescape=True, trim_blocks=True, lstrip_blocks=True, **options)
        self.limits = Limits()
        self.finalize = self.limits.printable
        self.globals = {name: self.globals[name] for name in ALLOWED_FUNCTIONS} | {"namespace": PageNamespace}
        tests = {name: cast("Any", TESTS[name]) for name in TESTS.keys() - {"callable", "filter", "test"}} | tests
        filters = {name: FILTERS[name] for name in ALLOWED_FILTERS} | {"sum": _sum} | filters
        self.tests = {name: self.limits.limited(name, test) for name, test in tests.items()}
        self.filters = {name: self.limits.limited(name, function) for name, function in filters.items()}
        self.filters |= {LIMITED_LOOP: self.limits.iterate, LIMITED_VALUE: self.limits.charge}

    def for_page(self) -> Sandbox:
        """Return an environment for one page: with templates of its own, so that no state outlives the page."""
        self.limits.start()
        return self.overlay()  # of the same class, with an empty cache

    def compile_limited(self, source: str, name: str, filename: str) -> CodeType:
        """Return a template's code; raises what Jinja raises."""
        parser = Parser(self, source, name, filename)
        tree: nodes.Template | None = None
        try:
            tree = parser.parse()
            _with_limits(tree, name, filename)
            tree.set_environment(self)
            return self.compile(tree, name, filename)
        except (RecursionError, SyntaxError, MemoryError):
            line = _deepest_line(tree) if tree else parser.stream.current.lineno
            hint = "Move the innermost parts into macros or parts of their own."
            raise TemplateSyntaxError(f"too much is nested here. {hint}", line, name, filename) from None

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the output of a template, a block or a macro."""
        pieces = list(pieces)
        self.limits.spend(sum(map(len, pieces)))
        return "".join(pieces)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute as the sandbox does; a namespace has its fields only."""
        if type(obj) is Namespace:
            try:
                return obj._fields[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item as the sandbox does."""
        self.limits.check()
        if type(obj) is Namespace:
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute; those it defined itself, it may."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, JinjaNamespace | TemplateModule):
            return True
        kind = next((kind for kind in type(obj).__mro__ if kind in ALLOWED_ATTRIBUTES), None)
        return kind is not None and attr in ALLOWED_ATTRIBUTES[kind]

    def wrap_str_format(self, value: Any) -> None:
        """Return None: `str.format` is like any other attribute that is not allowed."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return an undefined value for an attribute that a template may not read."""
        message = f"a template cannot read '{attribute}' of this. docs/templates.md lists what it can use."
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)

    def call_binop(self, context: Context | None, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right``, unless that is too much."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            hint = "Write the number, or join texts with ~."
            raise TemplateLimitError(f"a template cannot use {operator} here. {hint}")
        if operator == "*":
            for repeated, times in ((left, right), (right, left)):
                if isinstance(times, int) and isinstance(repeated, str | list | tuple):
                    self.limits.spend(len(repeated) * (1 if isinstance(repeated, str) else ITEM) * max(times, 0))
        return self.limits.charge(self.binop_table[operator](left, right))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something that a template may call."""
        self.limits.check()
        if isinstance(obj, Macro):
            if obj.catch_varargs or obj.catch_kwargs:
                self.limits.charge((args, kwargs))
            return super().call(context, obj, *args, **kwargs)
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str) and obj.__name__ == "replace":
            self.limits.spend(_replacing(owner, *args))
        return self.limits.charge(super().call(context, obj, *args, **kwargs))


def _with_limits(node: nodes.Node, *place: str) -> nodes.Node:
    """Return a node with limits around the items of loops, and around texts and lists that are made."""
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, name, _with_limits(value, *place))
        elif isinstance(value, list):
            setattr(
                node, name, [_with_limits(item, *place) if isinstance(item, nodes.Node) else item for item in value]
            )
    match node:
        case nodes.For():
            node.iter = _filtered(node.iter, LIMITED_LOOP)
        case nodes.Concat() | nodes.List() | nodes.Dict() | nodes.Tuple(ctx="load"):
            return _filtered(node, LIMITED_VALUE)
        case nodes.Const(value=float() as number) if not math.isfinite(number):
            raise TemplateSyntaxError("this number is too large", node.lineno, *place)
    return node


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _deepest_line(tree: nodes.Node) -> int:
    row: list[nodes.Node] = [tree]
    while deeper := [child for node in row for child in node.iter_child_nodes()]:
        row = deeper
    return row[0].lineno or 1


@pass_environment
def _sum(environment: Sandbox, values: Iterable[Any], attribute: str | None = None, start: Any = 0) -> Any:
    """Return Jinja's `sum`; each step is limited, because the sum of lists makes a new list each time."""
    for value in map(make_attrgetter(environment, attribute), values) if attribute else values:
        start = environment.call_binop(None, "+", start, value)
    return start


@contextlib.contextmanager
def memory_limit() -> Iterator[None]:
    """Limit the memory that the process may take meanwhile, where the system can: on Linux."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + MAX_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
