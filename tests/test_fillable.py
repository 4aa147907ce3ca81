"""Documents to fill in: a titled field for each group of writing lines, whose text can be read again."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Length

from debatekit.audience import Edition
from debatekit.motion.loader import LoadedMotion, load_motion
from debatekit.office import to_pdfs
from debatekit.pdf import count_pages
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.kits import open_builder, themes, word_template
from tests.office import office
from tests.samples import FLAGSHIP

PROJECT = Path(__file__).parent.parent
every_handout = pytest.mark.parametrize("name", ["pro-brief", "con-brief", "discussion-questions", "source-evaluation"])
Kit = dict[str, Any]
LINES = {"Writing Line", "Writing Line Indented"}
FIELDS = {"Writing Field", "Writing Field Indented"}


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


def groups_of_lines(document: Any) -> list[int]:
    """Return how many lines each group of lines to write on has."""
    styles = [paragraph.style.name if paragraph.style else "" for paragraph in document.paragraphs]
    marks = "".join("l" if style in LINES else "-" for style in styles)
    return [len(group) for group in re.findall("l+", marks)]


@pytest.mark.slow
@pytest.mark.parametrize("theme", themes())
def test_it_has_as_many_pages_as_the_printed_document(motion: LoadedMotion, theme: str) -> None:
    program = office()
    counts = []
    for fillable in (False, True):
        builder = open_builder(theme=theme, fillable=fillable)
        documents = builder.render(motion, BuildOptions(editions=[Edition.STUDENT]))
        pdfs = to_pdfs({Path(document.name): document.content for document in documents}, program)
        counts.append([count_pages(pdf) for pdf in pdfs.values()])
    assert counts[0] == counts[1]


def controls(document: Any) -> list[Any]:
    return list(document.element.iter(qn("w:sdt")))


def value(control: Any, tag: str) -> str:
    return "".join(str(found.get(qn("w:val"))) for found in control.iterfind(f"{qn('w:sdtPr')}/{qn(tag)}"))


@every_handout
def test_each_group_of_lines_becomes_a_field_of_its_size(motion: LoadedMotion, filled: Kit, name: str) -> None:
    fields = [p for p in filled[name].paragraphs if p.style and p.style.name in FIELDS]
    rows = [len(list(field._p.iter(qn("w:br")))) + 1 for field in fields]
    assert rows == groups_of_lines(kit(motion, fillable=False)[name])
    assert groups_of_lines(filled[name]) == []


@pytest.mark.parametrize("theme", themes())
def test_lines_and_fields_have_the_same_exact_height(theme: str) -> None:
    look = word_template(theme=theme, language="en")
    (styles,) = [part.blob for part in look.parts if part.name == "word/styles.xml"]
    heights = set()
    for name in ("Writing Line", "Writing Field"):
        (style,) = re.findall(rf'<w:style [^>]*w:styleId="{name.replace(" ", "")}".*?</w:style>', styles.decode())
        heights |= set(re.findall(r'<w:spacing [^>]*w:line="(\d+)" w:lineRule="exact"', style))
    (height,) = heights
    assert Length(int(height) * 635).mm >= 7.99


@every_handout
def test_every_field_has_a_title_of_its_own_and_cannot_be_deleted(filled: Kit, name: str) -> None:
    found = controls(filled[name])
    titles = Counter(value(control, "w:alias") for control in found)
    assert {title: count for title, count in titles.items() if count > 1 or not title.strip()} == {}
    assert {value(control, "w:lock") for control in found} == {"sdtLocked"}
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
            for run in list(control.iter(qn("w:r"))):
                for line in run.findall(qn("w:br")):
                    run.remove(line)
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
