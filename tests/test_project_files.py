"""`debatekit init` makes a workspace that builds, and `debatekit templates` copies and compares built-in files."""

import re
from pathlib import Path

import docx
import pytest

from debatekit.files import packaged
from debatekit.motion.settings import SETTINGS
from tests.commandline import files_in, run
from tests.samples import SMALLEST
from tests.workspace.support import printed, workspace

BUILT_IN = packaged("templates")
MOTIONS = ["motions/debatekit.schema.json", "motions/trees-practice.txt", "motions/trees.yaml"]
CREATED = ["README.md", "debatekit.yaml", *MOTIONS, "templates/README.md"]


@pytest.fixture
def debates(folder: Path) -> Path:
    return workspace(folder)


def test_a_new_workspace_builds_without_findings(folder: Path) -> None:
    assert run("init").exit_code == 0
    assert files_in(folder) == CREATED
    checked = run("check", "--strict")
    assert checked.exit_code == 0, checked.output
    assert "4 of 4 quotations found word for word" in checked.output
    assert run("build", "--quiet").exit_code == 0
    assert len(list((folder / "output/trees").glob("*.docx"))) == 6


@pytest.mark.parametrize(("language", "word"), [("de", "Schule"), ("fr-CA", "école"), ("en-US", "school"), ("", "our")])
def test_a_new_workspace_is_explained_in_its_language(folder: Path, language: str, word: str) -> None:
    assert run("init", *(["--language", language] if language else [])).exit_code == 0
    assert files_in(folder) == CREATED
    texts = [(folder / name).read_text("utf-8") for name in ("README.md", "debatekit.yaml")]
    assert [word in text for text in texts] == [True, True]
    assert f"\nlanguage: {language or 'en-GB'}\n" in texts[1]
    assert run("check", "--strict").exit_code == 0


def test_existing_files_are_kept(folder: Path) -> None:
    workspace(folder, "school: Ours\n", {"README.md": "Mine"})
    result = run("init")
    assert result.exit_code == 0
    assert "kept README.md\nkept debatekit.yaml\n" in result.output
    texts = [(folder / name).read_text("utf-8") for name in ("README.md", "debatekit.yaml", "motions/trees.yaml")]
    assert texts == ["Mine", "school: Ours\n", SMALLEST]
    assert files_in(folder) == [name for name in CREATED if name != "motions/trees-practice.txt"]
    assert "created" not in run("init").output


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_sample_settings_explain_every_key_and_can_be_used(folder: Path, language: str) -> None:
    run("init", "--language", language)
    text = (folder / "debatekit.yaml").read_text(encoding="utf-8")
    text = re.sub(rf"^# (?=({'|'.join(SETTINGS)}):|  \")", "", text, flags=re.MULTILINE)
    assert [key for key in SETTINGS if f"\n{key}:" not in text] == []
    (look,) = re.findall("^look: (.*)", text, re.MULTILINE)
    docx.Document().save(str(folder / look))
    (folder / "debatekit.yaml").write_text(text, encoding="utf-8")
    result = run("build", "--only", "pro-brief")
    assert result.exit_code == 0, result.output


def test_every_template_is_listed_by_its_kind(debates: Path) -> None:
    for name in ("vote", "pro-brief"):
        (debates / "templates").mkdir(exist_ok=True)
        (debates / f"templates/{name}.html").write_text("", encoding="utf-8")
    lines = run("templates", "list").output.splitlines()
    assert {"Handouts", "  con-brief"} <= set(lines)
    assert f"  {'vote':34} yours" in lines
    assert f"  {'pro-brief':34} yours, instead of the built-in one" in lines
    for name in ("parts/sheet", "themes/standard", "frameworks/lateral-reading", "languages/en", "wordlists/en"):
        assert f"  {name}" in lines


def test_a_copy_can_be_changed(debates: Path) -> None:
    assert run("templates", "copy", "pro-brief").output == "templates/pro-brief.html is yours to change\n"
    path = debates / "templates/pro-brief.html"
    assert path.read_bytes() == (BUILT_IN / "pro-brief.html").read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("{{ words.handouts.pro_brief }}", "Our case"), "utf-8")
    assert run("build", "--quiet").exit_code == 0
    assert "Our case" in printed(debates / "output/trees/pro-brief.docx")


