"""Content controls of a whole page: their order and locks; ``cases/`` has each kind."""

from __future__ import annotations

from typing import Final

from tests.word.support import TABLE, body_of, part, values, written

EVERYTHING: Final = f"""
<p class="name"><label>Name <input name="name"></label></p>
<p><label>Kind <select><option>a</option></select></label></p>
<ul><li><p>Item</p><textarea></textarea></li></ul>
<section class="card"><h3><span class="number">P1</span>Claim</h3><p>Reply</p><textarea></textarea></section>
{TABLE.replace("<tr><td>Cell", '<tr class="write"><td>')}
<section class="columns"><p>Column</p><textarea></textarea></section>
<fieldset><legend>Fields</legend><p><label>Date <input type="date"></label></p></fieldset>
<dl><dt>Term</dt><dd><p>Meaning</p><textarea></textarea></dd></dl>
<p><label><input type="checkbox"> Box</label> <label><input type="radio" name="g"> Circle</label></p>
"""
TITLES: Final = ["Name", "Kind", "Item", "P1 – Reply", "Head 1", "Column", "Date", "Meaning", "Box", "Circle"]


def test_controls_are_in_order_and_locked_only_in_a_fillable_document() -> None:
    root = part(written(EVERYTHING, fillable=True), "word/document.xml")
    assert values(root, "alias") == TITLES
    assert values(root, "lock") == ["sdtLocked"] * len(TITLES)
    assert values(body_of(EVERYTHING), "lock") == []
