"""Files as teachers have them are read as paragraphs, or it is reported why they cannot be."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import html
import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError, Problem, display_width
from debatekit.sources.readers import MAX_FILE_SIZE, read_source
from debatekit.sources.text import ENDINGS, LINE_WIDTH, Metadata, SourceText, normalize, tokens

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())


def word(*texts: str, body: str = "") -> bytes:
    """Return a Word file of paragraphs, and after them what is written in WordprocessingML."""
    document, buffer = docx.Document(), io.BytesIO()
    for text in texts:
        document.add_paragraph(text)
    for element in parse_xml(f"<w:body {DECLARED}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(buffer)
    return buffer.getvalue()


def odt(*texts: str, body: str = "") -> bytes:
    """Return an OpenDocument text of paragraphs, and after them what is written in its XML."""
    spaces = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "style", "table")
    }
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in spaces.items())
    hide = '<style:style style:name="hide"><style:text-properties text:display="none"/></style:style>'
    paragraphs = "".join(f"<text:p>{html.escape(text)}</text:p>" for text in texts)
    content = f"<office:document-content {declared}><office:automatic-styles>{hide}</office:automatic-styles>"
    content += f"<office:body><office:text>{paragraphs}{body}</office:text></office:body></office:document-content>"
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return buffer.getvalue()


def read(folder: Path, raw: bytes | str, name: str) -> SourceText:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return read_source(path)


def problem(path: Path) -> Problem:
    with pytest.raises(DebatekitError) as raised:
        read_source(path)
    (only,) = raised.value.problems
    assert only.file == path.as_posix()
    return only


PARAGRAPHS = ("On trees – and “yards”", "Trees give shade. They need water.", "Yards are small: a café has none.")
TYPED = "\n\n".join(PARAGRAPHS)
PAGE = "<h1>{}</h1><div>{}</div><ul><li>{}</ul>".format(*PARAGRAPHS)


SAME = {
    "UTF-8": ("a.txt", TYPED.encode()), "UTF-8 with a mark": ("a.TXT", TYPED.encode("utf-8-sig")),
    "UTF-16": ("a.text", TYPED.encode("utf-16")), "Windows-1252": ("a.", TYPED.encode("cp1252")),
    "lines as on Windows": ("a", TYPED.replace("\n", "\r\n").encode()),
    "paragraph separators": ("a.txt", TYPED.replace("\n", "\N{PARAGRAPH SEPARATOR}").encode()),
    "Markdown": ("a.markdown", "# {}\n\n{}\n\n* {}\n".format(*PARAGRAPHS).encode()),
    "HTML that declares": ("a.htm", f"<meta charset=windows-1252>{PAGE}".encode("cp1252")),
    "XHTML": ("a.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml">{PAGE}</html>'.encode()),
    "Word": ("a.docx", word(*PARAGRAPHS)), "OpenDocument": ("a.odt", odt(*PARAGRAPHS)),
}  # fmt: skip


@pytest.mark.parametrize(("name", "raw"), SAME.values(), ids=SAME)
def test_the_same_text_is_the_same_from_every_kind_of_file(tmp_path: Path, name: str, raw: bytes) -> None:
    text = read(tmp_path, raw, name)
    assert text.paragraphs == PARAGRAPHS
    assert text.sha256 == SourceText(PARAGRAPHS).sha256


SHORTEN = "Copy the part that you quote into a plain text file, and name that."
SAVE = "Open it in Word or LibreOffice, save it as a Word document (.docx), and name that."
OTHER = "Name a text (.txt, .md, .odt), a web page (.html), a Word document (.docx) or a PDF."
EMPTY = "Open it, and check that it shows text and no pictures."
WEB = "Open it in a browser, save it as 'Webpage, HTML only', and name that."
DAMAGED = "Choose a file that Word saved as .docx. If it is one, it is damaged: copy it again."


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "raw", "message", "hint"),
    [
        ("a.rtf", b"{\\rtf1 Trees}", "a file in Rich Text Format cannot be read here", SAVE),
        (
            "a.odt",
            word("Trees"),
            "this is not an OpenDocument text",
            "Open it in LibreOffice, and save it as a Word document (.docx).",
        ),
        ("a.txt", b"%PDF-1.7", "a PDF that has another ending cannot be read here", "Let its name end in .pdf."),
        ("a.doc", OLE, "a document of Word 97 to 2003 cannot be read here", SAVE),
        ("a.txt", OLE, "a Word document that has another ending, or an archive, cannot be read here", SAVE),
        (
            "a.docx",
            odt("Trees"),
            "an OpenDocument text that has another ending cannot be read here",
            "Let its name end in .odt.",
        ),
        ("a.docm", word("Trees"), "a Word template, or a document with macros, cannot be read here", SAVE),
        ("a.mhtml", b"MIME-Version: 1.0", "a web archive cannot be read here", WEB),
        ("a.xlsx", word("Trees"), "a file that ends in '.xlsx' cannot be read here", OTHER),
        ("a.txt", b" \r\n\x0c\xc2\xad", "there is no text in the file", EMPTY),
        ("a.html", b"<p hidden>Trees", "there is no text in the file", EMPTY),
        ("a.docx", word(), "there is no text in the file", EMPTY),
        ("a.txt", b"t" * (MAX_FILE_SIZE + 1), "the file is larger than 20 MB", SHORTEN),
        ("a.docx", b"Trees", "this is not a Word document", DAMAGED),
    ],
)
def test_what_cannot_be_read_is_reported(tmp_path: Path, name: str, raw: bytes, message: str, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert problem(path) == Problem(path.as_posix(), 0, 0, message, hint)


@pytest.mark.parametrize("name", ["none.pdf", "no\0ne.txt", "no\ud800ne.txt"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    assert problem(tmp_path / name).message == "there is no such file"


WRITTEN = st.lists(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60), min_size=1, max_size=5
).filter(lambda written: bool(SourceText.from_paragraphs(written).paragraphs))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(WRITTEN)
def test_any_paragraphs_are_the_same_in_every_format(tmp_path: Path, written: list[str]) -> None:
    expected = SourceText.from_paragraphs(written)
    page = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in written)
    assert read(tmp_path, "\n\n".join(written), "a.txt") == expected
    assert read(tmp_path, page, "a.html") == expected
    assert read(tmp_path, word(*written), "a.docx") == expected


STARTS = [b"", b"PK\x03\x04", OLE[:8], codecs.BOM_UTF16_LE, codecs.BOM_UTF8, b"---\n", b"<?xml?>", b"<meta charset="]
MARKS = st.text("<>/!-&;#x0[]()`*_|:\\\"'\n \tap=", max_size=200).map(str.encode)


@given(st.sampled_from(["", *ENDINGS]), st.sampled_from(STARTS), st.binary(max_size=200) | MARKS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_bytes_are_read_or_reported(tmp_path: Path, ending: str, start: bytes, rest: bytes) -> None:
    with contextlib.suppress(DebatekitError):
        assert read(tmp_path, start + rest, f"a{ending}").paragraphs


ENCODINGS = {
    "text, a little like UTF-8": ("CAFÉ” – Spaß» – à".encode("cp1252"), "CAFÉ” – Spaß» – à"),
    "text with control characters": (b"a\x0cb\x00c", "a b c"),
    "Latin-1 means Windows-1252": (b"<meta charset='iso-8859-1'>\x93Trees\x94", "“Trees”"),
    "XML declaration": (b"<?xml version='1.0' encoding='koi8-r'?><p>\xc1", "а"),
    "declared wrongly": (b"<meta charset=utf-8>\xe9t\xe9", "été"),
    "impossible": (b"<meta charset=utf-16><p>\xc3\xa9", "é"),
    "unknown": (b"<meta charset=none-such>Trees \xc3\xa9", "Trees é"),
    "a mark is believed first": (codecs.BOM_UTF8 + b"<meta charset=cp1252>\xc3\xa9", "é"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encoding_of_a_file(tmp_path: Path, name: str) -> None:
    raw, expected = ENCODINGS[name]
    assert read(tmp_path, raw, "a.txt" if name.startswith("text") else "a.html").paragraphs == (expected,)


PLAIN_TEXT = [
    ("Trees\ngive\n \t\nshade\n\n", ["Trees give", "shade"]),
    (f"{'t' * 100}\nTrees\n\ngive", [f"{'t' * 100} Trees", "give"]),
    (f"{'t' * 101}\nTrees\n\ngive", ["t" * 101, "Trees", "give"]),
    ("  # Trees\xa0*give*\t <b>&amp;", ["# Trees *give* <b>&amp;"]),
]
MARKDOWN = [
    ("Trees\ngive  \nshade\\\nin *the* **yard**", ["Trees give shade in the yard"]),
    ("Trees\n===\ngive\n\n***\n\nshade", ["Trees", "give", "shade"]),
    ("1. Trees\n2. give\n   - shade\n\n     and rest\n\n> > end", ["Trees", "give", "shade", "and rest", "end"]),
    ("| a | b |\n|---|---|\n| Trees | *give* |", ["a", "b", "Trees", "give"]),
    ("```python\nTrees\ngive\n```\n\n    shade", ["Trees give", "shade"]),
    ("[Trees](http://example.org 'x') ![a tree](x.png) `give`", ["Trees give"]),
    ("<b>Trees</b> give<BR>shade <!-- no -->\n\n<div>\nno\n</div>", ["Trees give shade"]),
    ("---\r\ntitle: no\r\n---\r\nTrees", ["Trees"]),
    ("---\n\nTrees\n\n---\n\ngive", ["Trees", "give"]),
]
WEB_PAGES = [
    ("<p>Trees <b>give</b>\n<i>sha</i>de<p>Yards", ["Trees give shade", "Yards"]),
    ("<table><tr><th>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
    ("<dl><dt>Trees<dd>give</dl><figure><img alt='no'><figcaption>shade</figure>", ["Trees", "give", "shade"]),
    ("<head><title>no</title><style>no</style></head><body><script>no</script>Trees", ["Trees"]),
    ("<nav><ul><li>no</ul></nav>Trees <template><p>no</template>give <noscript>no</noscript>", ["Trees give"]),
    ("Trees<form><button>no</button><select><option>no</select><textarea>no</textarea> give", ["Trees", "give"]),
    ("Trees <span hidden>no</span>give <b style='color: red; DISPLAY :none'>no</b>shade", ["Trees give shade"]),
    ("<p style='display: block'>Trees <!-- no -->give<svg><title>no</title></svg>", ["Trees give"]),
    ("no<article>Trees</article>no", ["Trees"]),
    ("no<main>Trees<article>give</article></main>no", ["give"]),
    ("<article> </article><p>Trees", ["Trees"]),
    ("Trees &amp; &lt;shade&gt;&nbsp;&ndash; &#x201C;yes&#8221;&shy;", ["Trees & <shade> – “yes”\xad"]),
    ("<html xmlns='http://www.w3.org/1999/xhtml'><script src='x'/><title/><p>Trees</p></html>", ["Trees"]),
]


FILES = [
    (f"a.{end}", *row) for end, rows in (("txt", PLAIN_TEXT), ("md", MARKDOWN), ("html", WEB_PAGES)) for row in rows
]


@pytest.mark.parametrize(("name", "typed", "expected"), FILES)
def test_paragraphs_of_a_file(tmp_path: Path, name: str, typed: str, expected: list[str]) -> None:
    assert list(read(tmp_path, typed, name).paragraphs) == expected


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(content: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{content}</w:t></w:r>'


BOX = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='w'>{BOX}</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


DELETED_MARK = "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
HIDDEN_MARK = "<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def choices(*alternatives: str) -> str:
    *first, last = alternatives
    inner = "".join(f"<mc:Choice Requires='w'>{it}</mc:Choice>" for it in first) + f"<mc:Fallback>{last}</mc:Fallback>"
    return f"<mc:AlternateContent>{inner}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("Tre"), r("es "), r("give", "<w:b/>")) + p() + p(r("shade")), ["Trees give", "shade"]),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"), ["a b c d"]),
        (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"), ["a-bc"]),
        (p(r("a"), f"<w:del>{r('no')}</w:del><w:ins>{r('b')}</w:ins>"), ["ab"]),
        (p("<w:r><w:instrText>no</w:instrText></w:r>", f"<w:hyperlink>{r('a')}</w:hyperlink>"), ["a"]),
        (p(r("a"), r("no", "<w:vanish/>"), r("b", "<w:vanish w:val='0'/>")), ["ab"]),
        (f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>" + p(r("c")), ["a", "b", "c"]),
        (f"<w:sdt><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>" + p(r("b")), ["a", "b"]),
        (p(r("a"), DRAWN, r("b")), ["ab", "box"]),
        (p(DELETED_MARK, r("a ")) + p(r("b")) + p(r("c")), ["a b", "c"]),
        (p(HIDDEN_MARK, r("a ")) + p(DELETED_MARK, r("b ")) + p(r("c")), ["a b c"]),
        (f"<w:tbl><w:tr><w:tc>{p(DELETED_MARK, r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>", ["a", "b"]),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('a'))}</w:tc></w:tr></w:tbl>" + p(r("b")), ["b"]),
        (
            p(r("a"), sym("Symbol", "F0B3"), sym("Wingdings", "F0E0"), sym("Arial", "00E9"), sym("Odd", "F0B3")),
            ["a≥→é�"],
        ),
        (
            p(r("a \uf0b3 b", '<w:rFonts w:ascii="Symbol"/>'), r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')),
            ["a ≥ b✓"],
        ),
        (
            p(r("a"), f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('no')}</w:sdtContent></w:sdt>"),
            ["a"],
        ),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr w:val='0'/></w:sdtPr><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>",
            ["a"],
        ),
        (p(r("a"), choices(r("b"), r("no"), r("no")), choices("<w:r><w:drawing/></w:r>", r("c"))), ["abc"]),
    ],
)
def test_word_file(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert list(read(tmp_path, word(body=body), "a.docx").paragraphs) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:h>a</text:h><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>", ["a", "b"]),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", ["a b c d"]),
        ("<text:p>a <text:span>b</text:span><text:note><text:p>no</text:p></text:note> c</text:p>", ["a b c"]),
        ("<text:p>a<text:span text:style-name='hide'>no</text:span>b</text:p>", ["ab"]),
        ("<text:tracked-changes><text:p>no</text:p></text:tracked-changes><text:p>a</text:p>", ["a"]),
        ("<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p>", ["ab"]),
    ],
)
def test_opendocument_text(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert list(read(tmp_path, odt(body=body), "a.odt").paragraphs) == expected


def test_headers_and_comments_of_a_word_file_are_left_out(tmp_path: Path) -> None:
    document, buffer = docx.Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "no"
    document.sections[0].footer.paragraphs[0].text = "no"
    document.add_comment(document.add_paragraph("Trees").runs, "no")
    document.save(buffer)
    assert read(tmp_path, buffer.getvalue(), "a.docx").paragraphs == ("Trees",)


HEAD = """<!doctype html><html><head><title>Shade – Garden News</title>
<meta property="og:title" content="Shade &amp; yards"><meta name="Author" content=" Jane
 Doe "><meta property="og:site_name" content="Garden News">