def test_copies_of_all_files_build_the_same_kit(debates: Path) -> None:
    run("build", "--quiet", "--output", "before")
    assert run("templates", "copy", "--all").exit_code == 0
    assert (debates / "templates/themes/standard.yaml").is_file()
    assert run("build", "--quiet", "--output", "after").exit_code == 0
    before = {path.name: path.read_bytes() for path in (debates / "before/trees").glob("*.docx")}
    assert {path.name: path.read_bytes() for path in (debates / "after/trees").glob("*.docx")} == before


def test_an_existing_file_is_not_overwritten_and_nothing_else_is_copied(debates: Path) -> None:
    run("templates", "copy", "pro-brief")
    (debates / "templates/pro-brief.html").write_text("mine", encoding="utf-8")
    result = run("templates", "copy", "con-brief", "pro-brief")
    assert result.exit_code == 1
    assert "templates/pro-brief.html: the file exists, and is not overwritten." in result.output
    assert (debates / "templates/pro-brief.html").read_text(encoding="utf-8") == "mine"
    assert not (debates / "templates/con-brief.html").exists()


def test_nothing_is_copied_without_a_workspace_or_a_name(folder: Path) -> None:
    result = run("templates", "copy", "pro-brief")
    assert result.exit_code == 1
    assert "Run 'debatekit init'" in result.output
    assert run("templates", "copy").exit_code == 2
    assert list(folder.iterdir()) == []


NAMES = {
    "misspelt": ("pro-breif", "there is no such template. Did you mean 'pro-brief'?"),
    "ambiguous": ("en", "this may mean several templates. Write one of: languages/en, wordlists/en, proposals/en."),
    "unknown": ("zzzzzzz", "there is no such template. 'debatekit templates list' lists them."),
}


@pytest.mark.parametrize(("name", "message"), NAMES.values(), ids=NAMES)
def test_an_unknown_name_is_reported(debates: Path, name: str, message: str) -> None:
    for command in ("show", "copy", "diff"):
        result = run("templates", command, name)
        assert result.exit_code == 1
        assert f"{name}: {message}" in result.output


def test_your_own_template_is_shown_first(debates: Path) -> None:
    assert run("templates", "show", "themes/standard").output == (BUILT_IN / "themes/standard.yaml").read_text("utf-8")
    run("templates", "copy", "pro-brief")
    (debates / "templates/pro-brief.html").write_text("mine\n", encoding="utf-8")
    assert run("templates", "show", "pro-brief").output == "mine\n"
    assert run("templates", "show", "pro-brief", "--builtin").output != "mine\n"


@pytest.mark.parametrize(
    ("own", "original", "state", "lines"),
    [
        (None, None, "none of your templates has the name of a built-in one", []),
        ("changed", "copy", "pro-brief.html: the built-in one has not changed since it was copied", []),
        ("changed", "older", "pro-brief.html: the built-in one has changed since it was copied", ["-an older line"]),
        ("changed", None, "pro-brief.html: it replaces the built-in one, and differs", ["-a line of mine"]),
        ('{% extends "builtin/pro-brief.html" %}', None, "it extends the built-in one", []),
    ],
    ids=["no copy", "current", "changed", "different", "extends"],
)
def test_a_copy_is_compared_with_the_built_in_file(
    debates: Path, own: str | None, original: str | None, state: str, lines: list[str]
) -> None:
    built_in = (BUILT_IN / "pro-brief.html").read_text(encoding="utf-8")
    texts = {"copy": built_in, "changed": f"{built_in}a line of mine\n", "older": f"an older line\n{built_in}"}
    for place, text in (("templates", own), (".debatekit/templates", original)):
        if text is not None:
            (debates / place).mkdir(parents=True)
            (debates / place / "pro-brief.html").write_text(texts.get(text, text), encoding="utf-8")
    output = run("templates", "diff").output
    assert state in output
    changes = [line for line in output.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert changes == lines
