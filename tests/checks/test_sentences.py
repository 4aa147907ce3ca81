"""Sentences end where readers end them, in every built-in language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.checks.language import words
from debatekit.checks.sentences import sentences

SENTENCES = {
    "en-GB": """
Is it so?
Yes!
No …
Well…

It costs 3.5 a year, or 1,000 in all.
So what?
Wait... and see.
Then go.

See No. 5, p. 7, para. 2.
Trees, e.g. Oaks, grow.
So do others, i.e. All.
Mr. T. Ree plants.
He said no.
Go!

They say "trees grow."
Others (not all.)
Well.

On Jan. 5 the U.S. Senate met.
They left at 5 p.m.
The yard of the U.S. Army Corps is in the U.S.
It is small.

"Is it so?" he asked.
"Yes!"
She left.
It was planted in 2019.
Pupils water it.

1. Trees give shade.
2. Benches do not.
So do I.
The end. 12

Trees, shrubs, etc. need water.
Gen. Oak and Sen. Elm vs. Dr. Ash.
Vitamin C.
The yard.

Am 17. April traf sich der Rat.
Der Hof ist klein.
""",
    "de-AT": """
Am 3. Oktober 2019 beschloss der Rat, 40 Bäume zu pflanzen.
Sie kosten ca. 3 Mio. Euro, d. h. viel, z. B. für Erde.

Seit dem 17. Juni ist das so.
Im 21. Jahrhundert gilt Art. 5 Abs. 1 GG.
Prof. Dr. Eiche sagt nein.
Er ist 40.
Die Schule zahlt.

Der Verein hat u. a. Bänke, Tische usw. kam Wilhelm II. Kaiser.

Es gab Bänke usw.
Danach kam nichts.
„Nein!“, rief er.
„Ist das so?“
Niemand weiß es.

Vgl. S. 5 ff. des Berichts bzgl. Wasser.
Am 5. Dez. 2020 war es kalt.
Er kam um 8 Uhr.
Das ist z.B. Herr T. Anne.
Die Bank Joh. Eiche & Co. zahlt.
""",
    "fr": """
Il y a env. 300 arbres, selon l’art. 5, al. 2.
M. Dupont et Mme Chêne l’ont dit, cf. p. 5 du rapport.
Été.
École.

« Est-ce vrai ? » demande-t-elle.
Non !
Les parents refusent.
Est-ce vrai ?
« Oui », dit-il.

L’école ferme à 17 h.
Les élèves partent, etc.
Le 5 janv. 2020, il neige.
C’était en 50 av. J.-C. en Gaule.
""",
    "zh": """
学校应该禁止手机。
有人说不行！
真的吗？
他说:"不行。"
我走了
""",
    "pl": """
Drzewa np. dęby rosną.
Dają cień.
""",
}
"""Sentences, one a line, in groups that are one text."""

CASES = [
    (language, group.splitlines()) for language, groups in SENTENCES.items() for group in groups.strip().split("\n\n")
]


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_sentences_end_where_readers_end_them(language: str, expected: list[str]) -> None:
    plain = [re.sub("[„“«»”]", '"', sentence).replace("’", "'") for sentence in expected]
    assert sentences("".join(expected) if language == "zh" else " ".join(expected), language) == plain


def test_a_line_ends_a_sentence_and_one_without_letters_is_none() -> None:
    assert sentences("Trees\nGive shade.\n\n12.\n6. 5. 2024.\n* * *\n") == ["Trees", "Give shade."]


def test_a_long_run_of_marks_is_divided_in_time() -> None:
    assert len(sentences("." * 20_000 + "… x word")) == 1
    assert len(sentences('" ' * 20_000 + "word. " + ". " * 20_000)) == 1


@given(st.text() | st.text('ab. "?。学1'), st.sampled_from(["en", "fr", "de", "ja"]))
def test_no_word_is_lost_and_every_sentence_has_a_letter(text: str, language: str) -> None:
    found = sentences(text, language)
    assert all(any(map(str.isalpha, sentence)) for sentence in found)
    letters = [word for word in words(" ".join(text.splitlines())) if any(map(str.isalpha, word))]
    assert set(letters) <= set(words(" ".join(found))) or "。" in text
