"""`debatekit templates`: what there is, copies of it, and what the built-in ones have become since."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.datafiles import packaged
from debatekit.workspace import find_workspace
from debatekit.workspace.copies import State, compare
from debatekit.workspace.items import find_items, items
from tests.commandline import run
from tests.workspace.support import printed, workspace

BUILT_IN = packaged("templates")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workspace(tmp_path)


def test_every_template_is_listed_by_its_kind(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/ballot.html").write_text("", encoding="utf-8")
    (folder / "templates/pro-brief.html").write_text("", encoding="utf-8")
    lines = run("templates", "list").output.splitlines()
    assert "Handouts" in lines
    assert "  con-brief" in lines
    assert f"  {'ballot':34} yours" in lines
    assert f"  {'pro-brief':34} yours, in place of the built-in one" in lines
    for name in ("parts/sheet", "themes/standard", "frameworks/lateral-reading", "languages/en", "wordlists/en"):
        assert f"  {name}" in lines


def test_a_copy_is_changed_at_will(folder: Path) -> None:
    result = run("templates", "copy", "pro-brief")
    assert result.output == "templates/pro-brief.html is yours to change\n"
    path = folder / "templates/pro-brief.html"
    assert path.read_bytes() == (BUILT_IN / "pro-brief.html").read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("{{ words.handouts.pro_brief }}", "Our case"), "utf-8")
    assert run("build", "--quiet").exit_code == 0
    assert "Our case" in printed(folder / "output/trees/pro-brief.docx")


def test_all_can_be_copied_and_build_the_same_kit(folder: Path) -> None:
    run("build", "--quiet", "--output", "before")
    assert run("templates", "copy", "--all").exit_code == 0
    assert (folder / "templates/themes/standard.yaml").is_file()
    assert run("build", "--quiet", "--output", "after").exit_code == 0
    before = {path.name: path.read_bytes() for path in (folder / "before/trees").glob("*.docx")}
    assert {path.name: path.read_bytes() for path in (folder / "after/trees").glob("*.docx")} == before


def test_a_file_that_stands_is_not_overwritten_and_nothing_else_is_copied(folder: Path) -> None:
    run("templates", "copy", "pro-brief")
    (folder / "templates/pro-brief.html").write_text("mine", encoding="utf-8")
    result = run("templates", "copy", "con-brief", "pro-brief")
    assert result.exit_code == 1
    assert "templates/pro-brief.html: the file is there, and is not overwritten." in result.output
    assert (folder / "templates/pro-brief.html").read_text(encoding="utf-8") == "mine"
    assert not (folder / "templates/con-brief.html").exists()


def test_without_a_workspace_there_is_no_place_for_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("templates", "copy", "pro-brief")
    assert result.exit_code == 1
    assert "Run 'debatekit init'" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["pro-brief", "pro-brief.html", "templates/pro-brief.html", "builtin/pro-brief.html", "templates\\pro-brief"],
)
def test_a_template_is_found_by_its_name_or_its_file(name: str) -> None:
    assert [item.path for item in find_items([name], [BUILT_IN])] == ["pro-brief.html"]


NAMES = {
    "misspelt": ("pro-breif", "there is no such template. Did you mean 'pro-brief'?"),
    "several": ("en", "this may mean several templates. Write one of: languages/en, wordlists/en."),
    "unknown": ("zzzzzzz", "there is no such template. 'debatekit templates list' lists them."),
    "outside": ("../pyproject", "there is no such template."),
}


@pytest.mark.parametrize(("name", "message"), NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("command", ["show", "copy", "diff"])
def test_a_name_that_means_no_template_is_told(folder: Path, command: str, name: str, message: str) -> None:
    result = run("templates", command, name)
    assert result.exit_code == 1
    assert f"{name}: {message}" in result.output


def test_a_template_is_shown_yours_first(folder: Path) -> None:
    assert (
        run("templates", "show", "standard").output.startswith("title: ")
        or "title: " in run("templates", "show", "themes/standard").output
    )
    run("templates", "copy", "pro-brief")
    (folder / "templates/pro-brief.html").write_text("mine\n", encoding="utf-8")
    assert run("templates", "show", "pro-brief").output == "mine\n"
    assert run("templates", "show", "pro-brief", "--builtin").output != "mine\n"


def test_nothing_is_copied_without_a_name(folder: Path) -> None:
    assert run("templates", "copy").exit_code == 2


@pytest.mark.parametrize(
    ("own", "kept", "state", "lines"),
    [
        (None, None, None, []),
        ("copy", "copy", State.CURRENT, []),
        ("changed", "copy", State.CURRENT, []),
        ("changed", "older", State.CHANGED, ["-an older line"]),
        ("changed", None, State.APART, ["-a line of mine"]),
        ('{% extends "builtin/pro-brief.html" %}', None, State.EXTENDING, []),
    ],
)
def test_a_copy_is_compared_with_what_it_was_made_from(
    folder: Path, own: str | None, kept: str | None, state: State | None, lines: list[str]
) -> None:
    built_in = (BUILT_IN / "pro-brief.html").read_text(encoding="utf-8")
    texts = {"copy": built_in, "changed": f"{built_in}a line of mine\n", "older": f"an older line\n{built_in}"}
    for place, text in (("templates", own), (".debatekit/templates", kept)):
        if text is not None:
            (folder / place).mkdir(parents=True)
            (folder / place / "pro-brief.html").write_text(texts.get(text, text), encoding="utf-8")
    (item,) = find_items(["pro-brief"], [BUILT_IN])
    found = compare(find_workspace(), item, BUILT_IN)
    assert (found and found.state) == state
    changes = [line for line in found.lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}] if found else []
    assert changes == lines


def test_diff_tells_of_each_file_of_yours(folder: Path) -> None:
    assert "none of your templates" in run("templates", "diff").output
    run("templates", "copy", "pro-brief", "themes/standard")
    assert run("templates", "diff").output.splitlines() == [
        f"pro-brief.html: {State.CURRENT.value}",
        f"themes/standard.yaml: {State.CURRENT.value}",
    ]


def test_items_know_their_names() -> None:
    assert {item.name for item in items([BUILT_IN]) if item.kind == "Languages"} >= {"languages/en"}
