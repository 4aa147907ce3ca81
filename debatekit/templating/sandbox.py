"""The sandbox of templates: lists of what they may use, and limits of time and memory.

A template may come from anyone. Time is checked in loops, calls, filters and tests, so the limit holds on every system.
Each text and list that a page makes is counted, nested ones in full, so that none can grow without end.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from inspect import unwrap
from pathlib import Path
from time import monotonic, thread_time
from types import GeneratorType
from typing import Any, Final

import jinja2.sandbox
from jinja2 import Undefined, UndefinedError, nodes, pass_context, runtime, utils
from markupsafe import Markup, escape

from debatekit.templating.context import LocatedStr, Namespace

MAX_SECONDS: Final = 3  # for a page; one of ours takes a hundredth of a second
MAX_CHARACTERS: Final = 10_000_000  # made by a page, printed or not; the longest of ours makes 300,000
MAX_MEMORY: Final = 500_000_000  # bytes that a page may add to the program's memory, where the system can limit it
MAX_NUMBER: Final = 10**18
# Unions of types would be made anew each time that they are asked for.
SMALL: Final = {bool, type(None), Namespace}  # what takes no room
NUMBERS: Final = (int, float)
LISTS: Final = (list, tuple, dict)
PRINTABLE: Final = (int, float, Undefined, Namespace)
NAMESPACES: Final = (utils.Namespace, jinja2.environment.TemplateModule)  # that a template defines

# fmt: off
ALLOWED_FILTERS: Final = {
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
    "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "trim",
    "truncate", "unique", "upper", "urlencode", "wordcount",
}
ALLOWED_TESTS: Final = jinja2.tests.TESTS.keys() - {"callable", "filter", "test"}
ALLOWED_FUNCTIONS: Final = {"range", "dict", "namespace", "cycler", "joiner"}
STRING_METHODS: Final = {  # but those that pad or format a text: they make much of little
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isnumeric",
    "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
}
ALLOWED_ATTRIBUTES: Final[dict[type, set[str]]] = {
    str: STRING_METHODS,
    dict: {"get", "items", "keys", "values"},
    list: {"count", "index"},
    tuple: {"count", "index", "grouper", "list"},  # the last two are those of a group of the filter groupby
    runtime.LoopContext: {"changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
                          "nextitem", "previtem", "revindex", "revindex0"},
    runtime.BlockReference: {"super"},
    utils.Cycler: {"current", "next", "reset"},
}
# fmt: on
Function = Callable[..., Any]
ITERATED, COUNTED = "limited loop", "limited value"  # filters that the compiler adds; no template can write their names


class _Limits:
    """What a page has used so far of its time and its characters."""

    def start(self) -> None:
        self.earliest, self.deadline, self.characters = monotonic() + MAX_SECONDS, thread_time() + MAX_SECONDS, 0

    def check(self) -> None:
        """Raise an error if the page has used up its time or its characters."""
        if self.characters > MAX_CHARACTERS:
            hint = "Look for a text or a list that grows in a loop."
            raise jinja2.TemplateRuntimeError(f"the template makes more than {MAX_CHARACTERS:,} characters. {hint}")
        # Asking a thread for its time is slow, and no thread uses more time than passes.
        if monotonic() > self.earliest and thread_time() > self.deadline:
            hint = "Look for a loop within a loop, or a macro that calls itself."
            raise jinja2.TemplateRuntimeError(f"the template takes longer than {MAX_SECONDS} seconds. {hint}")

    def count(self, value: Any) -> Any:
        """Return a value that a template has made, unless it is too much."""
        if isinstance(value, str):
            self.characters += len(value)
        elif type(value) in SMALL:
            pass
        elif isinstance(value, LISTS):
            self.characters += 10 * len(value)
            for item in [*value, *value.values()] if isinstance(value, dict) else value:
                self.count(item)
        elif isinstance(value, NUMBERS):
            if not abs(value) <= MAX_NUMBER:  # or not a number at all
                raise jinja2.TemplateRuntimeError("this number is too large. Count with smaller numbers.")
        elif type(value) is GeneratorType:
            value = self.iterate(value)
        if self.characters > MAX_CHARACTERS or monotonic() > self.earliest:
            self.check()
        return value

    def iterate(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            if monotonic() > self.earliest:
                self.check()
            yield item

    def limited(self, function: Function) -> Function:
        count, inner = self.count, unwrap(function)  # without Jinja's choice between it and an asynchronous function
        return wraps(inner)(lambda *args, **kwargs: count(inner(*args, **kwargs)))


class Sandbox(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """Jinja's sandbox with lists of what is allowed, and limits."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(self, filters: dict[str, Function], tests: dict[str, Function], **options: Any) -> None:
        super().__init__(autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_printed, **options)
        self.limits = limits = _Limits()
        self.globals = {name: self.globals[name] for name in ALLOWED_FUNCTIONS}
        tests = {name: jinja2.tests.TESTS[name] for name in ALLOWED_TESTS} | tests  # type: ignore[assignment]
        filters = {name: jinja2.filters.FILTERS[name] for name in ALLOWED_FILTERS} | filters
        self.tests = {name: limits.limited(test) for name, test in tests.items()}
        self.filters = {name: limits.limited(function) for name, function in filters.items()}
        self.filters |= {ITERATED: limits.iterate, COUNTED: limits.count}

    def compile(self, source: str | nodes.Template, name: str | None = None, filename: str | None = None,
                raw: bool = False, defer_init: bool = False) -> Any:  # fmt: skip
        """Return the code of a template with limits around its loops, and around the texts and lists that it makes."""
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        tree = _LimitedNodes().visit(tree)
        tree.set_environment(self)
        return super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute as the sandbox does; a namespace has its fields only."""
        if type(obj) is not Namespace:
            return super().getattr(obj, attribute)
        try:
            return obj._fields[attribute]
        except KeyError:
            return self.undefined(obj=obj, name=attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute; those it defined itself, it may."""
        if isinstance(obj, NAMESPACES):
            return not attr.startswith("_")
        return attr in _allowed_attributes(*type(obj).__mro__)

    def wrap_str_format(self, value: Any) -> None:
        """Return None: `str.format` is like any other attribute that is not allowed."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return an undefined value for an attribute that a template may not read."""
        message = f"a template cannot read '{attribute}' of this. docs/templates.md lists what it can use."
        return self.undefined(message, name=attribute, obj=obj, exc=jinja2.exceptions.SecurityError)

    def call_binop(self, context: runtime.Context | None, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right``, unless that is too much."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            hint = "Write the number, or join texts with ~."
            raise jinja2.TemplateRuntimeError(f"a template cannot use {operator} here. {hint}")
        if operator == "*":
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str | list | tuple) and isinstance(times, int):
                    self.limits.characters += len(value) * max(times, 0)
            self.limits.check()
        return self.limits.count(self.binop_table[operator](left, right))

    def call(self, context: runtime.Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something that a template may call."""
        if isinstance(obj, runtime.Macro) and (obj.catch_varargs or obj.catch_kwargs):
            self.limits.count((args, kwargs))
        return self.limits.count(super().call(context, obj, *args, **kwargs))


@cache
def _allowed_attributes(*kinds: type) -> set[str]:
    return set().union(*(ALLOWED_ATTRIBUTES.get(kind, ()) for kind in kinds))


class _LimitedNodes(jinja2.visitor.NodeTransformer):
    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        super().generic_visit(node)
        if isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, ITERATED)
        made = isinstance(node, nodes.Concat | nodes.List | nodes.Dict | nodes.Tuple)
        return _filtered(node, COUNTED) if made and getattr(node, "ctx", "load") == "load" else node


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@pass_context  # so that Jinja calls it at run time, for constants, too
def _printed(_: runtime.Context, value: object) -> str:
    if isinstance(value, Markup):
        return value
    if isinstance(value, LocatedStr):
        value.html = value.html or escape(value)
        return value.html
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, PRINTABLE):
        return str(value)
    if value is None:
        raise UndefinedError("there is nothing to print here: the value is not given")
    raise UndefinedError("a list is not a text. Loop over it, or use the filter join.")


@contextlib.contextmanager
def memory_limit() -> Iterator[None]:
    """Limit the memory that the process may take meanwhile, where the system can: on Linux."""
    limits: tuple[int, int] | None = None
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
        limits = soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + MAX_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    try:
        yield
    finally:
        if limits:
            resource.setrlimit(resource.RLIMIT_AS, limits)
