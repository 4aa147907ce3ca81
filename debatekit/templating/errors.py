"""Error messages for what goes wrong in a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, TemplateNotFound

from debatekit.errors import did_you_mean, nearest
from debatekit.templating.context import TeacherOnlyError, path_text
from debatekit.templating.sandbox import MAX_MEMORY

if TYPE_CHECKING:
    from debatekit.templating.sandbox import Sandbox
    from debatekit.yamlfile import Document

TEMPLATE_FAILURES: Final = (
    *(TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError),
    *(TypeError, ValueError),
)
"""What the expressions of a template can raise."""

BUILT_IN: Final = "builtin/"
"""What the name of a built-in template begins with where the user's folder may have one of the same name."""

TAGS: Final = (
    "block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro", "raw",
    "set", "with",
)  # fmt: skip
END_TAGS: Final = tuple(
    f"end{tag}" for tag in TAGS if tag not in {"elif", "else", "extends", "from", "import", "include"}
)

UNCLOSED: Final = re.compile("innermost block that needs to be closed is '(\\w+)'")
UNKNOWN_TAG: Final = re.compile("Encountered unknown tag '(\\w+)'")
UNKNOWN_BLOCK: Final = re.compile(r"TemplateReference object' has no attribute '(\w+)'")
UNKNOWN_FILTER: Final = re.compile(r"No (filter|test) named '(.*)'")
PLAINER: Final = {
    "Missing end of comment tag": ("a comment is never closed", "Write #} where it ends."),
    "unexpected '}'": ("a } closes nothing here", "Write a value as {{ value }}, and a statement as {% … %}."),
}
"""Messages of Jinja, in plainer words."""


def explain(error: BaseException, document: Document, environment: Sandbox) -> tuple[str, str]:
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
        return "the template calls itself without end", "Look for an include or a macro that leads back to itself."
    if isinstance(error, MemoryError):
        hint = "Look for a text or a list that grows in a loop."
        return f"the template takes more than {MAX_MEMORY // 1_000_000} MB of memory", hint
    return _in_plain_words(str(getattr(error, "message", None) or error), environment)


def _in_plain_words(text: str, environment: Sandbox) -> tuple[str, str]:
    if match := UNKNOWN_TAG.match(text):
        near = nearest(match[1], END_TAGS)
        if not match[1].startswith("end"):
            return f"there is no tag '{match[1]}' here", did_you_mean(match[1], TAGS)
        if near not in {"", match[1]}:
            return f"there is no tag '{match[1]}' here", f"Did you mean '{near}'?"
    if match := UNCLOSED.search(text):
        return f"a {{% {match[1]} %}} before this is not closed", f"Put {{% end{match[1]} %}} where it ends."
    message, _, hint = text.rstrip(".").partition(". ")
    if message in PLAINER:
        return PLAINER[message]
    if match := UNKNOWN_BLOCK.search(message):
        return f"the handout has no block '{match[1]}'", f"Write {{% block {match[1]} %}} … {{% endblock %}} in it."
    if match := UNKNOWN_FILTER.match(message):
        near = nearest(match[2], environment.filters if match[1] == "filter" else environment.tests)
        hint = f"Did you mean '{near}'?" if near else ""
    return message, f"{hint}." if hint and hint[-1] not in ".?" else hint
