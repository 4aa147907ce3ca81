"""A motion becomes a kit: which documents, with which text, for whom; and the kit in output/ is up to date."""

import io
from pathlib import Path

import docx
import pytest
from docx.table import Table
from lxml import etree

from debatekit.build import Builder
from debatekit.errors import DebatekitError
from debatekit.kit_folder import Document
from debatekit.motion.fields import BOTH, Edition
from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.checks.support import SOUND, verify, write
from tests.kits import open_builder
from tests.packages import unpacked
from tests.samples import FLAGSHIP, SMALLEST, full_motion, write_motion
from tests.workspace.support import text_of

HOSTILE = {
    "XML": "R & D < 5 &amp; &#65; &lt;",
    "Markdown": "# x | a | [x](javascript:y) `c` ~~s~~",
    "one long word": "W" * 2000,
    "template": "{{ x }} {% if y %} {# z #}",
    "tag": "<b>bold</b> </p> <script>",
    "quotation marks": '“t «g 5" \' "',
    "emoji": "\N{GRINNING FACE} \N{WOMAN}\N{ZERO WIDTH JOINER}\N{SCHOOL} e\N{COMBINING ACUTE ACCENT}",
    "right to left": "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}",
}


@pytest.fixture(scope="module")
def builder() -> Builder:
    return open_builder()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_every_field_is_printed_letter_for_letter(builder: Builder, tmp_path: Path, text: str) -> None:
    motion = load_motion(write_motion(tmp_path, full_motion(text)))
    options = BuildOptions(editions=BOTH)
    documents = {document.name: document.content for document in builder.render(motion, options)}
    assert [name for name in documents if name in EVERY_EDITION] == EVERY_EDITION
    printed = {name: text_of(content).count(text) for name, content in documents.items()}
    # Claims, reasons, quotations and so on: each field of the motion is printed where it belongs.
    least = dict(zip(EVERY_EDITION, (25, 28, 25, 28, 5, 11, 12, 18, 40), strict=False))
    assert {name: printed[name] for name in least if printed[name] < least[name]} == {}
    assert printed["pro-brief.docx"] == printed["con-brief.docx"]
    assert faults(documents["source-evaluation-teacher.docx"]) == []


def test_no_part_of_a_student_document_contains_a_teacher_only_text(builder: Builder, tmp_path: Path) -> None:
    secret = "zzsecretzz"
    motion = load_motion(write_motion(tmp_path, full_motion("open", secret)))
    for document in builder.render(motion, BuildOptions(editions=[Edition.STUDENT])):
        assert [name for name, part in unpacked(document.content).items() if secret.encode() in part] == []
    shown = [text_of(document.content).count(secret) for document in builder.render(motion)]
    assert sum(shown) >= 6 + 1 + 3 + 2


def test_the_smallest_motion_gives_a_smaller_kit_without_empty_headings(builder: Builder, tmp_path: Path) -> None:
    documents = builder.render(load_motion(write_motion(tmp_path, SMALLEST)))
    assert [document.name for document in documents] == [*KIT[:2], KIT[-1]]
    for document in documents:
        assert faults(document.content) == []
        content = docx.Document(io.BytesIO(document.content))
        paragraphs = content.paragraphs
        last = list(content.iter_inner_content())[-1]
        assert isinstance(last, Table) or not (last.style and last.style.name.startswith("Heading"))
        assert "" not in {p.text for p in paragraphs if p.style and p.style.name.startswith("Heading")}


def test_a_table_in_a_long_text_is_printed_where_it_can_be(builder: Builder, tmp_path: Path) -> None:
    table = "    | Yard | Trees |\n    |---|---|\n    | ours | none |\n"
    text = f"{SMALLEST}background: |\n{table}"
    (document, *_) = builder.render(load_motion(write_motion(tmp_path, text)))
    (found, *_) = docx.Document(io.BytesIO(document.content)).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["Yard", "Trees"], ["ours", "none"]]
    text = f"{SMALLEST}terms:\n  - term: Yard\n    meaning: |\n  {table}".replace("\n    |", "\n      |")
    with pytest.raises(DebatekitError, match=r"motion\.yaml:12:14: a table is not allowed in a cell of another table"):
        builder.render(load_motion(write_motion(tmp_path, text)))


