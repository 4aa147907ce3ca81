"""A kit's folder: edits are kept, up-to-date kits are left alone, and old documents are reported or deleted."""

import contextlib
import errno
import io
import os
import shlex
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.kit_folder import MANIFEST, Manifest, add_checksum, checksum_in
from tests.commandline import files_in, run
from tests.office import convert
from tests.samples import SMALLEST, write_motion
from tests.workspace.support import printed, workspace

QUESTIONS = "questions:\n  - ask: Who uses the yard?\n    level: understand\n"
SOURCE = "sources: {book: {title: On shade, text: book.txt}}\n"
CHANGED = SMALLEST.replace("give shade", "give cool shade") + QUESTIONS + SOURCE
UNCHANGED = ", unchanged"
BRIEF, NEW, OLD = (f"output/trees/pro-brief{mark}.docx" for mark in ("", " (new)", " (old)"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a kit that was built."""
    files = {"motions/trees.yaml": SMALLEST + QUESTIONS + SOURCE, "motions/book.txt": "Trees give shade."}
    folder = workspace(tmp_path_factory.mktemp("built"), "school: Our school\n", files)
    with contextlib.chdir(folder):
        result = run("build")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "trees: 4 documents in output/trees")
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that workspace, the current folder."""
    monkeypatch.chdir(shutil.copytree(built, tmp_path, dirs_exist_ok=True))
    return tmp_path


def change(folder: Path, text: str = CHANGED) -> None:
    write_motion(folder / "motions", text, "trees")


def rewrite(path: Path, changed: dict[str, bytes]) -> None:
    """Save a package with `changed` parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | changed
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@given(st.text(), st.data())
def test_a_checksum_shows_a_change_of_any_byte(text: str, data: st.DataObject) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("text", text)
    content = add_checksum(package.getvalue())
    assert checksum_in(content)
    assert zipfile.ZipFile(io.BytesIO(content)).read("text").decode() == text
    at = data.draw(st.integers(0, len(content) - 1))
    assert not checksum_in(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert not checksum_in(content[:at])


def edit(brief: Path) -> None:
    document = docx.Document(str(brief))
    document.paragraphs[5].add_run("My own words")
    document.save(str(brief))


def test_an_edited_document_is_kept_as_long_as_its_new_version_is_the_same(folder: Path) -> None:
    edit(folder / BRIEF)
    before = (folder / "motions/trees.yaml").read_text(encoding="utf-8")
    for text, options, is_new, is_unchanged in (
        (before, (), False, False), (before, (), False, True), (before, ("--rebuild",), False, False),
        (CHANGED, (), True, False), (CHANGED, (), True, False), (before, (), False, False),
    ):  # fmt: skip
        change(folder, text)
        result = run("build", *options)
        assert (result.exit_code, (folder / NEW).exists(), UNCHANGED in result.output) == (is_new, is_new, is_unchanged)
        assert ("\n  pro-brief.docx: kept as you edited it\n" in result.stdout) != is_new
    assert (run("build", "--quiet").output, "My own words" in printed(folder / BRIEF)) == ("", True)
    assert "your version is now 'pro-brief (old).docx'" in run("build", "--overwrite").stderr
    assert ("My own words" in printed(folder / OLD), "My own words" in printed(folder / BRIEF)) == (True, False)


@pytest.mark.slow
def test_a_document_that_libreoffice_saved_is_kept(folder: Path) -> None:
    run("build", "--fillable")
    brief = folder / "output/trees/pro-brief-fillable.docx"
    before = brief.read_bytes()
    convert([brief], "docx:MS Word 2007 XML", folder)
    (folder / brief.name).replace(brief)
    result = run("build", "--fillable")
    assert (result.exit_code, "pro-brief-fillable.docx: kept as you edited it" in result.output) == (0, True)
    assert brief.read_bytes() != before


def test_a_document_that_was_edited_again_is_kept_again(folder: Path) -> None:
    for _ in range(2):
        edit(folder / BRIEF)
        result = run("build")
        assert (result.exit_code, UNCHANGED in result.output) == (0, False)
    assert UNCHANGED in run("build").output
    assert printed(folder / BRIEF).count("My own words") == 2


def test_an_edit_that_may_be_of_another_version_is_kept_and_reported_each_time(folder: Path) -> None:
    brief = folder / BRIEF
    edit(brief)
    rewrite(brief, {"docProps/custom.xml": b"<Properties/>"})  # as a program that keeps no properties
    for _ in range(2):
        result = run("build")
        assert (result.exit_code, result.stderr) == (
            1,
            f"{BRIEF}: you edited this file, so it was left alone. The new version is next to it: "
            "'pro-brief (new).docx'.\n"
            "  To replace your version, build with --overwrite; it becomes a backup. To keep it, rename it.\n",
        )
    assert "My own words" in printed(brief)
    result = run("build", "--overwrite", "--quiet")
    assert (result.exit_code, result.output) == (0, f"{BRIEF}: your version is now 'pro-brief (old).docx'\n")
    assert "My own words" in printed(folder / OLD)
    assert not (folder / NEW).exists()
    assert UNCHANGED in run("build").output


def test_a_foreign_file_is_kept_and_so_is_an_edited_new_version(folder: Path) -> None:
    (folder / BRIEF).write_bytes(b"a letter")
    assert run("build").exit_code == 1
    assert (folder / BRIEF).read_bytes() == b"a letter"
    (folder / NEW).write_bytes(b"mine as well")
    assert "'pro-brief (new 2).docx'" in run("build").output
    assert (folder / NEW).read_bytes() == b"mine as well"
    change(folder)
    assert "'pro-brief (new 2).docx'" in run("build").output  # not edited, so it is replaced
    (folder / BRIEF).rename(folder / "output/trees/my brief.docx")
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (folder / "output/trees/my brief.docx").read_bytes() == b"a letter"
    assert (folder / NEW).read_bytes() == b"mine as well"


def test_a_kit_that_did_not_change_is_left_as_it_is(folder: Path) -> None:
    files = sorted((folder / "output/trees").iterdir())
    before = [path.stat().st_mtime_ns for path in files]
    assert run("build").output.startswith("trees: 4 documents in output/trees, unchanged\n  2 things to look at")
    assert UNCHANGED not in run("build", "--rebuild").output
    assert [path.stat().st_mtime_ns for path in files] == before  # the same bytes


CHANGES = {
    "the motion": ("motions/trees.yaml", CHANGED),
    "a source": ("motions/book.txt", "Trees give cool shade."),
    "a new record": ("motions/trees.verified.json", '{"version": 1, "sources": {}}'),
    "a new theme": ("templates/themes/ours.yaml", "title: Ours\nabout: For us.\nbased_on: standard\n"),
    "the settings": ("debatekit.yaml", "school: Another school\n"),
    "a document that is gone": (BRIEF, None),
    "no manifest": (f"output/trees/{MANIFEST}", None),
    "a damaged manifest": (f"output/trees/{MANIFEST}", '{"version": 2, "builds": {"x": 1}}'),
}


def test_a_kit_is_rebuilt_when_something_changed(folder: Path) -> None:
    for name, (file, text) in CHANGES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
        assert UNCHANGED not in run("build").output, name
        assert UNCHANGED in run("build").output, name


def test_obsolete_documents_are_reported_until_they_are_gone(folder: Path) -> None:
    text = "output/trees/discussion-questions.docx: no longer part of the kit. Delete it, or build with --clean.\n"
    change(folder, SMALLEST + SOURCE)
    for _ in range(2):
        result = run("build")
        assert (result.exit_code, result.output.count("no longer part"), text in result.output) == (0, 1, True)
    cleaned = run("build", "--clean").output
    assert "output/trees/discussion-questions.docx: deleted, because it is no longer part" in cleaned
    assert len(files_in(folder / "output/trees")) == 3
    assert run("build").output.startswith("trees: 3 documents in output/trees, unchanged\n")


NO_LONGER_USUAL = {
    "theme": (["--format", "spar", "--pupils", "27"], "", "theme: large-print\n", "role-cards.docx"),
    "switch of a variant": (["--theme", "dyslexia"], "", "fillable: yes\n", "pro-brief-dyslexia.docx"),
}  # fmt: skip


@pytest.mark.parametrize(("options", "before", "after", "name"), NO_LONGER_USUAL.values(), ids=NO_LONGER_USUAL)
def test_documents_that_their_command_no_longer_makes_are_obsolete(
    folder: Path, options: list[str], before: str, after: str, name: str
) -> None:
    (folder / "debatekit.yaml").write_text(before, encoding="utf-8")
    assert outdated(*options) == outdated("--theme", "ink-saver", "--no-compact", "--fillable") == []
    (folder / "debatekit.yaml").write_text(after, encoding="utf-8")
    change(folder)
    assert "--theme ink-saver" in "".join(outdated(*options, "--clean"))
    kit = files_in(folder / "output/trees")
    assert (name in kit, "pro-brief-ink-saver-fillable.docx" in kit) == (False, True)


@pytest.mark.parametrize("first", [(), ("--clean",)], ids=["reported before", "at once"])
def test_edited_documents_are_never_deleted(folder: Path, first: tuple[str, ...]) -> None:
    mine, notes = folder / "output/trees/discussion-questions.docx", folder / "output/trees/my own notes.docx"
    mine.write_bytes(mine.read_bytes() + b"mine")
    notes.write_bytes(b"notes")
    change(folder, SMALLEST + SOURCE)
    run("build", *first)
    hint = "discussion-questions.docx: no longer part of the kit. You edited it, so it is kept; delete it yourself"
    assert hint in run("build", "--clean").output
    assert (mine.is_file(), notes.read_bytes()) == (True, b"notes")


def test_variants_and_documents_on_request_are_not_obsolete(folder: Path) -> None:
    requests = ("--theme dyslexia", "--fillable", "--only numbered-reading", "--reading", "--edition teacher")
    for options in (*map(str.split, requests), ["--only", "fairness-and-sources"]):
        assert run("build", *options).exit_code == 0
    change(folder)
    assert "no longer part" not in run("build").output + run("build", "--edition", "student").output


def test_a_kit_without_its_motion_is_reported_until_it_is_gone(folder: Path) -> None:
    assert run("build", "--theme", "dyslexia").exit_code == 0
    (folder / "motions/trees.yaml").rename(folder / "motions/yards.yaml")
    gone = "output/trees: the motion 'motions/trees.yaml' no longer exists."
    text = f"{gone} Delete the folder yourself, or build with --clean, which keeps what you edited.\n"
    for options in ((), ("--quiet",), ("--clean", "--edition", "student")):
        result = run("build", *options)
        assert (result.exit_code, text in result.output) == (0, True)
    assert gone not in run("build", "yards").output
    assert f"{gone} 8 documents deleted.\n" in run("build", "--clean").output
    assert [path.name for path in (folder / "output").iterdir()] == ["yards"]
    assert gone not in run("build").output


def test_edited_documents_of_such_a_kit_are_never_deleted(folder: Path) -> None:
    (folder / BRIEF).write_bytes(b"mine")
    (folder / "output/trees/my own notes.docx").write_bytes(b"notes")
    (folder / "motions/trees.yaml").rename(folder / "motions/yards.yaml")
    for deleted in (" 3 documents deleted.", ""):
        output = run("build", "--clean").output
        assert f"no longer exists.{deleted} The files that you edited or added are kept" in output
    assert files_in(folder / "output/trees") == ["my own notes.docx", "pro-brief.docx"]


@pytest.mark.parametrize("motion", ["", "../../elsewhere/other.yaml", "/motions/o.yaml"])
def test_a_kit_of_a_motion_elsewhere_is_left_alone(folder: Path, motion: str) -> None:
    (folder / "output/trees").rename(folder / "output/other")
    manifest = Manifest.load(folder / "output/other")
    for build in manifest.builds.values():
        build.motion = motion
    manifest.save(folder / "output/other")
    assert "no longer exists" not in run("build", "--clean").output
    assert len(files_in(folder / "output/other")) == 4


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_another_folder_is_not_followed(folder: Path) -> None:
    theirs = folder / "theirs"
    (folder / "output/trees").rename(theirs)
    (folder / "output/trees").symlink_to(theirs)
    before = {path.name: path.read_bytes() for path in theirs.iterdir()}
    change(folder)
    result = run("build")
    assert result.exit_code == 1
    assert result.output.startswith("output/trees: this is a link to another folder, which is not written to. Delete")
    (folder / "motions/trees.yaml").rename(folder / "motions/yards.yaml")
    assert "no longer exists" not in run("build", "--clean").output
    assert {path.name: path.read_bytes() for path in theirs.iterdir()} == before


def outdated(*words: str) -> list[str]:
    result = run("build", *words)
    assert result.exit_code == 0, result.output
    return [line for line in result.stderr.splitlines() if "out of date" in line]


def line(documents: int, *options: str) -> str:
    number, are, them = ("1 document", "is", "it") if documents == 1 else (f"{documents} documents", "are", "them")
    again = " ".join(["debatekit build motions/trees.yaml", *options])
    return f"{number} of trees {are} out of date. To rebuild {them}: {again}"


VARIANTS = {
    "fillable": (["--theme", "dyslexia", "--paper", "letter", "--fillable"], 4),
    "a school's own": (["--school", "Our school", "--class", "it's 8b", "--theme", "ink-saver"], 4),
}


@pytest.mark.parametrize(("options", "documents"), VARIANTS.values(), ids=VARIANTS)
def test_outdated_variants_are_reported_with_the_command_that_rebuilds_them(
    folder: Path, options: list[str], documents: int
) -> None:
    assert outdated(*options) == outdated() == []
    change(folder)
    (found,) = outdated()
    assert found == line(documents, shlex.join(options))
    assert outdated() == [found]  # also if the kit itself has not changed since
    assert outdated(*shlex.split(found.partition("debatekit build ")[2])) == []
    assert outdated() == []


def test_one_document_that_cannot_be_written_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(folder)

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "pro-brief.docx":
            raise PermissionError(errno.EACCES, "Permission denied")
        return self.rename(target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        result = run("build")
    assert result.exit_code == 1
    assert result.output.startswith(f"{BRIEF}: the file cannot be written: permission denied. Close")
    assert "cool shade" in printed(folder / "output/trees/teachers-book.docx")
    assert UNCHANGED not in run("build").output
