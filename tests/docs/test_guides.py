"""The README, the tutorial and the how-tos: their files can be saved and their commands typed, and all of it works."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.commandline import run
from tests.kits import open_builder
from tests.office import office
from tests.workspace.support import printed, workspace

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```", re.M | re.S)


class Step(NamedTuple):
    """A file to save, or a command to type."""

    file: str
    text: str


def steps(page: str) -> Iterator[Step]:
    for match in BLOCK.finditer((DOCS / page).read_text(encoding="utf-8")):
        if match["file"]:
            yield Step(match["file"], match["text"])
        elif match["language"] == "sh":
            yield from (Step("", line) for line in match["text"].splitlines())


def follow(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in steps(page):
        if step.file:
            Path(step.file).parent.mkdir(parents=True, exist_ok=True)
            Path(step.file).write_text(step.text, encoding="utf-8")
            continue
        program, *words = shlex.split(step.text)
        if program == "cd":
            monkeypatch.chdir(words[0])
            continue
        assert program == "debatekit", step.text
        result = run(*words)
        assert result.exit_code == 0, f"{step.text}\n{result.output}"


@pytest.mark.slow
def test_the_tutorial_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    follow("tutorial.md", monkeypatch)
    brief = printed(tmp_path / "debates/output/trees/pro-brief.docx")
    assert "Your points" in brief
    assert "Student edition · Hill School" in brief
    kit = {path.name for path in (tmp_path / "debates/output/benches").iterdir()}
    assert {"source-evaluation.docx", "pro-brief-large-print.docx", "pro-brief-fillable.docx"} <= kit
    motion = (tmp_path / "debates/motions/benches.yaml").read_text(encoding="utf-8")
    assert "proposed: keep or delete" in motion
    checked = run("check", "benches")
    assert re.search(r"'\w+': (\d+) of \1 quotations? found word for word", checked.output), checked.output
    proposed = re.compile(r"^ {8}# - quote: .*\n(?: {8}#   .*\n)+", re.MULTILINE)
    assert len(proposed.findall(motion)) >= 4
    for taken, draft in (2, motion), (4, motion.replace("# copy: true", "copy: true")):
        text = proposed.sub(lambda match: match[0].replace("# ", "", 1).replace("#   ", "  "), draft, count=taken)
        (tmp_path / "debates/motions/benches.yaml").write_text(text, encoding="utf-8")
        output = run("check", "benches").output
        assert re.search(r"'\w+': (\d+) of \1 quotations? found word for word", output), output
        assert "DK113" not in output


def test_the_page_on_handouts_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace(tmp_path))
    follow("own-templates.md", monkeypatch)
    kit = tmp_path / "output/trees"
    assert "You have two minutes." in printed(kit / "pro-brief.docx")
    assert "What changed my mind, or what did not?" in printed(kit / "vote.docx")
    assert faults((kit / "vote.docx").read_bytes()) == []
    vote = tmp_path / "templates/vote.html"
    text = vote.read_text(encoding="utf-8").replace("motion.pro.arguments", "motion.pro.argumets")
    vote.write_text(text, encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)\n```", (DOCS / "own-templates.md").read_text("utf-8"))
    assert shown in run("build").output


def test_the_page_on_formats_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace(tmp_path))
    follow("formats.md", monkeypatch)
    assert "Duel in fours" in printed(tmp_path / "output/benches/teachers-book.docx")
    shown = run("formats", "show", "duel", "--minutes", "40", "--pupils", "26").output
    assert re.search(r"4 +Two stars and a wish +Everybody", shown)
    assert (tmp_path / "templates/formats/duel-again.yaml").is_file()


@pytest.mark.slow
def test_the_page_on_a_lesson_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace(tmp_path))
    follow("your-own-lesson.md", monkeypatch)
    kit = tmp_path / "output/yard"
    assert run("build", "yard").exit_code == 0
    plan, cards = (
        printed(kit / f"{name}.docx").replace("\N{NO-BREAK SPACE}", " ")
        for name in ("lesson-plan-teacher", "role-cards")
    )
    assert [
        text for text in ("Questions to the witnesses", "10:50", "4 × Witness sheet (cut apart: 8)") if text not in plan
    ] == []
    assert cards.count("Learn one fact of the brief") == 8
    sheet = printed(kit / "witness-sheet.docx").replace("\N{NO-BREAK SPACE}", " ")
    assert "for 12 minutes in all" in sheet
    assert faults((kit / "witness-sheet.docx").read_bytes()) == []
    form = tmp_path / "templates/formats/hearing.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("witness-sheet]", "witnes-sheet]"), encoding="utf-8")
    assert "there is no handout 'witnes-sheet'. Did you mean 'witness-sheet'?" in run("build", "yard").output


def test_the_page_on_words_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace(tmp_path))
    follow("own-words.md", monkeypatch)
    assert "Your points" in printed(tmp_path / "output/trees/pro-brief.docx")
    motion = tmp_path / "motions/trees.yaml"
    evaluation = "sources: {text: {title: On shade}}\nevaluation: {source: text}\nframework: three-questions\n"
    motion.write_text(motion.read_text(encoding="utf-8") + evaluation, encoding="utf-8")
    result = run("build", "--quiet")
    assert result.exit_code == 0, result.output
    assert "How do they know?" in printed(tmp_path / "output/trees/source-evaluation.docx")


@pytest.mark.slow
def test_the_copy_plan_in_the_page_on_printing_is_the_one_that_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office()
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "printing.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert shown in run("print", "school-phones", "--pupils", "27").output
    table = dict(re.findall(r"^\| `(\w+\.pdf)` \|.*\| (\d+) \|$", page, re.MULTILINE))
    assert table == dict(re.findall(r"(\w+\.pdf) (\d+)×", shown))


README = (PROJECT / "README.md").read_text(encoding="utf-8")


def block(language: str, holding: str) -> str:
    """Return the fenced block in `language` that holds a text."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    (found,) = [text for text in blocks if holding in text]
    return str(found)


def test_the_handout_in_the_readme_builds(folder: Path) -> None:
    (folder / "vote.html").write_text(block("html", "Vote"), encoding="utf-8")
    (folder / "trees.yaml").write_text(block("yaml", "questions:"), encoding="utf-8")
    documents = open_builder(folder).render(load_motion(folder / "trees.yaml"), BuildOptions(["vote"]))
    assert [document.name for document in documents] == ["vote.docx"]
    assert faults(documents[0].content) == []
    (folder / "vote.docx").write_bytes(documents[0].content)
    listed = printed(folder / "vote.docx").partition("The arguments")[2]
    assert [listed.count(f"{argument} ") for argument in ("P1", "P2", "C1", "C2")] == [1, 1, 1, 1]


@pytest.mark.parametrize("page", ["docs/own-templates.md", "templates/new/workspace/templates/README.md"])
def test_the_handout_in_the_readme_is_the_same_everywhere(page: str) -> None:
    assert block("html", "Vote") in (PROJECT / page).read_text(encoding="utf-8")


def test_the_error_in_the_readme_is_the_one_that_is_printed(folder: Path) -> None:
    shown = block("text", "Did you mean")
    text = block("yaml", "questions:").replace("- claim: Trees give shade.", "- clam: Trees give shade.")
    workspace(folder, files={"motions/trees.yaml": text})
    assert shown.strip() in run("build", "trees").output


def test_every_library_of_the_core_is_explained() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    (core,) = re.findall(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    names = re.findall(r'"([a-z0-9-]+)', core)
    table = README.partition("## What it is built with")[2].lower()
    assert [name for name in names if f"| {name} |" not in table] == []
