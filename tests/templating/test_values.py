"""What a template sees of a motion: texts that know where they come from, and nothing where nothing was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from debatekit.templating import Pages
from debatekit.templating.values import seen_by
from tests.templating.support import EDITIONS, SHEET, STUDENT, TEACHER, printed, problem_in, put, read

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion

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

ABSENT_TEXTS = [
    "notice",
    "background",
    "pro.summary",
    "pro.arguments[0].reasoning",
    "pro.arguments[0].impact",
    "pro.arguments[0].challenge",
    "pro.arguments[0].response",
    "pro.arguments[0].evidence[0].shows",
    "terms[0].example",
    "sources.survey.title",
    "sources.survey.note",
    "questions[0].level",
    "evaluation.claims[0].check",
    "evaluation.claims[0].kind",
    "evaluation.words[0].prompt",
]
ABSENT_SECRET_TEXTS = ["questions[0].answer", "evaluation.words[0].plainer", "teacher_notes"]
ABSENT_PARTS = [
    "ages",
    "lesson",
    "questions[0].depth",
    "evaluation.claims[0].paragraph",
    "pro.arguments[0].evidence[0].paragraph",
]
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


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("path", ABSENT_TEXTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_text_that_is_not_given_prints_as_nothing(
    tmp_path: Path, sparse: LoadedMotion, path: str, edition: Edition
) -> None:
    use = f"[{{{{ motion.{path} }}}}]{{% if motion.{path} %}}given{{% endif %}}"
    assert printed(tmp_path, use, sparse, edition) == "[]"


@pytest.mark.parametrize("path", ABSENT_SECRET_TEXTS)
def test_a_secret_that_is_not_given_prints_as_nothing_for_teachers(
    tmp_path: Path, sparse: LoadedMotion, path: str
) -> None:
    assert printed(tmp_path, f"[{{{{ motion.{path} }}}}]", sparse, TEACHER) == "[]"


@pytest.mark.parametrize("path", [*ABSENT_SECRET_TEXTS, "evaluation.missing"])
def test_a_secret_that_is_not_given_is_refused_to_students_all_the_same(
    tmp_path: Path, sparse: LoadedMotion, path: str
) -> None:
    problem = problem_in(Pages(put(tmp_path, {SHEET: f"{{{{ motion.{path} }}}}"})), sparse, STUDENT)
    assert problem.message.startswith(f"'{path}' (")


@pytest.mark.parametrize("path", ABSENT_PARTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_part_that_is_not_given_is_none(tmp_path: Path, sparse: LoadedMotion, path: str, edition: Edition) -> None:
    use = f"{{{{ motion.{path} is none }}}}{{% if motion.{path} %}}given{{% endif %}}"
    assert printed(tmp_path, use, sparse, edition) == "True"


@pytest.mark.parametrize("path", ABSENT_PARTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_printing_a_part_that_is_not_given_is_refused(
    tmp_path: Path, sparse: LoadedMotion, path: str, edition: Edition
) -> None:
    pages = Pages(put(tmp_path, {SHEET: f"<p>\n{{{{ motion.{path} }}}}</p>"}))
    problem = problem_in(pages, sparse, edition)
    assert (problem.line, problem.message) == (2, "there is nothing to print here: the value is not given")


@pytest.mark.parametrize("path", ["subjects", "pro.arguments[1].evidence", "pro.arguments[1].answers"])
def test_a_list_that_is_not_given_is_empty(tmp_path: Path, sparse: LoadedMotion, path: str) -> None:
    use = f"{{% for item in motion.{path} %}}{{{{ item }}}}{{% else %}}none{{% endfor %}}"
    assert printed(tmp_path, use, sparse) == "none"


@pytest.mark.parametrize(("_", "path", "text"), PATHS, ids=[said for said, *_ in PATHS])
@pytest.mark.parametrize("edition", EDITIONS)
def test_texts_know_their_path(
    sparse: LoadedMotion, edition: Edition, _: str, path: tuple[str | int, ...], text: str
) -> None:
    found = at(seen_by(edition, sparse.motion), path)
    assert (found, found.path) == (text, path)


@pytest.mark.parametrize(("said", "path", "text"), PATHS, ids=[said for said, *_ in PATHS])
def test_fields_are_read_by_the_names_that_are_typed(
    tmp_path: Path, sparse: LoadedMotion, said: str, path: tuple[str | int, ...], text: str
) -> None:
    assert printed(tmp_path, f"{{{{ motion.{said} }}}}", sparse) == text
    by_brackets = "".join(f"[{step!r}]" for step in path)
    assert printed(tmp_path, f"{{{{ motion{by_brackets} }}}}", sparse) == text


def test_evidence_tells_its_kind(tmp_path: Path, sparse: LoadedMotion) -> None:
    use = "{% for item in motion.pro.arguments[0].evidence %}{{ item.kind }} {% endfor %}"
    assert printed(tmp_path, use, sparse) == "quote fact find "


def test_sources_are_gone_through_by_name(tmp_path: Path, sparse: LoadedMotion) -> None:
    use = "{% for name in motion.sources %}{{ name }}{% endfor %} of {{ motion.sources|length }}"
    assert printed(tmp_path, use, sparse) == "survey of 1"


def test_a_source_may_have_the_name_of_a_method(tmp_path: Path) -> None:
    motion = read(tmp_path, SPARSE.replace("survey", "items").replace("items: {}", "items: {title: A survey}"))
    assert printed(tmp_path, "{{ motion.sources.items.title }}", motion) == "A survey"


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("motoin", "motion has no field 'motoin'", "Did you mean 'motion'?"),
        ("pro.sumary", "pro has no field 'sumary'", "Did you mean 'summary'?"),
        ("con.arguments[1].Claim", "con.arguments[1] has no field 'Claim'", "Did you mean 'claim'?"),
        ("sources.servey", "sources has no field 'servey'", "Did you mean 'survey'?"),
        ("sides.xyz", "sides has no field 'xyz'", "Known here: con, pro."),
        ("questions[0].anwser", "questions[0] has no field 'anwser'", "Did you mean 'answer'?"),
        (
            "evaluation.words[0].from_",
            "evaluation.words[0] has no field 'from_'",
            "Known here: answer, id, paragraph, ",
        ),
        (
            "pro.arguments[0].evidence[0].from_",
            "pro.arguments[0].evidence[0] has no field 'from_'",
            "Did you mean 'from'?",
        ),
    ],
)
@pytest.mark.parametrize(
    "use", ["{{ X }}", "{{ X|upper }}", "{% if X %}{% endif %}", "{{ X|markdown }}", "{{ X.more }}"]
)
def test_a_field_that_is_not_there_is_told_with_the_one_that_was_meant(
    tmp_path: Path, sparse: LoadedMotion, use: str, path: str, message: str, hint: str
) -> None:
    pages = Pages(put(tmp_path, {SHEET: "<p>\n" + use.replace("X", f"motion.{path}")}))
    problem = problem_in(pages, sparse)
    assert (problem.line, problem.message) == (2, message)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    "use",
    ["{% set motion.motion = 'x' %}", "{{ motion.subjects.append('x') }}", "{{ motion.update({'motion': 'x'}) }}"],
)
def test_a_template_cannot_change_the_motion(tmp_path: Path, sparse: LoadedMotion, use: str) -> None:
    assert problem_in(Pages(put(tmp_path, {SHEET: use})), sparse).file == (tmp_path / SHEET).as_posix()
