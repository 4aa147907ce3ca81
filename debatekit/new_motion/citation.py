"""What a text states of itself: its title, author, publisher, date and address.

The metadata of the file come first, then a line of the text that is nothing but a byline or a date, in one of
`LANGUAGES`. A wrong guess would be printed as a reference, so what is uncertain is left out.
"""

import re
from datetime import date
from itertools import takewhile
from typing import Final, NamedTuple

from debatekit.checks.citations import NOT_STATED_SYNONYMS, parse_date
from debatekit.files import base_language
from debatekit.motion.fields import NOT_STATED
from debatekit.sources.lines import LIST_ITEM, WEEKDAY
from debatekit.sources.text import Metadata, SourceText, count_words, normalize

LANGUAGES: Final = frozenset({"en", "de", "fr", "es"})
"""Languages whose bylines and dates are known. In others, an author who is not found may be stated all the same."""

FIRST_PARAGRAPHS: Final = 6  # in which a byline and a date are looked for
MAX_ROW: Final = 25  # words of a row of navigation
MAX_HEADLINE: Final = 15  # words
MAX_AUTHORS: Final = 5  # persons; a longer list is one of contributors

_PARTICLES: Final = "de|da|do|dos|del|della|di|du|van|von|vom|zu|zur|der|den|la|le|las|los|bin|al|y|e|ter|ten|te"
_CAPITALIZED: Final = r"(?:[dlDLO]['’])?(?![a-zß-öø-ÿ])[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*"
NAME: Final = rf"{_CAPITALIZED}(?: (?:(?:{_PARTICLES}) ){{0,2}}{_CAPITALIZED}){{1,4}}"
AND: Final = r"(?:, (?:and |und |et |y )?|; | and | und | et | y | & )"
PREFIX: Final = (
    r"(?:(?i:written by|posted by|words by|story by|text by|reporting by|view all posts by|author:|by:?"
    r"|ein (?:gast)?(?:beitrag|kommentar|artikel) von|geschrieben von|zeige alle beiträge von|autor(?:in|en)?:"
    r"|text:|von:?"
    r"|(?:publié|écrit|rédigé|propos recueillis) par|auteure?:|par:?"
    r"|(?:escrito|publicado|texto) por|autora?:|por:?) )"
)
PLACE: Final = rf"(?:, |,? (?:in|aus|à|en|from) ){_CAPITALIZED}(?: {_CAPITALIZED}){{0,2}}"
BYLINE: Final = re.compile(rf"{PREFIX}((?>{NAME})(?:{AND}(?>{NAME}))*+)(?: \([^()]{{2,40}}\)|{PLACE}|,)?")
IN_PARAGRAPH: Final = re.compile(rf"(?:^|(?<=\s))(?:By|BY|Von|VON|Par|PAR|Por|POR):? ({NAME})")
"""What may be a byline, in the middle of other words."""
DATE_PREFIX: Final = (
    r"(?:(?i:published(?: on)?|posted(?: on)?|date|veröffentlicht(?: am)?|erschienen(?: am)?|datum|vom|am"
    r"|publié(?:e)? le|mis en ligne le|paru le|date|le|publicado(?: el)?|fecha|el):? )?"
)
TIME: Final = (
    r"(?:,? (?:(?:at|um|à|a las|-|–) )?\d{1,2}(?:(?:[:.h]| h )\d{2})?(?: ?(?:Uhr|[ap]\.?m\.?|h))?(?: [A-Z]{2,4})?)?"
)
DATELINE: Final = re.compile(rf"{DATE_PREFIX}{WEEKDAY}(?:(?:den|the|le|el) )?(.{{6,28}}?){TIME}")
SEPARATOR: Final = re.compile(r" ?[|·•] ?| [–—] ")
BYLINE_WITH_DATE: Final = re.compile(r"(.{6,80}?),? (?:(?:on|am|vom|le|el) )?((?:[^\W\d_]+\.? )?\d.{5,26})")
SITE_NAME: Final = re.compile(r" (?:[|·•–—-]|::) ")  # what is before it
_SECTIONS: Final = (
    r"(?:home|startseite|start|accueil|menu|menü|news|nachrichten|actualités?|world|welt|monde|politics|politik|politique"
    r"|business|wirtschaft|économie|opinion|opinions|meinung|débats|culture|kultur|arts|society|gesellschaft|société"
    r"|sports?|travel|reise|weather|wetter|météo|video|videos|vidéos|podcasts?|technology|tech|digital|science|wissen"
    r"|lifestyle|search|suche|rechercher|log ?in|sign in|anmelden|connexion|subscribe|abo|about|contact|kontakt)\b"
)
NAVIGATION: Final = re.compile(
    rf"(?:\W*{_SECTIONS}){{3}}|(?:home|startseite|accueil|menu|menü)\b\W*{_SECTIONS}"
    r"|.*\b(?:skip to|jump to|zum inhalt|zur navigation|aller au contenu)\b"
    r"|(?=.*\bcookies\b).*\b(?:we|site|website|wir|seite|nous|accept\w*|akzept\w*)\b",
    re.IGNORECASE,
)
HEADLINE: Final = re.compile(r"(?!https?://|.*[.!:;,…][\"'”’)]*$)[\w\"'“‘¿¡«„][^|·•]*")
ADDRESS: Final = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+\.?(?:[/?#]\S*)?", re.ASCII)

NO_PERSON: Final = frozenset({
    "admin", "administrator", "wordpressadmin", "staff", "superuser", "webmaster", "root", "guest", "gast",
    "gastautor", "gastautorin", "user", "username", "benutzer", "benutzername", "autor", "autorin", "author",
    "auteur", "unknown", "unbekannt", "inconnu", "desconocido", "anonymous", "anonym", "test", "by", "name",
    "contributor", "contributors", "correspondent", "correspondents", "reporter", "reporters", "editor", "editors",
    "editorial", "newsroom", "desk", "team", "redaktion", "rédaction", "rédacteur", "redacción", "redaccion",
    "redazione", "presse", "pressestelle", "press", "verlag", "agentur", "agency", "agence", "agencia", "agencias",
    "nachrichten", "nachrichtenagentur", "zeitung", "newspaper", "magazin", "magazine", "journal", "media", "news",
    "online", "blog", "gmbh", "inc", "ltd", "llc", "verein", "stiftung", "foundation", "university", "universität",
    "ministerium", "ministry", "fraktion", "institut", "institute", "department", "office", "association",
    "wikimedia", "wikipedia", "google", "company", "club", "reuters", "xinhua", "bloomberg", "keystone", "belga",
    "wire", "service", "geographic", "view", "posts", "beiträge", "edited", "edition", "editado", "translated",
    "übersetzt", "http", "https", "www", "html",
})  # fmt: skip
"""Words that no person's name has: accounts, agencies, newsrooms, organizations and programs."""
NO_PERSONS: Final = re.compile(
    r"(?i:super user|europa press|redaktion$|zeitung$|france-presse|e\.? ?v\.?$|\bag$)"
    r"|\b(?:AP|AFP|dpa|DPA|APA|epd|EPD|KNA|SID|PA|EFE|UPI|ANSA|TASS|ATS|SDA|PTI|ANI|IANS|BBC|CNN|CBS|NBC|ABC|ARD|ZDF)\b"
)
"""Parts of names that are not those of persons, and the short names of agencies and stations."""
NO_NAME: Final = re.compile(r"[@/\\<>\[\]{}=#*:\d]|\.(?:[a-z]{2,6})\b(?<!\.\s)", re.IGNORECASE)
IN_HAN: Final = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}|[\u30a0-\u30ff\u4e00-\u9fff]+・[\u30a0-\u30ff・]+")


class Stated(NamedTuple):
    """A value of the citation, and where it was found: nowhere if it is `not stated`, or empty and to be written."""

    value: str = NOT_STATED
    where: str = ""


def find_citation(source: SourceText, metadata: Metadata, today: date, language: str = "en") -> dict[str, Stated]:
    """Return what the `metadata` of a file, or else its text, state of it; no date may be after `today`.

    What is not found is `not stated` in one of `LANGUAGES`, and to be written by the user in another `language`, or
    where a byline seems to be in a paragraph, as a title always is.
    """
    pieces = [
        (piece.strip(), f"paragraph {number}")
        for number, paragraph in enumerate(_start(source), first_paragraph(source) + 1)
        for piece in _pieces(paragraph)  # "By Jane Doe | 3 May 2026"
    ]
    authors = [Stated(name, where) for text, where in pieces if (name := _byline(text))]
    dates = [Stated(day, where) for text, where in pieces if (day := _day(text, today))]
    missing = unsure = Stated() if base_language(language) in LANGUAGES else Stated("")
    if not authors and any(_has_byline(text) for text, _ in pieces):  # and perhaps the date is there, too
        unsure = Stated("")
    title = Stated(source.paragraphs[0], "paragraph 1") if _has_headline(source) else Stated("")
    publisher = "" if NO_NAME.search(metadata.publisher) else metadata.publisher
    return {
        "title": _from_metadata(metadata.title) or title,
        "author": _from_metadata(authors_of(metadata.author, metadata.publisher)) or [*authors, unsure][0],
        "publisher": _from_metadata(publisher) or missing,
        "published": _from_metadata(_day_of(metadata.published, today)) or (dates[0] if len(dates) == 1 else unsure),
        "url": _from_metadata(metadata.url if ADDRESS.fullmatch(metadata.url) else "") or Stated(),
    }


def authors_of(typed: str, publisher: str = "") -> str:
    """Return the persons that are named as authors, without addresses, accounts, agencies and `publisher`."""
    named = re.sub(r"\([^()]*\)", "", " ".join(typed.split()))
    named = re.sub(rf"^{PREFIX}+", "", named)
    parts = [part.strip(" ,;") for part in re.split(rf"{AND}|\s[|–—-]\s|/", named)]
    persons = [part for part in parts if is_person(part) and normalize(part).lower() != normalize(publisher).lower()]
    return ", ".join(dict.fromkeys(persons)) if len(persons) <= MAX_AUTHORS else ""


def is_person(name: str) -> bool:
    """Return whether `name` has the form of a person's full name."""
    if IN_HAN.fullmatch(name):
        return True
    words = {*re.findall(r"[^\W\d_]+", name.lower())}
    is_excluded = words & NO_PERSON or NO_PERSONS.search(name) or NO_NAME.search(name.replace(". ", " "))
    return bool(re.fullmatch(NAME, name)) and not is_excluded


def confirmed(metadata: Metadata, source: SourceText) -> Metadata:
    """Return the metadata of a document that its text confirms: programs fill in whoever saved the file.

    A title may have the name of a site after it, which is left out unless the text has it, too.
    """
    start = [normalize(paragraph).casefold() for paragraph in _start(source)]
    pieces = {piece for paragraph in start for piece in (paragraph, *SEPARATOR.split(paragraph))}
    lines = {normalize(paragraph).casefold().lstrip("•*- ") for paragraph in source.paragraphs}

    def is_in_text(text: str) -> bool:
        words = normalize(text).casefold()
        return words in pieces or (
            count_words(text) > 2 and (words in lines or any(it.startswith(f"{words} ") for it in start))
        )

    ends = [len(metadata.title), *(match.start() for match in SITE_NAME.finditer(metadata.title))]
    titles = (metadata.title[:end] for end in sorted(ends, reverse=True))
    return Metadata(next(filter(is_in_text, titles), ""), metadata.author if is_in_text(metadata.author) else "")


def first_paragraph(source: SourceText) -> int:
    """Return the index of the first paragraph after the navigation at the top of a page, which has no sentences."""
    rows = list(takewhile(_is_row, source.paragraphs))
    return len(rows) if len(rows) > 1 or any(map(NAVIGATION.match, rows)) else 0


def _is_row(paragraph: str) -> bool:
    length = count_words(paragraph)
    return length <= 2 or bool(length <= MAX_ROW and (LIST_ITEM.match(paragraph) or NAVIGATION.match(paragraph)))


def _start(source: SourceText) -> tuple[str, ...]:
    first = first_paragraph(source)
    return source.paragraphs[first : first + FIRST_PARAGRAPHS]


def _pieces(paragraph: str) -> list[str]:
    pieces = SEPARATOR.split(paragraph)
    if len(pieces) == 1 and (found := BYLINE_WITH_DATE.fullmatch(paragraph)) and _byline(found[1]):
        return [found[1], found[2]]
    return pieces


def _byline(text: str) -> str:
    match = BYLINE.fullmatch(text)
    return authors_of(match[1]) if match else ""


def _has_byline(text: str) -> bool:
    """Return whether a text seems to have a byline among other words."""
    return not BYLINE.fullmatch(text) and any(is_person(found[1]) for found in IN_PARAGRAPH.finditer(text))


def _has_headline(source: SourceText) -> bool:
    first, rest = source.paragraphs[0], source.paragraphs[1:]
    is_short = len(first.split()) <= MAX_HEADLINE and len(first) * 2 < max(map(len, rest), default=0)
    return bool(
        is_short
        and not first_paragraph(source)
        and HEADLINE.fullmatch(first)
        and not BYLINE.fullmatch(first)
        and not _day(first, date.max)
    )


def _from_metadata(value: str) -> Stated | None:
    is_stated = any(map(str.isalnum, value)) and not NOT_STATED_SYNONYMS.fullmatch(value.strip(" ."))
    return Stated(value, "the file's metadata") if is_stated and value.lower() != NOT_STATED else None


def _day_of(timestamp: str, today: date) -> str:
    match = re.match(r"(\d{4})[-/](\d\d)[-/](\d\d)(?!\d)", timestamp) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", timestamp)
    return _day("-".join(match.groups()) if match else timestamp, today)


def _day(text: str, today: date) -> str:
    """Return the date that a text is nothing but, up to `today`; a year alone may mean anything."""
    match = DATELINE.fullmatch(text) if len(text) < 100 else None
    try:
        span = parse_date(match[1]) if match and not match[1].isdecimal() else None
    except ValueError:  # such as 30 February
        return ""
    return match[1] if match and span and span[0] <= today else ""
