"""Mistakes in templates: messages for what Jinja raises, and blocks and text that it would silently never print."""

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateError, TemplateNotFound, nodes

from debatekit.errors import closest_word, did_you_mean
from debatekit.templating.context import TeacherOnlyError, path_text
from debatekit.templating.loader import BUILT_IN, MARK, TemplateLoader
from debatekit.templating.sandbox import MAX_MEMORY, Sandbox
from debatekit.yamlfile import Document

# What the expressions of a template can raise:
TEMPLATE_FAILURES: Final = (TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
                            NameError, RuntimeError, TypeError, ValueError)  # fmt: skip

TAGS: Final = ("elif", "else", "extends", "from", "import", "include")
PAIRED_TAGS: Final = ("block", "call", "filter", "for", "if", "macro", "raw", "set", "with")


def explain(error: BaseException, document: Document, environment: Sandbox) -> tuple[str, str]:
    """Return what went wrong in a template, and what to type instead."""
    if isinstance(error, TeacherOnlyError):
        place = document.problem(error.path, "")
        message = f"'{path_text(error.path)}' ({place.file}, line {place.line}) is for teachers only"
        return message, "Put what prints it between {% if teacher %} and {% endif %}."
    if isinstance(error, TemplateNotFound):
        prefix = BUILT_IN if str(error.name).startswith(BUILT_IN) else ""
        known = [f"{prefix}{name}" for name in environment.list_templates(extensions=["html"])]
        return f"there is no template '{error.name}'", did_you_mean(str(error.name), known)
    if isinstance(error, RecursionError):
        return "the template calls itself without end", "Look for an include or a macro that leads back to itself."
    if isinstance(error, MemoryError):
        hint = "Look for a text or a list that grows in a loop."
        return f"the template takes more than {MAX_MEMORY // 1_000_000} MB of memory", hint
    return _in_plain_words(str(getattr(error, "message", None) or error), environment)


def _in_plain_words(text: str, environment: Sandbox) -> tuple[str, str]:
    ends = [f"end{tag}" for tag in PAIRED_TAGS]
    if (match := re.match(r"Encountered unknown tag '(\w+)'", text)) and match[1] not in ends:
        known = ends if match[1].startswith("end") else [*TAGS, *PAIRED_TAGS]
        return f"there is no tag '{match[1]}' here", did_you_mean(match[1], known)
    if match := re.match(r".*innermost block that needs to be closed is '(\w+)'", text):
        return f"a {{% {match[1]} %}} before this is not closed", f"Put {{% end{match[1]} %}} where it ends."
    message, _, hint = text.rstrip(".").partition(". ")
    if match := re.match(r"No (filter|test) named '(.*)'", message):
        near = closest_word(match[2], environment.filters if match[1] == "filter" else environment.tests)
        hint = f"Did you mean '{near}'?" if near else ""
    return message, f"{hint}." if hint and hint[-1] not in ".?" else hint


def never_printed(environment: Sandbox, loader: TemplateLoader, name: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield the file, line, message and hint for each block and text of a template that would never be printed.

    These are blocks that no template which it extends has a place for, and text in none of its blocks.
    """
    chain: dict[str, tuple[nodes.Template, str]] = {}
    while name and name not in chain:
        try:
            source, file, _ = loader.get_source(environment, name)
        except TemplateNotFound:  # reported where it is rendered
            return
        tree = environment.parse(source, name, file)
        chain[name] = tree, file
        extends = tree.find(nodes.Extends)
        name = extends.template.value if extends and isinstance(extends.template, nodes.Const) else ""
    tree, file = next(iter(chain.values()))
    for line, text in _texts(tree) if tree.find(nodes.Extends) else ():
        hint = "Put it into one: {% block sheet %} … {% endblock %}."
        yield file, line, f"'{text[:40]}' is in no block, and would not be printed", hint
    parent, printed = "", set[str]()
    for name, (tree, file) in reversed(chain.items()):
        printed |= {part.attr for part in tree.find_all(nodes.Getattr) if part.node == nodes.Name("self", "load")}
        for block in (node for node in tree.body if parent and isinstance(node, nodes.Block)):
            if block.name not in printed:
                message = f"there is no block '{block.name}' in {parent} to take the place of"
                yield file, block.lineno, message, did_you_mean(block.name, printed)
        parent, printed = name, printed | {block.name for block in tree.find_all(nodes.Block)}


def _texts(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for part in (part for node in tree.body if isinstance(node, nodes.Output) for part in node.nodes):
        text = MARK.sub("", part.data) if isinstance(part, nodes.TemplateData) else "{{ … }}"
        if text.strip():
            blank = text[: len(text) - len(text.lstrip())]
            yield part.lineno + blank.count("\n"), " ".join(text.split())
