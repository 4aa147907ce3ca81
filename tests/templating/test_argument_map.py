"""The argument maps: what the drawing, its alternative text and the text below it say is the same."""

import re
from typing import Final

import pytest

from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion
from debatekit.templating import template_context
from tests.templating.motions import MOTIONS, SMALL, STUDENT, TEACHER
from tests.templating.support import HANDOUTS, PAGES, Element, text_of, tree

ANSWERS: Final = {"en": "{} answers {}.", "de": "{} antwortet auf {}.", "fr": "{} répond à {}."}
NOBODY: Final = {"en": "Nobody answers", "de": "Niemand antwortet auf", "fr": "Personne ne répond à"}
LANGUAGES: Final = tuple(ANSWERS)


def map_of(motion: LoadedMotion, sheet: str, edition: Edition, language: str) -> tuple[Element, Element]:
    words, framework = PAGES.words(motion.document, language), PAGES.framework(motion.document, "lateral-reading")
    view = template_context(motion.motion, edition)
    page = tree(PAGES.render(HANDOUTS[sheet], view, motion.document, words, framework))
    (found,) = page.iter("argument-map")
    return page, found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MOTIONS)
def test_the_words_say_what_the_arrows_say(name: str, language: str) -> None:
    page, found = map_of(MOTIONS[name], "argument-map", TEACHER, language)
    boxes = {box.get("name", ""): box for box in found}
    arguments = {it.id: it for side in (MOTIONS[name].motion.pro, MOTIONS[name].motion.con) for it in side.arguments}
    assert {key: box.get("answers", "").split() for key, box in boxes.items()} == {
        key: list(argument.answers) for key, argument in arguments.items()
    }
    sides = {key: box.get("class") for key, box in boxes.items()}
    assert sides == {
        it.id: "for" if it in MOTIONS[name].motion.pro.arguments else "against" for it in arguments.values()
    }
    said = [ANSWERS[language].format(key, ", ".join(it.answers)) for key, it in arguments.items() if it.answers]
    answered = {answer for argument in arguments.values() for answer in argument.answers}
    alone = [key for key in arguments if key not in answered]
    said += [f"{NOBODY[language]} {', '.join(alone)}."] if alone else []
    alternative = " ".join(found.get("alt", "").split())
    below = " ".join(text_of(paragraph) for paragraph in page.iter("p"))
    for sentence in said:
        assert sentence in alternative
        assert sentence in below
    said_of = re.findall(rf"(\w+) {ANSWERS[language].split()[1]}", alternative)
    assert [key for key in said_of if key in arguments] == [key for key, it in arguments.items() if it.answers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_to_complete_gives_nothing_away(language: str) -> None:
    page, found = map_of(SMALL, "argument-map-empty", STUDENT, language)
    assert {box.get("answers") for box in found} == {""}
    assert all(box.get("name", "") in found.get("alt", "") for box in found)
    assert not re.search(rf"[PC]\d+ {ANSWERS[language].split()[1]}", found.get("alt", "") + text_of(page))
