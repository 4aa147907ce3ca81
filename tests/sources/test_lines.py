"""Plain text: every encoding is read right or named, and lines are joined where a program ended them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.sources.encodings import decode_page, decode_text
from debatekit.sources.lines import join_lines, text_paragraphs, words_in
from debatekit.sources.quotes import find
from debatekit.sources.readers import read_source

COPIED = """\
Every yard needs a bench before it
needs a tree, say the pupils. They
sit on walls that are cold and wet,
and nobody counts the hours.
A tree costs more. It wants water
twice a week, and somebody who
sweeps in autumn, which takes time."""
TWO = [
    "Every yard needs a bench before it needs a tree, say the pupils. They sit on walls that are cold and wet, and "
    "nobody counts the hours.",
    "A tree costs more. It wants water twice a week, and somebody who sweeps in autumn, which takes time.",
]
HEADING = "Benches for every yard in town"
ASKED = TWO[0].replace("bench", "bench, so By Ann Oak asked,")
HEADED = COPIED.replace("\nsit on", "\n{}\nsit on").replace("\ntwice", "\n{}\ntwice")


JOINED = {
    "no empty lines": (COPIED, TWO),
    "page numbers": (HEADED.format("\n3\n", "\n4\n"), TWO),
    "heads": (HEADED.format("3\nGarden Weekly", "4\nGarden Weekly"), TWO),
    "heads with numbers": (HEADED.format("Garden | Page 3", "Garden | Page 4"), TWO),
    "heads alone": (HEADED.format("\nGarden Weekly\n", "\nGarden Weekly\n"), TWO),
    "one empty line": (COPIED.replace("hours.\nA tree", "hours.\n\nA tree"), TWO),
    "list": (COPIED.replace("A tree costs", "- A tree costs"), [TWO[0], f"- {TWO[1]}"]),
    "heading": ("On benches\n" + COPIED, ["On benches", *TWO]),
    "byline and date": (f"{HEADING}\nBy Jane Doe\n3 May 2026\n{COPIED}", [HEADING, "By Jane Doe", "3 May 2026", *TWO]),
    "French byline": (f"{HEADING}\nPar Zoé Roy | 3 mai 2026\n{COPIED}", [HEADING, "Par Zoé Roy | 3 mai 2026", *TWO]),
    "one foot with a gap": (COPIED.replace("\nA tree", "\nGarden Weekly     Page 1\nA tree"), TWO),
    "date": (f"{HEADING}\nMonday, May 4, 2026\n{COPIED}", [HEADING, "Monday, May 4, 2026", *TWO]),
    "no byline": (COPIED.replace("bench before", "bench, so\nBy Ann Oak\nasked, before"), [ASKED, TWO[1]]),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED)
def test_copied_lines_are_joined(text: str, expected: list[str]) -> None:
    assert [" ".join(paragraph.split()) for paragraph in text_paragraphs(text.split("\n"))] == expected


OWN_LINES = {
    "paragraphs": "On trees\nTrees give shade on hot days.\nThey need water.\nBenches do not.",
    "a poem": "The tree is tall\nThe yard is small\nA bench is near\nThe sky is clear",
    "a list": "Trees\nBenches\nRoofs\nSails of cloth\nWater",
    "empty lines between": "trees give\n\nshade on\n\nhot days and\n\nneed water",
    "years": "2023\n\n2024\n\n2025",
}


@pytest.mark.parametrize("name", OWN_LINES)
def test_lines_of_a_person_are_paragraphs(name: str) -> None:
    assert text_paragraphs(OWN_LINES[name].split("\n")) == [line for line in OWN_LINES[name].split("\n") if line]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["They wa-", "ter it."], "They water it."),
        (["a well-kept path, a well-", "kept path"], "a well-kept path, a well-kept path"),
        (["wa\u00ad", "ter"], "water"), (["Vor-", "und Nachteile"], "Vor- und Nachteile"),
        (["Jean-", "Pierre"], "Jean-Pierre"), (["2019-", "2020"], "2019-2020"), (["a dash —", "yes"], "a dash —\nyes"),
        (["a dash—", "yes"], "a dash—yes"), (["Trees", "give"], "Trees\ngive"),
    ],
)  # fmt: skip
def test_divided_words_are_whole_again(lines: list[str], expected: str) -> None:
    assert join_lines(lines, words_in(lines)) == expected


def test_a_word_that_chrome_divided_is_whole_again(tmp_path: Path) -> None:
    copied = COPIED.replace("before it", "be\x02fore it").replace("counts", "cou\ufffe\r\nnts")
    (tmp_path / "a.txt").write_bytes(copied.encode())
    assert find(read_source(tmp_path / "a.txt"), "Every yard needs a bench before it needs")
    assert find(read_source(tmp_path / "a.txt"), "nobody counts the hours")


@given(st.lists(st.text("ab. -,", max_size=30), max_size=30, unique_by=str.strip))
def test_no_letter_is_lost(lines: list[str]) -> None:
    found = "".join(text_paragraphs(lines))
    assert [sign for sign in found if sign.isalpha()] == [sign for sign in "".join(lines) if sign.isalpha()]


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
