"""What docs/checks.md says is so: its rules are those of the code, its settings are read, its error is printed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from debatekit.checks.reports.guide import GROUPS, rules_as_markdown
from debatekit.checks.rules import RULES
from debatekit.cli import main
from debatekit.motion.loader import load_motion
from tests.checks.support import PROJECT, SOUND, write

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.checks.findings import Rule

PATH = PROJECT / "docs/checks.md"
HEADING = "## Findings\n"
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"


def test_every_rule_is_documented_as_it_is() -> None:
    text = PATH.read_text(encoding="utf-8")
    before, mark, _ = text.rpartition("-->\n\n")
    assert HEADING in before
    if UPDATE:
        PATH.write_text(before + mark + rules_as_markdown(), encoding="utf-8")
    assert PATH.read_text(encoding="utf-8") == before + mark + rules_as_markdown()


def test_codes_are_given_once_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {code[2] for code in codes} == set(GROUPS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_finds_and_why(rule: Rule) -> None:
    assert not rule.finds.endswith(".")
    assert re.fullmatch(r"[A-Z].*\.", rule.why)


def test_the_settings_that_are_shown_are_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", PATH.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    checks = load_motion(write(tmp_path, SOUND.partition("checks:")[0] + shown)).motion.checks
    assert (checks.tolerance, checks.longest_quotation, checks.most_quoted, checks.years) == (40, 30, 15, 3)
    assert [(silence.code, silence.part) for silence in checks.silence] == [("DK308", "C2")]


@pytest.mark.parametrize("guide", [PATH, PROJECT / "README.md"], ids=lambda path: path.name)
def test_the_error_that_is_shown_is_printed(guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "motions").mkdir()
    path = write(tmp_path / "motions", SOUND.replace("many pupils like", "many pupils bike"))
    path.rename(path.with_name("yard.yaml"))
    (shown,) = re.findall(
        r"^```text\n(motions/yard.*?)^```", guide.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert CliRunner().invoke(main, ["check", "yard", "--quiet"]).output == shown


@pytest.mark.parametrize("option", re.findall(r"--[a-z]+", PATH.read_text(encoding="utf-8")))
def test_every_option_that_is_named_exists(option: str) -> None:
    assert option in {name for parameter in main.commands["check"].params for name in parameter.opts}
