"""What `debatekit check` prints, as text and as JSON, and which findings it leaves out."""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from debatekit.checks.report import template_data
from debatekit.errors import DebatekitError
from debatekit.motion.loader import load_motion
from debatekit.motion.settings import Checks
from tests import commandline
from tests.checks.support import PROJECT, SOUND, check, write
from tests.templating.checked import CHECKED

WRONG = SOUND.replace("many pupils like", "many pupils bike").replace("    publisher: not stated\n", "")
"""The motion with a letter of a quotation changed, an error, and a field of its source left out, a warning."""


run = partial(commandline.run, "check", "motion.yaml")


def test_a_sound_motion_has_a_summary(folder: Path) -> None:
    write(folder)
    result = run()
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "OK motion.yaml: 2 arguments for, 2 against, 1 question, 5 documents",
        "  'text': 6 of 6 quotations found word for word in yard.txt; 34 of its 122 words are quoted (27.9 %)",
        "                               for   against",
        "  arguments                      2         2",
        "  words                         74        72",
        "  pieces of evidence             3         3",
        "    quotations                   2         2",
        "    things to find out           1         1",
        "  replies to the other           2         2",
        "  questions about it             1         1",
        "  reading age, estimated         6         7",
        "  loaded words                   0         1",
        "  words of 'text' that may be worth a look (suggested, not judged):",
        "    paragraph 2: “Nobody” (absolute)",
    ]


ASK = "(write a question)"


@pytest.mark.parametrize(
    ("questions", "where"),
    [
        ("".join(f"  - ask: {ASK}\n" for _ in range(6)), "in lines 53, 54, 55, 56, 57, 58"),
        (f"  [{', '.join([f'{{ask: {ASK}}}'] * 6)}]\n", "in line 53"),
    ],
)
def test_many_placeholders_are_listed_and_counted_as_one_finding(folder: Path, questions: str, where: str) -> None:
    write(folder, re.sub("questions:\n(  .*\n)+", f"questions:\n{questions}", SOUND))
    output = run().output
    assert "motion.yaml: 6 texts are still to be written. Write each" in output
    assert f"      = {where}\n" in output
    assert output.count("DK601") == 1
    assert len([it for it in as_json("motion.yaml")["motions"][0]["findings"] if it["code"] == "DK601"]) == 6
    assert f": {output.count(' warning]')} warning" in output


def test_a_warning_fails_only_where_checks_are_strict(folder: Path) -> None:
    write(folder, SOUND.replace("    publisher: not stated\n", ""))
    assert "OK motion.yaml: 1 warning, 2 arguments for" in run().output
    options = "", "--strict", "--strict --ignore DK201", "--strict --select DK1"
    assert [run(*words.split()).exit_code for words in options] == [0, 1, 0, 0]


def test_without_text_and_record_nothing_is_verified(folder: Path) -> None:
    write(folder, text=None)
    output = run().output
    assert output.count("[DK110 warning]") == 6
    assert "  'text': 6 quotations, not verified: its text is not available" in output.splitlines()


def as_json(*words: str) -> dict[str, Any]:
    result = commandline.run("check", *words, "--format", "json")
    assert result.output.isascii()
    data: dict[str, Any] = json.loads(result.output)
    return data


def test_json_has_findings_and_figures(folder: Path) -> None:
    write(folder, WRONG).rename(folder / "wrong.yaml")
    write(folder)
    data = as_json("motion.yaml", "wrong.yaml")
    assert data["version"] == 1
    sound, wrong = data["motions"]
    assert (sound["file"], sound["findings"], wrong["file"]) == ("motion.yaml", [], "wrong.yaml")
    missing, altered = wrong["findings"]
    assert (missing["code"], missing["severity"], missing["path"]) == ("DK201", "warning", ["sources", "text"])
    assert (altered["name"], altered["file"], altered["line"], altered["column"]) == ("altered", "wrong.yaml", 20, 18)
    assert altered["path"] == ["pro", "arguments", 0, "evidence", 0, "quote"]
    assert wrong["balance"]["pro"]["arguments"] == wrong["balance"]["con"]["arguments"] == 2
    source = wrong["sources"]["text"]
    assert (source["basis"], source["verified"], source["quotations"]) == ("text", 5, 6)
    assert {"path": ["evaluation", "claims", 0], "paragraph": 6, "line": 14, "last_line": 14} in wrong["places"]
    assert sound["suggestions"]["text"] == [{"word": "Nobody", "kind": "absolute", "paragraph": 2, "line": 3}]


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("framewrok: x", "DK001", "unknown key 'framewrok'"),
        ("framework: osmosis", "DK002", "there is no framework 'osmosis'"),
    ],
)
def test_what_cannot_be_built_is_a_finding(folder: Path, line: str, code: str, message: str) -> None:
    write(folder, f"{line}\n{SOUND}")
    (finding,) = as_json("motion.yaml")["motions"][0]["findings"]
    assert (finding["code"], finding["message"]) == (code, message)


