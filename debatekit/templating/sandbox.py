"""What a template may use: lists of filters, tests, functions and attributes. What is not in them is not there.

Lists of what is allowed hold when Jinja or Python grows a new attribute; lists of what is forbidden would not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2.runtime import BlockReference, LoopContext
from jinja2.utils import Cycler, Namespace

if TYPE_CHECKING:
    from typing import Any

# fmt: off
FILTERS: Final = frozenset({
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
    "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "trim",
    "truncate", "unique", "upper", "urlencode", "wordcount",
})
"""The filters of Jinja that there are: those that make text and lists, and the same ones each time."""

TESTS: Final = frozenset({
    "boolean", "defined", "divisibleby", "eq", "equalto", "==", "even", "false", "float", "ge", ">=", "gt", ">",
    "greaterthan", "in", "integer", "iterable", "le", "<=", "lower", "lt", "<", "lessthan", "mapping", "ne", "!=",
    "none", "number", "odd", "sameas", "sequence", "string", "true", "undefined", "upper",
})
"""The tests of Jinja that there are."""

FUNCTIONS: Final = frozenset({"range", "dict", "namespace", "cycler", "joiner"})
"""The functions of Jinja that there are."""

METHODS: Final = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isnumeric",
    "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
})
"""The methods of a text that a template may call; those that pad or format one are not among them."""

ATTRIBUTES: Final[dict[type, frozenset[str]]] = {
    str: METHODS,
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index", "grouper", "list"}),
    LoopContext: frozenset({
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
        "revindex", "revindex0",
    }),
    BlockReference: frozenset({"super"}),
    Cycler: frozenset({"current", "next", "reset"}),
}
"""The attributes of each kind of value; `grouper` and `list` are those of a group that the filter groupby makes."""
# fmt: on


def is_allowed(value: Any, attribute: str) -> bool:
    """Tell whether a template may read an `attribute` of `value`.

    The names that a template gave something itself, in a namespace or an imported template, are all its own.
    """
    if attribute.startswith("_"):
        return False
    if isinstance(value, Namespace) or type(value).__name__ == "TemplateModule":
        return True
    kind = next((kind for kind in type(value).__mro__ if kind in ATTRIBUTES), None)
    return kind is not None and attribute in ATTRIBUTES[kind]
