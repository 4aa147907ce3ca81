"""Every encoding is read right, or the guess has a name: no text is wrong without a word."""

from __future__ import annotations

import pytest

from debatekit.sources.encodings import decode_page, decode_text

GERMAN = "Die Brücke – so der Bürgermeister – „muss schließen“. Größere Straßen kosten 5 € und führen vorbei.\n"
FRENCH = "Le pont doit être fermé : les pierres ont bougé depuis l’été, et ça coûte cher. Où est le cœur ?\n"
ENGLISH = "The bridge “must close”, says Zoë Müller – it’s the café’s view.\n" + "A plain line.\n" * 9
TEXTS = {
    GERMAN: "utf-8 utf-8-sig utf-16 utf-16-le utf-32 cp1252 mac-roman cp850 iso8859-15",
    FRENCH: "cp1252 mac-roman iso8859-15",
    ENGLISH: "cp1252 mac-roman",
    "Það verður að loka brúnni, segir Þórunn Ólafsdóttir, því steinarnir hafa færst.\n": "cp1252",
    "Most powinien zostać zamknięty, bo kamienie ruszyły się. Źródła są różne.\n": "cp1250 iso8859-2 cp852",
    "Příliš starý most by měl být uzavřen, protože kameny se pohnuly. Řidiči říkají něco jiného.\n": "cp1250 iso8859-2",
    "Мост нужно закрыть: камни сдвинулись. Водители говорят другое.\n": "cp1251 koi8-r iso8859-5 cp866 utf-16-be",
    "Η γέφυρα πρέπει να κλείσει, γιατί οι πέτρες μετακινήθηκαν. Οι οδηγοί λένε άλλα.\n": "cp1253 iso8859-7",
    "Köprü kapatılmalı, çünkü taşlar yerinden oynadı. Şoförler başka şey söylüyor, ığdır.\n": "cp1254",
    "צריך לסגור את הגשר, כי האבנים זזו. הנהגים אומרים דבר אחר.\n": "cp1255",
    "يجب إغلاق الجسر لأن الحجارة تحركت. يقول السائقون شيئا آخر.\n": "cp1256",
    "Tiltas turi būti uždarytas, nes akmenys pajudėjo. Vairuotojai sako ką kita, žąsis.\n": "cp1257",
    "ต้องปิดสะพานเพราะหินเคลื่อนตัว คนขับรถพูดอีกอย่าง\n": "cp874",
    "石が動いたので、橋を閉鎖すべきです。運転手は違うことを言います。\n": "shift_jis euc-jp iso2022-jp",
    "石头移动了，所以应该关闭这座桥。司机们说的不一样。\n": "gb18030 gbk hz",
    "石頭移動了，所以應該關閉這座橋。司機們說的不一樣。\n": "big5",
    "돌이 움직였기 때문에 다리를 폐쇄해야 합니다. 운전자들은 다르게 말합니다.\n": "euc-kr iso2022-kr",
}
CASES = [(text, encoding) for text, encodings in TEXTS.items() for encoding in encodings.split()]
CERTAIN = {"utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"}
RIGHT = {
    *("mac-roman", "cp850", "iso8859-15", "utf-16-le", "utf-16-be", "iso2022-jp", "iso2022-kr", "hz"),
    *("cp1251", "gb18030", "euc-kr", "big5"),
}


@pytest.mark.parametrize(("text", "encoding"), CASES, ids=[f"{encoding} {text[:8]}" for text, encoding in CASES])
def test_an_encoding_is_read_right_or_named(text: str, encoding: str) -> None:
    raw = text.encode(encoding, "ignore")
    expected, found = raw.decode(encoding), decode_text(raw)
    assert bool(found.assumed) == (encoding not in CERTAIN)
    if encoding in CERTAIN | RIGHT:
        assert found.text == expected


@pytest.mark.parametrize("encoding", ["cp1251", "mac-roman", "cp1250"])
def test_a_page_that_declares_what_it_is_not_is_no_silent_nonsense(encoding: str) -> None:
    text = {"cp1251": "Мост нужно закрыть", "mac-roman": GERMAN, "cp1250": "Příliš žlutý kůň úpěl, řekl někdo"}[
        encoding
    ]
    found = decode_page(b"<meta charset=iso-8859-1>" + text.encode(encoding))
    assert text in found.text or found.assumed


def test_sound_utf_8_is_utf_8_whatever_a_page_declares() -> None:
    assert decode_page(b"<meta charset=iso-8859-1>" + GERMAN.encode()) == (f"<meta charset=iso-8859-1>{GERMAN}", "")
    assert decode_page(b"<meta charset=koi8-r>" + "мост".encode("koi8-r")) == ("<meta charset=koi8-r>мост", "")


def test_a_few_bad_bytes_are_read_as_windows_1252_and_named() -> None:
    found = decode_text(GERMAN.encode() + b"B\xfcrger")
    assert found.text == f"{GERMAN}Bürger"
    assert "Windows-1252" in found.assumed
