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

NAMES: Final = {"cp1252": "Windows-1252", "mac-roman": "Mac Roman", "cp850": "DOS (code page 850)"}
WESTERN: Final = ("mac-roman", "cp850", "iso8859-15")  # other encodings of Western Europe that are tried
RARE: Final = (  # encodings that hardly any file is in, and that others are taken for
    "cp1026", "cp1258", "iso8859_3", "iso8859_4", "iso8859_10", "iso8859_14", "iso8859_16", "johab",
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
"""What no text of Western Europe has, at least if it has a few words."""


class Decoded(NamedTuple):
    """A text, and in which encoding it was read if that is a guess; empty if it is certain."""

    text: str
    assumed: str = ""


def decode_text(raw: bytes) -> Decoded:
    """Return the text in `raw`: no byte makes it fail, and what cannot be read becomes U+FFFD."""
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            text = raw.decode(encoding, "replace")
            return Decoded(text, _partly(encoding.removesuffix("-sig").upper(), text))
    if wide := _without_mark(raw):
        return wide
    with contextlib.suppress(UnicodeDecodeError):
        return _shifted(raw) or Decoded(raw.decode("utf-8"))
    mixed = raw.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= character <= "\udcff" for character in mixed)
    sound = sum(not character.isascii() for character in mixed) - wrong
    if sound >= 2 * wrong:
        return _repaired(mixed)
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode("cp1252")
        if is_western(text):
            return Decoded(text)
    return _guessed(raw) or (_repaired(mixed) if sound >= wrong else _read(raw, "cp1252"))


def decode_page(raw: bytes) -> Decoded:
    """Return the text of a web page: in the encoding that it declares, unless its bytes contradict."""
    declared = re.search(CHARSET, raw[:4096])  # the HTML standard asks for 1024
    if not declared or raw.startswith(tuple(MARKS)):
        return decode_text(raw)
    name = ""
    with contextlib.suppress(LookupError, UnicodeDecodeError):
        name = codecs.lookup(declared[1].decode("ascii")).name
        name = WEB_ALIASES.get(name, name)
    with contextlib.suppress(UnicodeDecodeError):
        if not raw.isascii():
            return Decoded(raw.decode("utf-8"))
    if name in {"", "utf-8", "cp1252"} or not re.match(WEB_ENCODING, name):
        return decode_text(raw)
    text = raw.decode(name, "replace")
    return Decoded(text, _partly(NAMES.get(name, name), text))


def is_western(text: str) -> bool:
    """Return whether a text has the letters of a language of Western Europe, where such a language has them."""
    if re.search(NO_WORD, text):
        return False
    letters = Counter(character for character in text.lower() if character.isalpha() and not character.isascii())
    if any(letters.keys() <= alphabet for alphabet in ALPHABETS):
        return True
    few = letters.total() <= MAX_FOREIGN * sum(map(str.isalpha, text))
    return few and letters.keys() <= FOREIGN


def _without_mark(raw: bytes) -> Decoded | None:
    """Return the text if it is UTF-16 or UTF-32 without a byte order mark, as the null bytes of ASCII show."""
    sample = raw[:4000]
    nulls = [sample[start::4].count(0) for start in range(4)]
    even, odd = nulls[0] + nulls[2], nulls[1] + nulls[3]
    if sum(nulls) < max(2, SHARE_OF_NULLS * len(sample)):
        return None
    if min(even, odd) > sum(nulls) / 4:
        encoding = "utf-32-le" if nulls[3] > nulls[0] else "utf-32-be"
    else:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(raw.decode(encoding), encoding.upper())
    return None


def _shifted(raw: bytes) -> Decoded | None:
    """Return the text if its ASCII bytes are an encoding of East Asia that switches between character sets."""
    tried = {b"\x1b$)C": ("iso2022_kr",), b"\x1b$": ("iso2022_jp_2", "iso2022_jp_ext"), b"~{": ("hz",)}
    for start, names in tried.items():
        for name in names if start in raw else ():
            with contextlib.suppress(UnicodeDecodeError):
                text = raw.decode(name)
                if not text.isascii():
                    return Decoded(text, name.upper())
    return None


def _guessed(raw: bytes) -> Decoded | None:
    for name in WESTERN:
        with contextlib.suppress(UnicodeDecodeError):
            text = raw.decode(name)
            if is_western(text):
                return Decoded(text, NAMES.get(name, name.upper()))
    import charset_normalizer  # few texts need a guess

    found = charset_normalizer.from_bytes(raw[:MAX_SAMPLE], cp_exclusion=list(RARE), preemptive_behaviour=False)
    best = found.best()
    return _read(raw, best.encoding) if best and _keeps_ascii(raw, best.encoding) else None


def _keeps_ascii(raw: bytes, encoding: str) -> bool:
    """Return whether an encoding leaves ASCII as it is, if most of the bytes are ASCII, such as the tags of a page."""
    sample, plain = raw[:MAX_SAMPLE], bytes(range(32, 127))
    is_mostly_ascii = len(sample.decode("ascii", "ignore")) * 2 > len(sample)
    return not is_mostly_ascii or plain.decode(encoding, "replace") == plain.decode("ascii")


def _read(raw: bytes, encoding: str) -> Decoded:
    name = NAMES.get(encoding, encoding.upper().replace("_", "-").replace("CP125", "Windows-125"))
    return Decoded(raw.decode(encoding, "replace"), name)


def _repaired(mixed: str) -> Decoded:
    """Return UTF-8 whose unsound bytes, as escaped surrogates, are read as Windows-1252."""
    text = re.sub("[\udc80-\udcff]+", lambda it: _stray(it[0]).decode("cp1252", "replace"), mixed)
    return Decoded(text, "UTF-8, and Windows-1252 where it is not sound")


def _stray(escaped: str) -> bytes:
    return escaped.encode("utf-8", "surrogateescape")


def _partly(name: str, text: str) -> str:
    return f"{name}, although some of it cannot be read" if "\ufffd" in text else ""
