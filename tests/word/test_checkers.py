"""The checkers themselves: each fault of ``faults.txt`` is found, by the check that is there for it."""

from __future__ import annotations

from functools import cache

import pytest

from tests.checkers import faults, own_faults
from tests.packages import packed, unpacked
from tests.word.support import SNAPSHOTS, planted_faults, written

EVERYTHING = """
<header><p>Header</p></header>
<footer><p><label>Seen <input type="checkbox" name="seen"></label></p></footer>
<h1>Heading <span class="number">1</span></h1>
<p><strong>Strong</strong> <a href="https://example.org">link</a> <label>Name <input name="name"></label></p>
<ol><li>item</li></ol>
<h2 id="place">Place<a role="doc-noteref" href="#note"></a></h2>
<p><a href="#place">up</a> <a href="#place"></a></p>
<p><label>Choose <select><option>one</option><option>two</option></select></label></p>
<figure><img src="picture.png" alt="first"><img src="picture.png" alt="second"></figure>
<table>
  <thead><tr><th>A</th><th>B</th></tr></thead>
  <tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td colspan="2">d</td></tr></tbody>
</table>
<aside role="doc-footnote" id="note">Note</aside>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
<p>End</p>
"""


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
