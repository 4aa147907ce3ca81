"""A text file in whatever encoding is read, or the place of the byte that is none of it is told."""

from __future__ import annotations

import codecs

import pytest

from debatekit.errors import DebatekitError
from debatekit.sources.encoding import text_of


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(b"\x93Trees\x94 \x96 caf\xe9", "“Trees” – café", id="Windows-1252"),
        pytest.param("CAFÉ” – Spaß» – à".encode("cp1252"), "CAFÉ” – Spaß» – à", id="a little like UTF-8"),
        pytest.param("Ж и é".encode(), "Ж и é", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + "é".encode(), "é", id="UTF-8 with a mark"),
        pytest.param("Trees – “shade”".encode("utf-16"), "Trees – “shade”", id="UTF-16"),
        pytest.param("Trees – “shade”".encode("utf-16-le"), "Trees – “shade”", id="UTF-16 betrayed"),
        pytest.param("Trees – “shade”".encode("utf-16-be"), "Trees – “shade”", id="UTF-16 betrayed, the other way"),
        pytest.param(b"a\x0cb\x00c", "a b c", id="control characters"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_encodings(raw: bytes, text: str) -> None:
    assert text_of(raw, "a.txt") == text


@pytest.mark.parametrize(
    ("raw", "line", "column", "message"),
    [
        pytest.param(b"a\r\n\xe9t\x9d", 2, 3, "the byte 0x9d is neither UTF-8 nor Windows-1252", id="neither"),
        pytest.param("“Trees”\nshade – ".encode() + b"\xe9", 2, 9, "the byte 0xe9 is not UTF-8", id="one in UTF-8"),
        pytest.param("Trees – “shade”".encode()[:-1], 1, 15, "the byte 0xe2 is not UTF-8", id="UTF-8 cut off"),
        pytest.param(codecs.BOM_UTF8 + b"a\nb\xe9", 2, 2, "the byte 0xe9 is not UTF-8", id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\0b", 1, 2, "the byte 0x62 is not UTF-16", id="UTF-16 cut off"),
    ],
)
def test_a_wrong_byte_is_told_with_its_place(raw: bytes, line: int, column: int, message: str) -> None:
    with pytest.raises(DebatekitError) as caught:
        text_of(raw, "a.txt")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.message) == (line, column, message)
