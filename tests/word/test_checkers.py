"""The checkers themselves: each fault of ``faults.txt`` is found, by the check that is there for it."""

from functools import cache

import pytest

from tests.checkers import faults, own_faults
from tests.packages import packed, unpacked
from tests.word.support import HERE, SNAPSHOTS, planted_faults, written

EVERYTHING = (HERE / "everything.html").read_text(encoding="utf-8")


@cache
def sound() -> bytes:
    return written(EVERYTHING, folders=[SNAPSHOTS])


def planted(part: str, old: str, new: str) -> bytes:
    """Return a sound document with `old` in one of its parts replaced once by `new`."""
    parts = unpacked(sound())
    assert old.encode() in parts[part]
    return packed({**parts, part: parts[part].replace(old.encode(), new.encode(), 1)})


AUDITORS = ("openxml-audit: ", "ooxml-integrity: ")


@pytest.mark.parametrize(("part", "old", "new", "message"), planted_faults("faults.txt"))
def test_planted_fault_is_found(part: str, old: str, new: str, message: str) -> None:
    document = planted(part, old.removeprefix("- "), new[2:])
    if message in AUDITORS:
        assert any(fault.startswith(message) for fault in faults(document))
    else:
        (found,) = own_faults(document)
        assert message in found


def test_sound_document_has_no_faults() -> None:
    assert faults(planted("word/document.xml", "End", "End")) == []
