"""Documents to fill in: a titled field for each group of writing lines, whose text can be read again."""

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion, load_motion
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.kits import open_builder, themes, word_template
from tests.samples import FLAGSHIP

PROJECT = Path(__file__).parent.parent
every_handout = pytest.mark.parametrize("name", ["pro-brief", "con-brief", "discussion-questions", "source-evaluation"])
Kit = dict[str, Any]
LINES = {"WritingLine", "WritingLineIndented"}
LINE_HEIGHT = 454  # 8 mm, in twentieths of a point


@pytest.fixture(scope="module")
def motion() -> LoadedMotion:
    return load_motion(PROJECT / "motions" / f"{FLAGSHIP}.yaml")


def kit(motion: LoadedMotion, *, fillable: bool) -> Kit:
    """Return the students' documents by their names, without the mark of those to fill in."""
    documents = open_builder(fillable=fillable).render(motion, BuildOptions(editions=[Edition.STUDENT]))
    assert all(document.name.endswith("-fillable.docx") is fillable for document in documents)
    names = [document.name.removesuffix(".docx").removesuffix("-fillable") for document in documents]
    contents = [io.BytesIO(document.content) for document in documents]
    return dict(zip(names, map(docx.Document, contents), strict=True))


@pytest.fixture(scope="module")
def filled(motion: LoadedMotion) -> Kit:
    return kit(motion, fillable=True)


def areas(element: Any) -> list[int]:
    """Return how many lines each area to write on in an element has."""
    styles = ((paragraph, paragraph.pPr.pStyle.val) for paragraph in element.iter(qn("w:p")))
    return [len(list(paragraph.iter(qn("w:br")))) + 1 for paragraph, style in styles if style in LINES]


def fields(element: Any) -> int:
    return sum(paragraph.pPr.pStyle.val == "WritingField" for paragraph in element.iter(qn("w:p")))


def controls(document: Any) -> list[Any]:
    return list(document.element.iter(qn("w:sdt")))


def value(control: Any, tag: str) -> str:
    return "".join(str(found.get(qn("w:val"))) for found in control.iterfind(f"{qn('w:sdtPr')}/{qn(tag)}"))


@every_handout
def test_each_writing_area_becomes_a_field_in_a_row_of_its_height(motion: LoadedMotion, filled: Kit, name: str) -> None:
    lines = iter(areas(kit(motion, fillable=False)[name].element))
    for row in filled[name].element.iter(qn("w:tr")):
        heights = [LINE_HEIGHT * sum(next(lines) for _ in range(fields(cell))) for cell in row.iter(qn("w:tc"))]
        assert row.trHeight_val is None or row.trHeight_val.twips >= max(heights)
        assert row.trHeight_val is not None or max(heights) == 0
    assert (list(lines), areas(filled[name].element)) == ([], [])


@pytest.mark.parametrize("theme", themes())
def test_lines_are_8_mm_apart_or_more(theme: str) -> None:
    assert word_template(theme=theme, language="en").lines_height(1) >= LINE_HEIGHT


@every_handout
def test_every_field_has_a_title_of_its_own_and_cannot_be_deleted(motion: LoadedMotion, filled: Kit, name: str) -> None:
    found = controls(filled[name])
    tags, titles = (Counter(value(control, kind) for control in found) for kind in ("w:tag", "w:alias"))
    assert {title: count for title, count in titles.items() if count > 1 or not title.strip()} == {}
    assert [tag for tag, count in tags.items() if count > 1 or tag.startswith("answer ")] == []
    assert {value(control, "w:lock") for control in found} == {"sdtLocked"}
    assert {value(control, "w:lock") for control in controls(kit(motion, fillable=False)[name])} <= {""}
    numbers = [title for title in titles if re.match(r"[A-Z]\d+\b", title)]
    assert numbers == sorted(numbers, key=lambda title: int(re.findall(r"\d+", title)[0])), "in the order of the page"


@every_handout
def test_what_is_typed_can_be_read_again(filled: Kit, name: str, tmp_path: Path) -> None:
    """Word takes the mark of an empty field away as soon as something is typed in it."""
    typed = {}
    for number, control in enumerate(controls(filled[name])):
        (properties,) = control.findall(qn("w:sdtPr"))
        for mark in properties.findall(qn("w:showingPlcHdr")):
            properties.remove(mark)
            typed[value(control, "w:tag")] = f"answer {number}"
            (text,) = control.iter(qn("w:t"))
            text.text = f"answer {number}"
    filled[name].save(str(tmp_path / "pupil.docx"))
    assert faults((tmp_path / "pupil.docx").read_bytes()) == []
    assert len(typed) > 3
    (program,) = re.findall(
        "```python\n(.*?)```", (PROJECT / "docs/fillable.md").read_text(encoding="utf-8"), re.DOTALL
    )
    lines: list[str] = []
    exec(program.replace('Path("answers")', f"Path({str(tmp_path)!r})"), {"print": lines.append})
    found = {tag: text for _, tag, text in (line.split(": ", 2) for line in lines)}
    assert typed.items() <= found.items()
