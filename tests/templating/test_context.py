"""The template context: located texts that stay texts, and values for teachers that no student's template can use."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.motion.model import Motion
from debatekit.templating import Templates, template_context
from debatekit.templating.context import visible_to
from debatekit.yamlfile import parse
from tests.templating.support import (
    EDITIONS,
    PACKAGED,
    SECRET_LIST,
    SECRET_TEXTS,
    SHEET,
    STUDENT,
    TEACHER,
    handout,
    letters_of,
    line_of,
    printed,
    problem_in,
    put,
    read,
    render,
    secret_of,
    secrets_in,
    text_of,
    tree,
    words_and_framework,
)

if TYPE_CHECKING:
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
    "without escaping": "{{ X|safe }}",
    "as Markdown": "{{ X|markdown }}",
    "as Markdown within a line": "{{ X|inline }}",
    "under another name": "{% set y = X %}{{ y }}",
    "out of a block": "{% set y %}{{ X }}{% endset %}{{ y }}",
    "out of a macro": "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(X) }}",
    "doubled": "{{ X * 2 }}",
    "replaced": '{{ X|replace("-", "") }}',
    "cut": "{{ X|truncate(200) }}",
}
"""Ways in which a template prints the text X."""

LOOKED_AT = {
    "compared": '{{ X == "a" }}',
    "compared with itself": "{{ X == X }}",
    "sorted against": '{{ X < "a" }}',
    "looked up": '{{ X in ["a"] }}',
    "searched": '{{ "a" in X }}',
    "measured": "{{ X|length }}",
    "as a list": "{{ X|list }}",
    "letter by number": "{{ X[0] }}",
    "called": "{{ X() }}",
    "its attribute": "{{ X.voice }}",
    "if it is given, itself": "{{ X and X.voice }}",
    "in a range": "{{ range(X|int) }}",
}
"""Ways in which a template lets something be known of X."""

WHATEVER = {
    "in a printed list": "{{ [X] }}",
    "in a printed mapping": '{{ {"a": X} }}',
    "its own hint": "{{ X._undefined_hint }}",
    "its class": "{{ X.__class__.__mro__ }}",
}
"""Ways that need not be refused, so long as nothing comes of them."""

RECORD = "motion.questions[0]"
AROUND = {
    "as it is": f"{{{{ {RECORD} }}}}",
    "as a string": f"{{{{ {RECORD}|string }}}}",
    "as a list": f"{{{{ {RECORD}|list }}}}",
    "as pairs": f"{{{{ {RECORD}|items|list }}}}",
    "key by key": f"{{% for key in {RECORD} %}}{{{{ {RECORD}[key] or '' }}}}{{% endfor %}}",
    "its fields": f"{{{{ {RECORD}._fields }}}}",
    "its dictionary": f"{{{{ {RECORD}.__dict__ }}}}",
    "by a format string": f'{{{{ "{{0.answer}}".format({RECORD}) }}}}',
    "field of each": '{{ motion.questions|map(attribute="answer")|join }}',
    "joined by field": '{{ motion.questions|join(attribute="answer") }}',
    "selected by value": f'{{{{ motion.questions|selectattr("answer", "eq", "{secret_of(SECRET_TEXTS[0])}")|list }}}}',
    "grouped": '{% for answer, all in motion.questions|groupby("answer") %}{{ answer }}{% endfor %}',
    "sorted": '{{ motion.questions|sort(attribute="answer")|map(attribute="ask")|join }}',
    "largest": '{{ (motion.questions|max(attribute="answer")).ask }}',
    "unique": '{{ motion.questions|unique(attribute="answer")|list }}',
    "summed": '{{ motion.questions|sum(attribute="answer", start="") }}',
    "whole motion": "{{ motion }}",
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


def assert_refused(folder: Path, marked: LoadedMotion, path: str, use: str) -> None:
    problem = problem_in(Templates(put(folder, {SHEET: f"<p>\n{with_x(use, path)}\n</p>"})), marked)
    line = line_of(marked.path, secret_of(path).removesuffix("zz"))
    assert (problem.file, problem.line) == ((folder / SHEET).as_posix(), 2)
    assert problem.message == f"'{path}' ({marked.path.as_posix()}, line {line}) is for teachers only"
    assert problem.hint == "Put what prints it between {% if teacher %} and {% endif %}."
    assert problem.excerpt == with_x(use, path)


@pytest.mark.parametrize("use", [*PRINTED.values(), *LOOKED_AT.values()], ids=[*PRINTED, *LOOKED_AT])
@pytest.mark.parametrize("path", [SECRET_TEXTS[0], SECRET_LIST])
def test_the_student_edition_refuses_every_use_of_a_secret(
    tmp_path: Path, marked: LoadedMotion, path: str, use: str
) -> None:
    assert_refused(tmp_path, marked, path, use)


@pytest.mark.parametrize("path", SECRET_TEXTS)
def test_only_the_teachers_edition_prints_a_secret(tmp_path: Path, marked: LoadedMotion, path: str) -> None:
    assert_refused(tmp_path / "a", marked, path, "{{ X }}")
    assert secret_of(path) in letters_of(printed(tmp_path / "b", with_x("{{ X }}", path), marked, TEACHER))
    assert secret_of(path) not in letters_of(page_or_nothing(tmp_path / "c", with_x("{{ [X] }}", path), marked))


@pytest.mark.parametrize("use", PRINTED.values(), ids=PRINTED.keys())
def test_the_teachers_edition_prints_a_secret_in_every_way(tmp_path: Path, marked: LoadedMotion, use: str) -> None:
    assert secret_of(SECRET_TEXTS[0]) in letters_of(printed(tmp_path, with_x(use, SECRET_TEXTS[0]), marked, TEACHER))


def test_the_teachers_edition_prints_the_list(tmp_path: Path, marked: LoadedMotion) -> None:
    use = "{% for entry in motion.evaluation.missing %}{{ entry.voice }} {{ entry.why }}{% endfor %}"
    assert len(secrets_in(printed(tmp_path, use, marked, TEACHER))) == 2


@pytest.mark.parametrize("use", [*WHATEVER.values(), *AROUND.values()], ids=[*WHATEVER, *AROUND])
def test_nothing_of_a_secret_comes_through(tmp_path: Path, marked: LoadedMotion, use: str) -> None:
    for number, path in enumerate([SECRET_TEXTS[0], SECRET_LIST] if "X" in use else [""]):
        shown = letters_of(page_or_nothing(tmp_path / str(number), with_x(use, path), marked))
        assert secrets_in(shown) == set()


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
def test_a_secret_is_false_for_students(
    tmp_path: Path, marked: LoadedMotion, use: str, student: str, teacher: str
) -> None:
    path = "teacher_notes"
    assert printed(tmp_path, with_x(use, path), marked, STUDENT) == student
    expected = teacher.replace("its text", secret_of(path))
    assert printed(tmp_path, with_x(use, path), marked, TEACHER) == expected


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
def test_a_part_that_prints_a_secret_is_named(tmp_path: Path, marked: LoadedMotion, sheet: str, part: str) -> None:
    templates = Templates(put(tmp_path, {SHEET: sheet, "part.html": part}))
    problem = problem_in(templates, marked)
    assert (problem.file, problem.line) == ((tmp_path / "part.html").as_posix(), 3)
    assert "'teacher_notes'" in problem.message
    assert secret_of("teacher_notes") in render(templates, marked, TEACHER)


SPARSE = """\
motion: This house would plant a tree in every school yard
sources: {survey: {}}
terms:
  - {term: Shade, meaning: Where the sun does not reach.}
