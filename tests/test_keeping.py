"""What the program makes of its own files is made once, and made anew if something about it has changed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from debatekit import looks
from debatekit.keeping import keep, recall, stamp
from debatekit.templating.bounds import BoundedEnvironment
from tests.commandline import files_in
from tests.kits import open_builder
from tests.samples import SMALLEST, write_motion

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.build import Builder


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which Python, and so debatekit, keeps what it compiled; it is not there yet."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def test_what_was_kept_comes_back_if_it_was_made_of_the_same(kept: Path) -> None:
    assert recall("thing", "one") is None
    keep("thing", "one", b"content")
    assert (recall("thing", "one"), recall("thing", "two"), recall("other", "one")) == (b"content", None, None)
    keep("thing", "two", b"")
    assert (recall("thing", "one"), recall("thing", "two")) == (None, b"")
    (name,) = files_in(kept)
    assert sys.implementation.cache_tag in name


@pytest.mark.parametrize("number", range(0, 39, 3))
def test_what_is_damaged_does_not_come_back(kept: Path, number: int) -> None:
    keep("thing", "one", b"content")
    path = kept / files_in(kept)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:number])
    assert recall("thing", "one") is None
    path.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
    assert recall("thing", "one") is None


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep("thing", "one", b"content")
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_to_is_no_mistake(kept: Path) -> None:
    kept.write_bytes(b"a file")
    keep("thing", "one", b"content")
    assert recall("thing", "one") is None


def test_a_stamp_changes_with_the_size_the_date_and_the_number_of_files(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    stamps = {stamp([one]), stamp([one, two])}
    assert stamp([two, one]) in stamps
    one.write_bytes(b"12")
    stamps.add(stamp([one]))
    os.utime(one, ns=(0, 0))
    stamps.add(stamp([one]))
    assert len(stamps) == 4


def documents(workshop: Builder, folder: Path) -> list[bytes]:
    return [document.content for document in builder.render(workshop.load(write_motion(folder, SMALLEST)))]


def test_templates_and_looks_that_come_along_are_made_once(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = documents(open_builder(), tmp_path)
    names = files_in(kept)
    assert any("/look-standard-a4-" in name for name in names)

    def refuse(*given: object, **named: object) -> None:
        pytest.fail("this was made already")

    monkeypatch.setattr(BoundedEnvironment, "compile", refuse)
    monkeypatch.setattr(looks, "make_look", refuse)
    assert documents(open_builder(), tmp_path) == made
    assert files_in(kept) == names


def test_nothing_is_kept_of_templates_and_themes_of_ones_own(kept: Path, tmp_path: Path) -> None:
    documents(open_builder(), tmp_path)
    names = files_in(kept)
    own = tmp_path / "templates"
    (own / "themes").mkdir(parents=True)
    page = (
        '{% extends "parts/sheet.html" %}{% block name %}Vote{% endblock %}{% block sheet %}<p>Vote.</p>{% endblock %}'
    )
    (own / "vote.html").write_text(f"{{#---\ntitle: V\nabout: V.\n---#}}\n{page}", encoding="utf-8")
    (own / "themes/ours.yaml").write_text("title: O\nabout: O.\nbased_on: standard\n", encoding="utf-8")
    assert len(documents(open_builder(own, theme="ours"), tmp_path)) == 7
    assert files_in(kept) == names


def test_a_template_is_compiled_anew_if_its_text_changed(kept: Path) -> None:
    environment = open_builder().pages.environment
    cache, loader = environment.bytecode_cache, environment.loader
    assert cache
    assert loader
    environment.get_template("pro-brief.html")
    text, file, _ = loader.get_source(environment, "pro-brief.html")
    assert cache.get_bucket(environment, "pro-brief.html", file, text).code is not None
    assert cache.get_bucket(environment, "pro-brief.html", file, text + " ").code is None
