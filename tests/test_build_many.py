"""Many motions are built together, with one process or more; an error or a killed process does not stop the others."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from debatekit.build_many import build_kits
from debatekit.checks.rules import PLACEHOLDER, Finding, FindingsError
from debatekit.errors import DebatekitError, Problem
from debatekit.kit_folder import checksum_in
from debatekit.settings import BuildOptions, find_project
from tests.commandline import files_in, interruptible, run
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
    options = ("build", "--jobs", jobs, "--edition", "student", "--only", "pro-brief")
    result = run(*options)
    assert result.exit_code == 1
    assert "motions/m05.yaml:1:" in result.output
    assert files_in(folder / "output") == [f"m{number:02}/pro-brief.docx" for number in range(12) if number != 5]
    assert "12 kits: 11 built, 1 not built (m05); 11 documents in " in result.output
    again = run(*options)
    assert "12 kits: 11 unchanged, 1 not built (m05); 11 documents in " in again.output
    assert "m01: " not in again.output  # of many, kits that are up to date are only counted


def test_an_error_of_every_kit_is_reported_once(folder: Path) -> None:
    page = "{#---\ntitle: Vote\nabout: To vote.\n---#}\n<p>{{ nothing }}</p>\n"
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/vote.html").write_text(page, encoding="utf-8")
    result = run("build", "--edition", "student")
    assert (result.exit_code, result.output.count("'nothing' is undefined")) == (1, 1)
    assert result.output.count(": not built either, for the same reason\n") == 10
    assert "motions/m05.yaml:1:" in result.output
    assert "12 kits: 12 not built (m00, m01, m02, " in result.output


def test_several_processes_build_the_same_bytes_in_order(folder: Path) -> None:
    for jobs in ("1", "2"):
        lines = run("build", "--jobs", jobs, "--output", jobs).stdout.splitlines()
        assert [line[:3] for line in lines if line.startswith("m")] == [f"m{n:02}" for n in range(12) if n != 5]
    one, two = ({name: (folder / jobs / name).read_bytes() for name in files_in(folder / jobs)} for jobs in ("1", "2"))
    assert one == two
    assert len(one) == 11 * 3


def test_errors_come_complete_out_of_another_process() -> None:
    error = FindingsError([Finding(PLACEHOLDER, Problem("a.yaml", 1, 2, "it is wrong"), ("motion",))])
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.problems, copy.findings) == (type(error), error.problems, error.findings)


def test_motions_of_the_same_name_are_refused_and_the_others_built(folder: Path) -> None:
    other = folder / "others/M01.yaml"
    other.parent.mkdir()
    other.write_text(SMALLEST, encoding="utf-8")
    result = run("build", "motions/m01.yaml", "others/M01.yaml", "motions/m02.yaml", "motions/m01.yaml")
    assert result.exit_code == 1
    for one, another in (("motions/m01.yaml", "others/M01.yaml"), ("others/M01.yaml", "motions/m01.yaml")):
        assert f"{one}: its kit would have the same folder as that of '{another}'. Rename one of them" in result.output
    assert [path.name for path in (folder / "output").iterdir()] == ["m02"]


class Killer:
    """A file name that ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (9,)

    def as_posix(self) -> str:
        return "x"


def test_where_a_process_is_killed_every_motion_that_is_left_has_an_error(folder: Path) -> None:
    options = BuildOptions(source_files={"x": Killer()})  # type: ignore[dict-item]
    results = [result for _, result in build_kits(find_project(), sorted((folder / "motions").iterdir()), options, 2)]
    problems = [result.problems[0] for result in results if isinstance(result, DebatekitError)]
    assert len(results) == len(problems) == 12
    assert {problem.message for problem in problems} == {"a process that builds kits was ended by the system"}
    assert {problem.hint for problem in problems} == {"Build again; with --jobs 1, if memory is short."}


def add_motions(folder: Path) -> None:
    for number in range(12, 120):
        text = SMALLEST.replace("shade", f"shade {number}")
        (folder / f"motions/m{number}.yaml").write_text(text, encoding="utf-8")


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "debatekit", "build", *options]
    return interruptible(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize(("jobs", "send"), [("1", os.kill), ("2", os.kill), ("2", os.killpg)])
def test_an_interrupt_is_answered_at_once(folder: Path, jobs: str, send: Callable[[int, int], None]) -> None:
    add_motions(folder)
    with start(folder, "--jobs", jobs) as process:
        wait_until((folder / "output").exists)
        send(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert err.endswith("Stopped. Every document that was written is complete.\n")
    built = list((folder / "output").rglob("*.docx"))
    assert len(built) < 119 * 5
    assert all(checksum_in(path.read_bytes()) for path in built)


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_no_process_outlives_the_command(folder: Path, sent: signal.Signals) -> None:
    add_motions(folder)
    with start(folder, "--jobs", "2") as process:
        wait_until((folder / "output").exists)
        process.send_signal(sent)
        process.communicate(timeout=30)  # ends when no process has its output open any more

    with pytest.raises(ProcessLookupError):
        wait_until(lambda: bool(os.killpg(process.pid, 0)))  # type: ignore[func-returns-value]
