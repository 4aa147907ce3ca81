"""Divide a text into sentences: no sentence ends at an abbreviation, an ordinal number or an initial.

The rules are written here, and not taken from a library, because every build measures how hard texts are to read, and
because sentencex 1.0, the smallest that was tried, cuts "im 21. Jahrhundert" and "M. Dupont".
"""

import calendar
import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from debatekit.files import base_language
from debatekit.sources.text import UNSPACED, has_unspaced, normalize

CLOSING: Final = "\"')]"
CLOSING_OR_SPACE: Final = CLOSING + " "
ENDS: Final = (".", "!", "?", "…")
MAX_MARKED: Final = 50  # characters of a word with the marks after it, so that a million marks are read in time
LONE_MARK: Final = re.compile(r"[.!?…:;]+")  # with a space before it, as French is printed
FULL_WIDTH_END: Final = (
    rf"(?<=[。！？｡])(?![。！？｡」』）》】\"')])|(?<=[。！？｡][」』）》】\"')])(?=[{UNSPACED}])"  # compiled if needed
)
SPACED_MARK: Final = re.compile(r"(?:^| )[\".!?…:;]")
ELIDED: Final = re.compile(r"^(?:[cdjlmnst]|qu)'")  # in French, as in l'art. 5
ORDINAL: Final = re.compile(r"\d{1,3}|[IVX]{1,5}")
DOTTED: Final = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}")
VOWELS: Final = frozenset("aeiouyäöüáàâéèêëíìîïóòôúùûœæ")
UNITS: Final = frozenset({"km", "cm", "mm", "kg", "mg", "ml", "dl", "kw", "kwh", "mb", "gb", "tv"})

MONTH_NAMES: Final = (
    tuple(map(str.lower, calendar.month_name[1:])),
    ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"),
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"),
    ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"),
)  # fmt: skip
"""The months in English, German, French and Spanish. A name may be shortened to three letters where one is meant."""

TITLES: Final = {
    "en": "mr mrs ms dr prof rev hon st mt ft sen rep gov gen col capt lt sgt pres messrs vs e.g i.e cf approx viz",
    "de": "med phil rer nat jur theol habil h.c fa hrn univ staatl städt ev kath dt engl franz lat griech röm ugs "
    "hr fr dr prof dipl ing hl st geb gegr gest verh sog z.b d.h u.a i.d.r v.a s.o s.u ca bzw vgl z.t z.zt o.g "
    "inkl exkl einschl evtl ggf bspw mind bes insb allg ehem amtl zzgl abzgl z h v joh chr wilh friedr heinr",
    "fr": "m mm mme mlle mr dr pr prof me mgr st ste env av ap cf c.-à-d p.ex ex dép éd boul bd",
}
"""Abbreviations that no sentence ends with."""

NUMBERED: Final = {
    "en": "no nos p pp fig figs vol ch sec art par para paras ed eq jan feb mar apr jun jul aug sep sept oct nov dec",
    "de": "nr nrn s abs art abb kap bd ziff tab aufl jan febr feb apr jun jul aug sept okt nov dez rn",
    "fr": "n no nos p pp art al chap fig vol t janv févr avr juil sept oct nov déc",
}
"""Abbreviations that belong to the number after them."""

MEASURES: Final = {
    "en": "al ibid incl univ assn calif conn fla ariz colo mich minn tenn va pa d.c b.a m.a m.d "
    "etc inc ltd co corp jr sr a.m p.m u.s u.k u.n u.s.a ph.d esq est bros ave blvd rd mil bn",
    "de": "ebd max min urspr entspr resp vorm nachm gez i.v i.a "
    "usw etc mio mrd tsd std min sek jh jhd str tel dgl o.ä u.ä uvm u.v.m usf n.chr v.chr sen co",
    "fr": "cie coll trad dir tél hab réf ibid univ min sec etc j.-c mio mrd av.j.-c",
}
"""Abbreviations that a sentence may end with: it does if a word follows that begins sentences."""