def test_a_code_is_explained() -> None:
    assert run("--explain", "dk102").output.startswith("DK102 altered (error): the quotation differs from the words")


SHORT = SOUND.replace("checks:", "checks:\n  max_quote_words: 6")
"""The motion with two quotations that are too long: P1's and S1's."""


def ignoring(code: str, part: str = "", motion: str = SHORT) -> str:
    where = f"      part: {part}\n" if part else ""
    return f"{motion}  ignore:\n    - code: {code}\n{where}      reason: These few words are needed.\n"


@pytest.mark.parametrize(("part", "left", "ignored"), [("", [], [21, 58]), ("P1", [58], [21]), ("S1", [21], [58])])
def test_a_finding_can_be_ignored(tmp_path: Path, part: str, left: list[int], ignored: list[int]) -> None:
    report = check(write(tmp_path, ignoring("DK107", part)))
    assert [it.problem.line for it in report.findings] == left
    assert [it.problem.line for it, _ in report.ignored] == ignored


def test_a_finding_can_be_ignored_for_one_source(folder: Path) -> None:
    sources = "text: yard.txt\n  other: {title: On shade}\n"
    ignore = "\nchecks:\n  max_quoted: 40 %\n  ignore:\n    - {code: DK203, part: other, reason: It is read aloud.}\n"
    write(folder, SOUND.partition("\nchecks:")[0].replace("text: yard.txt\n", sources) + ignore)
    output = run().output.splitlines()
    assert not any("[DK203" in line for line in output)
    assert "  ignored in the motion: DK203 (It is read aloud.)" in output


@pytest.mark.parametrize(("code", "part"), [("DK102", ""), ("DK999", ""), ("DK107", "P9")])
def test_what_cannot_be_ignored_is_a_finding(tmp_path: Path, code: str, part: str) -> None:
    motion = SHORT.replace("many pupils like", "many pupils bike")
    codes = [it.rule.code for it in check(write(tmp_path, ignoring(code, part, motion))).findings]
    assert codes == ["DK102", "DK107", "DK107", "DK901"]


def test_a_code_must_be_complete(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match="'DK1' is no code"):
        check(write(tmp_path, ignoring("DK1")))


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [("", "", "DK107 DK113 DK201"), ("DK2 DK113", "", "DK113 DK201"), ("DK1", "DK113", "DK107"), ("DK1", "DK1", "")],
)
def test_the_longest_start_of_a_code_decides(tmp_path: Path, select: str, ignore: str, left: str) -> None:
    motion = SOUND.replace("max_quoted: 40", "max_quote_words: 7\n  max_quoted: 10")
    report = check(write(tmp_path, motion.replace("    url: not stated\n", "")))
    kept = report.select(select.split(), ignore.split()).findings
    assert sorted(it.rule.code for it in kept) == left.split()


PATH = PROJECT / "docs/checks.md"


def test_the_settings_that_are_shown_are_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", PATH.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    checks = load_motion(write(tmp_path, SOUND.partition("checks:")[0] + shown)).motion.checks
    assert (checks.max_difference, checks.max_quote_words, checks.max_quoted, checks.max_years_above) == (40, 30, 15, 3)
    assert [(it.code, it.part) for it in checks.ignore] == [("DK308", "C2")]


@pytest.mark.parametrize("guide", [PATH, PROJECT / "README.md"], ids=lambda path: path.name)
def test_the_error_that_is_shown_is_printed(guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "motions").mkdir()
    path = write(tmp_path / "motions", SOUND.replace("many pupils like", "many pupils bike"))
    path.rename(path.with_name("yard.yaml"))
    (shown,) = re.findall(
        r"^```text\n(motions/yard.*?)^```", guide.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert commandline.run("check", "yard", "--quiet").output == shown


def test_the_page_on_fairness_gets_the_figures_as_plain_data(tmp_path: Path) -> None:
    data = template_data(check(write(tmp_path, ignoring("DK107").replace("      answers: [C2]\n", ""))))
    assert data.keys() == CHECKED.keys()
    rows = {row["key"]: (row["pro"], row["con"], row["uneven"]) for row in data["rows"]}
    assert rows.keys() == {row["key"] for row in CHECKED["rows"]}
    assert (rows["reading"], rows["replies"]) == (("6", "7", False), ("1", "2", False))
    assert data["sources"]["text"].keys() >= CHECKED["sources"]["book"].keys()
    assert (data["sources"]["text"]["basis"], data["sources"]["text"]["quoted_percent"]) == ("text", "27.9")
    reason = "These few words are needed."
    assert [(it["line"], it["reason"]) for it in data["accepted"]] == [(21, reason), (57, reason)]


@pytest.mark.parametrize(("old", "new"), Checks.RENAMED_KEYS.items())
def test_an_old_key_is_an_error_with_the_new_name(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(DebatekitError, match=f"unknown key '{old}'. It is now called '{new}'."):
        load_motion(write(tmp_path, f"{SOUND}  {old}: 3\n"))
