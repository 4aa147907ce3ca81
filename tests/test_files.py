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
from hypothesis import given
from hypothesis import strategies as st

from debatekit import files
from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem
from debatekit.files import create_file, file_name_error, read_text, slugify, write_file

SAMPLE = "motion:\tPlant a tree – “soon” \N{DECIDUOUS TREE}\nkind: é\xa0\ue000\ufffd\U0010fffd\n"


def failing(number: int) -> Callable[..., NoReturn]:
    """Return a function that fails as the system does, with an error of this number."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def problems_of(function: Callable[..., object], *arguments: object) -> list[Problem]:
    with pytest.raises(DebatekitError) as caught:
        function(*arguments)
    return caught.value.problems


UNREADABLE = {
    "Latin-1 letter, CRLF": (b"a: 1\r\nb: caf\xe9\r\n", 2, 7, "the byte 0xe9 is not UTF-8"),
    "after a mark": (codecs.BOM_UTF8 + b"a: \xe9", 1, 4, "the byte 0xe9 is not UTF-8"),
    "Windows apostrophe read as Latin-1": ("a: x\x92y\n".encode(), 1, 5, "the control character U+0092 cannot be"),
    "archive": (b"PK\x03\x04", 0, 0, "this is a Word document or another archive"),
    "too large": (b"x" * 1_000_001, 0, 0, "the file is larger than 1 MB"),
}


@pytest.mark.parametrize(("raw", "line", "column", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_text_that_cannot_be_read(tmp_path: Path, raw: bytes, line: int, column: int, message: str) -> None:
    (tmp_path / "motion.yaml").write_bytes(raw)
    (problem,) = problems_of(read_text, tmp_path / "motion.yaml")
    assert (problem.line, problem.column) == (line, column)
    assert problem.message.startswith(message)
    assert problem.hint


def test_text_is_read_in_every_encoding_and_control_characters_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "motion.yaml"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_bytes(SAMPLE.encode(encoding))
        assert read_text(path) == SAMPLE
    path.write_bytes(b"a: \x00\r\nb: \x1bz\x01\r\n")
    found = [(problem.line, problem.column, problem.excerpt) for problem in problems_of(read_text, path)]
    assert found == [(1, 4, "a: \ufffd"), (2, 4, "b: \ufffdz\ufffd"), (2, 6, "b: \ufffdz\ufffd")]
    path.write_bytes(bytes(900_000))
    assert len(problems_of(read_text, path)) == MAX_PROBLEMS


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(10**11)
    messages = {
        tmp_path / "none.yaml": "there is no such file",
        tmp_path: "this is a folder",
        tmp_path / "file/below": "the file cannot be read: not a directory",
        tmp_path / ("n" * 300): "the file cannot be read: file name too long",
        tmp_path / "huge": "the file is larger than 1 MB",
        Path("/dev/null"): "this is a device or a pipe, and no file",
    }
    for path, message in messages.items():
        assert [problem.message for problem in problems_of(read_text, path)] == [message]
        assert files.content_of(path) is None


def test_a_file_is_written_with_its_folders_or_replaced(tmp_path: Path) -> None:
    path, ordinary = tmp_path / "a" / "b" / "c.docx", tmp_path / "ordinary"
    ordinary.touch()
    for content in (b"old and longer", b"new"):
        assert write_file(path, content)
        assert path.read_bytes() == content
    assert not write_file(path, b"newer", lambda: False)
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [("c.docx", b"new")]
    assert path.stat().st_mode == ordinary.stat().st_mode


REFUSED = {
    "open in Word": (
        "replace",
        errno.EACCES,
        "c.docx",
        "c.docx: the file cannot be written: ",
        "Close it in Word, or ",
    ),
    "open elsewhere": (
        "replace",
        errno.EPERM,
        "a.json",
        "a.json: the file cannot be written: ",
        "Close it where it is",
    ),
    "a folder": (
        "replace",
        errno.EISDIR,
        "c.docx",
        "c.docx: the file cannot be written: ",
        "Choose another folder, as",
    ),
    "not allowed": (
        "open",
        errno.EACCES,
        "c.docx",
        ": nothing can be written here: ",
        "Choose another folder, as with",
    ),
    "full": ("open", errno.ENOSPC, "c.docx", ": nothing can be written here: ", "Choose another folder, as with"),
    "below a file": (
        "",
        errno.ENOTDIR,
        "f/x/c.docx",
        "c.docx: the file cannot be written: ",
        "There is a file where its",
    ),
}


@pytest.mark.parametrize(("method", "number", "name", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, number: int, name: str, message: str, hint: str
) -> None:
    (tmp_path / "f").touch()
    if method:
        monkeypatch.setattr(Path, method, failing(number))
    (problem,) = problems_of(write_file, tmp_path / name, b"new")
    assert f"{message}{os.strerror(number).lower()}" in problem.headline
    assert problem.hint.startswith(hint)
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_a_backup_never_replaces_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, *backups = [tmp_path / name for name in ("a.docx", "1.docx", "2.docx")]
    path.write_bytes(b"edited")
    backups[0].write_bytes(b"older")
    assert files.back_up(path, iter(backups)) == backups[1]
    assert [file.read_bytes() for file in backups] == [b"older", b"edited"]
    monkeypatch.setattr(Path, "rename", failing(errno.EACCES))
    (problem,) = problems_of(files.back_up, backups[1], iter([path]))
    assert problem.message.startswith("the file cannot be renamed: ")


def test_a_file_is_created_where_nothing_is(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    create_file(path, b"new")
    assert problems_of(create_file, path, b"newer")[0].message == "there is something of this name already"
    assert path.read_bytes() == b"new"
    for name in (path / "c.yaml", path.with_name("a\0b")):
        assert problems_of(create_file, name, b"new")[0].hint.lower().endswith("choose another name or another folder.")


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
    ("text", "slug"),
    [
        ("This house believes that trees give some shade to us", "this-house-believes-that-trees-give-some-shade-to"),
        ("  Bäume & Straßen: ja/nein?  ", "baume-strassen-ja-nein"),
        ("../../etc\\don’t.", "etc-dont"),
        ("Деревья дают тень", "деревья-дают-тень"),
        ("पेड़ छाया देते हैं", "पेड़-छाया-देते-हैं"),
        ("CON", "con-motion"),
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
