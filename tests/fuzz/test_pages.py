"""Templates with random changes: a sound document, or problems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.files import packaged
from debatekit.settings import BuildOptions
from tests.fuzz.support import check_sound, folder, mutated, outcome, slowly, smallest, written
from tests.kits import open_builder

pytestmark = pytest.mark.slow

TEMPLATES = {path.relative_to(packaged("templates")).as_posix(): path for path in packaged("templates").rglob("*.html")}


@slowly
@given(name=st.sampled_from(sorted(TEMPLATES)), data=st.data())
def test_any_template_gives_a_sound_document_or_problems(name: str, data: st.DataObject) -> None:
    path = written(f"templates/{name}", data.draw(mutated([TEMPLATES[name].read_bytes()])))
    handout = path.stem if "/" not in name else data.draw(st.sampled_from(["pro-brief", "discussion-questions"]))
    try:
        build = open_builder(folder() / "templates").render
        documents = outcome(lambda: build(smallest(), BuildOptions([handout]))) or []
        check_sound(document.content for document in documents)
    finally:
        path.unlink()
