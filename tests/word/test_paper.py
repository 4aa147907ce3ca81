"""The paper that is usual where a language is spoken."""

from __future__ import annotations

import pytest

from debatekit.word import PAPERS, paper_of

LETTER = [
    *("en-US", "en-CA", "fr-CA", "es-MX", "en-PH", "fil-PH", "es-PR", "es-CL", "es-CO", "es-CR", "es-GT", "es-NI"),
    *("es-PA", "es-SV", "es-VE", "en-BZ", "es-us", "EN-US", "zh-Hant-US", "es-US-x-school", "sr-Latn-CA-u-ca-gregory"),
]
A4 = [
    *("en", "en-GB", "en-AU", "en-IE", "de", "de-AT", "es", "es-ES", "es-AR", "pt-BR", "fr", "zh-Hant-TW", "ja-JP"),
    *("es-419", "us", "ca-ES", "en-x-US", "en-a-us", "ar", "", "mx"),
]


@pytest.mark.parametrize("language", LETTER)
def test_letter_where_letter_is_usual(language: str) -> None:
    assert paper_of(language) == "letter"


@pytest.mark.parametrize("language", A4)
def test_a4_everywhere_else(language: str) -> None:
    assert paper_of(language) == "a4"


def test_papers_have_their_sizes() -> None:
    millimetres = {name: tuple(round(side / 72 * 25.4, 1) for side in size) for name, size in PAPERS.items()}
    assert millimetres == {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
