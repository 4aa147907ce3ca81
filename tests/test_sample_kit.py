"""The kit in output/ is the one that the first motion gives, and every document of it is sound."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph
from lxml import etree

from debatekit.kit_folder import Document
from debatekit.motion.loader import load_motion
from tests.kits import open_builder, themes
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


@pytest.mark.parametrize("theme", themes())
def test_every_heading_and_label_is_kept_with_what_follows(theme: str) -> None:
    for made in open_builder(theme=theme).render(load_motion(MOTION)):
        inner = docx.Document(io.BytesIO(made.content)).iter_inner_content()
        blocks = [block for block in inner if block.style is None or block.style.name != "Section End"]
        for paragraph, following in zip(blocks, [*blocks[1:], None], strict=True):
            if not isinstance(paragraph, Paragraph):
                continue
            styles: list[Any] = [paragraph.style]  # with those that it is based on
            while styles[-1].base_style is not None:
                styles.append(styles[-1].base_style)
            kept = [item.paragraph_format.keep_with_next for item in (paragraph, *styles)]
            after = following.style.name if isinstance(following, Paragraph) and following.style else ""
            is_reference = styles[0].name == "Meta" and after is not None and after.startswith(("Heading", "Meta"))
            leads = ("Heading", "Claim", "Label", "Meta", "Choices", "Caption")
            if styles[0].name.startswith(leads) and not is_reference:
                assert next((value for value in kept if value is not None), False), paragraph.text