<meta property="article:published_time" content="2026-05-03T10:00:00Z">
<link rel="canonical" href="https://example.org/shade"></head><body><p>Trees give shade.</p></body></html>"""


def test_a_page_says_it_in_its_head(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HEAD, encoding="utf-8")
    assert read_source(tmp_path / "page.html").metadata == Metadata(
        "Shade & yards", "Jane Doe", "Garden News", "2026-05-03T10:00:00Z", "https://example.org/shade"
    )


def test_a_word_file_says_it_in_its_properties_and_plain_text_nothing(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Trees give shade.")
    file.core_properties.title, file.core_properties.author = "Shade", "Jane Doe"
    file.save(str(tmp_path / "text.docx"))
    assert read_source(tmp_path / "text.docx").metadata == Metadata("Shade", "Jane Doe")
    (tmp_path / "text.txt").write_text("Trees give shade.", encoding="utf-8")
    assert read_source(tmp_path / "text.txt").metadata == Metadata()


@pytest.mark.parametrize(
    ("written", "normalized"),
    [
        ("“Trees” ‘give’ «shade»", '"Trees" \'give\' "shade"'), ("a–b — c‐d‑e −f", "a-b - c-d-e -f"),
        ("ﬁne oﬃce ﬂag", "fine office flag"), ("wa\u00adter\u200b\ufeff", "water"),
        ("e\u0301te\u0301 Æon œuvre ß …", "\u00e9t\u00e9 Æon œuvre ß …"),
    ],
)  # fmt: skip
def test_only_how_characters_are_written_is_normalized(written: str, normalized: str) -> None:
    assert normalize(written) == normalized


def test_white_space_and_empty_paragraphs_do_not_count() -> None:
    text = SourceText.from_paragraphs(["  Trees \n give\u00a0shade ", "", " \u00ad ", "Yards."])
    assert text.paragraphs == ("Trees give shade", "Yards.")
    assert text.sha256 == hashlib.sha256(b"Trees give shade\nYards.").hexdigest()


MIXED = st.text("ab ,\u200b\u0301“”(\xa0學校。「」ー\u3099かที่ำเ", max_size=200)


@given(st.lists(st.text(max_size=300) | MIXED, max_size=5))
def test_any_text_keeps_its_words_in_order(paragraphs: list[str]) -> None:
    text = SourceText.from_paragraphs(paragraphs)
    whole = [unicodedata.normalize("NFC", normalize(paragraph)) for paragraph in text.paragraphs] or [""]
    assert unicodedata.normalize("NFC", text.normalized).split("\n") == whole  # marks may be divided from letters
    assert ["".join("".join(lines).split()) for lines in text.lines] == ["".join(it.split()) for it in text.paragraphs]
    assert [word.line for word in text.words] == sorted(word.line for word in text.words)
    start = 0
    for number, word in enumerate(text.words):
        start = text.normalized.index(normalize(word.text), start)
        assert text.word_at(start) == number
        assert text.original(start, start + 1) == word.text
        start += len(normalize(word.text))


@given(st.text("学校應該。，「」ab ", max_size=300))
def test_lines_are_of_fixed_width_in_scripts_without_spaces(written: str) -> None:
    for lines in SourceText.from_paragraphs([written]).lines:
        assert all(display_width(line) <= LINE_WIDTH or len(list(tokens(line))) == 1 for line in lines)
        assert not any(line.startswith(("。", "，", "」")) for line in lines[1:])


WRAPPED = {
    "Chinese": (
        "我们认为学校应该\n禁止手机，因为\n学生上课不专心。\n\n有人说",
        "我们认为学校应该禁止手机，因为学生上课不专心。",
    ),
    "Japanese": ("学校では\n携帯電話を\n禁止すべきだ。\n\n次", "学校では携帯電話を禁止すべきだ。"),
    "Thai": ("โรงเรียน\nควรปลูกต้นไม้\n\nก", "โรงเรียนควรปลูกต้นไม้"),
    "Chinese and Latin": ("北约 NATO\n成员\n\n国", "北约 NATO 成员"),
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("language", WRAPPED)
def test_wrapped_lines_are_joined_without_spaces(tmp_path: Path, language: str, name: str) -> None:
    typed, expected = WRAPPED[language]
    assert read(tmp_path, f"<p>{typed}" if name == "a.html" else typed, name).paragraphs[0].startswith(expected)
