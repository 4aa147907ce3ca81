"""Authors and dates are found in four languages; what is no person is no author, and what may be stated is a prompt."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.new_motion.citation import Stated, find_citation
from debatekit.new_motion.scaffold import MotionRequest, scaffold
from debatekit.sources.text import Metadata, SourceText
from tests.commandline import run
from tests.new_motion.support import TODAY, suggestions_from

BODY = "Die Brücke ist alt, und die Steine haben sich seit dem Frühling um vier Zentimeter bewegt, sagt der Kreis. " * 2


def citation(*lines: str, language: str = "de", **stated: str) -> dict[str, Stated]:
    source = SourceText.from_paragraphs(["Die Brücke muss zu", *lines, BODY])
    return find_citation(source, Metadata(**stated), TODAY, language)


BYLINES = [
    ("Von Lena Öztürk", "Lena Öztürk", None), ("Von Lena Öztürk, 6. Mai 2024", "Lena Öztürk", "6. Mai 2024"),
    ("Von Lena Öztürk, Berlin", "Lena Öztürk", None), ("By Jane Doe in London", "Jane Doe", None),
    ("Mo., 6. Mai 2024, 10 Uhr", None, "6. Mai 2024"),
    ("Von Anna von der Heide und Max Maier (dpa)", "Anna von der Heide, Max Maier", None),
    ("Ein Gastbeitrag von Max Maier", "Max Maier", None), ("Montag, 6. Mai 2024, 10:30 Uhr", None, "6. Mai 2024"),
    ("Veröffentlicht am 06.05.2024", None, "06.05.2024"), ("Von Montag bis Freitag", None, None),
    ("Par Jean-Luc Martin et Élise d’Arc | 12 févr. 2023", "Jean-Luc Martin, Élise d’Arc", "12 févr. 2023"),
    ("Publié le 1er mars 2024 à 10h30", None, "1er mars 2024"), ("Par Agence France-Presse", None, None),
    ("Por María José García", "María José García", None), ("El 6 de mayo de 2024", None, "6 de mayo de 2024"),
    ("Por Redacción", None, None), ("By JANE DOE, Associated Press", "JANE DOE", None),
    ("Written by Jane Doe on May 3, 2026", "Jane Doe", "May 3, 2026"), ("By Staff", None, None),
    ("By planting trees", None, None), ("30. Februar 2026", None, None), ("6. Mai 2031", None, None),
    ("Seit dem 6. Mai 2024 ist die Brücke alt", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "author", "day"), BYLINES, ids=[line for line, _, _ in BYLINES])
def test_a_line_states_an_author_or_a_date(line: str, author: str | None, day: str | None) -> None:
    found = citation(line)
    assert (found["author"].value, found["published"].value) == (author or "not stated", day or "not stated")


AUTHORS = {
    **dict.fromkeys(["https://example.org/author/jane", "jane@example.org", "admin", "Staff", "Super User", "By"]),
    **dict.fromkeys(["Reuters Staff", "jdoe42", "Redaktion", "www.example.org", "Example GmbH", "The Bridge Post"]),
    "By Jane Doe": "Jane Doe", "Jane Doe, dpa": "Jane Doe", "Dr. Jane Doe": "Dr. Jane Doe", "Sid Roe": "Sid Roe",
    "Jane Doe; Max Roe": "Jane Doe, Max Roe", "View all posts by Jane Doe": "Jane Doe", "孔德明": "孔德明",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "author"), AUTHORS.items(), ids=AUTHORS)
def test_only_persons_are_authors(typed: str, author: str | None) -> None:
    found = citation(author=typed, publisher="The Bridge Post")["author"]
    assert found == (Stated(author, "the file's metadata") if author else Stated("not stated"))


@pytest.mark.parametrize(
    ("language", "line"), [("de", "    author: not stated"), ("it", "    author: (write the author")]
)
def test_what_the_rules_of_a_language_do_not_cover_is_to_be_written(tmp_path: Path, language: str, line: str) -> None:
    found = suggestions_from(tmp_path, f"Il ponte\n\n{BODY}", language=language)
    assert line in scaffold(MotionRequest("This house", language=language), found)


def test_an_encoding_that_was_guessed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_bytes(("Die Brücke ist größer. " * 20).encode("mac-roman"))
    answer = run("new", "This house", "--from", "text.txt", "--as", "m.yaml")
    assert "The encoding of 'text.txt' was guessed: Mac Roman." in answer.output
    assert "Mac Roman" in Path("m.yaml").read_text(encoding="utf-8")


def test_a_long_row_of_names_is_read_in_time() -> None:
    names = "By " + "Jane y " * 5_000 + "!"
    assert citation(names, f"{names}, 6. Mai 2024")["author"].value == ""
