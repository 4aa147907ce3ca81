"""Opening any Word file: what cannot be read is one problem in plain words, within limits; and contrast."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from debatekit.colours import BLACK, WHITE, Colour, contrast, luminance
from debatekit.errors import DebatekitError
from debatekit.files import OLE_MAGIC
from debatekit.ooxml import MAX_PARTS, MAX_TAGS, Package, open_package
from tests.accessibility.support import DOCUMENT, STYLES, at_end, codes, found, ours, p, planted, understated
from tests.packages import packed, unpacked
from tests.problems import reported

LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghiz", strict=True)
)


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(ours())
    return packed({**parts, name: change(parts.get(name, b""))})


def doctype(declaration: str, encoding: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{declaration}]><w>&z;</w>'
    return with_part(STYLES, lambda _: text.encode(encoding))


def without(name: str) -> bytes:
    return packed({part: blob for part, blob in unpacked(ours()).items() if part != name})


def names(*parts: str) -> bytes:
    return packed(dict.fromkeys(parts, b""))


NOT_WORD, NO_MAIN = "this is not a Word document", "this is not a Word document: it has no main part"
DOCTYPE = f"its part '{STYLES}' has a document type declaration"
NOT_XML, NAME = "its part '{}' is not well-formed XML", "its part {!r} has an invalid name, or is there twice"
UNREADABLE = {
    "an empty file": (lambda: b"", NOT_WORD),
    "cut off": (lambda: ours()[:-1000], NOT_WORD),
    "an old .doc": (lambda: OLE_MAGIC + bytes(600), "this is a Word 97–2003 file, or not a Word document"),
    "encrypted": (
        lambda: OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), "the document is protected with a password",
    ),
    "no main part": (lambda: without(DOCUMENT), NO_MAIN),
    "a main part of another kind": (lambda: with_part(DOCUMENT, lambda _: b'<worksheet xmlns="x"/>'), NOT_WORD),
    "XML cut off": (lambda: with_part(DOCUMENT, lambda xml: xml[:-100]), NOT_XML.format(DOCUMENT)),
    "deep XML": (
        lambda: with_part(DOCUMENT, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000)),
        NOT_XML.format(DOCUMENT),
    ),
    "a document type": (lambda: doctype('<!ENTITY z "x">'), DOCTYPE),
    "entities in entities": (lambda: doctype(LAUGHS), NOT_XML.format(STYLES)),
    "an entity from outside": (lambda: doctype('<!ENTITY z SYSTEM "file:///etc/passwd">'), DOCTYPE),
    "too many parts": (lambda: names(*map(str, range(MAX_PARTS + 1))), "it has more than 5,000 parts"),
    "too many tags": (
        lambda: with_part(STYLES, lambda _: b"<a>" + b"<b/>" * MAX_TAGS + b"</a>"),
        "it has more text than can be checked",
    ),
    "more in it than it declares": (
        lambda: understated(with_part(DOCUMENT, lambda xml: xml + b" " * 10_000_000), DOCUMENT, 1000),
        f"its part '{DOCUMENT}' is damaged",
    ),
    "an escape sequence in a name": (lambda: names("a\x1b[31m.xml"), NAME.format("a\x1b[31m.xml")),
    "a name that leads out": (lambda: names("a/../../b.xml"), NAME.format("a/../../b.xml")),
    "a part twice": (lambda: names("a.xml", "A.XML"), NAME.format("A.XML")),
}  # fmt: skip


@pytest.mark.parametrize(("make", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_one_problem(make: Callable[[], bytes], message: str) -> None:
    assert [problem.message for problem in reported(found, make())] == [message]


def test_a_file_may_have_unusual_names() -> None:
    for name in ("学校.xml", "a b.xml", "..a/b..xml", "a/"):
        assert Package(packed({name: b"x"}), "a.docx").read(name) == b"x"


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    large = tmp_path / "large.docx"
    large.touch()
    os.truncate(large, 100_000_000_000)
    for content, size in ((None, 200_000_000), (packed({"a": bytes(501), "b": bytes(500)}), 1000)):
        if content is not None:
            large.write_bytes(content)
        with pytest.raises(DebatekitError, match=f"larger than {size // 1_000_000} MB"):
            open_package(large, size)


def test_parts_are_found_by_relationships() -> None:
    parts = unpacked(planted(ours(), at_end(p("Trees.", '<w:jc w:val="both"/>'))))
    moved = {
        name.replace("word/", "Elsewhere/texts/").replace("document.xml", "main.xml"): blob
        for name, blob in parts.items()
    }
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"word/document.xml", b"/elsewhere/Texts/main.xml")
    assert codes(packed(moved)) == ["justified"]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert [luminance(BLACK), luminance(WHITE)] == pytest.approx([0, 1])
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(Colour(0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.01)
