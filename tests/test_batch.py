"""Many motions are built together, on one core or more; one that is wrong does not stop the others."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from debatekit import processes
from debatekit.batch import Job, build_kits
from debatekit.checks.findings import Finding, FindingsError
from debatekit.checks.rules import PLACEHOLDER
from debatekit.errors import DebatekitError, Problem
from debatekit.kit import Order
from debatekit.output import is_untouched
from tests.commandline import files_in, run
from tests.samples import SMALLEST
from tests.workspace.support import workspace

BROKEN = "motion: [\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace, the current folder, with twelve motions, one of which cannot be read."""
    monkeypatch.chdir(tmp_path)
    motions = {f"motions/m{number:02}.yaml": SMALLEST.replace("shade", f"shade {number}") for number in range(12)}
    folder = workspace(tmp_path, "", {**motions, "motions/m05.yaml": BROKEN})
    (folder / "motions/trees.yaml").unlink()
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_broken_motion_does_not_stop_the_others(folder: Path, jobs: str) -> None:
    result = run("build", "--jobs", jobs, "--edition", "student", "--only", "pro-brief")
    assert result.exit_code == 1
    assert "motions/m05.yaml:1:" in result.output
    assert files_in(folder / "output") == [f"m{number:02}/pro-brief.docx" for number in range(12) if number != 5]
    assert "12 kits: 11 built, 1 not built (m05); 11 documents in " in result.output
    again = run("build", "--jobs", jobs, "--edition", "student", "--only", "pro-brief")
    assert "12 kits: 11 unchanged, 1 not built (m05); 11 documents in " in again.output
    assert "m01: " not in again.output  # of many, those that did not change are only counted


def test_what_is_wrong_with_every_kit_is_told_once(folder: Path) -> None:
    page = "{#---\ntitle: Vote\nabout: To vote.\n---#}\n<p>{{ nothing }}</p>\n"
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/vote.html").write_text(page, encoding="utf-8")
    result = run("build", "--edition", "student")
    assert (result.exit_code, result.output.count("'nothing' is undefined")) == (1, 1)
    assert result.output.count(": not built either, for the same reason\n") == 10
    assert "motions/m05.yaml:1:" in result.output
    assert "12 kits: 12 not built (m00, m01, m02 and 9 others); 0 documents" in result.output


def test_several_processes_build_the_same_bytes(folder: Path) -> None:
    for jobs in ("1", "2"):
        run("build", "--jobs", jobs, "--output", jobs)
    one, two = ({name: (folder / jobs / name).read_bytes() for name in files_in(folder / jobs)} for jobs in ("1", "2"))
    assert one == two
    assert len(one) == 11 * 5


def test_what_need_not_be_built_comes_first(folder: Path) -> None:
    run("build", "motions/m07.yaml", "--jobs", "1")
    job = Job()
    began: list[Path] = []
    paths = sorted((folder / "motions").iterdir())
    results = list(build_kits(job, job.means(), [path.relative_to(folder) for path in paths], 2, began.append))
    assert [path.stem for path, _ in results][:3] == ["m07", "m00", "m01"]
    assert len(results) == len(began) + 1 == 12
    assert [path.stem for path, result in results if isinstance(result, DebatekitError)] == ["m05"]


def test_a_few_kits_are_built_in_one_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        pytest.fail(f"processes for twelve kits: {given}")

    monkeypatch.setattr(processes, "side_by_side", refuse)
    assert run("build").exit_code == 1


@pytest.mark.parametrize(
    "error",
    [
        DebatekitError([Problem("a.yaml", 1, 2, "it is wrong", "Mend it.")]),
        FindingsError([Finding(PLACEHOLDER, Problem("a.yaml", 1, 2, "it is wrong"), ("motion",))]),
    ],
    ids=["problems", "findings"],
)
def test_what_is_wrong_comes_whole_out_of_another_process(error: DebatekitError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.problems) == (type(error), error.problems)
    assert getattr(copy, "findings", None) == getattr(error, "findings", None)


def test_motions_of_the_same_name_are_refused_and_the_others_built(folder: Path) -> None:
    other = folder / "others/M01.yaml"
    other.parent.mkdir()
    other.write_text(SMALLEST, encoding="utf-8")
    result = run("build", "motions/m01.yaml", "others/M01.yaml", "motions/m02.yaml", "motions/m01.yaml")
    assert result.exit_code == 1
    for one, another in (("motions/m01.yaml", "others/M01.yaml"), ("others/M01.yaml", "motions/m01.yaml")):
        assert f"{one}: its kit would have the same folder as that of '{another}'. Rename one of them" in result.output
    assert [path.name for path in (folder / "output").iterdir()] == ["m02"]


def test_a_process_that_ends_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    job = Job(Order(texts={"x": Ending()}))  # type: ignore[dict-item]  # what ends a process that unpacks it
    means = Job().means()
    results = [result for _, result in build_kits(job, means, sorted((folder / "motions").iterdir()), 2)]
    assert len(results) == 12
    assert {isinstance(result, DebatekitError) and result.problems[0].hint for result in results} == {
        "Build again; with --jobs 1, if memory is short."
    }


class Ending:
    """Something that ends the process in which it is unpacked."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)

    def as_posix(self) -> str:
        return "x"


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "debatekit", "build", *options]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("whom", ["the command", "all of its processes"])
def test_an_interrupt_is_answered_at_once(folder: Path, jobs: str, whom: str) -> None:
    for number in range(12, 120):
        text = SMALLEST.replace("shade", f"shade {number}")
        (folder / f"motions/m{number}.yaml").write_text(text, encoding="utf-8")
    with start(folder, "--jobs", jobs) as process:
        deadline = time.monotonic() + 60
        while not (folder / "output").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        send = os.kill if whom == "the command" else os.killpg
        send(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert err.endswith("Stopped. Every document that is there is whole.\n")
    built = list((folder / "output").rglob("*.docx"))
    assert len(built) < 119 * 5
    assert all(is_untouched(path.read_bytes()) for path in built)


@POSIX
def test_builds_at_the_same_time_do_each_other_no_harm(folder: Path) -> None:
    mine = folder / "output/m01/pro-brief.docx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    options = ("--overwrite", "--rebuild", "--edition", "student", "--jobs", "1")
    running = [start(folder, *options) for _ in range(4)]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in out + err
    names = files_in(folder / "output")
    kept = [path.read_bytes() for path in (folder / "output/m01").glob("pro-brief (old*.docx")]
    assert b"mine" in kept
    assert [name for name in names if not name.endswith(".docx")] == []
    built = [name for name in names if "(old" not in name]
    assert len(built) == 11 * 2
    assert all(is_untouched((folder / "output" / name).read_bytes()) for name in built)
