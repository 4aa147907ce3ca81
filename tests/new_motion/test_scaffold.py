"""A new file is a valid motion with nothing wrong but its placeholders, whatever text it is made from."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.files import UNPRINTABLE, packaged
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Motion
from debatekit.motion.schema import MODELINE, parts_of
from debatekit.new_motion.scaffold import MotionRequest, Words, entry, scaffold, workspace_settings
from debatekit.settings import BuildOptions
from debatekit.yamlfile import parse
from tests.checkers import own_faults
from tests.kits import open_builder
from tests.new_motion.support import MOTION, TEXT, check, suggestions_from, write_scaffold

FIELD = re.compile(r"^( *)#( +)((?:- )?[a-z_]+:(?: |$).*)", re.MULTILINE)
FOLDED = re.compile(r"^( *)# (    +\S.*)", re.MULTILINE)
FIELDS = sorted(
    {(part.__name__, field.alias or name) for part in parts_of(Motion) for name, field in part.model_fields.items()}
    - {("Ages", "youngest"), ("Ages", "oldest")}  # written as one text, "15 to 18"
)


def in_use(text: str) -> str:
    return FOLDED.sub(r"\1\2", FIELD.sub(lambda match: f"{match[1]}{match[2][1:]}{match[3]}", text))


def keys(data: object) -> Iterator[str]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield str(key)
        yield from keys(value)


@pytest.mark.parametrize("with_text", [False, True], ids=["from nothing", "from a text"])
def test_a_new_file_builds_and_only_its_placeholders_are_left(tmp_path: Path, with_text: bool) -> None:
    suggestions = suggestions_from(tmp_path) if with_text else None
    motion = write_scaffold(tmp_path, MotionRequest(MOTION, ages="5 to 6"), suggestions)
    findings = check(motion).findings
    assert {finding.rule.code for finding in findings} == {"DK601"}
    text = motion.path.read_text(encoding="utf-8")
    assert text.startswith(f"{MODELINE}\n#\n# A motion file")
    used = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"[^#]*: \(write ", line)]
    assert [finding.problem.line for finding in findings] == used
    for document in open_builder().render(motion):
        assert own_faults(document.content) == []


@pytest.mark.parametrize("with_text", [False, True], ids=["from nothing", "from a text"])
def test_all_comments_can_be_put_to_use_and_their_quotations_verify(tmp_path: Path, with_text: bool) -> None:
    suggestions = suggestions_from(tmp_path) if with_text else None
    (tmp_path / "used.yaml").write_text(in_use(scaffold(MotionRequest(MOTION), suggestions)), encoding="utf-8")
    motion = load_motion(tmp_path / "used.yaml")
    assert {key for _, key in FIELDS} <= set(keys(motion.document.data))
    checked = check(motion)
    assert all(known.verified == known.quotations for known in checked.sources.values() if with_text)
    found = {finding.rule.code for finding in checked.findings} - {"DK601", "DK901"}
    assert found <= {"DK113", "DK303"} or not with_text  # much quoted, and all of it on one side


def test_every_word_is_of_the_text_or_the_programs_own(tmp_path: Path) -> None:
    word = r"[^\W_]+(?:['’-][^\W_]+)*"
    template = (packaged("templates") / "new/motion.yaml").read_text(encoding="utf-8")
    own = set(re.findall(word, (TEXT + MOTION + template + scaffold(MotionRequest(MOTION))).lower()))
    found = suggestions_from(tmp_path)
    counts = {str(number) for number in (*range(20), found.word_count, found.quoted_count, found.paragraph_count)}
    of_the_place = {"text", "txt", "metadata", "paragraph", "age", "reads", "like", "an", "estimate", "its", "for"}
    assert set(re.findall(word, scaffold(MotionRequest(MOTION), found).lower())) - own - counts - of_the_place == set()


WORDS = st.sampled_from(
    ["Trees", "trees", "give", "must", "will", "never", "threat", "not", "NATO", "The School Club", "40 %", "2026",
     "shade:", "# no", "a\\b", '"Shade"', "“Shade”", "‘it’", "(roots", "roots)", "[t]rees", "…", "...", "- Leaves",
     "Äste", "木は日陰を作る。", "Деревья", "x\u2028y", "\ufeff", "\u200b", "ﬁg", "e\u0301", "* a", "'", "{", "&a",
     "!b", "%c", "@d", "| By Jane Doe |", "3 May 2026"]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).flatmap(
    lambda words: st.sampled_from([".", ".", ".", "?", "!", ":", ""]).map(lambda end: " ".join(words) + end)
)
ANY_TEXT = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12).map(
    "\n".join
) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300)
BUILDER = open_builder()


def codes_of(text: str) -> set[str]:
    """Return the codes of what is found in a motion file made from a text, all of whose quotations are verified."""
    with tempfile.TemporaryDirectory() as name:
        motion = write_scaffold(Path(name), MotionRequest(MOTION, ages="14"), suggestions_from(Path(name), text))
        checked = check(motion)
        assert BUILDER.render(motion, BuildOptions(["pro-brief", "source-evaluation"]), report=checked)
        assert all(source.verified == source.quotations for source in checked.sources.values())
        return {finding.rule.code for finding in checked.findings}


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
@example("Trees give no shade. Trees give shade … They did not. [Trees] must give some shade now.\n" + TEXT)
@example("\n".join(f"Tree {number} must give shade to {number} pupils." for number in range(30)))
@example("Der Schulgarten hat 40 Bäume. Bäume geben Schatten.\n" + "Garten " * 300)
def test_the_file_from_any_text_is_valid(text: str) -> None:
    try:
        codes = codes_of(text)
    except DebatekitError as error:  # no character of it can be seen
        codes = {problem.message for problem in error.problems}
    assert codes in ({"DK601"}, {"there is no text in the file"})


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=99).filter(lambda text: not UNPRINTABLE.search(text)))
@example("a: b # c\n\n  d\\e \"f\" 'g' \t\x85\u2028\ufeff|>&*!%@`{}[]")
@example("\ufeffTrees give shade, and pupils like to sit below them at break." + " Trees." * 30)
@example("2026-02-30 25:61:61")
@example("no")
@example("\xa0a")
def test_any_value_is_read_as_it_was_written(text: str) -> None:
    assert parse(entry("    key", text), "f").data == {"key": text}
    assert parse("list:\n" + entry("  - key", text, "keep or delete"), "f").data == {"list": [{"key": text}]}
    commented = "list:\n" + entry("  # - key", text)
    assert parse(re.sub("^  # ", "  ", commented, flags=re.M), "f").data == {"list": [{"key": text}]}


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts without a translation, as they are looked up."""
    missing = []

    def look_up(self: Words, text: str, **values: object) -> str:
        known: dict[str, str] = self._known
        if text not in known:
            missing.append(text)
        return known.get(text, text).format_map(values) if values else known.get(text, text)

    monkeypatch.setattr(Words, "__call__", look_up)
    return missing


@pytest.mark.parametrize("language", ["de", "fr"])
def test_settings_are_explained_in_the_language_of_the_workspace(missing: list[str], language: str) -> None:
    assert f"\nlanguage: {language}\n" in workspace_settings(language)
    assert missing == []


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("with_text", [False, True], ids=["from nothing", "from a text"])
def test_prompts_and_remarks_are_in_the_language_of_the_motion(
    tmp_path: Path, missing: list[str], language: str, with_text: bool
) -> None:
    suggestions = suggestions_from(tmp_path, language=language) if with_text else None
    motion = write_scaffold(tmp_path, MotionRequest("Dieses Haus", language=language, arguments=8), suggestions)
    assert missing == []
    assert {finding.rule.code for finding in check(motion).findings} == {"DK601"}
    assert len(motion.motion.pro.arguments) == 8
    english = scaffold(MotionRequest(MOTION, arguments=8), suggestions)
    written = motion.path.read_text(encoding="utf-8")
    assert len(re.findall(r"\((?:schreiben:|écrire :) ", written.replace("\n", " "))) == english.count("(write ")
    assert yaml.safe_load(written).keys() == yaml.safe_load(english).keys()
