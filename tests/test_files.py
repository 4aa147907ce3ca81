"""Files are read within limits, appear whole or not at all, and have names that every system can hold."""

from __future__ import annotations

import codecs
import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit import files
from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem
from debatekit.files import create_file, file_name_error, read_bytes, read_text, slugify, write_file

SAMPLE = "motion: Plant a tree – “soon” \N{DECIDUOUS TREE}\nkind: é\n"


def failing(number: int) -> Callable[..., NoReturn]:
    """Return a function that fails as the system does, with an error of this number."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(DebatekitError) as caught:
        read_text(path)
    return caught.value.problems


@pytest.mark.parametrize(
    "raw",
    [SAMPLE.encode(), *(mark + SAMPLE.encode(encoding) for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    ))],
    ids=["UTF-8", "UTF-8 with a mark", "UTF-16, little end first", "UTF-16, big end first"],
)  # fmt: skip
def test_text_is_the_same_in_every_encoding(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(raw)
    assert read_text(path) == SAMPLE


UNREADABLE = {
    "Latin-1 letter": (b"a: 1\nb: caf\xe9\n", 2, 7, "the byte 0xe9 is not UTF-8"),
    "Latin-1 letter, CRLF": (b"a: 1\r\nb: caf\xe9\r\n", 2, 7, "the byte 0xe9 is not UTF-8"),
    "after two-byte letters": ("é: é ".encode() + b"\x96\n", 1, 6, "the byte 0x96 is not UTF-8"),
    "after a mark": (codecs.BOM_UTF8 + b"a: \xe9", 1, 4, "the byte 0xe9 is not UTF-8"),
    "half of a surrogate pair": (b"a: \xed\xa0\x80", 1, 4, "the byte 0xed is not UTF-8"),
    "UTF-16 cut off": ("é\nb".encode("utf-16") + b"\x41", 2, 2, "the byte 0x41 is not UTF-16"),
    "bell": (b"a: x\x07y\n", 1, 5, "the control character U+0007 cannot be printed"),
    "Windows apostrophe read as Latin-1": ("a: x\x92y\n".encode(), 1, 5, "the control character U+0092 cannot be"),
    "no character": ("a: 1\r\nb: \ufffe\n".encode(), 2, 4, "the control character U+FFFE cannot be printed"),
    "archive": (b"PK\x03\x04", 0, 0, "this is a Word document or another archive"),
    "too large": (b"x" * 1_000_001, 0, 0, "the file is larger than 1 MB"),
}


@pytest.mark.parametrize(("raw", "line", "column", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_text_that_cannot_be_read(tmp_path: Path, raw: bytes, line: int, column: int, message: str) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(raw)
    (problem,) = problems_of(path)
    assert (problem.line, problem.column) == (line, column)
    assert problem.message.startswith(message)
    assert problem.hint


def test_every_control_character_is_shown_in_its_line(tmp_path: Path) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(b"a: \x00\r\nb: \x1bz\x01\r\n")
    found = [(problem.line, problem.column, problem.excerpt) for problem in problems_of(path)]
    assert found == [(1, 4, "a: \ufffd"), (2, 4, "b: \ufffdz\ufffd"), (2, 6, "b: \ufffdz\ufffd")]


@pytest.mark.parametrize("text", ["a:\tb", "a: \N{GRINNING FACE}", "a: \xa0", "a: \ue000\ufffd", "\U0010fffd"])
def test_every_other_character_is_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "motion.yaml"
    path.write_bytes(text.encode())
    assert read_text(path) == text


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    hint = "Check the name, and the folder you are in."
    none = tmp_path / "none.yaml"
    assert problems_of(none) == [Problem(none.as_posix(), 0, 0, "there is no such file", hint)]
    assert problems_of(tmp_path) == [Problem(tmp_path.as_posix(), 0, 0, "this is a folder", "Name a file in it.")]
    for path in (tmp_path / "file/below", tmp_path / ("n" * 300), tmp_path / "a\0b"):
        (problem,) = problems_of(path)
        assert problem.message.startswith(("the file cannot be read: ", "there is no such file"))
        assert files.content_of(path) is None


@pytest.mark.parametrize("read", [read_bytes, read_text], ids=["bytes", "text"])
def test_a_huge_file_is_not_read(tmp_path: Path, read: Callable[[Path], object]) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(10**11)
    with pytest.raises(DebatekitError, match="the file is larger than"):
        read(path)
    assert files.content_of(path) is None


def test_a_file_of_zeros_has_few_problems(tmp_path: Path) -> None:
    path = tmp_path / "lost.yaml"
    path.write_bytes(bytes(900_000))
    problems = problems_of(path)
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].message == "and 899,950 more problems"


@settings(deadline=None)
@given(raw=st.binary())
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    try:
        text = read_text(path)
    except DebatekitError:
        assert {problem.file for problem in problems_of(path)} == {path.as_posix()}
    else:
        assert not files.UNPRINTABLE.search(text)


def test_a_file_is_written_with_its_folders_or_replaced(tmp_path: Path) -> None:
    path, ordinary = tmp_path / "a" / "b" / "c.docx", tmp_path / "ordinary"
    ordinary.touch()
    for content in (b"old and longer", b"new"):
        assert write_file(path, content)
        assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["c.docx"]
    assert path.stat().st_mode == ordinary.stat().st_mode


def test_an_answer_before_the_file_is_replaced_counts(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    path.write_bytes(b"old")
    assert not write_file(path, b"new", lambda: False)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("c.docx", b"old")]


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.EACCES, "Close it in Word, or choose another folder, as with --output."),
        (errno.EPERM, "Close it in Word, or choose another folder, as with --output."),
        (errno.ENOSPC, "Make room on the drive, or choose another one, as with --output."),
        (errno.EISDIR, "Choose another folder, as with --output."),
    ],
    ids=["in use", "not allowed", "full", "a folder"],
)
def test_a_file_that_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    monkeypatch.setattr(Path, "replace", failing(number))
    for name, expected in (("c.docx", hint), ("schema.json", hint.replace("in Word", "where it is open"))):
        with pytest.raises(DebatekitError) as caught:
            write_file(tmp_path / name, b"new")
        message = f"the file cannot be written: {os.strerror(number).lower()}"
        assert caught.value.problems == [Problem((tmp_path / name).as_posix(), 0, 0, message, expected)]
    with pytest.raises(DebatekitError, match="nothing can be written here"):
        write_file(tmp_path / "manifest.json", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS], ids=["not allowed", "only to read"])
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(Path, "open", failing(number))
    with pytest.raises(DebatekitError) as caught:
        write_file(tmp_path / "c.docx", b"new")
    message = f"nothing can be written here: {os.strerror(number).lower()}"
    hint = "Choose another folder, as with --output."
    assert caught.value.problems == [Problem(tmp_path.as_posix(), 0, 0, message, hint)]


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file/c.docx", "file/folder/c.docx"):
        with pytest.raises(DebatekitError, match="There is a file where its folder should be"):
            write_file(tmp_path / name, b"new")


def test_a_full_drive_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    for write in (write_file, create_file):
        with pytest.raises(DebatekitError):
            write(tmp_path / "c.docx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("has_links", [True, False], ids=["hard links", "none"])
def test_a_backup_is_a_second_name_and_never_replaces_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", failing(errno.ENOTSUP))
    path = tmp_path / "a.docx"
    path.write_bytes(b"edited")
    (tmp_path / "1.docx").write_bytes(b"older")
    assert files.back_up(path, iter([tmp_path / "1.docx", tmp_path / "2.docx"])) == tmp_path / "2.docx"
    contents = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert contents == {"a.docx": b"edited", "1.docx": b"older", "2.docx": b"edited"}


def test_a_file_is_created_where_nothing_is(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    create_file(path, b"new")
    with pytest.raises(DebatekitError, match="something of this name"):
        create_file(path, b"newer")
    assert path.read_bytes() == b"new"
    with pytest.raises(DebatekitError, match="the folder cannot be made"):
        create_file(path / "c.yaml", b"new")


def test_only_old_temporary_files_are_removed(tmp_path: Path) -> None:
    for name, age in {".debatekit-1.tmp": 700, ".debatekit-2.tmp": 0, "notes.tmp": 700}.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    files.remove_stale_temp_files(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [".debatekit-2.tmp", "notes.tmp"]


def test_a_file_is_found_inside_its_folder_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.html"
    (inside / "parts").mkdir(parents=True)
    (inside / "parts/a.html").touch()
    outside.touch()
    (inside / "link.html").symlink_to(outside)
    (inside / "loop.html").symlink_to("loop.html")
    assert files.file_within(inside, "parts", "a.html") == inside / "parts/a.html"
    for names in (["none.html"], ["parts"], ["..", "out.html"], ["link.html"], ["loop.html"], ["n" * 300], ["a\0b"]):
        assert files.file_within(inside, *names) is None
    assert files.is_within(inside / "new", tmp_path / "other", inside)
    assert not files.is_within(inside / "../out.html", inside)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("деревья v2", None),
        ("console", None),
        ("x" * 121, "this name has 121 characters"),
        ("con", "'con' is the name of a device on Windows"),
        ("LPT1.old", "'LPT1.old' is the name of a device on Windows"),
        (" trees", "a name cannot start or end with a space"),
        ("trees.", "a name cannot start or end with a space, or end with a full stop"),
        ("a:b", "no name on Windows can hold ':'"),
        ("a\u202eb", "the name holds U+202E, which is invisible"),
    ],
)
def test_a_name_is_one_that_every_system_can_hold(name: str, message: str | None) -> None:
    error = file_name_error(name)
    assert error is None if message is None else error is not None and error[0].startswith(message)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("This house would plant a tree", "this-house-would-plant-a-tree"),
        (
            "This house believes that trees give some shade to the yards",
            "this-house-believes-that-trees-give-some-shade",
        ),
        ("  Bäume & Straßen: ja/nein?  ", "baume-strassen-ja-nein"),
        ("Don’t plant", "dont-plant"),
        ("../../etc\\passwd.", "etc-passwd"),
        ("Деревья дают тень", "деревья-дают-тень"),
        ("木が日陰を作る", "木が日陰を作る"),
        ("पेड़ छाया देते हैं", "पेड़-छाया-देते-हैं"),
        ("CON", "con-motion"),
        ("lpt¹", "lpt1-motion"),
        ("Console", "console"),
        ("?!", "motion"),
        ("x" * 80, "x" * 50),
    ],
)
def test_a_slug_is_made_of_the_first_words(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=300))
def test_any_text_has_a_slug_that_is_safe_everywhere(text: str) -> None:
    slug = slugify(text)
    assert file_name_error(slug) is None
    assert not set(slug) & set(". -") or slug.strip("-") == slug
    assert len(f"{slug}.verified.json".encode()) <= 255
    assert slugify(slug) == slug
