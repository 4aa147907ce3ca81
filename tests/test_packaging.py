"""A wheel carries its templates and motions: installed in a clean environment, it builds a kit, with no network."""

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.samples import FLAGSHIP

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist, so that both are known to be whole."""
    folder = tmp_path_factory.mktemp("wheel")
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t"]
    subprocess.run([*hatchling, "sdist"], cwd=PROJECT, check=True)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    source = folder / sdist.name.removesuffix(".tar.gz")
    subprocess.run([*hatchling, "wheel"], cwd=source, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_an_installed_wheel_builds_a_kit(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment), "platbase": str(environment)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # The libraries are those of this environment; its own debatekit is not, as .pth files are not followed twice.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = str(scripts / Path(sys.executable).name)
    program = "import debatekit; print(debatekit.__file__)"
    found = subprocess.run([python, "-E", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(found.stdout.strip()).is_relative_to(environment)
    command = [python, "-E", "-m", "debatekit", "build", FLAGSHIP, "--output", "kits"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    built = {path.stem for path in (tmp_path / "kits").rglob("*.docx")}
    assert built >= {"pro-brief", "con-brief", "teachers-book", "lesson-plan-teacher", "numbered-reading"}
