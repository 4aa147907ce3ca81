"""What `debatekit check` prints: lines for a person, and JSON, SARIF and workflow commands for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from debatekit import __version__
from debatekit.checks.rules import RULES
from debatekit.cli import main
from tests.checks.support import SOUND, verify, write

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

WRONG = SOUND.replace("many pupils like", "many pupils bike").replace("    publisher: not stated\n", "")
"""The motion with a letter of a quotation changed, an error, and a field of its source left out, a warning."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "motion.yaml", *words])


def test_a_sound_motion_is_told_at_a_glance(folder: Path) -> None:
    write(folder)
    result = run()
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "OK motion.yaml: 2 arguments for, 2 against, 1 question, 9 documents",
        "  'text': 6 of 6 quotations found word for word in yard.txt; 34 of its 122 words are quoted (27.9 %)",
        "                               for   against",
        "  arguments                      2         2",
        "  words                         76        74",
        "  evidence                       3         3",
        "    quotations                   2         2",
        "    to find out                  1         1",
        "  replies                        2         2",
        "  questions on it                1         1",
        "  reading age, estimated         6         7",
        "  loaded words                   0         1",
        "  words of 'text' that may be worth a look (suggested, not judged):",
        "    paragraph 2: “Nobody” (absolute)",
    ]


def test_findings_are_told_with_their_line_their_code_and_the_nearest_passage(folder: Path) -> None:
    write(folder, WRONG)
    result = run("--quiet")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "motion.yaml:4:3: the source 'text' does not say: publisher. "
        "Write what the text says, or 'publisher: not stated'. [DK201 warning]",
        "    4 |   text:",
        "      |   ^",
        "motion.yaml:20:18: this is not word for word what stands in 'text'. "
        "Write it as it stands there, mark what you leave out with … and what you add with [ ]. [DK102 error]",
        "   20 |         - quote: many pupils bike to sit below them",
        "      |                  ^",
        "      = paragraph 3, lines 4 to 5: many pupils like to sit below them.",
        "      =                                        ^^^^",
        "      = quoted:                    many pupils bike to sit below them",
        "      =                                        ^^^^",
    ]


def test_a_warning_fails_only_where_checks_are_strict(folder: Path) -> None:
    write(folder, SOUND.replace("    publisher: not stated\n", ""))
    assert run().exit_code == 0
    assert "OK motion.yaml: 1 warning, 2 arguments for" in run().output
    assert run("--strict").exit_code == 1
    assert run("--strict", "--ignore", "DK201").exit_code == 0
    assert run("--strict", "--select", "DK1").exit_code == 0


def test_the_record_is_named_where_it_is_relied_on(folder: Path) -> None:
    verify(write(folder))
    write(folder, text=None)
    result = run()
    assert result.exit_code == 0
    assert (
        "  'text': 6 of 6 quotations as verified on 2026-11-23, by motion.verified.json; "
        "the text itself is not at hand; 34 of its 122 words are quoted (27.9 %)"
    ) in result.output.splitlines()


def test_quotations_that_nobody_verified_are_told(folder: Path) -> None:
    write(folder, text=None)
    result = run()
    assert result.exit_code == 0
    assert result.output.count("[DK110 warning]") == 6
    assert "  'text': 6 quotations, not verified: its text is not at hand" in result.output.splitlines()


def test_what_the_motion_accepts_is_told_with_its_reason(folder: Path) -> None:
    write(folder, SOUND.replace("40 %", "10 %") + "  silence:\n    - code: DK113\n      reason: the text is short\n")
    assert "  accepted in the motion: DK113 (the text is short)" in run().output.splitlines()


def as_json(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["check", *words, "--format", "json"])
    assert result.output.isascii()
    data: dict[str, Any] = json.loads(result.output)
    return data


def test_json_holds_all_that_is_known(folder: Path) -> None:
    write(folder, WRONG)
    data = as_json("motion.yaml")
    assert data["version"] == 1
    (motion,) = data["motions"]
    missing, altered = motion["findings"]
    assert (missing["code"], missing["severity"], missing["line"], missing["path"]) == (
        "DK201",
        "warning",
        4,
        ["sources", "text"],
    )
    assert altered["name"] == "altered"
    assert (altered["file"], altered["line"], altered["column"]) == ("motion.yaml", 20, 18)
    assert altered["path"] == ["pro", "arguments", 0, "evidence", 0, "quote"]
    assert altered["details"][0] == "paragraph 3, lines 4 to 5: many pupils like to sit below them."
    assert motion["balance"]["pro"]["arguments"] == motion["balance"]["con"]["arguments"] == 2
    assert motion["balance"]["uneven"] == []
    assert motion["sources"]["text"]["basis"] == "text"
    assert (motion["sources"]["text"]["verified"], motion["sources"]["text"]["quotations"]) == (5, 6)
    assert {"path": ["evaluation", "claims", 0], "paragraph": 6, "line": 14, "last_line": 14} in motion["places"]


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_what_cannot_be_read_is_a_finding_for_machines_too(folder: Path, form: str) -> None:
    write(
        folder, SOUND.replace("  summary: Your side must show that a tree", "  sumary: Your side must show that a tree")
    )
    result = run("--format", form)
    assert result.exit_code == 1
    assert "DK001" in result.output
    assert "nknown key 'sumary'" in result.output
    assert result.stderr == ""