pro:
  arguments:
    - claim: Trees give shade.
      evidence:
        - {quote: more shade, from: survey}
        - {fact: Trees lose leaves., from: general knowledge}
        - {find: How tall are the trees?}
    - claim: Planting is a lesson in itself.
con:
  arguments:
    - claim: Yards are small.
    - claim: Somebody must water them.
questions:
  - ask: Where would it stand?
evaluation:
  source: survey
  claims: [{quote: more shade}]
  words: [{quote: shade}]
"""

ABSENT_TEXTS = ["pro.summary", "pro.arguments[0].impact", "sources.survey.title", "questions[0].level"]
ABSENT_SECRETS = ["questions[0].answer", "evaluation.words[0].plainer", "teacher_notes"]
ABSENT_PARTS = ["ages", "questions[0].depth", "pro.arguments[0].evidence[0].paragraph"]
PATHS: list[tuple[str, tuple[str | int, ...], str]] = [
    ("motion", ("motion",), "This house would plant a tree in every school yard"),
    ("sides.pro", ("sides", "pro"), ""),
    ("terms[0].term", ("terms", 0, "term"), "Shade"),
    ("con.arguments[1].claim", ("con", "arguments", 1, "claim"), "Somebody must water them."),
    ("con.arguments[1].id", ("con", "arguments", 1, "id"), "C2"),
    ("pro.arguments[0].evidence[0].from", ("pro", "arguments", 0, "evidence", 0, "from"), "survey"),
    ("pro.arguments[0].evidence[2].find", ("pro", "arguments", 0, "evidence", 2, "find"), "How tall are the trees?"),
    ("sources.survey.title", ("sources", "survey", "title"), ""),
    ("questions[0].ask", ("questions", 0, "ask"), "Where would it stand?"),
    ("evaluation.words[0].quote", ("evaluation", "words", 0, "quote"), "shade"),
]


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> LoadedMotion:
    return read(tmp_path_factory.mktemp("sparse"), SPARSE)


@pytest.mark.parametrize("path", ABSENT_TEXTS)
def test_a_text_that_is_not_given_prints_as_nothing(tmp_path: Path, sparse: LoadedMotion, path: str) -> None:
    use = f"[{{{{ motion.{path} }}}}]{{% if motion.{path} %}}given{{% endif %}}"
    assert {printed(tmp_path, use, sparse, edition) for edition in EDITIONS} == {"[]"}


@pytest.mark.parametrize("path", ABSENT_SECRETS)
def test_a_secret_that_is_not_given_is_a_secret_all_the_same(tmp_path: Path, sparse: LoadedMotion, path: str) -> None:
    use = f"[{{{{ motion.{path} }}}}]"
    assert printed(tmp_path, use, sparse, TEACHER) == "[]"
    assert problem_in(Templates(put(tmp_path, {SHEET: use})), sparse).message.startswith(f"'{path}' (")


@pytest.mark.parametrize("path", ABSENT_PARTS)
def test_a_part_that_is_not_given_is_none(tmp_path: Path, sparse: LoadedMotion, path: str) -> None:
    use = f"{{{{ motion.{path} is none }}}}{{% if motion.{path} %}}given{{% endif %}}"
    assert {printed(tmp_path, use, sparse, edition) for edition in EDITIONS} == {"True"}


@pytest.mark.parametrize("path", ["subjects", "pro.arguments[1].evidence"])
def test_a_list_that_is_not_given_is_empty(tmp_path: Path, sparse: LoadedMotion, path: str) -> None:
    use = f"{{% for item in motion.{path} %}}{{{{ item }}}}{{% else %}}none{{% endfor %}}"
    assert printed(tmp_path, use, sparse) == "none"


@pytest.mark.parametrize(("written", "path", "text"), PATHS, ids=[written for written, *_ in PATHS])
def test_texts_know_their_path_and_are_read_by_it(
    tmp_path: Path, sparse: LoadedMotion, written: str, path: tuple[str | int, ...], text: str
) -> None:
    for edition in EDITIONS:
        found: Any = visible_to(edition, sparse.motion)
        for step in path:
            found = found[step]
        assert (found, found.path) == (text, path)
    by_brackets = "".join(f"[{step!r}]" for step in path)
    assert printed(tmp_path, f"{{{{ motion.{written} }}}}|{{{{ motion{by_brackets} }}}}", sparse) == f"{text}|{text}"


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("{% for item in motion.pro.arguments[0].evidence %}{{ item.kind }} {% endfor %}", "quote fact find "),
        ("{% for name in motion.sources %}{{ name }}{% endfor %} of {{ motion.sources|length }}", "survey of 1"),
        ("{{ document is defined or path is defined or environment is defined }}", "False"),
    ],
    ids=["kinds", "names", "nothing else"],
)
def test_templates_see_the_motion_and_nothing_else(
    tmp_path: Path, sparse: LoadedMotion, use: str, expected: str
) -> None:
    assert printed(tmp_path, use, sparse) == expected


def test_a_source_may_have_the_name_of_a_method(tmp_path: Path) -> None:
    motion = read(tmp_path, SPARSE.replace("survey", "items").replace("items: {}", "items: {title: A survey}"))
    assert printed(tmp_path, "{{ motion.sources.items.title }}", motion) == "A survey"


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("motoin", "motion has no field 'motoin'", "Did you mean 'motion'?"),
        ("con.arguments[1].Claim", "con.arguments[1] has no field 'Claim'", "Did you mean 'claim'?"),
        ("sources.servey", "sources has no field 'servey'", "Did you mean 'survey'?"),
        ("sides.xyz", "sides has no field 'xyz'", "Known here: con, pro."),
        ("questions[0].anwser", "questions[0] has no field 'anwser'", "Did you mean 'answer'?"),
    ],
)
@pytest.mark.parametrize("use", ["{{ X }}", "{{ X|upper }}", "{% if X %}{% endif %}", "{{ X.more }}"])
def test_an_unknown_field_is_reported_with_the_one_that_was_meant(
    tmp_path: Path, sparse: LoadedMotion, use: str, path: str, message: str, hint: str
) -> None:
    problem = problem_in(Templates(put(tmp_path, {SHEET: f"<p>\n{with_x(use, path)}"})), sparse)
    assert (problem.line, problem.message, problem.hint) == (2, message, hint)


@pytest.mark.parametrize(
    "use",
    ["{% set motion.motion = 'x' %}", "{{ motion.subjects.append('x') }}", "{{ motion.update({'motion': 'x'}) }}"],
)
def test_a_template_cannot_change_the_motion(tmp_path: Path, sparse: LoadedMotion, use: str) -> None:
    assert problem_in(Templates(put(tmp_path, {SHEET: use})), sparse).file == (tmp_path / SHEET).as_posix()


HOSTILE = "R & D < 5 \"q\" 'a' <b>bold</b> {{ motion }} {% if %} {# #} &amp;"
SIDES = {"arguments": [{"id": "P1", "claim": "a"}, {"id": "P2", "claim": "b"}]}
ARGUMENTS = {"arguments": [{"claim": HOSTILE}, {"claim": HOSTILE}]}


@pytest.fixture
def hostile(tmp_path: Path) -> LoadedMotion:
    return read(tmp_path, {"motion": HOSTILE, "pro": {"summary": HOSTILE, **ARGUMENTS}, "con": ARGUMENTS})


@pytest.mark.parametrize(
    "use",
    [
        "{{ motion.motion }}",
        '{{ motion.motion ~ "" }}',
        "{{ [motion.motion]|join }}",
        "{{ motion.pro.summary|markdown }}",
        "{{ motion.pro.summary|inline }}",
        "{{ ''|markdown(motion.motion) }}",
        "{% set text %}{{ motion.motion }}{% endset %}{{ text }}",
        "{% macro m(text) %}{{ text }}{% endmacro %}{{ m(motion.motion) }}",
    ],
)
def test_a_text_is_printed_letter_for_letter(tmp_path: Path, hostile: LoadedMotion, use: str) -> None:
    page = tree(printed(tmp_path, f"<html><body><div>{use}</div></body></html>", hostile))
    assert text_of(page) == HOSTILE
    assert {element.tag for element in page.iter()} <= {"html", "body", "div", "p", "strong"}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_text_stays_within_its_attribute(tmp_path: Path, hostile: LoadedMotion, quote: str) -> None:
    template = f"<html><body><p title={quote}{{{{ motion.motion }}}}{quote}>x</p></body></html>"
    (paragraph,) = tree(printed(tmp_path, template, hostile)).iter("p")
    assert paragraph.get("title") == HOSTILE
    assert set(paragraph.attrib) == {"title", "data-at"}


@pytest.fixture(scope="module")
def one_line(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(put(tmp_path_factory.mktemp("templates"), {SHEET: "<p>{{ motion.motion }}</p>"}))


@settings(max_examples=100, deadline=None, database=None)
@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_any_text_is_printed_letter_for_letter(one_line: Templates, text: str) -> None:
    motion = Motion.model_validate({"motion": text, "pro": SIDES, "con": SIDES})
    document = parse("motion: x", "motion.yaml")
    page = one_line.render(handout(), template_context(motion, STUDENT), document, *words_and_framework())
    assert unescape(page.partition(">")[2].removesuffix("</p>")) == text.strip()


@pytest.mark.parametrize(
    ("use", "student", "teacher"),
    [
        ("{{ edition }}", "student", "teacher"),
        ("{{ teacher }}", "False", "True"),
        ("{{ motion.motion }}", *("This house would plant a tree in every school yard",) * 2),
        (
            "{{ handout.name }}, {{ handout.title }}, {{ handout.about }}",
            *("sheet, A sheet, A sheet to test with.",) * 2,
        ),
        ("{{ words.name }} {{ words.handouts.pro_brief }}", *("Name Brief for the motion",) * 2),
        ("{{ framework.title }} in {{ framework.steps|length }}", *("Lateral reading in 3",) * 2),
        ("{{ framework.steps[0].minutes }}", "3", "3"),
    ],
)
def test_templates_see_what_they_are_told(
    tmp_path: Path, smallest: LoadedMotion, use: str, student: str, teacher: str
) -> None:
    assert printed(tmp_path, use, smallest, STUDENT) == student
    assert printed(tmp_path, use, smallest, TEACHER) == teacher


def test_the_first_folder_wins_for_sheets_and_parts(tmp_path: Path, smallest: LoadedMotion) -> None:
    theirs = put(tmp_path / "theirs", {SHEET: '{% include "parts/line.html" %}', "parts/line.html": "theirs"})
    sheet = put(tmp_path / "sheet", {SHEET: '{% include "parts/line.html" %}, mine'})
    part = put(tmp_path / "part", {"parts/line.html": "mine"})
    for folders, expected in {
        (sheet, theirs): "theirs, mine",
        (theirs, sheet): "theirs",
        (part, theirs): "mine",
        (tmp_path / "nowhere", theirs): "theirs",
    }.items():
        assert render(Templates(*folders), smallest) == expected


def test_the_users_part_wins_over_the_built_in_one(tmp_path: Path, smallest: LoadedMotion) -> None:
    own = put(tmp_path / "own", {"parts/argument.html": "<p>{{ argument.claim }} Mine.</p>"})
    templates = Templates(own, PACKAGED)
    brief = next(brief for brief in templates.handouts() if brief.name == "pro-brief")
    assert "Trees give shade. Mine." in text_of(tree(render(templates, smallest, STUDENT, brief)))
