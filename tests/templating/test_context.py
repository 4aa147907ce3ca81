"""The template context: texts that stay texts, secrets that no student's page prints, no state from page to page."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import Templates, sandbox
from tests.problems import reported
from tests.templating.checked import CHECKED_MOTION, EXTRAS
from tests.templating.motions import (
    EDITIONS,
    MARKED,
    MARKED_DATA,
    MOTIONS,
    STUDENT,
    TEACHER,
    read,
    secret_of,
    secrets_in,
)
from tests.templating.support import SHEET, handout, letters_of, printed, problem_in, put, render, text_of, tree

SECRET_TEXTS = (
    *("questions[0].answer", "questions[0].watch_for", "evaluation.claims[0].answer", "evaluation.words[0].technique"),
    *("evaluation.words[0].plainer", "evaluation.words[0].answer", "teacher_notes"),
)
"""A path to each text that only teachers see."""

SECRET_LIST = "evaluation.missing"
"""The path to the one list that only teachers see."""

PRINTED = [
    "{{ X }}", "{{ X|upper }}", '{{ X ~ "" }}', '{{ "" + X }}', "{{ X|join }}", "{{ [X]|join }}",
    "{% for y in X %}{{ y }}{% endfor %}", "{{ X|string }}", "{{ X|safe }}", "{{ X|markdown }}", "{{ X|inline }}",
    "{% set y = X %}{{ y }}", "{% set y %}{{ X }}{% endset %}{{ y }}",
    "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(X) }}", "{{ X * 2 }}", '{{ X|replace("-", "") }}',
    "{{ X|truncate(200) }}",
]  # fmt: skip
"""Ways in which a template prints the text X."""

LOOKED_AT = [
    '{{ X == "a" }}', "{{ X == X }}", '{{ X < "a" }}', '{{ X in ["a"] }}', '{{ "a" in X }}', "{{ X|length }}",
    "{{ X|list }}", "{{ X[0] }}", "{{ X() }}", "{{ X.voice }}", "{{ X and X.voice }}", "{{ range(X|int) }}",
]  # fmt: skip
"""Ways in which a template learns something of X."""

RECORD = "motion.questions[0]"
AROUND = [
    "{{ [X] }}", '{{ {"a": X} }}', "{{ X._undefined_hint }}", "{{ X.__class__.__mro__ }}", f"{{{{ {RECORD} }}}}",
    f"{{{{ {RECORD}|string }}}}", f"{{{{ {RECORD}|list }}}}", f"{{{{ {RECORD}|items|list }}}}",
    f"{{% for key in {RECORD} %}}{{{{ {RECORD}[key] or '' }}}}{{% endfor %}}", f"{{{{ {RECORD}._fields }}}}",
    f"{{{{ {RECORD}.__dict__ }}}}", f'{{{{ "{{0.answer}}".format({RECORD}) }}}}',
    '{{ motion.questions|map(attribute="answer")|join }}', '{{ motion.questions|join(attribute="answer") }}',
    f'{{{{ motion.questions|selectattr("answer", "eq", "{secret_of(SECRET_TEXTS[0])}")|list }}}}',
    '{% for answer, all in motion.questions|groupby("answer") %}{{ answer }}{% endfor %}',
    '{{ motion.questions|sort(attribute="answer")|map(attribute="ask")|join }}',
    '{{ (motion.questions|max(attribute="answer")).ask }}', '{{ motion.questions|unique(attribute="answer")|list }}',
    '{{ motion.questions|sum(attribute="answer", start="") }}', "{{ motion }}",
    "{{ self._TemplateReference__context }}",
]  # fmt: skip
"""Ways in which a template gets at a secret through what is around it; they may print something, but no secret."""


def with_x(template: str, path: str) -> str:
    return template.replace("X", f"motion.{path}")


def page_or_problem(folder: Path, template: str) -> str:
    try:
        return printed(folder, template, MARKED)
    except DebatekitError as error:
        return str(error).replace(template, "")


def assert_refused(folder: Path, path: str, use: str) -> None:
    problem = problem_in(Templates(put(folder, {SHEET: f"<p>\n{with_x(use, path)}\n</p>"})), MARKED)
    lines = MARKED.path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if secret_of(path).removesuffix("zz") in line)
    assert (problem.file, problem.line) == ((folder / SHEET).as_posix(), 2)
    assert problem.message == f"'{path}' ({MARKED.path.as_posix()}, line {line}) is for teachers only"
    assert problem.hint == "Put what prints it between {% if teacher %} and {% endif %}."
    assert problem.excerpt == with_x(use, path)


@pytest.mark.parametrize("use", [*PRINTED, *LOOKED_AT])
def test_the_student_edition_refuses_every_use_of_a_secret(tmp_path: Path, use: str) -> None:
    for path in (SECRET_TEXTS[0], SECRET_LIST):
        assert_refused(tmp_path, path, use)
    if use in PRINTED:
        shown = printed(tmp_path, with_x(use, SECRET_TEXTS[0]), MARKED, TEACHER)
        assert secret_of(SECRET_TEXTS[0]) in letters_of(shown)


@pytest.mark.parametrize("path", SECRET_TEXTS)
def test_only_the_teachers_edition_prints_a_secret(tmp_path: Path, path: str) -> None:
    assert_refused(tmp_path / "a", path, "{{ X }}")
    assert secret_of(path) in letters_of(printed(tmp_path / "b", with_x("{{ X }}", path), MARKED, TEACHER))
    assert secret_of(path) not in letters_of(page_or_problem(tmp_path / "c", with_x("{{ [X] }}", path)))
    voices = "{% for entry in motion.evaluation.missing %}{{ entry.voice }} {{ entry.why }}{% endfor %}"
    assert len(secrets_in(printed(tmp_path / "d", voices, MARKED, TEACHER))) == 2


@pytest.mark.parametrize("use", AROUND)
def test_nothing_of_a_secret_comes_through(tmp_path: Path, use: str) -> None:
    for path in (SECRET_TEXTS[0], SECRET_LIST):
        assert secrets_in(letters_of(page_or_problem(tmp_path, with_x(use, path)))) == set()


@pytest.mark.parametrize(
    ("use", "student", "teacher"),
    [
        ("{% if X %}yes{% endif %}", "", "yes"), ("{% if not X %}none{% endif %}", "none", ""),
        ('{{ X|default("none", true) }}', "none", secret_of("teacher_notes")),
        ('{{ X|default("none") }}', "none", secret_of("teacher_notes")),
        ('{{ X or "none" }}', "none", secret_of("teacher_notes")), ("{{ X is defined }}", "False", "True"),
        ("{{ 'yes' if X is string else 'no' }}", "no", "yes"),
    ],
)  # fmt: skip
def test_a_secret_is_false_for_students(tmp_path: Path, use: str, student: str, teacher: str) -> None:
    use = with_x(use, "teacher_notes")
    assert [printed(tmp_path, use, MARKED, edition) for edition in EDITIONS] == [student, teacher]


IN_PARTS = [
    ('{% include "part.html" %}', "<p>{{ motion.teacher_notes }}</p>"),
    ('{% set secret = motion.teacher_notes %}{% include "part.html" %}', "{{ secret }}"),
    ('{% extends "part.html" %}', "{{ motion.teacher_notes }}"),
    ('{% from "part.html" import m %}{{ m(motion.teacher_notes) }}', "{% macro m(x) %}{{ x }}{% endmacro %}"),
]


@pytest.mark.parametrize(("sheet", "part"), IN_PARTS, ids=["included", "with a value", "extended", "in a macro"])
def test_a_part_that_prints_a_secret_is_named(tmp_path: Path, sheet: str, part: str) -> None:
    templates = Templates(put(tmp_path, {SHEET: sheet, "part.html": f"\n\n{part}"}))
    problem = problem_in(templates, MARKED)
    assert (problem.file, problem.line) == ((tmp_path / "part.html").as_posix(), 3)
    assert "'teacher_notes'" in problem.message
    assert secret_of("teacher_notes") in render(templates, MARKED, TEACHER)


def test_a_secret_that_is_not_given_is_a_secret_all_the_same(tmp_path: Path) -> None:
    for path in ("questions[0].answer", "evaluation.words[0].plainer", "teacher_notes"):
        use = f"[{{{{ motion.{path} }}}}]"
        assert printed(tmp_path, use, MOTIONS["sparse"], TEACHER) == "[]"
        assert problem_in(Templates(put(tmp_path, {SHEET: use})), MOTIONS["sparse"]).message.startswith(f"'{path}' (")


@pytest.mark.parametrize(
    ("use", "message", "hint"),
    [
        ("{{ motion.motoin }}", "motion has no field 'motoin'", "Did you mean 'motion'?"),
        ("{% if motion.sources.servey %}{% endif %}", "sources has no field 'servey'", "Did you mean 'survey'?"),
        ("{{ motion.sides.xyz.more }}", "sides has no field 'xyz'", "Known here: con, pro."),
        ("{{ motion.questions[0].anwser }}", "questions[0] has no field 'anwser'", "Did you mean 'answer'?"),
        ("{{ motion.subjects.append('x') }}", "", ""),
        ("{{ motion.update({'motion': 'x'}) }}", "", ""),
        ("{% set motion.motion = 'x' %}", "", ""),
    ],
)
def test_an_unknown_field_or_a_change_is_refused(tmp_path: Path, use: str, message: str, hint: str) -> None:
    problem = problem_in(Templates(put(tmp_path, {SHEET: f"<p>\n{use}"})), MOTIONS["sparse"])
    assert problem.line in ((2,) if hint else (1, 2))
    assert message in problem.message
    assert hint in problem.hint


HOSTILE = "R & D < 5 \"q\" 'a' <b>bold</b> {{ motion }} {% if %} {# #} &amp;"


@pytest.mark.parametrize(
    "use",
    [
        "{{ motion.motion }}", '{{ motion.motion ~ "" }}', "{{ [motion.motion]|join }}", "{{ motion.motion|markdown }}",
        "{{ motion.motion|inline }}", "{{ ''|markdown(motion.motion) }}",
        "{% set text %}{{ motion.motion }}{% endset %}{{ text }}",
        "{% macro m(text) %}{{ text }}{% endmacro %}{{ m(motion.motion) }}",
        """<b title="{{ motion.motion }}"></b><b title='{{ motion.motion }}'></b>{{ motion.motion }}""",
    ],
)  # fmt: skip
def test_a_text_is_printed_letter_for_letter(tmp_path: Path, use: str) -> None:
    arguments = {"arguments": [{"claim": HOSTILE}] * 2}
    hostile = read(tmp_path, {"motion": HOSTILE, "pro": arguments, "con": arguments})
    page = tree(printed(tmp_path, f"<html><body><div>{use}</div></body></html>", hostile))
    assert text_of(page) == HOSTILE
    assert {element.tag for element in page.iter()} <= {"html", "body", "div", "p", "strong", "b"}
    for element in page.iter("b"):
        assert (element.get("title"), set(element.attrib)) == (HOSTILE, {"title", "data-at"})


def test_templates_see_the_extras_and_only_those_of_their_edition(tmp_path: Path) -> None:
    place = "{{ place_of(motion.pro.arguments[0].evidence[0].quote).line }}"
    templates = Templates(put(tmp_path, {SHEET: f"{place} {{{{ readings[0].paragraphs[0].lines|join }}}}"}))
    assert render(templates, CHECKED_MOTION, extras=EXTRAS).startswith("5 Trees give shade, and")
    for template, message in {
        "{{ checked.unanswered|join }}": "line 1) is for teachers only",
        "{{ place_of('shade') }}": "only a quotation of the motion has a place, and this is none",
    }.items():
        templates = Templates(put(tmp_path, {SHEET: template}))
        (problem,) = reported(render, templates, CHECKED_MOTION, extras=EXTRAS)
        assert problem.message.endswith(message)


SECRET = "questions[0].answer"
ANSWER = f"motion.{SECRET}"
STORE = "{% set ns = namespace(kept='') %}{% set turns = cycler('none', 'some') %}{% set join = joiner('some') %}"
MACROS = (
    "{% macro keep(value='', ns=namespace(kept='')) %}{% if value %}{% set ns.kept = value %}{% endif %}{{ ns.kept }}"
    "{% endmacro %}"
)

LEAKS = {
    "a namespace of an imported template": (
        f'{{% import "parts/store.html" as store %}}{{% set ns = store.ns %}}{{% set ns.kept = {ANSWER} %}}',
        '{% import "parts/store.html" as store %}{{ store.ns.kept }}'),
    "a namespace imported by its name": (f'{{% from "parts/store.html" import ns %}}{{% set ns.kept = {ANSWER} %}}',
        '{% from "parts/store.html" import ns %}{{ ns.kept }}'),
    "the default of a macro": (f'{{% from "parts/macros.html" import keep %}}{{% set x = keep({ANSWER}) %}}',
        '{% from "parts/macros.html" import keep %}{{ keep() }}'),
    "a variable of an included template": (f'{{% set kept = {ANSWER} %}}{{% include "parts/show.html" %}}',
        '{% include "parts/show.html" %}'),
    "a global function": (f"{{% set range = {ANSWER} %}}{{% set dict = {ANSWER} %}}",
        "{{ range if range is string }}{{ dict if dict is string }}"),
    "a cache of Markdown": (f"{{{{ {ANSWER}|markdown }}}}", "{{ ''|markdown }}"),
    "the turn of a cycler": (
        '{% from "parts/store.html" import turns %}{% if X %}{{ turns.next() }}{% endif %}'.replace("X", ANSWER),
        '{% from "parts/store.html" import turns %}{{ "zzleakzz" if turns.current == "some" }}'),
}  # fmt: skip
"""What a teacher's page does to keep an answer, and how a student's page tries to print it."""

PARTS = {"parts/store.html": STORE, "parts/macros.html": MACROS, "parts/show.html": "{{ kept if kept is defined }}"}


@pytest.mark.parametrize(("keep", "leak"), LEAKS.values(), ids=LEAKS)
def test_a_students_page_knows_nothing_of_a_teachers_page(tmp_path: Path, keep: str, leak: str) -> None:
    put(tmp_path, {**PARTS, "keep.html": keep, "leak.html": leak})
    templates = Templates(tmp_path)
    other = read(tmp_path, {**MARKED_DATA, "motion": "Another motion"})
    for _ in range(2):
        render(templates, MARKED, TEACHER, handout("keep.html"))
        for motion in (MARKED, other):
            assert secrets_in(render(templates, motion, STUDENT, handout("leak.html"))) == set()


def test_a_page_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    keep, leak = LEAKS["a namespace imported by its name"]
    within = f'{keep}{{% from "parts/store.html" import ns as again %}}{{{{ again.kept }}}}'
    put(tmp_path, {**PARTS, SHEET: within, "keep.html": f"{within}{{{{ 1 / 0 }}}}", "leak.html": leak})
    templates = Templates(tmp_path)
    assert render(templates, MARKED, TEACHER) == secret_of(SECRET)  # within a page, the namespace is shared
    assert problem_in(templates, MARKED, TEACHER, handout("keep.html")).message == "division by zero"
    assert render(templates, MARKED, STUDENT, handout("leak.html")) == ""


def test_what_one_page_used_up_is_not_missing_in_the_next(tmp_path: Path) -> None:
    templates = Templates(put(tmp_path, {SHEET: "{{ ('x' * 2000000)|length }}"}))
    assert [render(templates) for _ in range(4)] == ["2000000"] * 4


@pytest.mark.skipif(sys.platform != "linux", reason="no other system limits the memory of a process")
def test_the_memory_of_a_page_is_limited_and_of_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(sandbox, "MAX_MEMORY", 0)
    monkeypatch.setattr(sandbox, "MAX_CHARACTERS", 10**9)
    problem = problem_in(Templates(put(tmp_path, {SHEET: "\n{{ ('x' * 400000000)|length }}"})))
    assert (problem.line, problem.message) == (2, "the template takes more than 500 MB of memory")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_time_is_limited_in_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is in a worker process: the limit needs no signal, which only the main thread would get."""
    monkeypatch.setattr(sandbox, "MAX_SECONDS", 0)
    templates = Templates(put(tmp_path, {SHEET: "{% for a in range(999) %}{% endfor %}"}))
    with ThreadPoolExecutor(1) as pool:
        problem = pool.submit(problem_in, templates).result()
    assert problem.message == "the template takes longer than 0 seconds"
