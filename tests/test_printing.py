"""`debatekit build --pdf` and `debatekit print`: PDFs of what is new, sets for each side, a copy plan."""

import re
from pathlib import Path

import pytest

from debatekit.files import write_file
from debatekit.office import source_of
from debatekit.pdf import source_in
from tests.commandline import run
from tests.office import office
from tests.pdfs import Converter, converter, read_pdf, root_of, starts_of
from tests.samples import FLAGSHIP, SMALLEST, write_motion
from tests.workspace.support import workspace

__all__ = ["converter"]
TREES = f"{SMALLEST}questions:\n  - ask: Who uses the yard?\n    level: understand\n"
KIT = Path("output/trees")
SETS = [KIT / "print" / f"{name}.pdf" for name in ("for", "against", "everyone", "teacher")]
ROW = re.compile(r"^  (\S+) +(for|against|everyone|jobs|teacher) +(\d+) +(\d+) +(\d+) +(\d+)$", re.MULTILINE)


@pytest.fixture
def trees(folder: Path, converter: Converter) -> Converter:
    """Return the converter of a workspace with a motion, the current folder."""
    workspace(folder, files={"motions/trees.yaml": TREES})
    converter.pages = {"pro-brief": 5, "con-brief": 4, "discussion-questions": 3, "copy-plan": 1}
    return converter


def rows(output: str) -> dict[str, tuple[str, ...]]:
    """Return the printed copy plan: for whom, copies, sides, sheets and sheets in all, by document."""
    return {name: tuple(cells) for name, *cells in ROW.findall(output)}


def total(output: str) -> int:
    (found,) = re.findall(r"^  sum +(\d+)$", output, re.MULTILINE)
    return int(found)


def pages(file: Path) -> int:
    return len(read_pdf(file).pages)


def test_sets_begin_each_document_on_a_front(trees: Converter) -> None:
    result = run("print", "trees", "--pupils", "30")
    assert result.exit_code == 0, result.output
    assert [pages(file) for file in SETS[:3]] == [6, 4, 4]
    teacher = read_pdf(SETS[3])
    starts = list(starts_of(teacher).values())
    assert (starts[0], [start for start in starts if start % 2]) == (0, [])
    assert teacher.metadata is not None
    assert teacher.metadata.title == "This house would plant a tree in every school yard: Teacher"


@pytest.mark.parametrize(
    ("options", "brief", "questions"),
    [
        ((), ("for", "15", "5", "3", "45"), ("everyone", "30", "3", "2", "60")),
        (("--one-sided",), ("for", "15", "5", "5", "75"), ("everyone", "30", "3", "3", "90")),
        (("--booklet",), ("for", "15", "4", "2", "30"), ("everyone", "30", "2", "1", "30")),
        (("--pupils", "31"), ("for", "16", "5", "3", "48"), ("everyone", "31", "3", "2", "62")),
        (("--pupils", "1"), ("for", "1", "5", "3", "3"), ("everyone", "1", "3", "2", "2")),
    ],
)
def test_the_copy_plan_adds_up(
    trees: Converter, options: tuple[str, ...], brief: tuple[str, ...], questions: tuple[str, ...]
) -> None:
    output = run("print", "trees", *options).output
    assert ("Say how many with --pupils" in output) == ("--pupils" not in options)
    plan = rows(output)
    assert (plan["pro-brief"], plan["discussion-questions"]) == (brief, questions)
    assert total(output) == sum(int(row[-1]) for row in plan.values())
    mark = "".join(option.replace("--", "-") for option in options if option in {"--one-sided", "--booklet"})
    for file in SETS if "1" not in options else SETS[:1]:
        sheets = sum(int(row[3]) for row in plan.values() if row[0] == file.stem)
        number = pages(file.with_stem(file.stem + mark))
        assert sheets == (number if "--one-sided" in options else number / 2)
    assert "copy-plan" in plan


def test_sets_that_are_still_right_are_not_made_again(trees: Converter) -> None:
    first = run("print", "trees").output
    made = len(trees.runs)
    again = run("print", "trees").output
    assert ("print, for 30 pupils, unchanged" in again, rows(again)) == (True, rows(first))
    assert len(trees.runs) == made
    run("print", "trees", "--one-sided")
    assert (pages(SETS[0].with_stem("for-one-sided")), len(trees.runs) > made) == (5, True)
    made = len(trees.runs)
    assert ("unchanged" in run("print", "trees").output, len(trees.runs)) == (True, made)


