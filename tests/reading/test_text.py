"""A file's bytes become its text, whatever encoding Windows saved it in, or the place of what is no text is told."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, read_text
from debatekit.yamlfile import parse

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = "motion: Plant a tree – “soon” \N{DECIDUOUS TREE}\nkind: é\n"


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(DebatekitError) as caught:
        read_text(path)
    return caught.value.problems


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(SAMPLE.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + SAMPLE.encode(), id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + SAMPLE.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(codecs.BOM_UTF16_BE + SAMPLE.encode("utf-16-be"), id="UTF-16, big end first"),
    ],
)
def test_text_is_the_same_in_every_encoding(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(raw)
    assert read_text(path) == SAMPLE


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_breaks_of_every_system_read_alike(tmp_path: Path, line_break: str) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(line_break.join(["a: 1", "b: |", "  two", "  lines", "c: *bold* word", ""]).encode())
    document = parse(read_text(path), "motion.yaml")
    assert document.data["a"] == "1"
    assert document.data["b"] == "two\nlines\n"
    assert [(problem.line, problem.column, problem.excerpt) for problem in document.problems] == [
        (5, 4, "c: *bold* word")
    ]


@pytest.mark.parametrize(
    ("raw", "line", "column", "message"),
    [
        pytest.param(b"a: 1\nb: caf\xe9\n", 2, 7, "the byte 0xe9 is not UTF-8", id="Latin-1 letter"),
        pytest.param(b"a: 1\r\nb: caf\xe9\r\n", 2, 7, "the byte 0xe9 is not UTF-8", id="Latin-1 letter, CRLF"),
        pytest.param("é: é ".encode() + b"\x96\n", 1, 6, "the byte 0x96 is not UTF-8", id="after two-byte letters"),
        pytest.param(codecs.BOM_UTF8 + b"a: \xe9", 1, 4, "the byte 0xe9 is not UTF-8", id="after a mark"),
        pytest.param(b"\xe9", 1, 1, "the byte 0xe9 is not UTF-8", id="first byte"),
        pytest.param(b"a: 1\nb: \xc3", 2, 4, "the byte 0xc3 is not UTF-8", id="letter cut off at the end"),
        pytest.param(b"a: \xed\xa0\x80", 1, 4, "the byte 0xed is not UTF-8", id="half of a surrogate pair"),
        pytest.param("é\nb".encode("utf-16") + b"\x41", 2, 2, "the byte 0x41 is not UTF-16", id="UTF-16 cut off"),
        pytest.param(
            codecs.BOM_UTF16_BE + b"\0a\0\n\0b\xd8\x00\0c", 2, 2, "the byte 0xd8 is not UTF-16", id="UTF-16 half pair"
        ),
    ],
)
def test_wrong_encoding_is_told_with_the_place_of_the_byte(
    tmp_path: Path, raw: bytes, line: int, column: int, message: str
) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(raw)
    hint = "Save the file again with the encoding 'UTF-8'."
    assert problems_of(path) == [Problem(path.as_posix(), line, column, message, hint)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("a: x\x07y\n", [(1, 5, "U+0007")], id="bell"),
        pytest.param("a: x\x0cy\n", [(1, 5, "U+000C")], id="form feed"),
        pytest.param("a: x\x7f\n", [(1, 5, "U+007F")], id="delete"),
        pytest.param("a: x\x92y\n", [(1, 5, "U+0092")], id="Windows apostrophe read as Latin-1"),
        pytest.param("a: \ufffe\n", [(1, 4, "U+FFFE")], id="no character"),
        pytest.param("a: \x00\r\nb: \x1bz\x01\r\n", [(1, 4, "U+0000"), (2, 4, "U+001B"), (2, 6, "U+0001")], id="three"),
    ],
)
def test_every_control_character_is_told_with_its_place(
    tmp_path: Path, text: str, places: list[tuple[int, int, str]]
) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(text.encode())
    problems = problems_of(path)
    assert [(problem.line, problem.column) for problem in problems] == [place[:2] for place in places]
    for problem, (_, column, name) in zip(problems, places, strict=True):
        assert problem.message == f"the control character {name} cannot be printed"
        assert problem.hint == "Delete it."
        assert problem.excerpt[column - 1] == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("text", ["a:\tb", "a: \N{GRINNING FACE}", "a: \xa0", "a: \ue000\ufffd", "\U0010fffd"])
def test_every_other_character_is_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(text.encode())
    assert read_text(path) == text


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    hint = "Check the name, and the folder you are in."
    assert problems_of(path) == [Problem(path.as_posix(), 0, 0, "there is no such file", hint)]


def test_folder(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [Problem(tmp_path.as_posix(), 0, 0, "this is a folder", "Name a file in it.")]


@pytest.mark.parametrize("name", ["motion.yaml/inner.yaml", "n" * 300], ids=["inside a file", "name too long"])
def test_path_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "motion.yaml").write_text("a: 1\n", encoding="utf-8")
    (problem,) = problems_of(tmp_path / name)
    assert (problem.line, problem.column) == (0, 0)
    assert problem.message.startswith(("the file cannot be read: ", "there is no such file"))  # the second on Windows


def test_content_of_a_file_and_of_none(tmp_path: Path) -> None:
    path = tmp_path / "tree.txt"
    path.write_bytes(b"shade")
    assert content_of(path) == b"shade"
    for none in (tmp_path / "missing.txt", tmp_path, tmp_path / "a\0b", path / "below"):
        assert content_of(none) is None
