"""Settings: found from any folder below, with the precedence command line, motion, workspace."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from debatekit.cli import main
from debatekit.kit_folder import Manifest
from debatekit.motion.settings import SETTINGS, SWITCHES
from tests.commandline import run
from tests.packages import unpacked
from tests.samples import SMALLEST
from tests.workspace.support import printed, workspace

A4, LETTER = b'w:w="11906"', b'w:w="12240"'


def test_settings_are_found_from_a_folder_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(folder, "output: kits\nschool: Hill School\nclass: 8b\n")
    (folder / "notes/old").mkdir(parents=True)
    monkeypatch.chdir(folder / "notes/old")
    assert run("build", "trees", "--quiet").exit_code == 0
    assert not (folder / "notes/old/output").exists()
    text = printed(folder / "kits/trees/pro-brief.docx")
    assert "Student edition · Hill School" in text
    assert "Class 8b" in text


def test_without_settings_templates_next_to_the_motions_are_not_used(folder: Path) -> None:
    workspace(folder, files={"templates/page.html": "<html>not a handout</html>"})
    (folder / "debatekit.yaml").unlink()
    assert run("build", "--quiet").exit_code == 0
    assert (folder / "output/trees/pro-brief.docx").is_file()


PRECEDENCE = {
    "default": ("", "", (), "pro-brief.docx", A4),
    "workspace": ("paper: letter\ntheme: ink-saver", "", (), "pro-brief-ink-saver.docx", LETTER),
    "motion": ("paper: letter\n", "settings: {paper: a4, fillable: true}\n", (), "pro-brief-fillable.docx", A4),
    "compact": (
        "compact: true\n",
        "settings: {theme: ink-saver}\n",
        ("--fillable",),
        "pro-brief-ink-saver-compact-fillable.docx",
        A4,
    ),
    "not compact": ("compact: true\n", "", ("--no-compact",), "pro-brief.docx", A4),
    "capitals on the command line": ("", "", ("--paper", "Letter"), "pro-brief.docx", LETTER),
    "command line": (
        "theme: ink-saver\n",
        "settings: {paper: letter, fillable: yes}\n",
        ("--paper", "a4", "--theme", "standard", "--no-fillable"),
        "pro-brief.docx",
        A4,
    ),
    "a language in the motion": ("language: en-US\n", "language: en-GB\n", (), "pro-brief.docx", A4),
    "a language on the command line": ("", "language: en-GB\n", ("--language", "en-US"), "pro-brief.docx", LETTER),
}


@pytest.mark.parametrize(("settings", "motion", "options", "name", "paper"), PRECEDENCE.values(), ids=PRECEDENCE)
def test_the_command_line_precedes_the_motion_and_the_motion_the_workspace(
    folder: Path, settings: str, motion: str, options: tuple[str, ...], name: str, paper: bytes
) -> None:
    workspace(folder, settings, {"motions/trees.yaml": SMALLEST + motion})
    result = run("build", "--quiet", "--only", "pro-brief", *options)
    assert result.exit_code == 0, result.output
    assert paper in unpacked((folder / "output/trees" / name).read_bytes())["word/document.xml"]


def test_paths_are_relative_to_the_file_that_contains_them(folder: Path) -> None:
    workspace(folder, "output: a\n", {"motions/trees.yaml": f"{SMALLEST}settings: {{output: b}}\n"})
    assert run("build", "--quiet").exit_code == 0
    assert (folder / "motions/b/trees/pro-brief.docx").is_file()
    assert run("build", "--quiet", "--output", "c").exit_code == 0
    assert (folder / "c/trees/pro-brief.docx").is_file()


OPTIONS = {
    key: [word for word in (*parameter.opts, *parameter.secondary_opts) if word.startswith("--")]
    for parameter in main.commands["build"].params
    if (key := (parameter.name or "").rstrip("_")) in SETTINGS
}
"""The options of settings, by the keys of these."""


@pytest.mark.parametrize(("key", "options"), OPTIONS.items(), ids=OPTIONS)
def test_every_setting_can_be_an_option_and_is_remembered(folder: Path, key: str, options: list[str]) -> None:
    workspace(folder, "".join(f"{switch}: yes\n" for switch in sorted(SWITCHES)))  # so that "--no-…" does something
    (example, *_) = SETTINGS[key].examples or []
    if key == "look":
        docx.Document().save(example)
    for option in options:
        words = (option, *([] if key in SWITCHES else [str(example)]))
        result = run("build", "--only", "pro-brief", *words)
        assert result.exit_code == 0, result.output
        assert ", unchanged" in run("build", "--only", "pro-brief", *words).output
        *_, build = Manifest.load(folder / "output/trees").builds.values()
        remembered = {(name, value) for name, value in build.options if name != "--only"}
        assert remembered == ({(option, "".join(words[1:]))} if key != "output" else set())


MISTAKES = {
    "key": ("theem: standard\n", "", (), "debatekit.yaml:1:1: unknown key 'theem'. Did you mean 'theme'?"),
    "paper": ("school: S\npaper: a5\n", "", (), "debatekit.yaml:2:8: 'a5' is not known here. Write one of: a4"),
    "theme of a motion": (
        "", "settings:\n  theme: standart\n", (), "motions/trees.yaml:11:10: there is no theme 'standart'.",
    ),
    "theme of the command line": (
        "theme: standart\n", "", ("--theme", "largeprint"),
        "--theme: there is no theme 'largeprint'. Did you mean 'large-print'?",
    ),
    "language": ("language: tlh\n", "", (), "debatekit.yaml:1:11: there is no language 'tlh'."),
    "language of a motion": ("", "language: tlh\n", (), "motions/trees.yaml:10:11: there is no language 'tlh'."),
    "language of the command line": ("", "", ("--language", "tlh"), "--language: there is no language 'tlh'."),
    "look": ("look: ours.docx\n", "", (), "ours.docx: there is no such file"),
    "a word that is not UTF-8": ("", "", ("--school", "\udce9"), ": this is not UTF-8."),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "motion", "options", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_where_it_was_made_and_nothing_is_built(
    folder: Path, settings: str, motion: str, options: tuple[str, ...], message: str
) -> None:
    workspace(folder, settings, {"motions/trees.yaml": SMALLEST + motion})
    result = run("build", *options)
    assert result.exit_code == 1
    assert message in result.output
    assert not (folder / "output").exists()
    assert message in run("check", *options).output


def test_settings_may_be_empty(folder: Path) -> None:
    workspace(folder, "# nothing yet\n")
    assert run("build", "--quiet").exit_code == 0
