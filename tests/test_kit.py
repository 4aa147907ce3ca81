"""A motion becomes a kit: which documents, with which text, for whom, and always the same bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from lxml import etree

from debatekit.audience import Edition
from debatekit.errors import DebatekitError
from debatekit.kit import build_kit, open_workshop, themes
from debatekit.motion.loader import load_motion
from tests.checkers import faults
from tests.samples import SMALLEST, full_motion, write_motion

if TYPE_CHECKING:
    from debatekit.kit import Workshop

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

HOSTILE = {
    "ampersand and less-than": "R & D < 5",
    "heading mark": "# x",
    "number mark": "1. x",
    "bullet mark": "- x",
    "table": "| a |",
    "template": "{{ x }} {% if y %} {# z #}",
    "tag": "<b>bold</b> </p> <script>",
    "quotation marks": "\"q\" 'a' “t” «g»",
    "emoji": "\N{GRINNING FACE} \N{WOMAN}\N{ZERO WIDTH JOINER}\N{SCHOOL} e\N{COMBINING ACUTE ACCENT}",
    "one long word": "W" * 5000,
    "entity": "&amp; &#65; &lt;",
    "link": "[x](javascript:y)",
    "quote mark": "> q",
    "rule": "---",
    "stars": "* * *",
    "code": "`c` ~~s~~",
    "right to left": "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}",
}


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return open_workshop()


def text_of(content: bytes) -> str:
    """Return the text of a document's body, a line a paragraph."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    return "\n".join("".join(node.text or "" for node in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_in_every_field_is_printed_letter_for_letter(
    workshop: Workshop, tmp_path: Path, text: str
) -> None:
    motion = load_motion(write_motion(tmp_path, full_motion(text)))
    documents = {document.name: document.content for document in workshop.documents(motion)}
    assert len(documents) == 9
    printed = {name: text_of(content).count(text) for name, content in documents.items()}
    # Claims, reasons, quotations and so on: each field of the motion is printed where it belongs.
    least = {
        "pro-brief.docx": 25,
        "pro-brief-teacher.docx": 28,
        "discussion-questions.docx": 5,
        "discussion-questions-teacher.docx": 11,
        "source-evaluation.docx": 12,
        "source-evaluation-teacher.docx": 18,
    }
    assert {name: printed[name] for name in least if printed[name] < least[name]} == {}
    assert printed["pro-brief.docx"] == printed["con-brief.docx"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_gives_sound_documents(workshop: Workshop, tmp_path: Path, text: str) -> None:
    motion = load_motion(write_motion(tmp_path, full_motion(text)))
    document = workshop.documents(motion, ["source-evaluation"], [Edition.TEACHER])[0]
    assert faults(document.content) == []


def test_no_part_of_a_student_document_holds_a_teacher_only_text(workshop: Workshop, tmp_path: Path) -> None:
    secret = "zzsecretzz"
    motion = load_motion(write_motion(tmp_path, full_motion("open", secret)))
    for document in workshop.documents(motion, editions=[Edition.STUDENT]):
        package = zipfile.ZipFile(io.BytesIO(document.content))
        assert [part for part in package.namelist() if secret.encode() in package.read(part)] == []
    shown = [text_of(document.content).count(secret) for document in workshop.documents(motion)]
    assert sum(shown) >= 6 + 1 + 3 + 2


def test_a_template_that_prints_an_answer_for_students_is_refused(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    head = "{#---\ntitle: Leak\nabout: Prints what it must not.\n---#}\n"
    (templates / "leak.html").write_text(f"{head}<p>{{{{ motion.questions[0].answer }}}}</p>", encoding="utf-8")
    motion = load_motion(write_motion(tmp_path, full_motion("open", "secret")))
    with pytest.raises(DebatekitError) as caught:
        open_workshop(templates).documents(motion, ["leak"], [Edition.STUDENT])
    (problem,) = caught.value.problems
    assert problem.file.endswith("leak.html")
    assert problem.line == 5
    assert "questions[0].answer" in problem.message
    assert "motion.yaml, line" in problem.message


def test_the_smallest_motion_gives_a_smaller_kit_without_empty_headings(workshop: Workshop, tmp_path: Path) -> None:
    motion = load_motion(write_motion(tmp_path, SMALLEST))
    documents = workshop.documents(motion)
    assert [document.name for document in documents] == [
        "pro-brief.docx",
        "pro-brief-teacher.docx",
        "con-brief.docx",
        "con-brief-teacher.docx",
        "fairness-and-sources-teacher.docx",
    ]
    for document in documents:
        assert faults(document.content) == []
        paragraphs = docx.Document(io.BytesIO(document.content)).paragraphs
        styles = [paragraph.style.name if paragraph.style else "" for paragraph in paragraphs]
        assert not styles[-1].startswith("Heading")
        assert "" not in {p.text for p in paragraphs if p.style and p.style.name.startswith("Heading")}


def test_the_same_motion_gives_the_same_bytes(tmp_path: Path) -> None:
    motion = load_motion(write_motion(tmp_path, full_motion("text")))
    assert open_workshop().documents(motion) == open_workshop().documents(motion)


def test_nothing_is_written_unless_every_document_could_be_made(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "broken.html").write_text("{#---\ntitle: B\nabout: B.\n---#}\n<p>{{ nothing }}</p>", encoding="utf-8")
    path = write_motion(tmp_path, SMALLEST)
    with pytest.raises(DebatekitError):
        build_kit(open_workshop(templates), path, tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_a_handout_that_includes_itself_is_told_and_not_what_comes_along(tmp_path: Path) -> None:
    page = '{% extends "parts/sheet.html" %}\n{% block name %}Vote{% endblock %}\n'
    page += '{% block sheet %}\n{% include "vote.html" %}\n{% endblock %}\n'
    (tmp_path / "vote.html").write_text(f"{{#---\ntitle: V\nabout: V.\n---#}}\n{page}", encoding="utf-8")
    with pytest.raises(DebatekitError) as caught:
        open_workshop(tmp_path).documents(load_motion(write_motion(tmp_path, SMALLEST)), ["vote"], [Edition.STUDENT])
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ((tmp_path / "vote.html").as_posix(), 8)
    assert problem.message == "the template calls itself without end"


def test_a_handout_that_needs_what_no_motion_has_is_told(tmp_path: Path) -> None:
    path = tmp_path / "vote.html"
    for needs, column in (("questons", 8), ("[pro, questons]", 14)):
        path.write_text(f"{{#---\ntitle: V\nabout: V.\nneeds: {needs}\n---#}}\n", encoding="utf-8")
        with pytest.raises(DebatekitError) as caught:
            open_workshop(tmp_path).documents(load_motion(write_motion(tmp_path, SMALLEST)), ["vote"])
        told = "'questons' is not a key of a motion. Did you mean 'questions'?"
        assert caught.value.problems[0].headline == f"{path.as_posix()}:4:{column}: {told}"


NAMES = {
    "student": (Edition.STUDENT, "standard", False, "pro-brief.docx"),
    "teacher": (Edition.TEACHER, "standard", False, "pro-brief-teacher.docx"),
    "student, in a theme": (Edition.STUDENT, "large-print", False, "pro-brief-large-print.docx"),
    "teacher, in a theme": (Edition.TEACHER, "large-print", False, "pro-brief-teacher-large-print.docx"),
    "student, to fill in": (Edition.STUDENT, "standard", True, "pro-brief-fillable.docx"),
    "all of it": (Edition.TEACHER, "dyslexia", True, "pro-brief-teacher-dyslexia-fillable.docx"),
}


@pytest.mark.parametrize(("edition", "theme", "fillable", "name"), NAMES.values(), ids=NAMES)
def test_document_is_named_after_how_it_is_made(
    tmp_path: Path, edition: Edition, theme: str, fillable: bool, name: str
) -> None:
    workshop = open_workshop(theme=theme, fillable=fillable)
    motion = load_motion(write_motion(tmp_path, SMALLEST))
    assert [document.name for document in workshop.documents(motion, ["pro-brief"], [edition])] == [name]


def test_kits_of_two_themes_stand_side_by_side(tmp_path: Path) -> None:
    path = write_motion(tmp_path, SMALLEST, "trees")
    built = [build_kit(open_workshop(theme=theme), path, tmp_path / "output") for theme in ("standard", "dyslexia")]
    assert (
        len({file for kit in built for file in kit.files})
        == len(list((tmp_path / "output/trees").glob("*.docx")))
        == 10
    )


def page_width(workshop: Workshop, folder: Path, language: str) -> str | None:
    motion = load_motion(write_motion(folder, f"language: {language}\n{SMALLEST}"))
    package = zipfile.ZipFile(io.BytesIO(workshop.documents(motion, ["pro-brief"])[0].content))
    size = etree.fromstring(package.read("word/document.xml")).find(f".//{W}pgSz")
    return None if size is None else size.get(f"{W}w")


@pytest.mark.parametrize(
    ("paper", "language", "width"),
    [
        (None, "en-GB", "11906"),
        (None, "en-US", "12240"),
        (None, "en", "11906"),
        (None, "en-CA", "12240"),
        ("a4", "en-US", "11906"),
        ("letter", "en-GB", "12240"),
    ],
)
def test_paper_is_as_told_or_as_is_usual_where_the_language_is_spoken(
    tmp_path: Path, paper: str | None, language: str, width: str
) -> None:
    assert page_width(open_workshop(paper=paper), tmp_path, language) == width


def test_a_look_is_made_once_a_language() -> None:
    workshop = open_workshop()
    assert workshop.look("en-GB") is workshop.look("en-GB")
    assert workshop.look("en-GB") is not workshop.look("en-US")


def test_a_school_has_a_theme_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    text = "title: Ours\nabout: For us.\nbased_on: large-print\nfonts: {body: Verdana}\n"
    (tmp_path / "themes/ours.yaml").write_text(text, encoding="utf-8")
    assert list(themes(tmp_path)) == ["standard", "dyslexia", "ink-saver", "large-print", "ours"]
    (document, *_) = open_workshop(tmp_path, theme="ours").documents(load_motion(write_motion(tmp_path, SMALLEST)))
    assert document.name == "pro-brief-ours.docx"
    assert b"Verdana" in zipfile.ZipFile(io.BytesIO(document.content)).read("word/theme/theme1.xml")


def test_a_mistake_in_a_theme_is_told(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    path = tmp_path / "themes/ours.yaml"
    path.write_text("title: Ours\nabout: For us.\nbased_on: standart\n", encoding="utf-8")
    with pytest.raises(DebatekitError) as caught:
        open_workshop(tmp_path, theme="ours")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.hint) == (path.as_posix(), 3, "Did you mean 'standard'?")


def test_what_is_no_part_of_a_page_is_told_with_its_line(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    sheet = (
        "{#---\ntitle: V\nabout: V.\n---#}\n"
        '{% extends "parts/sheet.html" %}{% block name %}V{% endblock %}\n{% block sheet %}\n  <blink>x</blink>\n'
    )
    (templates / "vote.html").write_text(sheet + "{% endblock %}\n", encoding="utf-8")
    with pytest.raises(DebatekitError) as caught:
        open_workshop(templates).documents(
            load_motion(write_motion(tmp_path, SMALLEST)), ["vote"], editions=[Edition.STUDENT]
        )
    (problem,) = caught.value.problems
    assert str(problem) == (
        f"{(templates / 'vote.html').as_posix()}:7:3: unknown element <blink>. {problem.hint}\n"
        "    7 |   <blink>x</blink>\n"
        "      |   ^"
    )
