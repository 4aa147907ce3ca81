"""What only teachers may see cannot be had by any template of the student edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import Pages
from tests.templating.support import (
    SECRET_LIST,
    SECRET_TEXTS,
    SHEET,
    STUDENT,
    TEACHER,
    letters_of,
    line_of,
    printed,
    problem_in,
    put,
    render,
    secret_of,
    secrets_in,
)

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.motion.loader import LoadedMotion

PRINTED = {
    "as it is": "{{ X }}",
    "in capitals": "{{ X|upper }}",
    "beside another text": '{{ X ~ "" }}',
    "after another text": '{{ "" + X }}',
    "joined": "{{ X|join }}",
    "joined in a list": "{{ [X]|join }}",
    "in a loop": "{% for y in X %}{{ y }}{% endfor %}",
    "as a string": "{{ X|string }}",
    "letter by letter": "{{ X|list|join }}",
    "escaped": "{{ X|e }}",
    "without escaping": "{{ X|safe }}",
    "as Markdown": "{{ X|markdown }}",
    "as Markdown within a line": "{{ X|inline }}",
    "under another name": "{% set y = X %}{{ y }}",
    "out of a block": "{% set y %}{{ X }}{% endset %}{{ y }}",
    "out of a macro": "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(X) }}",
    "trimmed": "{{ X|trim }}",
    "doubled": "{{ X * 2 }}",
    "replaced": '{{ X|replace("-", "") }}',
    "cut": "{{ X|truncate(200) }}",
}
"""Ways in which a template prints the text X."""

LOOKED_AT = {
    "compared": '{{ X == "a" }}',
    "compared with itself": "{{ X == X }}",
    "told apart": '{{ X != "a" }}',
    "sorted against": '{{ X < "a" }}',
    "looked up": '{{ X in ["a"] }}',
    "searched": '{{ "a" in X }}',
    "measured": "{{ X|length }}",
    "as a list": "{{ X|list }}",
    "counted": "{{ X|wordcount }}",
    "first letter": "{{ X|first }}",
    "letter by number": "{{ X[0] }}",
    "slice": "{{ X[0:9] }}",
    "backwards": "{{ X|reverse }}",
    "called": "{{ X() }}",
    "its attribute": "{{ X.voice }}",
    "if it is given, itself": "{{ X and X.voice }}",
    "in a range": "{{ range(X|int) }}",
}
"""Ways in which a template lets something be known of X."""

REFUSED = {**PRINTED, **LOOKED_AT}

WHATEVER = {
    "as JSON": "{{ X|tojson }}",
    "as Python": "{{ X|pprint }}",
    "in a printed list": "{{ [X] }}",
    "in a printed mapping": '{{ {"a": X} }}',
    "its own hint": "{{ X._undefined_hint }}",
    "its class": "{{ X.__class__.__mro__ }}",
    "its attributes": "{{ X|attr('__dict__') }}",
}
"""Ways that need not be refused, so long as nothing comes of them."""

RECORD = "motion.questions[0]"
AROUND = {
    "as it is": f"{{{{ {RECORD} }}}}",
    "as a string": f"{{{{ {RECORD}|string }}}}",
    "as JSON": f"{{{{ {RECORD}|tojson }}}}",
    "as a list": f"{{{{ {RECORD}|list }}}}",
    "as Python": f"{{{{ {RECORD}|pprint }}}}",
    "as attributes": f"<p {{{{ {RECORD}|xmlattr }}}}>",
    "as pairs": f"{{{{ {RECORD}|items|list }}}}",
    "sorted pairs": f"{{{{ {RECORD}|dictsort }}}}",
    "key by key": f"{{% for key in {RECORD} %}}{{{{ {RECORD}[key] or '' }}}}{{% endfor %}}",
    "its fields": f"{{{{ {RECORD}._fields }}}}",
    "its fields by a filter": f"{{{{ {RECORD}|attr('_fields') }}}}",
    "its fields by name": f"{{{{ {RECORD}['_fields'] }}}}",
    "its dictionary": f"{{{{ {RECORD}.__dict__ }}}}",
    "its own look-up": f"{{{{ {RECORD}.__getattr__('_fields') }}}}",
    "by a format string": f'{{{{ "{{0.answer}}".format({RECORD}) }}}}',
    "its fields by a format string": f'{{{{ "{{0._fields}}".format({RECORD}) }}}}',
    "field of each": '{{ motion.questions|map(attribute="answer")|join }}',
    "field of each, listed": '{{ motion.questions|map(attribute="answer")|list }}',
    "joined by field": '{{ motion.questions|join(attribute="answer") }}',
    "selected": '{{ motion.questions|selectattr("answer")|map(attribute="answer")|join }}',
    "selected by value": f'{{{{ motion.questions|selectattr("answer", "eq", "{secret_of(SECRET_TEXTS[0])}")|list }}}}',
    "grouped": '{% for answer, all in motion.questions|groupby("answer") %}{{ answer }}{% endfor %}',
    "sorted": '{{ motion.questions|sort(attribute="answer")|map(attribute="ask")|join }}',
    "largest": '{{ (motion.questions|max(attribute="answer")).ask }}',
    "unique": '{{ motion.questions|unique(attribute="answer")|list }}',
    "summed": '{{ motion.questions|sum(attribute="answer", start="") }}',
    "whole motion": "{{ motion }}",
    "whole motion as Python": "{{ motion|pprint }}",
    "everything there is": "{% debug %}",
    "the template's own context": "{{ self._TemplateReference__context }}",
}
"""Ways in which a template gets at a secret through what stands around it."""


def with_x(template: str, path: str) -> str:
    return template.replace("X", f"motion.{path}")


def page_or_nothing(folder: Path, template: str, motion: LoadedMotion) -> str:
    try:
        return printed(folder, template, motion)
    except DebatekitError as error:
        return "\n".join(f"{problem}" for problem in error.problems).replace(template, "")


@pytest.mark.parametrize("use", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("path", [*SECRET_TEXTS, SECRET_LIST])
def test_student_edition_refuses_every_use_of_a_secret(tmp_path: Path, marked: LoadedMotion, path: str, use: str) -> None:
    sheet = put(tmp_path, {SHEET: f"<p>\n{with_x(use, path)}\n</p>"})
    problem = problem_in(Pages(sheet), marked)
    line = line_of(marked.path, secret_of(path).removesuffix("zz"))
    assert (problem.file, problem.line) == ((tmp_path / SHEET).as_posix(), 2)
    assert problem.message == f"'{path}' ({marked.path.as_posix()}, line {line}) is for teachers only"
    assert problem.hint == "Put what prints it between {% if teacher %} and {% endif %}."
    assert problem.excerpt == with_x(use, path)


@pytest.mark.parametrize("use", PRINTED.values(), ids=PRINTED.keys())
@pytest.mark.parametrize("path", SECRET_TEXTS)
def test_teacher_edition_prints_them_all(tmp_path: Path, marked: LoadedMotion, path: str, use: str) -> None:
    assert secret_of(path) in letters_of(printed(tmp_path, with_x(use, path), marked, TEACHER))


def test_teacher_edition_prints_the_list(tmp_path: Path, marked: LoadedMotion) -> None:
    use = "{% for entry in motion.evaluation.missing %}{{ entry.voice }} {{ entry.why }}{% endfor %}"
    assert len(secrets_in(printed(tmp_path, use, marked, TEACHER))) == 2


@pytest.mark.parametrize("use", WHATEVER.values(), ids=WHATEVER.keys())
@pytest.mark.parametrize("path", [*SECRET_TEXTS, SECRET_LIST])
def test_nothing_of_a_secret_comes_through(tmp_path: Path, marked: LoadedMotion, path: str, use: str) -> None:
    assert secret_of(path).removesuffix("zz") not in letters_of(page_or_nothing(tmp_path, with_x(use, path), marked))


@pytest.mark.parametrize("use", AROUND.values(), ids=AROUND.keys())
def test_nothing_of_a_secret_comes_through_what_is_around_it(tmp_path: Path, marked: LoadedMotion, use: str) -> None:
    assert secrets_in(letters_of(page_or_nothing(tmp_path, use, marked))) == set()


@pytest.mark.parametrize(
    ("use", "student", "teacher"),
    [
        ("{% if X %}yes{% endif %}", "", "yes"),
        ("{% if not X %}none{% endif %}", "none", ""),
        ('{{ "yes" if X }}', "", "yes"),
        ('{{ X|default("none", true) }}', "none", "its text"),
        ('{{ X|default("none") }}', "none", "its text"),
        ('{{ X or "none" }}', "none", "its text"),
        ("{{ X is defined }}", "False", "True"),
        ("{{ 'yes' if X is string else 'no' }}", "no", "yes"),
    ],
)
@pytest.mark.parametrize("path", SECRET_TEXTS)
def test_a_secret_is_false_for_students(
    tmp_path: Path, marked: LoadedMotion, path: str, use: str, student: str, teacher: str
) -> None:
    use = with_x(use, path)
    assert printed(tmp_path, use, marked, STUDENT) == student
    assert printed(tmp_path, use, marked, TEACHER) == teacher.replace("its text", secret_of(path))


@pytest.mark.parametrize(
    ("sheet", "part"),
    [
        ('{% include "part.html" %}', "\n\n<p>{{ motion.teacher_notes }}</p>"),
        ('{% set secret = motion.teacher_notes %}{% include "part.html" %}', "\n\n{{ secret }}"),
        ('{% extends "part.html" %}', "\n\n{{ motion.teacher_notes }}"),
        (
            '{% from "part.html" import shown %}{{ shown(motion.teacher_notes) }}',
            "{% macro shown(text) %}\n\n{{ text }}{% endmacro %}",
        ),
    ],
    ids=["included", "included with a value", "extended", "in a macro"],
)
def test_a_part_that_prints_a_secret_is_the_one_that_is_named(
    tmp_path: Path, marked: LoadedMotion, sheet: str, part: str
) -> None:
    pages = Pages(put(tmp_path, {SHEET: sheet, "part.html": part}))
    problem = problem_in(pages, marked)
    assert (problem.file, problem.line) == ((tmp_path / "part.html").as_posix(), 3)
    assert "'teacher_notes'" in problem.message
    assert secret_of("teacher_notes") in render(pages, marked, TEACHER)
