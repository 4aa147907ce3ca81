"""No state outlives a page: what a teacher's page stores, no other page can read, in this motion or another."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from debatekit.templating import Templates, sandbox
from tests.templating.motions import MARKED, MARKED_DATA, STUDENT, TEACHER, read, secret_of, secrets_in
from tests.templating.support import SHEET, handout, problem_in, put, render

SECRET = "questions[0].answer"
ANSWER = f"motion.{SECRET}"
STORE = "{% set ns = namespace(kept='') %}{% set turns = cycler('none', 'some') %}{% set join = joiner('some') %}"
MACROS = (
    "{% macro keep(value='', ns=namespace(kept='')) %}{% if value %}{% set ns.kept = value %}{% endif %}{{ ns.kept }}"
    "{% endmacro %}{% macro around() %}{{ caller() }}{% endmacro %}"
)

LEAKS = {
    "a namespace of an imported template": (
        f'{{% import "parts/store.html" as store %}}{{% set ns = store.ns %}}{{% set ns.kept = {ANSWER} %}}',
        '{% import "parts/store.html" as store %}{{ store.ns.kept }}'),
    "a namespace imported by its name": (f'{{% from "parts/store.html" import ns %}}{{% set ns.kept = {ANSWER} %}}',
        '{% from "parts/store.html" import ns %}{{ ns.kept }}'),
    "a namespace of an imported template's own import": (
        f'{{% from "parts/second.html" import store %}}{{% set ns = store %}}{{% set ns.kept = {ANSWER} %}}',
        '{% from "parts/second.html" import store %}{{ store.kept }}'),
    "the default of a macro": (f'{{% from "parts/macros.html" import keep %}}{{% set x = keep({ANSWER}) %}}',
        '{% from "parts/macros.html" import keep %}{{ keep() }}'),
    "the caller of a macro": (
        f'{{% from "parts/macros.html" import around %}}{{% call around() %}}{{{{ {ANSWER} }}}}{{% endcall %}}',
        '{% from "parts/macros.html" import around %}{% call around() %}{% endcall %}'),
    "a variable of an included template": (f'{{% set kept = {ANSWER} %}}{{% include "parts/show.html" %}}',
        '{% include "parts/show.html" %}'),
    "a variable of an extended template": (f'{{% extends "parts/show.html" %}}{{% set kept = {ANSWER} %}}',
        '{% extends "parts/show.html" %}'),
    "a global function": (f"{{% set range = {ANSWER} %}}{{% set dict = {ANSWER} %}}",
        "{{ range if range is string }}{{ dict if dict is string }}"),
    "a function of the context": (f"{{% set place_of = {ANSWER} %}}", "{{ place_of if place_of is string }}"),
    "a cache of Markdown": (f"{{{{ {ANSWER}|markdown }}}}", "{{ ''|markdown }}"),
    "the turn of a cycler": (
        '{% from "parts/store.html" import turns %}{% if X %}{{ turns.next() }}{% endif %}'.replace("X", ANSWER),
        '{% from "parts/store.html" import turns %}{{ "zzleakzz" if turns.current == "some" }}'),
}  # fmt: skip
"""What a teacher's page does to keep an answer, and how a student's page tries to print it."""

PARTS = {
    "parts/store.html": STORE,
    "parts/second.html": '{% import "parts/store.html" as inner %}{% set store = inner.ns %}',
    "parts/macros.html": MACROS,
    "parts/show.html": "{{ kept if kept is defined }}",
}


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
