"""Every language says all there is to say, with the same placeholders, and nothing English is left in its kits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from lxml import etree

from debatekit.build import check_kit
from debatekit.checks.rules import RULES, UNBUILDABLE, UNREADABLE
from debatekit.datafiles import packaged
from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.kits import open_builder

HERE = Path(__file__).parent
FOLDER = packaged("templates")
LANGUAGES = sorted(path.stem for path in FOLDER.glob("languages/*.yaml") if "-" not in path.stem)
OTHERS = [language for language in LANGUAGES if language != "en"]
FRAMEWORKS = sorted(path.stem for path in FOLDER.glob("frameworks/*.yaml") if "." not in path.stem)
PLACEHOLDER = re.compile(r"\{\w+\}")
SPACING = {
    "de": re.compile(r"(?<!\xa0)%|\s[:;?!]|[\"'»«”]|[“](?=\w)|(?<=\w)„"),
    "en": re.compile(r"\s%|\s[:;?!]|[\"«»„]"),
    "fr": re.compile(r"(?<!\xa0)[:;?!»%]|«(?!\xa0)|[\"'“”„]"),
}
"""What is wrong about marks in a language: their spaces, and marks that are those of another."""

ENGLISH = re.compile(r"\b(?:the|of|and|your|you|with|not|what|teacher|students?|pupils?|brief|class|lines?)\b")
"""Words that no German and no French sentence has."""

ENGLISH_NAMES = re.compile("Lateral Reading and the Nature of Expertise")
"""What is printed in English in every language: titles of what was published in English."""


def data(kind: str, name: str) -> dict[str, Any]:
    with (FOLDER / kind / f"{name}.yaml").open(encoding="utf-8") as file:
        read = yaml.load(file, Loader=yaml.BaseLoader)
    assert isinstance(read, dict)
    return read


def phrases(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each phrase with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from phrases(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from phrases(inner, f"{path}[{number}]")
    else:
        yield path, value


RULES_OF_THE_LANGUAGE = (".plural", ".dates", ".decimal")


def said(language: str) -> dict[str, str]:
    everything = dict(phrases(data("languages", language)))
    return {path: text for path, text in everything.items() if not path.startswith(RULES_OF_THE_LANGUAGE)}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_keys_and_the_placeholders_of_english(language: str) -> None:
    english, other = said("en"), said(language)
    assert sorted(other) == sorted(english)
    assert {path: PLACEHOLDER.findall(text) for path, text in other.items() if not text.strip()} == {}
    placeholders = {path: sorted(PLACEHOLDER.findall(text)) for path, text in other.items()}
    assert placeholders == {path: sorted(PLACEHOLDER.findall(text)) for path, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_knows_its_months_and_its_plural(language: str) -> None:
    words = data("languages", language)
    assert len(words["dates"]["months"]) == 12
    assert sorted(PLACEHOLDER.findall(words["dates"]["day"])) == ["{day}", "{month}", "{year}"]
    assert "1" in words["plural"]["one"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_and_their_spaces_are_those_of_the_language(language: str) -> None:
    suffix = "" if language == "en" else f".{language}"
    printed = [*said(language).items()]
    for framework in FRAMEWORKS:
        printed += phrases(data("frameworks", f"{framework}{suffix}"), f"{framework}{suffix}")
    marks = (".quotes", ".colon")
    wrong = [(path, text) for path, text in printed if not path.startswith(marks) and SPACING[language].search(text)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_that_may_be_printed_has_a_sentence(language: str) -> None:
    codes = [rule.code for rule in RULES if rule not in (UNREADABLE, UNBUILDABLE)]
    assert sorted(data("languages", language)["findings"]) == sorted(codes)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_framework_is_in_every_language(framework: str, language: str) -> None:
    english, other = data("frameworks", framework), data("frameworks", f"{framework}.{language}")
    assert other["layout"] == english["layout"]
    assert [step["minutes"] for step in other["steps"]] == [step["minutes"] for step in english["steps"]]
    assert sorted(other) == sorted(english)


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("framework", "fillable"), list(zip(FRAMEWORKS, (False, True) * 2, strict=True)))
def test_a_kit_is_in_its_language_throughout(tmp_path: Path, language: str, framework: str, *, fillable: bool) -> None:
    text = (HERE / f"{language}.yaml").read_text(encoding="utf-8")
    (tmp_path / "motion.yaml").write_text(f"{text}framework: {framework}\n", encoding="utf-8")
    (tmp_path / f"{language}.txt").write_text((HERE / f"{language}.txt").read_text(encoding="utf-8"), encoding="utf-8")
    workshop = open_builder(fillable=fillable)
    documents = workshop.render(load_motion(tmp_path / "motion.yaml"), BuildOptions(readings=True))
    assert len(documents) == 10
    for document in documents:
        assert faults(document.content) == []
        assert english_in(document.content, language, text) == []


def english_in(content: bytes, language: str, motion: str) -> list[str]:
    """Return the English phrases of the program in a document: whole paragraphs, titles of fields, and longer ones."""
    own = {text.lower() for text in said(language).values()}
    phrases_of = {text.lower() for text in said("en").values()} - own
    parts = [PLACEHOLDER.sub(" ", phrase).split() for phrase in phrases_of]
    longer = {" ".join(words) for words in parts if len(words) > 1}
    found = []
    for text in texts(content):
        lowered = " ".join(ENGLISH_NAMES.sub("", text).lower().split())
        if lowered in motion.lower():
            continue
        found += ENGLISH.findall(lowered)
        found += [phrase for phrase in longer if re.search(rf"\b{re.escape(phrase)}\b", lowered)]
        found += [lowered] if lowered.rstrip(":.") in {phrase.rstrip(":.") for phrase in phrases_of} else []
    return found


def texts(content: bytes) -> Iterator[str]:
    """Yield each paragraph, each title of a field or table, and the properties of a document."""
    document = docx.Document(io.BytesIO(content))
    yield from (document.core_properties.title, document.core_properties.subject)
    for part in document.part.package.iter_parts():
        if not part.partname.endswith(".xml") or not re.search(r"document|header|footer|notes", part.partname):
            continue
        root = etree.fromstring(part.blob)
        names = {"alias", "tblCaption", "tblDescription"}
        for element in root.iter("{*}p"):
            yield "".join(node.text or "" for node in element.iter("{*}t"))
        for element in root.iter("{*}alias", "{*}tblCaption", "{*}tblDescription"):
            assert etree.QName(element).localname in names
            yield str(element.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"))


@pytest.mark.parametrize("language", OTHERS)
def test_the_samples_are_sound(language: str) -> None:
    outcome = check_kit(open_builder(), HERE / f"{language}.yaml")
    assert [finding.problem.headline for finding in outcome.findings] == []
