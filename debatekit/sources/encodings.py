"""The encoding of a text, which is certain, or a guess to be reported.

Sound UTF-8 is UTF-8, whatever a page declares. Other bytes are certainly Windows-1252 only if they are then a text
as a language of Western Europe has it. Everything else is a guess.
"""

import codecs
import contextlib
import re
from collections import Counter
from typing import Final, NamedTuple

CHARSET: Final = rb"(?i)<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)"
WEB_ENCODING: Final = r"utf-8$|cp\d|iso8859|koi8|mac-roman|big5|gb|euc|shift_jis|iso2022_jp|tis-620|johab"
WEB_ALIASES: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
"""Encodings that the web reads as another (Encoding standard, 4.2), by Python's names."""

MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
"""Byte order marks; that of UTF-32 begins with that of UTF-16."""

NAMES: Final = {"mac-roman": "Mac Roman", "cp850": "DOS (code page 850)"}
WESTERN: Final = ("mac-roman", "cp850", "iso8859-15")  # other encodings of Western Europe that are tried
RARE: Final = (  # encodings that hardly any file is in, and that others are taken for
    "cp1258", "iso8859_3", "iso8859_4", "iso8859_10", "iso8859_14", "iso8859_16", "johab", "cp864",
    "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140",
)  # fmt: skip
SHARE_OF_NULLS: Final = 0.02  # of the bytes of UTF-16 without a mark: every space has one
MAX_SAMPLE: Final = 200_000  # bytes that are looked at when an encoding is guessed
MAX_FOREIGN: Final = 0.05  # of the letters of a text with a few foreign words or names

ALPHABETS: Final = tuple(map(frozenset, (
    "äöüßéèàç", "éèêëàâçîïôùûœæñ", "áéíóúñüç", "áàâãçéêíóôõúü", "àèéìòùî", "ëéèïöüáóíê", "åäöé", "æøåéóò", "áéíóúýþæðö",
)))  # fmt: skip
"""Letters beyond ASCII in German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish and Icelandic."""
FOREIGN: Final = frozenset("áàâäåæçéèêëíîïñóôöøœúûüß")  # letters of foreign words and names

NO_WORD: Final = (
    r"[^\W\d_](?:[^\w\s\x00-\x7f\xad’‘–—…·]|[²³¹¼½¾ªº])[^\W\d_]"  # a sign within a word
    r"|[a-zß-ÿœšž][À-ÞŒŠŽŸ]"  # a capital within a word
    r"|[^\W\d_][‚„†‡ˆ˜ƒ]"  # a word that ends with what begins a quotation, or with an accent
    r"|[^\W\d_a-zA-Z]{3}"  # three letters beyond ASCII in a row
    r"|[\x80-\x9f¤¦¨¬¯¸\ufffd]"
    r"|Ã[\xa0-\xbf€‚„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]|Â[\xa0-\xbf]|â€"  # what UTF-8 looks like then
)
"""What no text of Western Europe has, at least if it has a few words; few texts need this pattern."""


class Decoded(NamedTuple):
    """A text, and in which encoding it was read if that is a guess; empty if it is certain."""

    text: str
    assumed: str = ""


def decode_text(raw: bytes) -> Decoded:
    """Return the text in `raw`: no byte makes it fail, and what cannot be read becomes U+FFFD."""
    if found := _marked(raw):
        return found
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(raw.decode("utf-8"))
    mixed = raw.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= character <= "\udcff" for character in mixed)
    if sum(not character.isascii() for character in mixed) >= 3 * wrong:
        return _repaired(mixed)
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode("cp1252")
        if is_western(text):
            return Decoded(text)
    return _guessed(raw)


def decode_page(raw: bytes) -> Decoded:
    """Return the text of a web page: in the encoding that it declares, unless its bytes contradict."""
    declared = re.search(CHARSET, raw[:4096])  # the HTML standard asks for 1024
    if not declared or raw.startswith(tuple(MARKS)):
        return decode_text(raw)
    with contextlib.suppress(UnicodeDecodeError):
        if not raw.isascii():
            return Decoded(raw.decode("utf-8"))
    name = ""
    with contextlib.suppress(LookupError, UnicodeDecodeError):
        name = codecs.lookup(declared[1].decode("ascii")).name
        name = WEB_ALIASES.get(name, name)
    is_trusted = name not in {"utf-8", "cp1252"} and re.match(WEB_ENCODING, name)
    return _declared(raw, name) if is_trusted else decode_text(raw)


def is_western(text: str) -> bool:
    """Return whether a text has the letters of a language of Western Europe, where such a language has them."""
    if re.search(NO_WORD, text):
        return False
    letters = Counter(character for character in text.lower() if character.isalpha() and not character.isascii())
    if any(letters.keys() <= alphabet for alphabet in ALPHABETS):
        return True
    few = letters.total() <= MAX_FOREIGN * sum(map(str.isalpha, text))
    return few and letters.keys() <= FOREIGN


def _marked(raw: bytes) -> Decoded | None:
    """Return the text if a byte order mark, an escape sequence of Japanese, or the null bytes of UTF-16 are in it."""
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return _declared(raw, encoding)
    even, odd = (raw[start:4000:2].count(0) for start in range(2))
    encoding = "iso2022_jp_2" if b"\x1b$" in raw else ""
    if even + odd >= max(2, SHARE_OF_NULLS * len(raw[:4000])):
        encoding = "utf-16-le" if odd > even else "utf-16-be"
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(raw.decode(encoding), _name(encoding)) if encoding else None
    return None


def _guessed(raw: bytes) -> Decoded:
    for name in WESTERN:
        with contextlib.suppress(UnicodeDecodeError):
            text = raw.decode(name)
            if is_western(text):
                return Decoded(text, _name(name))
    import charset_normalizer  # few texts need a guess

    found = charset_normalizer.from_bytes(raw[:MAX_SAMPLE], cp_exclusion=list(RARE), preemptive_behaviour=False)
    encoding = best.encoding if (best := found.best()) else "cp1252"
    return Decoded(raw.decode(encoding, "replace"), _name(encoding))


def _declared(raw: bytes, encoding: str) -> Decoded:
    """Return the text in an encoding that is certain, unless some of it cannot be read."""
    text = raw.decode(encoding, "replace")
    return Decoded(text, f"{_name(encoding)}, although some of it cannot be read" if "\ufffd" in text else "")


def _name(encoding: str) -> str:
    name = encoding.removesuffix("-sig").upper().replace("_", "-").replace("CP125", "Windows-125")
    return NAMES.get(encoding, name)


def _repaired(mixed: str) -> Decoded:
    """Return UTF-8 whose unsound bytes, as escaped surrogates, are read as Windows-1252."""
    text = re.sub(
        "[\udc80-\udcff]+",
        lambda it: it[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        mixed,
    )
    return Decoded(text, "UTF-8, and Windows-1252 where it is not sound")
