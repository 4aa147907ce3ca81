"""What the checks find out about a motion is printed: places, a page on fairness and, if asked for, the text itself."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from debatekit.audience import Edition
from debatekit.cli import main
from debatekit.errors import DebatekitError
from debatekit.kit import Workshop, open_workshop
from debatekit.motion.loader import load_motion
from tests.checkers import faults
from tests.checks.support import SOUND, TEXT, verify, write

KIT = [
    "pro-brief.docx", "pro-brief-teacher.docx", "con-brief.docx", "con-brief-teacher.docx",
    "discussion-questions.docx", "discussion-questions-teacher.docx",
    "source-evaluation.docx", "source-evaluation-teacher.docx", "fairness-and-sources-teacher.docx",
]  # fmt: skip
FAIRNESS, READING = "fairness-and-sources", "numbered-reading"


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def printed(workshop: Workshop, path: Path, *only: str) -> dict[str, str]:
    documents = workshop.documents(load_motion(path), only)
    return {document.name: text_of(document.content) for document in documents}


def test_the_text_itself_is_printed_only_if_somebody_asks(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert list(printed(open_workshop(), path)) == KIT
    assert list(printed(open_workshop(reading=True), path)) == [*KIT, f"{READING}.docx"]
    assert list(printed(open_workshop(), path, READING)) == [f"{READING}.docx"]


@pytest.mark.parametrize("name", [name for name in KIT if not name.startswith(("discussion", FAIRNESS))])
def test_a_quotation_has_its_place_beside_it_on_every_sheet(tmp_path: Path, name: str) -> None:
    text = printed(open_workshop(), write(tmp_path))[name]
    place = {"pro": "paragraph 3, lines 4 to 5", "con": "paragraph 6, lines 14 to 15", "sou": "paragraph 6, line 14"}[
        name[:3]
    ]
    assert place in text


def test_by_the_record_the_same_places_are_printed(tmp_path: Path) -> None:
    before = printed(open_workshop(), write(tmp_path), "pro-brief", "source-evaluation")
    verify(write(tmp_path))
    assert printed(open_workshop(), write(tmp_path, text=None), "pro-brief", "source-evaluation") == before


@pytest.mark.parametrize(
    ("text", "recorded", "said"),
    [
        (TEXT, False, "Quotations found in the text word for word: 6 of 6."),
        (None, True, "Quotations found word for word, by the record of 23\xa0November 2026: 6 of 6."),
        (None, False, "Compared with nothing, for neither the text nor a record is at hand."),
    ],
    ids=["text", "record", "nothing"],
)
def test_teachers_are_told_what_quotations_rest_on(tmp_path: Path, text: str | None, recorded: bool, said: str) -> None:
    if recorded:
        verify(write(tmp_path))
    (page,) = printed(open_workshop(), write(tmp_path, text=text), FAIRNESS).values()
    assert said in page
    assert ("Quoted: 34 of its 122 words" in page) == (text is not None or recorded)


def test_teachers_are_told_what_both_sides_have(tmp_path: Path) -> None:
    uneven = SOUND.replace(
        "  summary: Your side must show that the room", "  summary: " + "One more word. " * 40 + "The room"
    )
    motion = uneven + "  ignore:\n    - code: DK302\n      reason: The summary is for practice.\n"
    (page,) = printed(open_workshop(), write(tmp_path, motion), FAIRNESS).values()
    assert "uneven" in page
    assert "The summary is for practice." in page


@pytest.mark.parametrize("theme", ["standard", "large-print", "dyslexia", "ink-saver"])
def test_the_documents_are_sound(tmp_path: Path, theme: str) -> None:
    motion = load_motion(write(tmp_path))
    documents = open_workshop(theme=theme, reading=True).documents(motion, [FAIRNESS, READING])
    assert [faults(document.content) for document in documents] == [[], []]


@pytest.mark.parametrize(("edition", "name"), [(Edition.STUDENT, READING), (Edition.TEACHER, f"{FAIRNESS}-teacher")])
def test_each_edition_has_its_own(tmp_path: Path, edition: Edition, name: str) -> None:
    documents = open_workshop().documents(load_motion(write(tmp_path)), [FAIRNESS, READING], [edition])
    assert [document.name for document in documents] == [f"{name}.docx"]


def test_the_reading_has_the_lines_that_are_counted(tmp_path: Path) -> None:
    (document,) = open_workshop().documents(load_motion(write(tmp_path)), [READING])
    paragraphs = docx.Document(io.BytesIO(document.content)).paragraphs
    lines = [paragraph.text for paragraph in paragraphs if paragraph.style and paragraph.style.name == "Numbered Line"]
    assert lines[3] == "Trees give shade on a hot day, and many pupils like to sit"
    assert " ".join(lines).split() == TEXT.split()


def test_a_reading_without_a_text_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match="there is no text to number"):
        open_workshop(reading=True).documents(load_motion(write(tmp_path, text=None)))


def test_a_reading_can_be_asked_for_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    for options in (["--reading"], ["--only", READING]):
        assert CliRunner().invoke(main, ["build", "motion.yaml", *options, "-o", options[0][2:]]).exit_code == 0
    assert len(list((tmp_path / "reading/motion").glob("*.docx"))) == 10
    assert [file.name for file in (tmp_path / "only/motion").glob("*.docx")] == [f"{READING}.docx"]
