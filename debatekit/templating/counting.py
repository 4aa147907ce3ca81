"""Templates → Python that asks the environment to count what is joined, listed, cut out or compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, operators

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import Frame

Node = TypeVar("Node", bound=nodes.Expr)

WEIGHED: Final = "environment.budget.weighed("


class CountingGenerator(CodeGenerator):
    """Jinja's own generator of code; values that can be long pass by `Budget.weighed`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what comes before a value that is printed: one call that looks at it, counts and escapes it."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what comes behind it."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write ``a ~ b``."""
        join = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            join = "(markup_join if context.eval_ctx.autoescape else str_join)"
        self.write(f"{join}({WEIGHED}(")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")))")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """Write a tuple; one that is assigned to is none."""
        if node.ctx == "load":
            self._weighed(node, super().visit_Tuple, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """Write a list."""
        self._weighed(node, super().visit_List, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """Write a dict."""
        self._weighed(node, super().visit_Dict, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Write an item, or a part that is cut out."""
        if isinstance(node.arg, nodes.Slice):
            self._weighed(node, super().visit_Getitem, frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        """Write a comparison; what is compared with a value that stands in the template costs no more than that."""
        parts = [node.expr, *(operand.expr for operand in node.ops)]
        looked_through = any(operand.op in {"in", "notin"} and not _stands(operand.expr) for operand in node.ops)
        if not looked_through and any(map(_stands, parts)):
            super().visit_Compare(node, frame)
            return
        self.write(f"({WEIGHED}")
        self.visit(node.expr, frame)
        for operand in node.ops:
            self.write(f") {operators[operand.op]} {WEIGHED}")
            self.visit(operand.expr, frame)
        self.write("))")

    def _weighed(self, node: Node, visit: Callable[[Node, Frame], None], frame: Frame) -> None:
        if _stands(node):
            visit(node, frame)
            return
        self.write(WEIGHED)
        visit(node, frame)
        self.write(")")


def _stands(node: nodes.Node) -> bool:
    """Tell whether a value stands in the template as it is."""
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(map(_stands, node.items))
    return isinstance(node, nodes.Const)
