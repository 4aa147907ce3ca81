"""`debatekit new` writes a motion file that builds, and nothing else, and never over anything."""

from pathlib import Path

import pytest

from debatekit.motion.loader import load_motion
from tests.commandline import files_in, run
from tests.new_motion.support import MOTION, TEXT

SCHEMA = "motions/debatekit.schema.json"
NAME = "motions/this-house-would-plant-a-tree-in-every-school-yard.yaml"


def test_the_file_is_there_and_the_next_commands_work(folder: Path) -> None:
    result = run("new", MOTION)
    assert result.exit_code == 0, result.output
    first, *commands = result.output.splitlines()
    assert first.startswith(f"{NAME} is ready.")
    assert commands == [f"  debatekit check {NAME}", f"  debatekit build {NAME}"]
    assert files_in(folder) == [SCHEMA, NAME]
    for command in commands:
        assert run(*command.split()[1:]).exit_code == 0


@pytest.mark.parametrize(("text", "named"), [("texts/yard.txt", "../texts/yard.txt"), ("motions/yard.txt", "yard.txt")])
def test_a_text_is_named_from_the_motions_folder_and_not_copied(folder: Path, text: str, named: str) -> None:
    (folder / text).parent.mkdir()
    (folder / text).write_text(TEXT, encoding="utf-8")
    assert run("new", MOTION, "--from", text).exit_code == 0
    assert set(files_in(folder)) == {SCHEMA, NAME, text}
    assert load_motion(folder / NAME).motion.sources["article"].text == named
    assert ("in another folder" in (folder / NAME).read_text(encoding="utf-8")) == named.startswith("..")
    result = run("check", NAME)
    assert result.exit_code == 0
    assert "found word for word" in result.output


def test_options_are_in_the_file(folder: Path) -> None:
    options = ["--as", "my debates/CON Trees.yaml", *["--ages", "11", "--language", "en-US", "--kind", "value"]]
    assert run("new", MOTION, *options).exit_code == 0
    motion = load_motion(folder / "my debates/CON Trees.yaml").motion
    assert (motion.kind, motion.language, motion.ages and motion.ages.oldest) == ("value", "en-US", 11)


def test_a_file_is_not_overwritten(folder: Path) -> None:
    (folder / "motions").mkdir()
    (folder / NAME).write_text("mine", encoding="utf-8")
    result = run("new", MOTION)
    assert result.exit_code == 1
    assert "there is something of this name already" in result.output
    assert (folder / NAME).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["new", "Trees\x07"], "MOTION: the motion is empty, or has a character that cannot be printed"),
        (["new", MOTION, "--language", "en: #"], "--language: there are no sheets in the language 'en: #'"),
        (["new", MOTION, "--from", "text.pdf"], "text.pdf: the PDF is damaged, or not a PDF"),
        (["new", MOTION, "--as", "in.txt/trees.yaml"], "in.txt/trees.yaml: the file cannot be written: file exists"),
        (["new", "?", "--ages", "0", "--language", "xx"], "--ages: '0' is not an age"),
    ],
)
def test_what_cannot_be_is_reported_and_nothing_is_written(folder: Path, words: list[str], message: str) -> None:
    for name, text in (("text.pdf", "%PDF-"), ("in.txt", "%PDF-"), ("a  b.txt", "Trees give shade.")):
        (folder / name).write_text(text, encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 1
    assert result.output.startswith(message)
    assert files_in(folder) == ["a  b.txt", "in.txt", "text.pdf"]
    if "?" in words:
        assert [line.partition(":")[0] for line in result.output.splitlines()] == ["--ages", "--language", "MOTION"]