STARTERS: Final = {
    "en": "the a an this that these those he she it they we you i his her its their our my in on at but and so if when "
    "while as for with by after before some many most all no not nobody everybody every each there here what who why "
    "how where which however then now yet still also only even both neither either more one such",
    "de": "der die das den dem des ein eine einen einem einer dieser diese dieses diesen diesem er sie es wir ihr ich "
    "man in im am an auf bei beim mit nach vor von vom zu zum zur für ohne aus um über unter und aber oder doch denn "
    "dann danach deshalb daher darum so auch nur noch schon wer was wie wo wann warum wenn weil als ob dass da dort "
    "hier heute jetzt viele manche alle kein keine niemand jeder jede jedes seit trotzdem außerdem zudem damit dabei",
    "fr": "le la les l' un une des du de d' ce cet cette ces il elle ils elles on nous vous je j' c'est ça cela son sa "
    "ses leur leurs en au aux à dans par pour sur sous sans avec mais et ou or donc car si quand lorsque comme que qui "
    "où pourquoi comment puis ensuite alors ainsi aussi chaque tous toutes beaucoup certains aucun aucune personne",
}
"""Words that often begin a sentence, so that a capital letter is not one of a name or a noun."""


def sentences(text: str, language: str = "en") -> list[str]:
    """Return the normalized sentences of a text, in order; a line ends a sentence, and an abbreviation does not.

    A sentence has a letter. `language` is a tag such as de-AT; those without rules of their own use all of them.
    """
    lines = (part for line in text.splitlines() for part in _parts(normalize(line)))
    return [sentence for line in lines for sentence in _divide(line.strip(), base_language(language))]


def _parts(line: str) -> list[str]:
    return re.split(FULL_WIDTH_END, line) if has_unspaced(line) else [line]


@lru_cache
def _words_of(language: str) -> tuple[frozenset[str], ...]:
    tables = (TITLES, NUMBERED, MEASURES, STARTERS)
    return tuple(frozenset(table.get(language, " ".join(table.values())).split()) for table in tables)


def _ends(token: str, following: str, language: str) -> bool:
    """Return whether a sentence ends between two words, of which the second may begin one."""
    word = token.rstrip(CLOSING_OR_SPACE)
    if not word.endswith("."):
        return word.endswith(ENDS)
    titles, numbered, measures, starters = _words_of(language)
    before = word.rpartition(" ")[2].strip("\"'([").removesuffix(".")
    small = ELIDED.sub("", before.lower())
    next_word = following.rpartition(" ")[2].strip("\"'([.,;:!?)]").lower()
    if small in titles or (small in numbered and following.lstrip("\"'([")[:1].isdigit()):
        return False
    has_ordinals = language == "de" or language not in STARTERS or next_word in MONTH_NAMES[1]  # those of German
    ordinal = ORDINAL.fullmatch(before) and has_ordinals
    letters = small.replace(".", "")
    initial = len(before) == 1 and before.isalpha()
    shortened = 1 < len(letters) < 6 and letters.isalpha() and not before.isupper() and small not in UNITS
    abbreviation = small in measures or DOTTED.fullmatch(before) or (shortened and VOWELS.isdisjoint(letters))
    begins = next_word in starters or next_word.partition("'")[0] + "'" in starters
    return begins or not (ordinal or initial or abbreviation)


def _divide(line: str, language: str) -> list[str]:
    """Return the sentences of a line; what has no letter belongs to the sentence beside it."""
    found: list[str] = []
    sentence: list[str] = []
    for token, following in pairwise([*_tokens(line), ""]):
        sentence.append(token)
        if following and (token[-1].isalnum() or not (_may_begin(following) and _ends(token, following, language))):
            continue
        text = " ".join(sentence)
        if any(map(str.isalpha, text)):
            found.append(text)
        elif not following and found:
            found[-1] += f" {text}"
        else:
            continue
        sentence = []
    return found


def _tokens(line: str) -> list[str]:
    """Return the words of a line; a mark or a quotation mark between spaces belongs to the word that it marks."""
    if not SPACED_MARK.search(line):
        return line.split()
    tokens: list[str] = []
    is_open, begins = False, ""
    for part in line.split(" "):
        if (
            tokens
            and not begins
            and len(tokens[-1]) < MAX_MARKED
            and (LONE_MARK.fullmatch(part) or (part == '"' and is_open))
        ):
            tokens[-1] += f" {part}"
        elif part == '"' and len(begins) < MAX_MARKED:
            begins = f"{begins}{part} "
        else:
            tokens.append(begins + part)
            begins = ""
        is_open ^= part.count('"') % 2 == 1
    return [*tokens, begins.strip()] if begins else tokens


def _may_begin(token: str) -> bool:
    first = token.lstrip("\"'([¿¡- ")[:1]
    return first.isalnum() and not first.islower()
