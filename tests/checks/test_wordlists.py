"""Words worth a second look are found as whole words, whatever their endings and capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.checks.wordlists import Suggestion, WordList, read_wordlist
from debatekit.datafiles import packaged
from debatekit.errors import DebatekitError
from debatekit.sources import SourceText

if TYPE_CHECKING:
    from pathlib import Path

LIST = WordList(
    hedges=["may", "in some cases", "seem*"],
    loaded={"strong": ["threat", "defence*"], "certain": ["no doubt", "doubt"]},
    negations=["not", "*n't"],
)


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("It may rain. MAY it?", ["may", "MAY"]),
        ("In some  cases maybe dismay", ["In some cases"]),
        ("It seems so, seemingly.", ["seems", "seemingly"]),
        ("mayor, may-be", ["may"]),
    ],
)
def test_hedges_are_whole_words(text: str, hedges: list[str]) -> None:
    assert LIST.hedges_in(text) == hedges


def test_loaded_words_have_their_kind_and_the_longest_wins() -> None:
    assert LIST.loaded_in("No doubt a Threat, defenceless; threats and doubt.") == [
        ("No doubt", "certain"),
        ("Threat", "strong"),
        ("defenceless", "strong"),
        ("doubt", "certain"),
    ]


@pytest.mark.parametrize(("word", "is_one"), [("not", True), ("Don’t", True), ("knot", False), ("n't", True)])
def test_negations_are_known(word: str, is_one: bool) -> None:
    assert LIST.is_negation(word) is is_one


@pytest.mark.parametrize(
    ("language", "word", "is_one"),
    [
        ("fr", "n’est", True),
        ("fr-CH", "Jamais", True),
        ("fr", "plus", False),
        ("fr", "nuage", False),
        ("de", "keine", True),
        ("de-AT", "keineswegs", True),
        ("de", "Keim", False),
    ],
)
def test_negations_of_other_languages_are_known(language: str, word: str, is_one: bool) -> None:
    words = read_wordlist((packaged("templates"),), language)
    assert words is not None
    assert words.is_negation(word) is is_one


@pytest.mark.parametrize(
    ("language", "sentence", "leans"),
    [
        ("fr", "C’est pourquoi il faut un arbre.", True),
        ("fr", "Un arbre donne de l’ombre.", False),
        ("de", "Deshalb braucht der Hof einen Baum.", True),
        ("de", "Das Haus steht am Hof.", False),
    ],
)
def test_sentences_that_lean_on_others_are_known(language: str, sentence: str, leans: bool) -> None:
    words = read_wordlist((packaged("templates"),), language)
    assert words is not None
    assert words.leans(sentence) is leans


def test_each_word_to_look_at_is_suggested_once_where_it_stands_first() -> None:
    text = SourceText.of(["On yards", "A threat is no threat. There is no doubt.", "A Threat again, and defences."])
    assert LIST.words_to_look_at(text) == (
        Suggestion("threat", "strong", 2, 2),
        Suggestion("no doubt", "certain", 2, 2),
        Suggestion("defences", "strong", 3, 3),
    )


def test_a_list_of_one_s_own_comes_first(tmp_path: Path) -> None:
    (tmp_path / "wordlists").mkdir()
    own = tmp_path / "wordlists/en.yaml"
    own.write_text("hedges: [ish]\nloaded: {}\nnegations: [nay]\n", encoding="utf-8")
    found = read_wordlist((tmp_path, packaged("templates")), "en-US")
    assert found is not None
    assert found.hedges_in("green ish, maybe") == ["ish"]
    assert found.loaded_in("a threat") == []


def test_a_language_without_a_list_has_none() -> None:
    assert read_wordlist((packaged("templates"),), "cy") is None


def test_what_is_wrong_with_a_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "wordlists").mkdir()
    (tmp_path / "wordlists/en.yaml").write_text("hedges: [ish]\nloaded: [a]\nnegation: [nay]\n", encoding="utf-8")
    with pytest.raises(DebatekitError) as caught:
        read_wordlist((tmp_path,), "en")
    assert [(problem.line, problem.message) for problem in caught.value.problems] == [
        (2, "keys and values are expected here, and this is a list"),
        (3, "unknown key 'negation'"),
    ]


@pytest.mark.parametrize("path", sorted(packaged("templates").glob("wordlists/*.yaml")), ids=lambda path: path.stem)
def test_each_packaged_list_is_sound_and_has_each_word_once(path: Path) -> None:
    found = read_wordlist((packaged("templates"),), path.stem)
    assert found is not None
    loaded = [word for words in found.loaded.values() for word in words]
    for words in (found.hedges, loaded, found.negations, found.leaning, found.demands, found.forecasts, found.everyday):
        assert len(set(words)) == len(words)
        assert [word for word in words if " - " in word] == [], "a line that is indented more belongs to the one before"
    assert set(found.hedges).isdisjoint(loaded)
