"""Memory is searched seldom in a short run, as usual in a long one, and no command changes that for what follows."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from debatekit.workshop import Workshop
from tests.commandline import run
from tests.samples import SMALLEST

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("motions", "as_usual"), [(1, False), (2, True)])
def test_many_kits_are_built_with_the_usual_searches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, motions: int, as_usual: bool
) -> None:
    usual, seen = gc.get_threshold(), []
    read = Workshop.read

    def watched(workshop: Workshop, *given: object) -> object:
        seen.append(gc.get_threshold() == usual)
        return read(workshop, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Workshop, "read", watched)
    monkeypatch.chdir(tmp_path)
    for number in range(motions):
        (tmp_path / f"m{number}.yaml").write_text(SMALLEST, encoding="utf-8")
    result = run("build", "--only", "pro-brief", *(f"m{number}.yaml" for number in range(motions)))
    assert result.exit_code == 0
    assert set(seen) == {as_usual}
    assert gc.get_threshold() == usual