def test_a_job_of_another_kind_does_not_replace_the_first(trees: Converter) -> None:
    run("print", "trees")
    before = {file.name: file.read_bytes() for file in SETS}
    output = run("print", "trees", "--booklet", "--theme", "large-print", "--compact").output
    assert "Print for-large-print-compact-booklet.pdf 15×" in output
    names = {file.name for file in (KIT / "print").glob("*.pdf")}
    assert names == before.keys() | {name.replace(".", "-large-print-compact-booklet.") for name in before}
    assert {file.name: file.read_bytes() for file in SETS} == before


def test_a_document_of_two_pages_is_not_folded(trees: Converter) -> None:
    trees.pages["discussion-questions"] = 2
    output = run("print", "trees", "--booklet").output
    assert rows(output)["discussion-questions"] == ("everyone", "30", "2", "1", "30")
    front, back = read_pdf(SETS[2].with_stem("everyone-booklet")).pages
    assert front.mediabox.height > front.mediabox.width
    assert (front.rotation, back.rotation) == (0, 180), "for paper that is turned over at the short edge"


def test_a_document_that_was_edited_is_printed_as_edited(trees: Converter) -> None:
    run("build", "trees")
    brief = KIT / "pro-brief.docx"
    edited = brief.read_bytes() + b"edited"
    brief.write_bytes(edited)
    text = "output/trees/pro-brief.docx: you edited this document, so it is printed as you edited it."
    for motion, new in ((TREES, ""), (CHANGED, " The new version is 'pro-brief (new).docx'.")):
        write_motion(Path("motions"), motion, "trees")
        result = run("print", "trees")
        assert (result.exit_code, brief.read_bytes()) == (0, edited)
        assert f"{text}{new}\n" in result.output
    assert "pro-brief.docx" in trees.runs[0]


def test_a_set_that_was_changed_is_kept(trees: Converter) -> None:
    run("print", "trees")
    SETS[0].write_bytes(b"%PDF with notes")
    result = run("print", "trees")
    assert (result.exit_code, SETS[0].read_bytes()) == (0, b"%PDF with notes")
    assert "The new one is 'for (new).pdf'." in result.output
    assert pages(KIT / "print" / "for (new).pdf") == 6


def test_a_set_without_documents_is_reported_and_deleted_with_clean(trees: Converter) -> None:
    run("print", "trees")
    write_motion(Path("motions"), SMALLEST, "trees")
    result = run("print", "trees")
    assert (result.exit_code, SETS[2].exists()) == (0, True)
    assert f"{SETS[2]}: no longer part of the kit. Delete it, or print with --clean." in result.output
    result = run("print", "trees", "--clean")
    assert (result.exit_code, SETS[2].exists()) == (0, False)
    assert f"{SETS[2]}: deleted, because it is no longer part of the kit" in result.output


ASKED_FOR = [("--theme", "large-print"), ("--theme", "large-print", "--booklet")]
USUAL = {f"{file.stem}{layout}.pdf" for file in SETS for layout in ("", "-one-sided")}


@pytest.mark.parametrize("cleaned", [False, True], ids=["documents that are obsolete", "documents that are gone"])
def test_sets_whose_documents_nobody_needs_are_reported_and_deleted_with_clean(trees: Converter, cleaned: bool) -> None:
    for options in ((), ("--one-sided",), *ASKED_FOR):
        assert "no longer part" not in run("print", "trees", *options).output
    before = {file.name for file in (KIT / "print").glob("*.pdf")}
    Path("debatekit.yaml").write_text("theme: ink-saver\n", encoding="utf-8")
    assert not cleaned or "pro-brief.docx" in run("build", "--clean").output
    result = run("print", "trees")
    assert (result.exit_code, "for.pdf, against.pdf" in result.output) == (0, True)
    assert "no longer part of the kit. Delete them, or print with --clean." in result.output
    assert "deleted, because they are no longer part of the kit" in run("print", "trees", "--clean").output
    new = {f"{file.stem}-ink-saver.pdf" for file in SETS}
    assert {file.name for file in (KIT / "print").glob("*.pdf")} == before - USUAL | new
    assert "no longer part" not in run("print", "trees").output


