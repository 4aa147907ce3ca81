"""Letterheads made to do harm: time and memory are bounded, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.hostile.support import answer, snapshot
from tests.samples import SMALLEST
from tests.word.letterheads import header_of, replaced, run, school_bytes

LOOK: Final = ("build", "trees.yaml", "--only", "pro-brief", "--look", "evil.docx")
STYLE = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
LONG = "the header is too long to be taken over"


def styled(styles: str) -> bytes:
    """Return a letterhead with more styles."""
    return replaced(school_bytes("plain"), "word/styles.xml", b"</w:styles>", f"{styles}</w:styles>".encode())


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "runs": (lambda: header_of("<w:r/>" * 300_000), LONG),
    "texts": (lambda: header_of(run("{{ ") * 100_000), LONG),
    "placeholders": (lambda: header_of(run("{{ motion }}" * 200_000)), LONG),
    "more styles than XML may have": (
        lambda: styled("".join(STYLE.format(n, 0) for n in range(300_000))),
        "it has more text than can be checked",
    ),
    "many styles": (lambda: styled("".join(STYLE.format(n, 0) for n in range(20_000))), ""),
    "styles based on each other without end": (
        lambda: styled("".join(STYLE.format(n, n - 1) for n in range(1, 3_500))),
        "",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("make", "message"), FILES.values(), ids=FILES)
def test_what_takes_long_is_refused_or_done_soon(tmp_path: Path, make: Callable[[], bytes], message: str) -> None:
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "evil.docx").write_bytes(make())
    before = snapshot(tmp_path)
    code, text = answer(tmp_path, *LOOK)
    assert code == (1 if message else 0), text[-2000:]
    if message:
        assert f"evil.docx: {message}" in text
        assert snapshot(tmp_path) == before
