"""Whatever a text is, the draft from it is read, builds, and quotes what stands in the text word for word, once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.new_motion import Start
from debatekit.settings import BuildOptions
from tests.kits import open_builder
from tests.new_motion.support import MOTION, TEXT, check, propose, write_draft

WORDS = st.sampled_from(
    ["Trees", "trees", "give", "must", "will", "never", "threat", "not", "NATO", "The School Club", "40 %", "2026",
     "shade:", "# no", "a\\b", '"Shade"', "“Shade”", "‘it’", "(roots", "roots)", "[t]rees", "…", "...", "- Leaves",
     "Äste", "木は日陰を作る。", "Деревья", "x\u2028y", "\ufeff", "\u200b", "ﬁg", "e\u0301", "* a", "'", "{", "&a",
     "!b", "%c", "@d", "| By Jane Doe |", "3 May 2026"]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).flatmap(
    lambda words: st.sampled_from([".", ".", ".", "?", "!", ":", ""]).map(lambda end: " ".join(words) + end)
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12).map("\n".join)
ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300)
"""Characters of a text file; a null character would betray another encoding."""

WORKSHOP = open_builder()
SHEETS = ["pro-brief", "source-evaluation"]


def drafted(text: str, motion: str = MOTION) -> tuple[set[str], int, int]:
    """Return the codes of what a check says of the draft from a text, its quotations, and those that are verified."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = write_draft(folder, Start(motion, ages="14 to 16"), propose(folder, text))
        checked = check(file)
        assert WORKSHOP.render(file, BuildOptions(SHEETS), report=checked)
        known = checked.sources.get("article")
        codes = {finding.rule.code for finding in checked.findings}
        return codes, known.quotations if known else 0, known.verified if known else 0


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example(TEXT)
@example("Trees")
@example("Trees give shade. Trees give shade.\nTrees give shade.")
@example("This house would\n" + 'A tree\'s "shade": 40 % # of it \\ more must be given. ' * 3)
@example("Trees give no shade. Trees give shade … They did not. [Trees] must give some shade now.\n" + TEXT)
@example("\n".join(f"Tree {number} must give shade to {number} pupils." for number in range(30)))
def test_the_draft_from_any_sentences_is_sound(text: str) -> None:
    codes, quotations, verified = drafted(text)
    assert codes == {"DK601"}
    assert verified == quotations


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING)
def test_the_draft_from_any_characters_is_sound(text: str) -> None:
    try:
        codes, quotations, verified = drafted(text)
    except DebatekitError as error:  # nothing of the characters can be seen
        codes, quotations, verified = {problem.message for problem in error.problems}, 0, 0
    assert codes in ({"DK601"}, {"there is no text in the file"})
    assert verified == quotations


@pytest.mark.parametrize(
    "paragraph",
    ["Der Schulgarten hat 40 Bäume. Bäume geben Schatten, und viele Kinder sitzen gern darunter.",
     "Les arbres donnent de l'ombre aux 300 élèves. La cour est petite, et il faut de la place pour jouer.",
     "Деревья дают тень 40 ученикам. Двор школы мал, и ученикам нужно место для игры.",
     "木は日陰を作る。校庭は狭い。"],
    ids=["German", "French", "Russian", "Japanese"],
)  # fmt: skip
def test_texts_in_other_languages_are_drafted_from(tmp_path: Path, paragraph: str) -> None:
    filler = "\n".join(f"{'Garten ' * 30}{number}" for number in range(10))
    codes, quotations, verified = drafted(f"{paragraph}\n{filler}")
    assert codes == {"DK601"}
    assert verified == quotations
    assert quotations >= (1 if "40" in paragraph or "300" in paragraph else 0)


def test_at_most_a_tenth_is_quoted_and_what_is_proposed_is_few(tmp_path: Path) -> None:
    proposals = propose(tmp_path)
    assert 0 < proposals.quoted <= 0.1 * proposals.length
    assert 3 <= len(proposals.claims) <= 6
    assert 3 <= len(proposals.words) <= 6
    assert 3 <= len(proposals.quotations) <= 6
    paragraphs = [proposal.paragraph for proposal in proposals.quotations]
    assert max(paragraphs) - min(paragraphs) > proposals.paragraphs / 2
    assert {proposal.kind for proposal in proposals.claims} >= {"figure", "forecast", "name"}


def test_a_long_text_is_drafted_from(tmp_path: Path) -> None:
    sentence = "Yard {} must have {} Oak Trees, and the Garden Club of town {} waters them every week."
    paragraphs = [" ".join(sentence.format(n, n * 3, n + k) for k in range(5)) for n in range(600)]
    proposals = propose(tmp_path, "\n".join(paragraphs))
    assert proposals.length > 45_000
