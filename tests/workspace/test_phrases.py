"""Printed words are put in place of others, one by one, without copying a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commandline import run
from tests.samples import SMALLEST
from tests.workspace.support import printed, workspace

if TYPE_CHECKING:
    from pathlib import Path

PHRASES = {
    "as it is printed": 'words: {"Your arguments": Our points}\n',
    "by its key": "words: {your_arguments: Our points}\n",
}


@pytest.mark.parametrize("settings", PHRASES.values(), ids=PHRASES.keys())
def test_a_phrase_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str) -> None:
    workspace(tmp_path, settings)
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    text = printed(tmp_path / "output/trees/pro-brief.docx")
    assert "Our points" in text
    assert "Your arguments" not in text


def test_phrases_within_others_and_lists_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = '["This house asks …", "{side}, we say …", "For one thing …"]'
    words = f'words:\n  speech:\n    title: Speak up\n    opening:\n      frames: {frames}\n  "Closing": The end\n'
    workspace(tmp_path, words)
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    text = printed(tmp_path / "output/trees/pro-brief.docx")
    for phrase in ("Speak up", "This house asks …", "for the motion, we say …", "The end"):
        assert phrase in text


def test_a_motion_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    motion = f"{SMALLEST}settings: {{words: {{evidence: Proof, name: Who}}}}\n"
    workspace(tmp_path, 'words: {"Name": Nom de plume, "Date": Day}\n', {"motions/trees.yaml": motion})
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    text = printed(tmp_path / "output/trees/pro-brief.docx")
    assert "Who " in text
    assert "Nom de plume" not in text
    assert "Day " in text


MISTAKES = {
    "unknown": (
        '"Your argument": x',
        "nothing that is printed has the name or the text 'Your argument'",
        "Did you mean",
    ),
    "capitals": ('"your arguments": x', "nothing that is printed", "Did you mean 'Your arguments'?"),
    "far off": ("zzzzzz: x", "nothing that is printed", "debatekit templates show languages/en"),
    "within": (
        "speech: {titel: x}",
        "nothing that is printed has the name or the text 'titel'",
        "Did you mean 'title'?",
    ),
    "placeholder": (
        "fairness: {how_to_read: Counts.}",
        "the placeholders are not those of",
        "It has: {tolerance}.",
    ),
    "several": ("speech: Talk", "this is the name of several phrases", "Name one of: "),
    "list": ("speech: {opening: {frames: One}}", "these are several phrases", "Write a list of 3."),
    "one": ("evidence: {a: b}", "this is one phrase", "Write its new text after the colon."),
}


@pytest.mark.parametrize(("words", "message", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_phrase_that_does_not_fit_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, message: str, hint: str
) -> None:
    workspace(tmp_path, f"words: {{{words}}}\n")
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 1
    assert result.output.startswith("debatekit.yaml:1:")
    assert message in result.output
    assert hint in result.output


def test_all_mistakes_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, "words:\n  nmae: x\n  speech: {titel: x}\n  evidence: [a]\n")
    monkeypatch.chdir(tmp_path)
    lines = [line for line in run("build").output.splitlines() if line.startswith("debatekit.yaml")]
    assert [line.split(":")[1] for line in lines] == ["2", "3", "4"]


def test_phrases_of_a_workspace_are_in_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "page: Seite\n"
    settings = 'language: de\nwords: {"Quatsch": Unsinn}\n'
    workspace(tmp_path, settings, {"motions/trees.yaml": f"{SMALLEST}language: en-GB\n", "unused.yaml": words})
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
