"""Fields of a letterhead: which may be taken over, and what their instructions say."""

from __future__ import annotations

import time

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from debatekit.word.school.fields import fault_of_field, instructions, name_of_field

LINK = "holds a link that leads to no page of the web and no letter"


@pytest.mark.parametrize(
    ("instruction", "name"),
    [
        (" page  \\* MERGEFORMAT ", "PAGE"),
        ("= 1 + 1", "="),
        ("", ""),
        ("  ", ""),
        ('"x"', ""),
        ("Date\\@ yyyy", "DATE"),
    ],
)
def test_name_of_a_field(instruction: str, name: str) -> None:
    assert name_of_field(instruction) == name


@pytest.mark.parametrize(
    ("instruction", "fault"),
    [
        ("PAGE", ""),
        ("INCLUDETEXT a.docx", "holds the field INCLUDETEXT"),
        ("", "holds the field without a name"),
        ('HYPERLINK "HTTPS://a.example"', ""),
        ("HYPERLINK mailto:a@b.example", ""),
        ('HYPERLINK "https://a.example/"file:///a', LINK),
        ('HYPERLINK "https://a.example', LINK),
        ("HYPERLINK https:a.example", LINK),
        ('HYPERLINK "a.docx"', LINK),
    ],
)
def test_fault_of_a_field(instruction: str, fault: str) -> None:
    assert fault_of_field(instruction) == fault


@pytest.mark.parametrize("piece", ['"https://a.example" ', "https://", "\\l ", "\\n ", '\\o "x" ', " "])
def test_a_long_instruction_takes_little_time(piece: str) -> None:
    start = time.perf_counter()
    assert fault_of_field("HYPERLINK " + piece * 5_000 + " !") == LINK
    assert time.perf_counter() - start < 5


def test_instructions_of_fields_in_each_other() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))

    def told(text: str) -> str:
        return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'

    inner = f"{begin}{told('DATE')}{separate}{end}"
    tree = parse_xml(
        f"<w:hdr {nsdecls('w')}><w:p>{begin}{told('TI')}{told('ME ')}{inner}{separate}{end}</w:p>"
        f"<w:p><w:fldSimple w:instr='PAGE'/></w:p><w:p>{told('alone')}</w:p></w:hdr>"
    )
    assert sorted(instructions(tree)) == ["DATE", "PAGE", "TIME ", "alone"]
