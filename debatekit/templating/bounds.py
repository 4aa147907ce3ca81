"""Templates end: what a page takes is counted as it goes, and too much is an error at the template's line.

The counting stands in the compiled template itself, so that it holds for loops in macros and for macros that call
themselves, and costs next to nothing. What a template may use at all stands in `sandbox`, what operations cost in
`prices`, and how much a page has to spend in `budget`.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import TemplateSyntaxError, Undefined, UndefinedError, nodes, pass_context, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup, escape

from debatekit.templating import prices, sandbox
from debatekit.templating.blocks import Blocks, blocks_of
from debatekit.templating.budget import Budget, EndlessError
from debatekit.templating.counting import CountingGenerator
from debatekit.templating.values import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType

    from jinja2.runtime import Context

LOCALS: Final = ("_loop_vars", "_block_vars")
"""What compiled templates tell each call of the names around it; a macro has them from where it stands."""

COUNTED: Final = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.Template)
"""The nodes whose body is a turn each time that it runs."""


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which no template runs without end; `start` begins a page."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])
    code_generator_class = CountingGenerator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.budget = Budget()
        self._blocks: dict[str, Blocks] = {}
        self.globals = {name: self.globals[name] for name in sandbox.FUNCTIONS}
        self.tests = {name: self._priced(name, cast("Callable[..., Any]", TESTS[name])) for name in sandbox.TESTS}
        self.filters = {}
        self.offer({name: FILTERS[name] for name in sandbox.FILTERS} | {"sum": _total})

    def offer(self, filters: dict[str, Callable[..., Any]]) -> None:
        """Let templates use `filters`; what each is given and makes is counted."""
        self.filters.update({name: self._priced(name, given) for name, given in filters.items()})

    def blocks(self, template: str) -> Blocks:
        """Return what a template has to do with blocks; raises what Jinja raises if it cannot be read."""
        if template not in self._blocks:
            assert self.loader is not None
            source, file, _ = self.loader.get_source(self, template)
            self._blocks[template] = blocks_of(self._parse(source, template, file), file or template)
        return self._blocks[template]

    def start(self) -> None:
        """Begin to count."""
        self.budget = Budget()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute as the sandbox does; at once where it is a field of a record, which may all be seen."""
        if type(obj) is Record:
            try:
                return obj._fields[attribute]
            except KeyError:
                pass  # told by what stands for a name that is not there
        return super().getattr(obj, attribute)

    def printed(self, value: object) -> str:
        """Return what a template prints, escaped and counted; raises `UndefinedError` if it cannot be printed."""
        if isinstance(value, str):
            self.budget.spend(len(value))
            return value if type(value) is Markup else escape(value)
        return escape(printable(value))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute."""
        return sandbox.is_allowed(obj, attr)

    def wrap_str_format(self, value: Any) -> None:
        """Return what stands for a method that formats a text: nothing, for it may make much of little."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what stands for an attribute that a template may not read: an error in any use."""
        message = f"a template cannot read '{attribute}' of this. docs/templates.md lists what it can use."
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)

    def call_binop(self, context: Context | None, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right``, unless that would be too much."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise EndlessError(f"a template cannot use {operator} here. Write the number, or join texts with ~.")
        if operator == "*":
            for many, number in ((left, right), (right, left)):
                if isinstance(number, int) and not isinstance(many, int | float):
                    self.budget.spend(self.budget.weigh(many) * max(number - 1, 0))
        self.budget.weigh(left, right)
        return self.binop_table[operator](left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (as in Jinja)
        """Call something that a template may call."""
        budget: Budget = __self.budget
        if type(__obj) is Macro:
            if __obj.catch_varargs or __obj.catch_kwargs:
                budget.weigh(args, kwargs)
            # What the sandbox and the context would do: a macro is safe to call, and asks how it is to escape.
            for name in LOCALS:
                kwargs.pop(name, None)
            return __obj(__context.eval_ctx, *args, **kwargs)
        owner = getattr(__obj, "__self__", None)
        if __obj is dict:
            budget.weigh(args, kwargs)
        elif isinstance(owner, str | list | tuple):
            budget.weigh(owner, args)
            if isinstance(owner, str) and __obj.__name__ == "replace":
                budget.spend(prices.replacing(owner, *args, **kwargs))
        return super().call(__context, __obj, *args, **kwargs)

    def _priced(self, name: str, given: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or a test that counts what it is given and what it makes; it runs at run time only."""
        price = prices.FILTERS.get(name)
        passed = getattr(getattr(given, "jinja_pass_arg", None), "name", "")

        @wraps(given)
        def counted(context: Context, *values: Any, **named: Any) -> Any:
            budget = self.budget
            budget.weigh(*values, *named.values())
            if price:
                budget.spend(price(*values, **named))
            if passed == "context":
                values = (context, *values)
            elif passed == "eval_context":
                values = (context.eval_ctx, *values)
            elif passed == "environment":
                values = (self, *values)
            made = given(*values, **named)
            if isinstance(made, (str, list)):
                budget.spend(len(made))
            return made

        return pass_context(counted)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = Parser(self, source, name, filename)
        try:
            return parser.parse()
        except RecursionError:
            raise _too_deep(parser.stream.current.lineno, name, filename) from None

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        try:
            for node in [source, *source.find_all(COUNTED)]:
                assert isinstance(node, COUNTED)
                node.body.insert(0, nodes.ExprStmt(_count(node, _letters(node)), lineno=node.lineno))
                if isinstance(node, nodes.For) and node.test:
                    node.test = nodes.And(nodes.Not(_count(node)), node.test)
            source.set_environment(self)
            return super()._generate(source, name, filename, defer_init)
        except RecursionError:
            raise _too_deep(_deepest_line(source), name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, MemoryError, RecursionError) as error:
            lines = re.search(r"^debug_info = '(.*)'", source, re.MULTILINE)
            pairs = (pair.split("=") for pair in lines[1].split("&") if pair) if lines else ()
            before = [int(line) for line, compiled in pairs if int(compiled) <= (getattr(error, "lineno", 0) or 0)]
            raise _too_deep(before[-1] if before else 1, None, filename) from None


@pass_environment
def _total(environment: BoundedEnvironment, values: Iterable[Any], attribute: str | None = None, start: Any = 0) -> Any:
    """Return what Jinja's filter ``sum`` does; each step is counted, for of lists, it makes a new one."""
    for value in map(make_attrgetter(environment, attribute), values) if attribute else values:
        start = environment.call_binop(None, "+", start, value)
    return start


def printable(value: object) -> object:
    """Return what a template prints, if it is there and text; raises `UndefinedError`."""
    if isinstance(value, (str, int, float, Undefined, Record)):
        return value
    if value is None:
        raise UndefinedError("there is nothing to print here: the value is not given")
    raise UndefinedError("a list is no text. Loop over it, or use the filter join.")


def _count(node: nodes.Node, letters: int = 0) -> nodes.Expr:
    """Return an expression that counts a turn and some letters at the place of a node; its value is None."""
    return nodes.EnvironmentAttribute(f"budget.turn({letters})", lineno=node.lineno)


def _letters(node: nodes.Node) -> int:
    """Return how many characters of text stand in a node, without those in nodes that are counted themselves."""
    inner = (child for child in node.iter_child_nodes() if not isinstance(child, COUNTED))
    return sum(len(child.data) if isinstance(child, nodes.TemplateData) else _letters(child) for child in inner)


def _too_deep(line: int, name: str | None, filename: str | None) -> TemplateSyntaxError:
    message = "too much stands within something else. Take the innermost parts out, into macros or parts of their own."
    return TemplateSyntaxError(message, line, name, filename)


def _deepest_line(tree: nodes.Node) -> int:
    """Return the line of the node that stands within most others."""
    row: list[nodes.Node] = [tree]
    while further := [child for node in row for child in node.iter_child_nodes()]:
        row = further
    return row[0].lineno or 1
