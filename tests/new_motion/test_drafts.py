"""What is proposed from thirty texts in each built-in language: whole sentences with words, and enough of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from debatekit.new_motion.suggestions import PROPOSALS, WORDS
from debatekit.sources.text import normalize
from tests.new_motion.support import suggestions_from

DRAFTS = Path(__file__).parent / "drafts"
ASIDES = ("1", "Photo: J. Doe", "Foto: dpa", "- 12 %", "Figure 3: a yard.", "2 / 5", "* * *", "12.", "III.")


@pytest.mark.slow
@pytest.mark.parametrize("number", range(30))
@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_what_is_proposed_is_a_whole_sentence(tmp_path: Path, language: str, number: int) -> None:
    known = (DRAFTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    chance = random.Random(number)
    chosen = chance.sample(known, 28)
    paragraphs = [" ".join(chosen[start : start + 4]) for start in range(0, 28, 4)]
    paragraphs[2:2] = chance.sample(ASIDES, 3)
    found = suggestions_from(tmp_path, "\n\n".join(paragraphs), language=language)
    whole = {normalize(sentence) for sentence in known}
    sentences = [normalize(it.quote) for it in (*found.claims, *found.quotations)]
    assert [sentence for sentence in sentences if sentence not in whole] == []
    assert len(sentences) >= PROPOSALS - WORDS
    assert len(sentences) + len(found.words) == PROPOSALS
