"""Templates end: each turn of a loop and each call of a macro is counted, and too many are an error.

The counting stands in the compiled template itself, so that it holds for loops in macros and for macros that call
themselves, and costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from debatekit.pages.blocks import blocks_of
from debatekit.pages.values import Record

if TYPE_CHECKING:
    from typing import Any

    from jinja2.runtime import Context

    from debatekit.pages.blocks import Blocks

MOST_TURNS: Final = 200_000
"""Turns of loops and calls of macros that a page may take; the longest one that comes along takes under a thousand."""

TURN: Final = "debatekit_turn"


class EndlessError(TemplateRuntimeError):
    """A template goes round and round."""


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which no template runs without end; `start` begins a page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.turns = 0
        self.blocks: dict[str, Blocks] = {}
        """What each template that was compiled has to do with blocks."""
        self.filters[TURN] = self._turn

    def start(self) -> None:
        """Begin to count."""
        self.turns = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute as the sandbox does; at once where it is a field of a record, which may all be seen."""
        if type(obj) is Record and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    @pass_context
    def _turn(self, _: Context, __: object) -> None:
        """Count one turn; told the context, Jinja calls it at run time only."""
        self.turns += 1
        if self.turns > MOST_TURNS:
            message = f"the template goes round more than {MOST_TURNS:,} times"
            raise EndlessError(f"{message}. Look for a loop within a loop, or a macro that calls itself.")

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        self.blocks[name or ""] = blocks_of(source, filename or name or "")
        for node in list(source.find_all(nodes.Stmt)):
            if isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock):
                count = nodes.ExprStmt(nodes.Filter(nodes.Const(None), TURN, [], [], None, None))
                node.body.insert(0, count.set_lineno(node.lineno).set_environment(self))
        return super()._generate(source, name, filename, defer_init)