KIT = [
    "pro-brief.docx", "con-brief.docx", "discussion-questions.docx", "source-evaluation.docx", "teachers-book.docx",
]  # fmt: skip
EVERY_EDITION = [
    "pro-brief.docx", "pro-brief-teacher.docx", "con-brief.docx", "con-brief-teacher.docx",
    "discussion-questions.docx", "discussion-questions-teacher.docx",
    "source-evaluation.docx", "source-evaluation-teacher.docx", "teachers-book.docx",
    "fairness-and-sources-teacher.docx",
]  # fmt: skip
FAIRNESS, READING = "fairness-and-sources", "numbered-reading"
COPIED = SOUND.replace("text: yard.txt", "text: yard.txt\n    copy: yes")


def printed(path: Path, *only: str, readings: bool = False) -> dict[str, str]:
    options = BuildOptions(only, readings=readings)
    return {document.name: text_of(document.content) for document in open_builder().render(load_motion(path), options)}


def test_the_numbered_reading_and_the_fairness_page_are_built_only_on_request(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert list(printed(path)) == KIT
    assert list(printed(path, readings=True)) == [*KIT, f"{READING}.docx"]
    assert list(printed(path, READING)) == [f"{READING}.docx"]
    assert list(printed(path, FAIRNESS)) == [EVERY_EDITION[-1]]
    with pytest.raises(DebatekitError, match="there is no text to print with numbered lines"):
        printed(write(tmp_path, text=None), readings=True)


WORKSHEETS = ("pro-brief", "con-brief", "source-evaluation")


def test_each_quotation_is_printed_with_its_paragraph_by_the_text_or_the_record(tmp_path: Path) -> None:
    pages = printed(write(tmp_path), *WORKSHEETS)
    places = {"pro": "paragraph 3 ", "con": "paragraph 6 ", "sou": "Paragraph 6 "}
    texts = {name: " ".join(page.split()) for name, page in pages.items()}
    assert [name for name, text in texts.items() if places[name[:3]] not in text or "line 1" in text] == []
    verify(write(tmp_path, COPIED))
    assert printed(write(tmp_path, COPIED, text=None), *WORKSHEETS) == pages


@pytest.mark.parametrize("only", [(), WORKSHEETS], ids=["kit", "alone"])
def test_sheets_name_lines_where_the_kit_has_the_numbered_reading(tmp_path: Path, only: tuple[str, ...]) -> None:
    pages = printed(write(tmp_path, COPIED), *only)
    assert (f"{READING}.docx" in pages) is (not only)
    places = {"pro": "paragraph 3, lines 4 to 5", "con": "paragraph 6, lines 14 to 15", "sou": "Paragraph 6, line 14"}
    spaced = {name: place.replace(" ", "\xa0").replace(",\xa0", ", ") for name, place in places.items()}
    assert [name for name, page in pages.items() if spaced.get(name[:3], "") not in page] == []


def test_the_names_of_the_sides_are_on_every_sheet_that_names_them(builder: Builder, tmp_path: Path) -> None:
    sides = {"pro": "The pupils' trees", "con": "Roofs"}
    motion = {**full_motion("A tree"), "sides": sides, "lesson": {"minutes": "50", "format": "oxford-class"}}
    for names, printed in ((sides, ("The pupils’ trees", "Roofs")), ({"con": "{n}"}, ("For", "Against"))):
        path = write_motion(tmp_path, {**motion, "sides": names})
        options = BuildOptions(only=("role-cards", "running-order", "flow-sheet", "timekeeper-sheet"))
        texts = {it.name: text_of(it.content) for it in builder.render(load_motion(path), options)}
        assert len(texts) == 4
        assert all(f"{name} 1" in text for name in printed for text in texts.values())


PROJECT = Path(__file__).parent.parent
SAMPLE_KIT = PROJECT / "output" / FLAGSHIP
MOTION = PROJECT / "motions" / f"{FLAGSHIP}.yaml"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return open_builder().render(load_motion(MOTION))


def parts_of(content: bytes) -> dict[str, bytes]:
    return {name: etree.tostring(etree.fromstring(part), method="c14n2") for name, part in unpacked(content).items()}


def test_the_kit_in_output_is_up_to_date(documents: list[Document]) -> None:
    assert sorted(path.name for path in SAMPLE_KIT.glob("*.docx")) == sorted(document.name for document in documents)
    # Compared part by part: how a zip is deflated differs from one system's zlib to another's.
    found = {document.name: parts_of(document.content) for document in documents}
    kept = {name: parts_of((SAMPLE_KIT / name).read_bytes()) for name in found}
    stale = [
        f"{name}: {part}" for name, parts in found.items() for part in parts if parts[part] != kept[name].get(part)
    ]
    assert stale == [], "run 'debatekit build' and commit output/"
