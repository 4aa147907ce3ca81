"""docs/templates.md: what a template sees and may call, and what each handout and part is made of."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import nodes
from jinja2.runtime import LoopContext
from pydantic import BaseModel

from debatekit.lesson import plan
from debatekit.templating import Templates, sandbox
from debatekit.templating.context import TEMPLATE_NAMES, Extras
from debatekit.templating.filters import OWN_FILTERS, OWN_TESTS
from debatekit.templating.handouts import Framework, Head, Step
from docs.reference.markdown import code, fenced, page, table

INTRODUCTION: Final = """
A handout is a [Jinja](https://jinja.palletsprojects.com/en/stable/templates/) template over a small part of HTML. This
page says what a template sees, what it may call, and which blocks of ours it can replace; [pages.md](pages.md) says
which HTML there is, and [motion-fields.md](motion-fields.md) which fields a motion has.

A template of your own lies in the folder `templates`, starts with its head, and usually extends a part of ours:
"""
FIRST: Final = """
{#---
title: Words to learn
about: The key terms on one page.
---#}
{% extends "parts/sheet.html" %}
{% from "parts/macros.html" import key_terms with context %}
{% block name %}Words to learn{% endblock %}
{% block sheet %}{{ key_terms() }}{% endblock %}
"""
SEEING: Final = """
Fields are read by the names that are typed in the file: `motion.pro.arguments[0].claim`. A text that was not given is
an empty one; a part that was not given is `None`, so ask first: `{% if motion.lesson %}`. A piece of evidence has its
`kind`, too: "quote", "fact" or "find". A name that is not there is an error, with the template's line.

A value for teachers only is false in the student's edition, and an error as soon as it is printed or looped over: put
it between `{% if teacher %}` and `{% endif %}`. The text of a motion stays text, whatever it contains: `R & D < 5` is
printed as it was typed. Jinja's filter `safe` would undo that, so leave it alone.
"""
HEAD: Final = """
The head is YAML between `{#---` and `---#}`, in the first lines of the file.
"""
FILTERS_OF_JINJA: Final = """
Long text is printed with `markdown`, short text as it is. Many of Jinja's own filters are there, too: see below.
"""
MAY_USE: Final = """
Templates may come from anyone, so everything that they may use is listed; nothing else is available. [Jinja's
documentation](https://jinja.palletsprojects.com/en/stable/templates/) describes it. A page may take {seconds} seconds,
and its operations may make {characters:,} characters: far more than a class reads. Nothing that a template stores in a
variable or a `namespace` outlives the page, not even in a template that it imports.
"""
PARTS: Final = """
A part is included, extended or imported by its path, such as `{% include "parts/evidence.html" %}`.
"""
MACROS: Final = """
Import macros by name, and *with context*: `{% from "parts/macros.html" import key_terms with context %}`.
"""
BLOCKS: Final = """
Where a template extends another, it replaces that one's blocks by its own of the same name; the rest stays. A handout
can replace every block in its row, and those of all that it extends.
"""
COMMENT = re.compile(r"\A\s*\{#(?!-)(.*?)#\}", re.DOTALL)
MACRO = re.compile(r"\{#(?!-)((?:(?!#\}).)*)#\}\s*\{% macro (\w+\(.*?\)) %\}", re.DOTALL)


def templates_page(folder: Path) -> str:
    """Return the page on templates; `folder` is where those are that come with debatekit."""
    pages = Templates(folder)
    parts = sorted(path.relative_to(folder).as_posix() for path in folder.glob("parts/*.html"))
    handouts = [handout.template for handout in pages.handouts()]
    return page(
        "Templates",
        INTRODUCTION,
        fenced(FIRST, "html"),
        "## What a template sees",
        table(("name", "what it is"), [(f"`{name}`", text) for name, text in TEMPLATE_NAMES.items()]),
        SEEING,
        *_extras(),
        "### What the plan of a lesson has",
        *_plan(),
        "### `framework`",
        *_fields("The framework for evaluating the source has", Framework),
        *_fields("Each of its `steps` has", Step),
        "### `words`",
        "They are the keys of [languages/en.yaml](../templates/languages/en.yaml): `words.your_arguments`.",
        "## Head",
        HEAD,
        table(("key", "what it says", "if left out"), list(_keys(Head))),
        "## Filters",
        table(("filter", "what it returns"), list(_functions(OWN_FILTERS))),
        FILTERS_OF_JINJA,
        table(("test", "what it returns"), list(_functions(OWN_TESTS))),
        "## What a template may use",
        MAY_USE.format(seconds=sandbox.MAX_SECONDS, characters=sandbox.MAX_CHARACTERS),
        table(("of Jinja and Python", "there are"), list(_may_use())),
        "## Blocks",
        BLOCKS,
        table(("template", "extends", "its blocks"), [_blocks(pages, name) for name in (*handouts, *parts)]),
        "## Parts",
        PARTS,
        table(("part", "what it is"), list(_parts(folder, parts))),
        "## Macros",
        MACROS,
        table(("macro", "what it prints"), list(_macros(folder, parts))),
    )


def _extras() -> Iterator[str]:
    """Yield the docstrings of the fields of `Extras`."""
    (body,) = ast.parse(inspect.getsource(Extras)).body
    assert isinstance(body, ast.ClassDef)
    for field, text in zip(body.body, body.body[1:], strict=False):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                shown = {"places": "place_of"}.get(name, name)
                yield f"### `{shown}`\n\n{inspect.cleandoc(said)}"


def _plan() -> Iterator[str]:
    """Yield what each part of a plan is, with its keys."""
    parts = [part for part in vars(plan).values() if isinstance(part, type) and hasattr(part, "_fields")]
    where = {
        "LessonPlan": "plan", "PlannedPhase": "plan.phases", "Signal": "plan.phases[…].signals", "Turn":
        "plan.jobs[…].turns", "PlannedJob": "plan.jobs", "PlannedDebate": "plan.debates", "SheetCopies": "plan.sheets",
        "Marks": "plan.marks", "Mark": "plan.marks[…].criteria",
    }  # fmt: skip
    rows = []
    for part in sorted(parts, key=lambda part: [*where].index(part.__name__)):
        keys = code(part._fields)
        rows.append((f"`{where[part.__name__]}`", inspect.cleandoc(part.__doc__ or "").replace("\n", " "), keys))
    yield table(("where", "what it is", "its keys"), rows)
    yield "Each of `plan.questions` has `id`, `ask` and `level`; jobs in `plan.debates` have the keys of `plan.jobs`."


def _fields(lead: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"{lead}:"
    yield "\n".join(f"- `{name}`: {_lower(field.description or '')}" for name, field in model.model_fields.items())


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        value: Any = field.default
        default = code(value) if isinstance(value, list) else f"`{value}`"
        yield f"`{name}`", field.description or "", "**needed**" if field.is_required() else default


def _functions(functions: Mapping[str, Callable[..., object]]) -> Iterator[tuple[str, str]]:
    for name, given in sorted(functions.items()):
        parameters = list(inspect.signature(given).parameters)
        own = parameters[2 if parameters[0] == "context" else 1 :]
        text = inspect.cleandoc(given.__doc__ or "").split("\n\n")[0].removeprefix("Return ")
        yield f"`{name}{'(' + ', '.join(own) + ')' if own else ''}`", text


def _may_use() -> Iterator[tuple[str, str]]:
    """Yield the lists of the sandbox."""
    yield "filters", code(sorted(sandbox.ALLOWED_FILTERS))
    yield "tests", code(name for name in sorted(sandbox.ALLOWED_TESTS) if name.isalpha())
    yield "functions", code(sorted(sandbox.ALLOWED_FUNCTIONS))
    yield "methods of a text", code(sorted(sandbox.STRING_METHODS))
    yield "in a loop, of `loop`", code(sorted(sandbox.ALLOWED_ATTRIBUTES[LoopContext]))
    yield "operators", code(["+", "-", "*", "/", "//", "%", "~"]) + "; `%` of numbers only"


def _blocks(pages: Templates, name: str) -> tuple[str, str, str]:
    tree = _tree(pages, name)
    extended = [found.template for found in tree.find_all(nodes.Extends)]
    own = [block.name for block in tree.find_all(nodes.Block)]
    asked_for = (
        part.attr
        for part in tree.find_all(nodes.Getattr)
        if isinstance(part.node, nodes.Name) and part.node.name == "self"
    )
    names = [*(name for name in dict.fromkeys(asked_for) if name not in own), *own]
    return f"`{name}`", code(str(found.as_const()) for found in extended if isinstance(found, nodes.Const)), code(names)


def _tree(pages: Templates, name: str) -> nodes.Template:
    source, _, _ = pages.loader.get_source(pages.environment, name)
    return pages.environment.parse(source, name)


def _parts(folder: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        comment = COMMENT.match((folder / name).read_text(encoding="utf-8"))
        yield f"`{name}`", comment[1].strip() if comment else ""


def _macros(folder: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        for comment, macro in MACRO.findall((folder / name).read_text(encoding="utf-8")):
            yield f"`{macro}`", comment.strip()


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