@pytest.mark.parametrize(
    ("head", "audience"),
    [
        ("", "everyone"), ("copies: teacher\n", "teacher"), ("needs: pro\n", "for"),
        ("needs: con\ncopies: everyone\n", "everyone"),
    ],
)  # fmt: skip
def test_a_handout_says_for_whom_it_is(trees: Converter, head: str, audience: str) -> None:
    page = "{% extends 'parts/sheet.html' %}{% block name %}Vote{% endblock %}"
    text = f"{{#---\ntitle: Vote\nabout: A vote.\neditions: student\n{head}---#}}\n{page}"
    write_file(Path("templates/vote.html"), text.encode())
    assert rows(run("print", "trees").output)["vote"][0] == audience


@pytest.mark.parametrize(("options", "sides"), [((), 4), (("--booklet",), 4), (("--one-sided",), 2)])
def test_role_cards_have_blank_backs(trees: Converter, options: tuple[str, ...], sides: int) -> None:
    trees.pages |= {"role-cards": 2, "lesson-plan-teacher": 1}
    output = run("print", "trees", "--format", "oxford-class", "--pupils", "27", *options).output
    assert rows(output)["role-cards"] == ("jobs", "1", "2", "2", "2")
    mark = "".join(option.replace("--", "-") for option in options)
    file = read_pdf(KIT / "print" / f"jobs{mark}.pdf")
    starts = [*starts_of(file).values(), len(file.pages)]
    titles = [*starts_of(file)]
    place = titles.index("Role cards")
    assert starts[place + 1] - starts[place] == sides


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en-GB", "de", "fr"])
def test_the_flagship_for_thirty_pupils(folder: Path, language: str) -> None:
    assert office()
    result = run("print", FLAGSHIP, "--pupils", "30", "--language", language)
    assert result.exit_code == 0, result.output
    plan = rows(result.output)
    assert {row[1] for row in plan.values() if row[0] in {"for", "against"}} == {"7"}  # speakers and advisers
    assert total(result.output) == sum(int(row[-1]) for row in plan.values())
    sets = folder / "output" / FLAGSHIP / "print"
    for name in ("for", "against", "everyone", "teacher"):
        pdf = read_pdf(sets / f"{name}.pdf")
        assert sum(int(row[3]) for row in plan.values() if row[0] == name) == len(pdf.pages) / 2
        starts = starts_of(pdf)
        assert [title for title, start in starts.items() if start % 2] == []
        assert [title for title, start in starts.items() if len(pdf.pages[start].extract_text()) < 100] == []
        assert root_of(pdf)["/Lang"] == language
    jobs = read_pdf(sets / "jobs.pdf")
    assert sum(int(row[4]) for row in plan.values() if row[0] == "jobs") == len(jobs.pages) / 2
    assert (sets / "jobs.pdf").stat().st_size < 2_000_000  # though it has many copies
    first = read_pdf(sets / "teacher.pdf").pages[0].extract_text()
    assert first.split().count(str(total(result.output))) == 2  # in the lead, and in the sum


BRIEF, PDF = KIT / "pro-brief.docx", KIT / "pro-brief.pdf"
CHANGED = SMALLEST.replace("give shade", "give cool shade")


@pytest.fixture
def built(folder: Path, converter: Converter) -> Converter:
    """Return the converter after a build with PDFs of a kit in the current folder."""
    workspace(folder, files={"motions/trees.yaml": SMALLEST})
    result = run("build", "--pdf")
    assert (result.exit_code, result.output.count("PDFs in")) == (0, 1)
    return converter


def test_each_document_has_its_pdf_from_one_run(built: Converter) -> None:
    documents = sorted(KIT.glob("*.docx"))
    assert [path.with_suffix(".pdf").name for path in documents] == [path.name for path in sorted(KIT.glob("*.pdf"))]
    assert [sorted(names) for names in built.runs] == [[path.name for path in documents]]
    for path in documents:
        assert source_in(path.with_suffix(".pdf").read_bytes()) == source_of(path.read_bytes())


