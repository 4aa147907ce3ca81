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
from debatekit.files import packaged
from debatekit.motion.fields import BOTH
from debatekit.motion.loader import load_motion
from debatekit.ooxml import W
from debatekit.settings import BuildOptions
from debatekit.templating.translations import read_words
from debatekit.yamlfile import read_yaml
from tests.checkers import faults, own_faults
from tests.kits import open_builder
from tests.packages import unpacked

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
    read = yaml.load((FOLDER / kind / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(read, dict)
    return read


def phrases(value: Any, path: str = "") -> dict[str, str]:
    """Return each phrase by its place, without the rules of the language."""
    if path.startswith((".plural", ".dates", ".decimal")):
        return {}
    if not isinstance(value, dict | list):
        return {path: value}
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return {place: text for key, inner in items for place, text in phrases(inner, f"{path}.{key}").items()}


def said(language: str) -> dict[str, str]:
    return phrases(data("languages", language))


def placeholders(language: str) -> dict[str, list[str]]:
    return {path: sorted(PLACEHOLDER.findall(text)) for path, text in said(language).items() if text.strip()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_builtin_language_are_read_as_they_are_checked(language: str) -> None:
    document = read_yaml(FOLDER / "languages" / f"{language}.yaml")
    assert (document.problems, document.data) == ([], read_words((FOLDER,), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: str) -> None:
    assert placeholders(language) == placeholders("en")
    words = data("languages", language)
    assert len(words["dates"]["months"]) == 12
    assert sorted(PLACEHOLDER.findall(words["dates"]["day"])) == ["{day}", "{month}", "{year}"]
    assert "1" in words["plural"]["one"]
    assert set(words["findings"]) <= {rule.code for rule in RULES} - {UNREADABLE.code, UNBUILDABLE.code}


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_and_their_spaces_are_those_of_the_language(language: str) -> None:
    suffix = "" if language == "en" else f".{language}"
    printed = said(language)
    for framework in FRAMEWORKS:
        printed |= phrases(data("frameworks", f"{framework}{suffix}"), f"{framework}{suffix}")
    marks = (".quotes", ".colon")
    wrong = {path: text for path, text in printed.items() if SPACING[language].search(text)}
    assert [path for path in wrong if not path.startswith(marks)] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_framework_is_in_every_language(framework: str) -> None:
    english = data("frameworks", framework)
    for language in OTHERS:
        other = data("frameworks", f"{framework}.{language}")
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
    builder = open_builder(fillable=fillable)
    documents = builder.render(load_motion(tmp_path / "motion.yaml"), BuildOptions(editions=BOTH, readings=True))
    assert len(documents) > 10
    for document in documents:
        assert faults(document.content) == []
        assert english_in(document.content, language, text) == []


def english_in(content: bytes, language: str, motion: str) -> list[str]:
    """Return the English phrases of the program in a document: whole paragraphs, titles of fields, and longer ones."""
    own = {text.lower().rstrip(":.") for text in said(language).values()}
    english = {text.lower() for text in said("en").values() if text.lower().rstrip(":.") not in own}
    parts = [PLACEHOLDER.sub(" ", phrase).split() for phrase in english]
    longer = {" ".join(words) for words in parts if len(words) > 1}
    found = []
    for text in texts(content):
        lowered = " ".join(ENGLISH_NAMES.sub("", text).lower().split())
        if lowered in motion.lower():
            continue
        found += ENGLISH.findall(lowered)
        found += [phrase for phrase in longer if re.search(rf"\b{re.escape(phrase)}\b", lowered)]
        found += [lowered] if lowered.rstrip(":.") in {phrase.rstrip(":.") for phrase in english} else []
    return found


def texts(content: bytes) -> Iterator[str]:
    """Yield each paragraph, each title of a field or table, and the properties of a document."""
    document = docx.Document(io.BytesIO(content))
    yield from (document.core_properties.title, document.core_properties.subject)
    for part in document.part.package.iter_parts():
        if not part.partname.endswith(".xml") or not re.search(r"document|header|footer|notes", part.partname):
            continue
        root = etree.fromstring(part.blob)
        for element in root.iter("{*}p"):
            yield "".join(node.text or "" for node in element.iter("{*}t"))
        for element in root.iter("{*}alias", "{*}tblCaption", "{*}tblDescription"):
            yield str(element.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"))


@pytest.mark.parametrize("fillable", [False, True])
def test_a_language_of_ones_own_runs_from_right_to_left(tmp_path: Path, *, fillable: bool) -> None:
    (tmp_path / "templates/languages").mkdir(parents=True)
    (tmp_path / "templates/languages/he.yaml").write_bytes((FOLDER / "languages/en.yaml").read_bytes())
    text = (HERE / "de.yaml").read_text(encoding="utf-8").replace("language: de-DE", "language: he")
    (tmp_path / "de.txt").write_bytes((HERE / "de.txt").read_bytes())
    (tmp_path / "motion.yaml").write_text(text, encoding="utf-8")
    builder = open_builder(tmp_path / "templates", FOLDER, fillable=fillable)
    documents = builder.render(load_motion(tmp_path / "motion.yaml"), BuildOptions(readings=True))
    assert len(documents) > 5
    for document in documents:
        assert own_faults(document.content) == []
        for name, root in xml_parts(document.content):
            found = {tag: len([*root.iter(f"{{*}}{tag}")]) for tag in ("tbl", "bidiVisual", "sectPr")}
            assert found["tbl"] == found["bidiVisual"], name
            assert len(root.findall(".//{*}sectPr/{*}bidi")) == found["sectPr"]
            sideways = root.findall(".//{*}textDirection/../..")  # the sign of a side
            left = [it for it in root.iter("{*}p") if it.find("{*}pPr/{*}bidi") is None and it not in sideways]
            assert "".join(text for paragraph in left for text in map(str, paragraph.itertext())) == ""
            runs = [run for run in root.iter("{*}r") if run.find("{*}t") is not None]
            assert not any(run.find("{*}rPr/{*}lang") is not None for run in runs)  # it is that of the styles
            plain = {"".join(map(str, run.itertext())) for run in runs if run.find("{*}rPr/{*}rtl") is None}
            assert [text for text in plain if any(map(str.isalpha, text))] == []
        styles = dict(xml_parts(document.content, "styles|settings"))
        assert {lang.get(f"{W}bidi") for root in styles.values() for lang in root.iter("{*}lang")} == {"he"}
        assert styles["word/settings.xml"].find("{*}themeFontLang").get(f"{W}bidi") == "he"  # type: ignore[union-attr]


def xml_parts(content: bytes, kinds: str = "document|header|footer|footnotes") -> Iterator[tuple[str, etree._Element]]:
    """Yield the names and trees of some parts of a document."""
    for name, part in unpacked(content).items():
        if re.fullmatch(rf"word/(?:{kinds})\d*\.xml", name):
            yield name, etree.fromstring(part)


@pytest.mark.parametrize("language", OTHERS)
def test_the_samples_are_sound(language: str) -> None:
    outcome = check_kit(open_builder(), HERE / f"{language}.yaml")
    assert [finding.problem.headline for finding in outcome.findings] == []
