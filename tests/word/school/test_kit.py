"""The sample kit in a school's look."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.motion.loader import load_motion
from tests.checkers import faults
from tests.kits import open_builder
from tests.samples import FLAGSHIP
from tests.test_sample_kit import PROJECT
from tests.word.school.support import school_bytes, text_of
from tests.word.support import part


@pytest.mark.parametrize("kind", ["letterhead", "filled"])
def test_every_document_of_the_kit_is_sound_and_says_what_it_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "school.docx"
    path.write_bytes(school_bytes(kind))
    documents = open_builder(look=path).render(load_motion(PROJECT / "motions" / f"{FLAGSHIP}.yaml"))
    assert len(documents) == 9
    for document in documents:
        assert faults(document.content) == []
        header, footer = (text_of(part(document.content, f"word/{edge}1.xml")) for edge in ("header", "footer"))
        assert "Europe should build independent missile deterrence" in header
        assert ("Teacher edition" in footer) == document.name.endswith("-teacher.docx")
        assert ("Student edition" in footer) != document.name.endswith("-teacher.docx")
