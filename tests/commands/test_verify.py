"""`debatekit verify` writes the record of what was found, and nothing where something is not found."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.checks.support import SOUND, TEXT, write
from tests.commandline import files_in, run
from tests.samples import SMALLEST, write_motion


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_record_is_written_beside_the_motion(folder: Path) -> None:
    write(folder)
    result = run("verify", "motion.yaml")
    assert result.exit_code == 0
    assert result.output == "motion.yaml: 6 quotations verified, see motion.verified.json\n"
    record = json.loads((folder / "motion.verified.json").read_text(encoding="utf-8"))
    assert record["version"] == 1
    text = record["sources"]["text"]
    assert text["verified"] == date.today().isoformat()
    assert (text["paragraphs"], text["words"], len(text["quotations"])) == (6, 122, 6)
    assert text["quotations"][0]["part"] == "P1"


def test_then_the_text_can_go(folder: Path) -> None:
    write(folder)
    run("verify", "motion.yaml")
    write(folder, text=None)
    assert run("check", "motion.yaml", "--strict").exit_code == 0
    built = run("build", "motion.yaml")
    assert built.exit_code == 0
    assert "  6 quotations of 'text' as verified on " in built.output
    assert "the text itself is not at hand" in built.output


def test_a_build_tells_that_nobody_compared_quotations(tmp_path: Path) -> None:
    path = write(tmp_path, text=None)
    for _ in range(2):  # the second time, nothing has changed
        built = run("build", path.as_posix(), "--output", (tmp_path / "output").as_posix())
        assert built.exit_code == 0
        assert "\n  6 quotations of 'text', not verified: its text is not at hand\n" in built.output


def test_without_the_text_nothing_is_compared_and_nothing_written(folder: Path) -> None:
    write(folder)
    run("verify", "motion.yaml")
    write(folder, text=None)
    before = (folder / "motion.verified.json").read_bytes()
    assert "nothing was compared, and the record stays as it is" in run("verify", "motion.yaml").output
    assert (folder / "motion.verified.json").read_bytes() == before
    (folder / "motion.verified.json").unlink()
    result = run("verify", "motion.yaml")
    assert result.exit_code == 1
    assert "motion.yaml: no record was written" in result.output


def test_a_text_of_almost_the_same_name_is_pointed_at(folder: Path) -> None:
    write(folder)
    run("verify", "motion.yaml")
    (folder / "yard.txt").rename(folder / "yards.txt")
    result = run("check", "motion.yaml")
    assert "there is no file 'yard.txt' here. Did you mean 'yards.txt'? [DK114 warning]" in result.output
    (folder / "yards.txt").rename(folder / "yard.md")
    assert "Did you mean 'yard.md'? [DK114 warning]" in run("check", "motion.yaml").output


@pytest.mark.parametrize("other", ["backyard.txt", "notes.txt", "yard.xyz"])
def test_a_text_of_another_name_is_not_pointed_at(folder: Path, other: str) -> None:
    write(folder)
    (folder / "yard.txt").rename(folder / other)
    output = run("check", "motion.yaml").output
    assert "DK114" not in output
    assert "Put the text beside the motion as 'yard.txt', or name it with --source text=FILE. [DK110" in output


def test_a_text_in_another_folder_is_named_as_the_motion_names_it(folder: Path) -> None:
    write(folder, SOUND.replace("yard.txt", "texts/yard.txt"))
    (folder / "texts").mkdir()
    (folder / "yard.txt").rename(folder / "texts/yards.txt")
    output = run("check", "motion.yaml").output
    assert "there is no file 'texts/yard.txt' here. Did you mean 'texts/yards.txt'? [DK114 warning]" in output
    assert "Put the text beside the motion as 'texts/yard.txt', or name it with" in output


def test_a_changed_quotation_is_an_error_without_the_text(folder: Path) -> None:
    write(folder)
    run("verify", "motion.yaml")
    write(folder, SOUND.replace("many pupils like", "many pupils love"), None)
    for command in ("check", "build"):
        result = run(command, "motion.yaml")
        assert result.exit_code == 1
        assert "[DK111 error]" in result.output
    assert not (folder / "output").exists()


def test_nothing_is_written_unless_all_is_found(folder: Path) -> None:
    write(folder, SOUND.replace("many pupils like", "many pupils bike"))
    result = run("verify", "motion.yaml")
    assert result.exit_code == 1
    assert "motion.yaml:21:18: this is not word for word what 'text' says" in result.output
    assert files_in(folder) == ["motion.yaml", "yard.txt"]


def test_without_the_text_there_is_nothing_to_verify_by(folder: Path) -> None:
    write(folder, text=None)
    result = run("verify", "motion.yaml")
    assert result.exit_code == 1
    assert result.output.count("[DK110 warning]") == 6
    assert files_in(folder) == ["motion.yaml"]


def test_the_text_can_be_named(folder: Path) -> None:
    write(folder, text=None)
    (folder / "elsewhere.txt").write_text(TEXT, encoding="utf-16")
    assert run("verify", "motion.yaml", "--source", "text=elsewhere.txt", "-q").output == ""
    assert "motion.verified.json" in files_in(folder)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--source", "txt=yard.txt"], 1, "--source: no motion has a source 'txt'. Did you mean 'text'?"),
        (["--source", "text=none.txt"], 1, "none.txt: there is no such file."),
        (["--source", "yard.txt"], 2, "'yard.txt' is no source."),
    ],
)
def test_what_is_named_wrongly_is_told(folder: Path, words: list[str], code: int, said: str) -> None:
    write(folder)
    result = run("verify", "motion.yaml", *words)
    assert result.exit_code == code
    assert said in result.output
    assert files_in(folder) == ["motion.yaml", "yard.txt"]


def test_a_motion_without_quotations_needs_no_record(folder: Path) -> None:
    write_motion(folder, SMALLEST, "trees")
    result = run("verify", "trees.yaml")
    assert (result.exit_code, result.output) == (0, "trees.yaml: there is no quotation to verify\n")
    assert files_in(folder) == ["trees.yaml"]


def test_a_broken_motion_does_not_stop_the_others(folder: Path) -> None:
    write_motion(folder, "motion: [", "broken")
    write(folder)
    result = run("verify", "broken.yaml", "motion.yaml")
    assert result.exit_code == 1
    assert "motion.verified.json" in files_in(folder)


def test_a_kit_is_not_built_on_a_quotation_that_is_not_there(folder: Path) -> None:
    write(folder, SOUND.replace("many pupils like", "many pupils bike"))
    result = run("build", "motion.yaml")
    assert result.exit_code == 1
    assert "[DK102 error]" in result.output
    assert "      = paragraph 3, lines 4 to 5: many pupils like to sit below them." in result.output.splitlines()
    assert files_in(folder) == ["motion.yaml", "yard.txt"]


def test_a_kit_is_built_with_warnings_and_says_so(folder: Path) -> None:
    write(folder, SOUND.replace("40 %", "10 %"))
    result = run("build", "motion.yaml")
    assert result.exit_code == 0
    assert "  1 thing to look at: debatekit check motion.yaml" in result.output.splitlines()
    assert "look at" not in run("build", "motion.yaml", "-q").output


def test_a_text_can_be_named_for_a_build(folder: Path) -> None:
    write(folder, SOUND.replace("text: yard.txt", "text: elsewhere.txt"))
    result = run("build", "motion.yaml", "--source", "text=yard.txt")
    assert result.exit_code == 0
    assert "look at" not in result.output
