"""What the JSON Schema takes, the reader takes; and the motions that come with the project are complete and fair."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from debatekit.checks.balance import measure
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Motion
from debatekit.motion.schema import MODELINE, SCHEMA_NAME, motion_schema, parts_of, schema_text
from debatekit.sources.readers import read_source
from tests.motion.drafts import draft, write
from tests.samples import SMALLEST, full_motion

PROJECT = Path(__file__).parents[2]
MOTIONS = sorted((PROJECT / "motions").glob("*.yaml"))
SCHEMA = motion_schema()
VALIDATOR = Draft7Validator(SCHEMA)
FENCED = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does: by the core schema of YAML 1.2, which knows no dates and no "yes" and "no"."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def wrong(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(yaml.load(text, Loader=Editor))]


def samples() -> dict[str, str]:
    found = {path.name: path.read_text(encoding="utf-8") for path in MOTIONS}
    for path in [PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")]:
        for number, block in enumerate(FENCED.findall(path.read_text(encoding="utf-8"))):
            if re.search("(?ms)^motion:.*^pro:", block):
                found[f"{path.name} {number}"] = block
    return {**found, "smallest": SMALLEST, "full": yaml.safe_dump(full_motion("Trees & shade"), sort_keys=False)}


def test_the_schema_is_of_draft_7_and_beside_the_motions_that_name_it() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft7Validator.META_SCHEMA["$id"]
    assert (PROJECT / "motions" / SCHEMA_NAME).read_text(encoding="utf-8") == schema_text()
    for path in MOTIONS:
        assert path.read_text(encoding="utf-8").startswith(f"{MODELINE}\n")


def test_sound_motions_are_taken() -> None:
    assert {name: wrong(text) for name, text in samples().items()} == {name: [] for name in samples()}


TAKEN = [
    ("ages: {youngest: 15, oldest: '18'}\nsubjects: [Biology, 7]\nnotice: 2020", ""),
    ("lesson: {minutes: '50', pupils: 30}", ""),
    ("sources: {text: {published: 2020-05-01, page: 12, author: no}}", ""),
    ("sources:\nquestions:\nevaluation:\nkind:\nages:\nsides:\nchecks:", ""),
    ("settings: {paper: A4}\nchecks: {max_difference: 25 %}", ""),
    ("evaluation: {source: text, offline: An atlas}\nsources: {text: {title: Trees}}", ""),
    ("", "answers: C1, C2\nid: T1\nreasoning: true"),
    ("", "evidence: [{find: 12}, {fact: Trees grow., from: general knowledge}]"),
]


@pytest.mark.parametrize(("top", "argument"), TAKEN)
def test_what_the_reader_takes_is_taken(tmp_path: Path, top: str, argument: str) -> None:
    assert load_motion(write(tmp_path, draft(top, argument)))
    assert wrong(draft(top, argument)) == []


REFUSED = [
    ("agse:", "", "$"), ("kind: polcy", "", "$.kind"), ("ages: old", "", "$.ages"),
    ("subjects: [' ']", "", "$.subjects"), ("lesson: {minutes: 0}", "", "$.lesson"),
    ("questions: [{ask: Why so, depth: 5}]", "", "$.questions[0].depth"),
    ("checks: {max_difference: 101 %}", "", "$.checks"), ("", "id: 1", "$.pro.arguments[0].id"),
    ("", "answers: C1; C2", "$.pro.arguments[0].answers"),
    ("", "evidence: [{quote: a, fact: b, find: c}]", "$.pro.arguments[0].evidence[0]"),
]  # fmt: skip


@pytest.mark.parametrize(("top", "argument", "place"), REFUSED)
def test_mistakes_are_marked_at_their_place(top: str, argument: str, place: str) -> None:
    assert wrong(draft(top, argument)) == [place]


def fields() -> list[tuple[str, dict[str, Any]]]:
    parts = {**SCHEMA["definitions"], "Motion": SCHEMA}
    return [field for part in parts_of(Motion) for field in parts[part.__name__]["properties"].items()]


def test_every_field_is_explained_and_its_examples_are_true() -> None:
    for _, schema in fields():
        assert re.fullmatch(r"[A-Z].*[.?]", schema["description"])
        validator = Draft7Validator({"definitions": SCHEMA["definitions"], **schema})
        for example in schema.get("examples", ()):
            validator.validate(example)


PRACTICE_TEXTS = sorted((PROJECT / "motions").glob("*.practice.txt"))
LEVELS = ["remember", "understand", "apply", "analyse", "evaluate", "create"]


@pytest.fixture(scope="module", params=MOTIONS, ids=lambda path: path.stem)
def motion(request: pytest.FixtureRequest) -> Motion:
    return load_motion(request.param).motion


def test_both_sides_have_complete_arguments_of_nearly_the_same_length(motion: Motion) -> None:
    assert len(motion.pro.arguments) == len(motion.con.arguments) >= 3
    arguments = [*motion.pro.arguments, *motion.con.arguments]
    for part in arguments:
        assert all([part.reasoning, part.impact, part.challenge, part.response, part.answers, part.evidence]), part.id
    assert {number for part in arguments for number in part.answers} == {part.id for part in arguments}
    balance = measure(motion, None)
    pro, con = balance.rows["words"][:2]
    assert con == pytest.approx(pro, rel=0.05)


def test_questions_cover_all_levels_in_order_and_help_the_teacher(motion: Motion) -> None:
    levels = [str(question.level) for question in motion.questions]
    assert 8 <= len(levels) <= 12
    assert set(levels) == set(LEVELS)
    assert levels == sorted(levels, key=LEVELS.index)
    for question in motion.questions:
        assert all([question.depth, question.answer, question.watch_for]), question.id


def test_the_worksheet_has_claims_of_several_kinds_and_a_key(motion: Motion) -> None:
    assert motion.evaluation is not None
    assert len(motion.evaluation.claims) == 4
    assert {claim.kind for claim in motion.evaluation.claims} >= {"fact", "opinion", "prediction"}
    for part in motion.evaluation.claims:
        assert all([part.check, part.answer]), part.id
    for words in motion.evaluation.words:
        assert all([words.prompt, words.technique, words.plainer, words.answer]), words.id


def test_a_source_has_its_practice_text_beside_it_or_none_of_its_text_is_shared(motion: Motion) -> None:
    for source in motion.sources.values():
        path = PROJECT / "motions" / str(source.text)
        assert path.is_file() == (path in PRACTICE_TEXTS) == ("practice" in str(source.type))


@pytest.mark.parametrize("path", PRACTICE_TEXTS, ids=lambda path: path.stem)
def test_a_practice_text_says_first_what_it_is(path: Path) -> None:
    text = read_source(path)
    assert text.paragraphs[0].startswith("This is a practice text. It was written for debatekit, for use in class")
    assert 350 <= len(text.words) <= 700
