"""The kit in output/ is the one that the first motion gives, and every document of it is sound."""

from pathlib import Path

import pytest
from lxml import etree

from debatekit.kit_folder import Document
from debatekit.motion.loader import load_motion
from tests.kits import open_builder
from tests.packages import unpacked
from tests.samples import FLAGSHIP

PROJECT = Path(__file__).parent.parent
KIT = PROJECT / "output" / FLAGSHIP
MOTION = PROJECT / "motions" / f"{FLAGSHIP}.yaml"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return open_builder().render(load_motion(MOTION))


def parts_of(content: bytes) -> dict[str, bytes]:
    return {name: etree.tostring(etree.fromstring(part), method="c14n2") for name, part in unpacked(content).items()}


def test_the_kit_in_output_is_up_to_date(documents: list[Document]) -> None:
    assert sorted(path.name for path in KIT.glob("*.docx")) == sorted(document.name for document in documents)
    # Compared part by part: how a zip is deflated differs from one system's zlib to another's.
    stale = [
        f"{document.name}: {part}"
        for document in documents
        for part, content in parts_of(document.content).items()
        if parts_of((KIT / document.name).read_bytes()).get(part) != content
    ]
    assert stale == [], "run 'debatekit build' and commit output/"