def test_a_template_that_fails_is_a_finding(folder: Path) -> None:
    write(folder, "framework: osmosis\n" + SOUND)
    (finding,) = as_json("motion.yaml")["motions"][0]["findings"]
    assert (finding["code"], finding["line"]) == ("DK002", 1)


def test_several_motions_are_told_together(folder: Path) -> None:
    write(folder, WRONG).rename(folder / "wrong.yaml")
    write(folder)
    motions = as_json("motion.yaml", "wrong.yaml")["motions"]
    assert [(motion["file"], len(motion["findings"])) for motion in motions] == [("motion.yaml", 0), ("wrong.yaml", 2)]


REQUIRED = [
    ("3.13.2", [], {"version", "runs"}),
    ("3.14.6", ["runs", 0], {"tool"}),
    ("3.18.2", ["runs", 0, "tool"], {"driver"}),
    ("3.19.8", ["runs", 0, "tool", "driver"], {"name", "rules"}),
    ("3.49.3", ["runs", 0, "tool", "driver", "rules", 0], {"id"}),
    ("3.27.11", ["runs", 0, "results", 0], {"message", "ruleId", "locations"}),
    ("3.11.3", ["runs", 0, "results", 0, "message"], {"text"}),
    ("3.29.3", ["runs", 0, "results", 0, "locations", 0, "physicalLocation"], {"artifactLocation"}),
    ("3.30.5", ["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region"], {"startLine"}),
]


@pytest.mark.parametrize(("section", "path", "keys"), REQUIRED)
def test_sarif_has_what_the_standard_asks_for(
    folder: Path, section: str, path: list[str | int], keys: set[str]
) -> None:
    write(folder, WRONG)
    value: Any = json.loads(run("--format", "sarif").output)
    for step in path:
        value = value[step]
    assert keys <= set(value), section


def test_sarif_tells_findings_with_their_rules(folder: Path) -> None:
    write(folder, WRONG + "  silence:\n    - code: DK201\n      reason: for practice\n")
    log = json.loads(run("--format", "sarif").output)
    (run_,) = log["runs"]
    driver = run_["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("debatekit", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    altered, accepted = run_["results"]
    assert driver["rules"][altered["ruleIndex"]]["id"] == altered["ruleId"] == "DK102"
    assert altered["level"] == "error"
    place = altered["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "motion.yaml"}, "region": {"startLine": 20, "startColumn": 18}}
    assert "suppressions" not in altered
    assert accepted["suppressions"] == [{"kind": "inSource", "justification": "for practice"}]


def test_github_marks_lines(folder: Path) -> None:
    write(folder, WRONG)
    missing, altered = run("--format", "github").output.splitlines()
    assert missing.startswith("::warning file=motion.yaml,line=4,col=3,title=DK201 field-missing::")
    assert altered.startswith("::error file=motion.yaml,line=20,col=18,title=DK102 altered::this is not word for word")
    assert "%0Aparagraph 3, lines 4 to 5: many pupils like to sit below them.%0A" in altered


def test_github_escapes_what_has_a_meaning_there(folder: Path) -> None:
    write(folder, WRONG).rename(folder / "50%, or so.yaml")
    result = CliRunner().invoke(main, ["check", "50%, or so.yaml", "--format", "github"])
    assert result.output.startswith("::warning file=50%25%2C or so.yaml,line=4")


@pytest.mark.parametrize(
    "words",
    [["--select", "DK7"], ["--ignore", "X"], ["--source", "text"], ["--source", "=a.txt"], ["--explain", "DK0"]],
)
def test_what_is_not_known_is_wrong_usage(folder: Path, words: list[str]) -> None:
    write(folder)
    assert run(*words).exit_code == 2


def test_a_code_is_explained(folder: Path) -> None:
    result = run("--explain", "dk102")
    assert result.exit_code == 0
    assert result.output.startswith("DK102 altered (error): the quotation differs from the words of the source.\n")


def test_a_text_can_be_named(folder: Path) -> None:
    write(folder)
    (folder / "yard.txt").rename(folder / "elsewhere.txt")
    assert "found word for word in elsewhere.txt" in run("--source", "text=elsewhere.txt").output


def test_a_text_of_a_source_that_is_not_there_is_a_problem(folder: Path) -> None:
    write(folder)
    result = run("--source", "txt=yard.txt")
    assert result.exit_code == 1
    assert result.output == "--source: no motion has a source 'txt'. Did you mean 'text'?\n"
