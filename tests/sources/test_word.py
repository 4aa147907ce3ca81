"""A Word file has the paragraphs of its body, with all changes accepted."""

from __future__ import annotations

import io

import docx
import pytest

from tests.sources.support import read, word


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(content: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{content}</w:t></w:r>'


BOX = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("Tre"), r("es "), r("give", "<w:b/>")) + p() + p(r("shade")), ["Trees give", "shade"]),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"), ["a b c d"]),
        (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"), ["a-bc"]),
        (p(r("a"), f"<w:del>{r('no')}</w:del><w:ins>{r('b')}</w:ins>"), ["ab"]),
        (p("<w:del><w:r><w:delText>no</w:delText></w:r></w:del>", r("a")), ["a"]),
        (p(f"<w:moveFrom>{r('no')}</w:moveFrom>", r("a"), f"<w:moveTo>{r('b')}</w:moveTo>"), ["ab"]),
        (p("<w:r><w:instrText>no</w:instrText></w:r>", f"<w:hyperlink>{r('a')}</w:hyperlink>"), ["a"]),
        (p(r("a"), r("no", "<w:vanish/>"), r("b", "<w:vanish w:val='0'/>")), ["ab"]),
        (p(r("a"), "<w:r><w:footnoteReference w:id='1'/></w:r>", r("b")), ["ab"]),
        (
            f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}{p(r('c'))}</w:tc></w:tr></w:tbl>" + p(r("d")),
            ["a", "b", "c", "d"],
        ),
        (f"<w:sdt><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>" + p(r("b")), ["a", "b"]),
        (p(f"<w:sdt><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>", r("b")), ["ab"]),
        (
            p(
                r("a"),
                f"<w:r><mc:AlternateContent><mc:Choice Requires='w'>{BOX}</mc:Choice><mc:Fallback><w:pict><v:textbox>"
                f"{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                r("b"),
            ),
            ["ab", "box"],
        ),
        (p(r("a"), f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), ["a", "box"]),
    ],
)
def test_word_file(body: str, expected: list[str]) -> None:
    assert list(read(word(body=body), "a.docx").paragraphs) == expected


def test_edges_of_a_word_file_are_left_out() -> None:
    document, buffer = docx.Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "no"
    document.sections[0].footer.paragraphs[0].text = "no"
    document.add_comment(document.add_paragraph("Trees").runs, "no")
    document.save(buffer)
    assert read(buffer.getvalue(), "a.docx").paragraphs == ("Trees",)
