"""The guard that every Word file comes through: what an archive may say of itself, at its limits."""

from __future__ import annotations

import io
import zipfile

import pytest

from debatekit.errors import DebatekitError
from debatekit.office.archive import LONGEST_NAME, MOST_PARTS, MOST_TAGS, open_archive, parse_part, unpack

LARGEST = 1_000


def packed(*names: str, content: bytes = b"x", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


def fault(blob: bytes) -> str:
    with pytest.raises(DebatekitError) as raised:
        open_archive(blob, "a.docx", LARGEST)
    (problem,) = raised.value.problems
    assert problem.file == "a.docx"
    return problem.message


@pytest.mark.parametrize(
    ("names", "size"),
    [
        (["x" * LONGEST_NAME], 1),
        (["a/b.xml", "a/c.xml", "a/"], 1),
        (["学校.xml", "[Content_Types].xml", "a b.xml", "..a/b..xml"], 1),
        (["a.xml"], LARGEST),
    ],
)
def test_what_is_within_the_limits_is_opened(names: list[str], size: int) -> None:
    archive = open_archive(packed(*names, content=b"x" * size), "a.docx", LARGEST)
    assert archive.namelist() == names
    assert unpack(archive, archive.infolist()[0], "a.docx") == b"x" * size


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["x" * (LONGEST_NAME + 1)], "a part of it has a name that is too long, or cannot be printed"),
        (["a\x1b[31m.xml"], "a part of it has a name that is too long, or cannot be printed"),
        (["a\n.xml"], "a part of it has a name that is too long, or cannot be printed"),
        (["/a.xml"], "its part '/a.xml' would stand outside the file"),
        (["a/../../b.xml"], "its part 'a/../../b.xml' would stand outside the file"),
        (["a//b.xml"], "its part 'a//b.xml' would stand outside the file"),
        (["a\\b.xml"], r"its part 'a\\b.xml' would stand outside the file"),
        (["a.xml", "A.XML"], "it holds the part 'A.XML' twice"),
        ([f"{number}" for number in range(MOST_PARTS + 1)], "it has more than 5,000 parts"),
    ],
)
def test_what_an_archive_may_not_hold(names: list[str], message: str) -> None:
    assert fault(packed(*names, content=b"")) == message


def test_parts_are_not_larger_together_than_is_said() -> None:
    assert fault(packed("a.xml", "b.xml", content=b"x" * 501)) == "unpacked, the file is larger than 0 MB"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_are_packed_as_word_packs_them(method: int) -> None:
    assert fault(packed("a.xml", method=method)) == "its part 'a.xml' is packed in a way that Word does not know"


def test_tags_are_counted() -> None:
    with pytest.raises(DebatekitError, match="more text in it than can be checked"):
        parse_part(b"<a>" + b"<b/>" * MOST_TAGS + b"</a>", "a.docx", "a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_no_part_has_a_document_type(encoding: str) -> None:
    declared = encoding.partition("-le")[0].partition("-be")[0]
    text = f'<?xml version="1.0" encoding="{declared}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(DebatekitError, match=r"document type declaration|no sound XML"):
        parse_part(text.encode(encoding), "a.docx", "a.xml")