def test_only_pdfs_of_changed_documents_are_made_again(built: Converter) -> None:
    kept = (KIT / "con-brief.pdf").stat().st_mtime_ns
    assert "PDFs in output/trees, unchanged" in run("build", "--pdf").output
    write_motion(Path("motions"), SMALLEST.replace("Planting is", "Planting trees is"), "trees")
    Path(KIT / "con-brief-teacher.pdf").unlink(missing_ok=True)
    assert run("build", "--pdf").exit_code == 0
    assert len(built.runs) == 2
    assert "pro-brief.docx" in built.runs[1]
    assert (KIT / "con-brief.pdf").stat().st_mtime_ns == kept


def test_outdated_pdfs_are_reported(built: Converter) -> None:
    write_motion(Path("motions"), CHANGED, "trees")
    output = run("build").output
    assert "older than the document" in output
    assert "debatekit build motions/trees.yaml --pdf" in output
    assert "older" not in run("build", "--pdf").output
    assert len(built.runs) == 2


@pytest.mark.parametrize(
    ("options", "kept"), [((), "pro-brief.pdf"), (("--overwrite",), "pro-brief (old).pdf")], ids=["kept", "overwritten"]
)
def test_a_pdf_with_notes_is_never_lost(built: Converter, options: tuple[str, ...], kept: str) -> None:
    notes = PDF.read_bytes() + b"% a note\n"
    PDF.write_bytes(notes)
    result = run("build", "--pdf", *options)
    assert (result.exit_code, (KIT / kept).read_bytes()) == (0 if options else 1, notes)
    new = KIT / ("pro-brief.pdf" if options else "pro-brief (new).pdf")
    assert source_in(new.read_bytes())
    assert run("build", "--clean").exit_code == 0
    assert (KIT / kept).read_bytes() == notes
    if not options:
        PDF.unlink()
        assert run("build", "--pdf").exit_code == 0
        assert not new.exists()


def test_pdfs_without_a_document_are_reported_and_deleted(built: Converter) -> None:
    BRIEF.rename(KIT / "mine.docx")
    (KIT / "con-brief.docx").unlink()
    (KIT / "con-brief.pdf").write_bytes(b"%PDF of mine")
    own = Path("templates/vote.html")
    page = "{% extends 'parts/sheet.html' %}{% block name %}Vote{% endblock %}"
    write_file(own, f"{{#---\ntitle: Vote\nabout: A vote.\n---#}}\n{page}".encode())
    run("build", "--pdf")
    assert (KIT / "vote.pdf").exists()
    own.unlink()
    assert "vote.docx: no longer part of the kit" in run("build").output
    (KIT / "vote.docx").unlink()
    assert "vote.pdf: no longer part of the kit. Delete it, or build with --clean." in run("build").output
    assert (KIT / "vote.pdf").exists()
    assert "vote.pdf: deleted" in run("build", "--clean").output
    assert not (KIT / "vote.pdf").exists()
    assert (KIT / "con-brief.pdf").read_bytes() == b"%PDF of mine"


def test_pdfs_of_a_kit_without_a_motion_are_deleted(built: Converter) -> None:
    assert run("print").exit_code == 0
    Path("motions/trees.yaml").rename("motions/shade.yaml")
    assert run("build", "--clean").exit_code == 0
    assert not KIT.exists()


def test_a_document_that_cannot_be_converted_is_reported(folder: Path, converter: Converter) -> None:
    workspace(folder, files={"motions/trees.yaml": SMALLEST})
    converter.fails_for = {"pro-brief.docx"}
    result = run("build", "--pdf")
    assert result.exit_code == 1
    assert "output/trees/pro-brief.docx: LibreOffice has not made a PDF of it" in result.output
    assert (KIT / "con-brief.pdf").exists()
    assert (run("print").exit_code, SETS[0].exists()) == (1, False)


def test_verbose_lists_the_pdfs_with_their_pages(folder: Path, converter: Converter) -> None:
    workspace(folder, files={"motions/trees.yaml": SMALLEST})
    converter.pages = {"pro-brief": 3}
    output = run("build", "--pdf", "--verbose").output
    (line,) = [line for line in output.splitlines() if "pro-brief.pdf" in line]
    assert line.endswith("3 pages; the last page holds 0 lines")
    assert len(converter.runs) == 1
