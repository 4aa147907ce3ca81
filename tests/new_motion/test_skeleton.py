"""A new file is a sound motion with nothing left to object to but its prompts, and every field is explained in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel

from debatekit.datafiles import packaged
from debatekit.kit import open_workshop
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Motion
from debatekit.motion.schema import MODELINE
from debatekit.motion.texts import PLACEHOLDER, is_placeholder
from debatekit.new_motion import Start, draft
from debatekit.new_motion.skeleton import about
from tests.checkers import faults
from tests.new_motion.support import MOTION, TEXT, check, propose, write_draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELD = re.compile(r"^( *)#( +)((?:- )?[a-z_]+:(?: |$).*)", re.MULTILINE)
FOLDED = re.compile(r"^( *)# (    +\S.*)", re.MULTILINE)


def in_use(text: str) -> str:
    """Return a file with every field that stands there as a remark made a field."""
    text = FIELD.sub(lambda match: f"{match[1]}{match[2][1:]}{match[3]}", text)
    return FOLDED.sub(r"\1\2", text)


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in a type."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for inner in get_args(kind):
        yield from models(inner)


def keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys(value)


FIELDS = sorted(
    {(kind.__name__, field.alias or name) for kind in models(Motion) for name, field in kind.model_fields.items()}
    - {("Ages", "youngest"), ("Ages", "oldest")}  # written as one text, "15 to 18"
)


def test_it_begins_with_what_editors_find_the_schema_by() -> None:
    assert draft(Start(MOTION)).startswith(f"{MODELINE}\n#\n# A motion file")


@pytest.mark.parametrize("with_text", [False, True], ids=["from nothing", "from a text"])
def test_a_new_file_builds_and_only_its_prompts_are_left(tmp_path: Path, with_text: bool) -> None:
    file = write_draft(tmp_path, Start(MOTION, ages="5 to 6"), propose(tmp_path) if with_text else None)
    findings = check(file).findings
    assert {finding.rule.code for finding in findings} == {"DK601"}
    lines = [finding.problem.line for finding in findings]
    used = [number for number, line in enumerate(file.document.lines, 1) if re.match(r"[^#]*: \(write ", line)]
    assert lines == used
    for document in open_workshop().documents(file):
        assert faults(document.content) == []


def test_what_is_said_of_the_motion_stands_in_the_file(tmp_path: Path) -> None:
    motion = write_draft(tmp_path, Start('Trees: "yes" or #no?', "value", "en-US", "11 to 14")).motion
    assert (motion.motion, motion.kind, motion.language) == ('Trees: "yes" or #no?', "value", "en-US")
    assert motion.ages is not None
    assert (motion.ages.youngest, motion.ages.oldest) == (11, 14)


@pytest.mark.parametrize("text", [None, TEXT, "Trees"], ids=["from nothing", "from a text", "from a word"])
def test_every_field_stands_in_a_new_file(tmp_path: Path, text: str | None) -> None:
    file = draft(Start(MOTION), propose(tmp_path, text) if text else None)
    assert [key for _, key in FIELDS if not re.search(rf"^[ #-]*{key}:", file, re.MULTILINE)] == []


@pytest.mark.parametrize(("model", "key"), FIELDS, ids=".".join)
def test_every_field_is_explained_in_a_new_file(model: str, key: str) -> None:
    text = draft(Start(MOTION))
    said = about(f"{model}.{key}").partition(". ")[0].rstrip(".")[1:]  # in a prompt, its first letter is small
    if (model, key) == ("Argument", "claim"):
        said = "write the first argument for the motion in one sentence"
    assert said in re.sub(r"[\s#]+", " ", text)


def test_a_file_with_all_its_remarks_in_use_is_a_motion(tmp_path: Path) -> None:
    (tmp_path / "used.yaml").write_text(in_use(draft(Start(MOTION))), encoding="utf-8")
    file = load_motion(tmp_path / "used.yaml")
    assert {key for _, key in FIELDS} <= set(keys(file.document.data))


def test_proposals_that_are_remarks_verify_once_they_are_in_use(tmp_path: Path) -> None:
    text = in_use(draft(Start(MOTION), propose(tmp_path)))
    (tmp_path / "used.yaml").write_text(text, encoding="utf-8")
    checked = check(load_motion(tmp_path / "used.yaml"))
    known = checked.sources["article"]
    assert known.quotations >= 10
    assert known.verified == known.quotations
    found = {finding.rule.code for finding in checked.findings} - {"DK601", "DK901"}
    assert found <= {"DK113", "DK303"}  # much quoted, and all of it on one side


def test_nothing_in_the_file_is_in_neither_the_source_nor_the_programs_own_words(tmp_path: Path) -> None:
    word = r"[^\W_]+(?:['’-][^\W_]+)*"
    own = set(re.findall(word, (TEXT + MOTION).lower()))
    empty = draft(Start(MOTION)).lower()
    template = (packaged("templates") / "new/motion.yaml").read_text(encoding="utf-8").lower()
    said = set(re.findall(word, empty + template)) | {str(number) for number in range(20)}
    proposals = propose(tmp_path)
    file = draft(Start(MOTION), proposals).lower()
    measured = {str(proposals.length), str(proposals.quoted), str(proposals.paragraphs)}
    place = {
        "text",
        "txt",
        "metadata",
        "paragraph",
        "about",
        "age",
        "reads",
        "like",
        "an",
        "estimate",
        "its",
        "for",
        "it",
    }
    assert set(re.findall(word, file)) - own - said - measured - place == set()


@pytest.mark.parametrize(
    ("text", "prompt"),
    [("(write the word)", True), (" (Write\nthe word) ", True), ("(write)", False), ("Trees (write the word)", False),
     ("(writers give shade)", False), ("(write this) and (that)", False)],
)  # fmt: skip
def test_a_prompt_is_known_by_its_form(text: str, prompt: bool) -> None:
    assert is_placeholder(text) is prompt


def test_every_text_in_brackets_is_a_prompt() -> None:
    values = re.findall(r": (\(.*\))$", draft(Start(MOTION)), re.MULTILINE)
    assert len(values) > 30
    assert [value for value in values if not PLACEHOLDER.fullmatch(value)] == []
