"""What goes wrong in a template → what is wrong, and what to type instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, TemplateNotFound

from debatekit.errors import did_you_mean, nearest
from debatekit.templating.values import TeacherOnlyError, path_text

if TYPE_CHECKING:
    from debatekit.templating.bounds import BoundedEnvironment
    from debatekit.yamlfile import Document

TEMPLATE_FAILURES = (
    TemplateError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the expressions of a template can raise."""

UNCLOSED: Final = re.compile("innermost block that needs to be closed is '(\\w+)'")
"""What Jinja says of a tag that is not closed."""

UNKNOWN_TAG: Final = re.compile("Encountered unknown tag '(\\w+)'")
"""What it says of a tag that it does not know, and of the end of what is not the innermost."""

TAGS: Final = (
    "block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro", "raw",
    "set", "with",
)  # fmt: skip
"""The tags that there are."""

ENDS: Final = tuple(f"end{tag}" for tag in TAGS if tag not in {"elif", "else", "extends", "from", "import", "include"})
"""The tags that end others."""

PLAINER: Final = {
    "Missing end of comment tag": ("a comment is never closed", "Write #} where it ends."),
    "unexpected '}'": ("a } closes nothing here", "Write a value as {{ value }}, and a statement as {% … %}."),
}
"""What Jinja says, in other words."""

BUILT_IN: Final = "builtin/"
"""What stands before the name of a template that comes with debatekit, whatever others are called."""


def sentence(error: BaseException, document: Document, environment: BoundedEnvironment) -> tuple[str, str]:
    """Return what went wrong in a template, and what to type instead."""
    if isinstance(error, TeacherOnlyError):
        place = document.problem(error.path, "")
        message = f"'{path_text(error.path)}' ({place.file}, line {place.line}) is for teachers only"
        return message, "Put what prints it between {% if teacher %} and {% endif %}."
    if isinstance(error, TemplateNotFound):
        known: list[str] = environment.list_templates(extensions=["html"])
        if str(error.name).startswith(BUILT_IN):
            known = [f"{BUILT_IN}{name}" for name in known]
        return f"there is no template '{error.name}'", did_you_mean(str(error.name), known)
    if isinstance(error, RecursionError):
        return (
            "the template calls itself without end",
            "Look for an include or a macro that leads back to itself.",
        )
    return _jinjas(str(getattr(error, "message", None) or error), environment)


def _jinjas(words: str, environment: BoundedEnvironment) -> tuple[str, str]:
    """Return what Jinja says of a mistake, in other words where they can be plainer."""
    if (match := UNKNOWN_TAG.match(words)) and not match[1].startswith("end"):
        return f"there is no tag '{match[1]}' here", did_you_mean(match[1], TAGS)
    if (match := UNKNOWN_TAG.match(words)) and (near := nearest(match[1], ENDS)) not in {"", match[1]}:
        return f"there is no tag '{match[1]}' here", f"Did you mean '{near}'?"
    if match := UNCLOSED.search(words):
        return f"a {{% {match[1]} %}} before this is not closed", f"Put {{% end{match[1]} %}} where it ends."
    message, _, hint = words.rstrip(".").partition(". ")
    if message in PLAINER:
        return PLAINER[message]
    if match := re.search(r"TemplateReference object' has no attribute '(\w+)'", message):
        return f"the handout has no block '{match[1]}'", f"Write {{% block {match[1]} %}} … {{% endblock %}} in it."
    if match := re.match(r"No (filter|test) named '(.*)'", message):
        known = list(environment.filters if match[1] == "filter" else environment.tests)
        near = nearest(match[2], known)
        hint = f"Did you mean '{near}'?" if near else ""
    return message, f"{hint}." if hint and hint[-1] not in ".?" else hint
