"""Content controls of a whole page: their order and locks, and what is typed in them; ``cases/`` has each kind."""

from __future__ import annotations

import io
import re
from typing import Final

import docx
from docx.oxml import OxmlElement

from tests.outline import outline
from tests.word.support import TABLE, W, body_of, part, values, written

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


def test_typed_text_can_be_read_again() -> None:
    """Text in each control, as Word puts it there, is found by its title, and the page around it is unchanged."""
    document = docx.Document(io.BytesIO(written(EVERYTHING, fillable=True)))
    for control in document.element.body.iter(f"{W}sdt"):
        title = control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        (run,) = control.find(f"{W}sdtContent")
        for child in list(run)[1:]:
            run.remove(child)
        text = OxmlElement("w:t")
        text.text = f"<{title}> & more"
        run.append(text)
    saved = io.BytesIO()
    document.save(saved)
    again = docx.Document(io.BytesIO(saved.getvalue()))
    filled = {
        control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"): "".join(text.text for text in control.iter(f"{W}t"))
        for control in again.element.body.iter(f"{W}sdt")
    }
    assert filled == {title: f"<{title}> & more" for title in TITLES}
    around = re.sub(r"\[.*?\]", "", outline(saved.getvalue()))
    assert around == re.sub(r"\[.*?\]", "", outline(written(EVERYTHING, fillable=True)))
