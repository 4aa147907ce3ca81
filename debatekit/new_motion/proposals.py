"""Choose what of a text is worth debating: sentences to quote and to check, words to weigh, and terms to explain.

A sentence is worth more if it can be disputed, has a figure, demands something or quotes a person. What is proposed
is spread over the whole text. Left out is what is no sentence of the text itself: captions, items of lists, questions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise, zip_longest
from typing import Final, NamedTuple

from debatekit.checks.language import changed_by_negation
from debatekit.checks.sentences import MONTH_NAMES, sentences
from debatekit.files import base_language
from debatekit.new_motion.citation import first_paragraph
from debatekit.new_motion.wordlist import ProposalWords
from debatekit.sources.lines import LIST_ITEM
from debatekit.sources.quotes import find
from debatekit.sources.text import SourceText, count_words, normalize

TERMS: Final = 5  # at most
GOOD_LENGTH: Final = range(8, 22)  # words of a sentence that is easily read aloud and remembered
MIN_WORDS, MAX_WORDS = 4, 25  # of a sentence; 25 is what `debatekit check` allows by default
MAX_CHARACTERS: Final = 240  # of a sentence, for languages without spaces between words

SENTENCE_END: Final = re.compile(r"[.!。！][\"')」』]*$")
UNQUOTABLE: Final = re.compile(
    r"[\[\]?？…*©®@]|\.\.\.|\. \. \.|https?:|www\.|\w\.(?:com|org|net|de|fr|co\.uk)\b"
)  # questions, addresses, and what has a meaning in a quotation
MAX_HEADING: Final = 8  # words of the heading above what is about the publisher
BREAKS: Final = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))  # invisible, and only for the place that they were in
CAPTION: Final = re.compile(
    r"(?:(?:header|featured|title) )?(?:photo|picture|image|figure|fig|table|chart|source|credit|illustration|video|"
    r"foto|(?:titel|beitrags)?bild|abbildung|abb|tabelle|quelle|grafik|légende|crédit|tableau|graphique|contact|kontakt"
    r"|quelle und kontaktadresse|pressekontakt)s?\b[ \d.]{0,6}[a-z]?[:–|(/]",
    re.IGNORECASE,
)
MAX_ITEM, MIN_ITEMS = 10, 3  # words of a paragraph that may be an item of a list, and how many of them are one
FIGURE: Final = re.compile(r"(?<![\w-])\d")
NO_FIGURE: Final = re.compile(  # a time of day, an age
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:Uhr|[ap]\.?m\b|h\d\d)|(?<=, )\d\d(?=,)"
)
_MONTHS: Final = "|".join(
    [*map(str.title, dict.fromkeys(MONTH_NAMES[0] + MONTH_NAMES[1])), *MONTH_NAMES[2], *MONTH_NAMES[3]]
)
DATE: Final = re.compile(
    rf"\b\d{{1,2}}(?:er|\.)? (?:de )?(?:{_MONTHS})\b|\b(?:{_MONTHS}) \d|(?<![\w.,])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)"
)
QUOTED: Final = re.compile(r'"[^" ]+(?: [^" ]+){2,}"')
ATTRIBUTED: Final = re.compile(r"\b(?:according to|laut|zufolge|nach Angaben|selon|d'après|según)\b", re.IGNORECASE)
CLAUSE_END: Final = re.compile(r"[,;:]| - ")
SUBORDINATE: Final = re.compile(
    r"(?:(?<=\S )that|\b(?:whom?|whose|which|what|how|why|where|when|while|if|unless|whether|because|although|though"
    r"|since|until|dass|ob|weil|wenn|falls|obwohl|damit|welche[nmrs]?|que|qui|dont|où|si|parce|lorsque|quand|puisque)\b"
    r"|\bqu').*",
    re.IGNORECASE,
)
RELATIVE: Final = re.compile(r"(?:der|die|das|den|dem|denen|deren|dessen)\b")  # after a comma, in German
CLAIM_KINDS: Final = ("demand", "forecast", "voice", "figure", "judgement", "date", "name")  # the surest first
PROPOSED: Final = {
    "demand": "value",
    "forecast": "prediction",
    "judgement": "opinion",
    **dict.fromkeys(("figure", "date", "name"), "fact"),
}
WORTH: Final = {"demand": 2.0, "voice": 1.5, "forecast": 1.0, "date": 0.5, "name": 0.5}

UNCLEAR: Final = 0.6  # what a sentence loses if it may need the one before, or may have no verb
MIN_WORTH: Final = -0.5

TERM: Final = re.compile(r"[^\W\d_]{9,40}(?:['-][^\W\d_]+)*")
ABBREVIATION: Final = re.compile(r"(?<![\w.&-])[^\W\d_]{2,6}(?![\w.&-])")
CAPITALIZED: Final = r"(?![a-zß-öø-ÿœ])[^\W\d_]+"
NO_TERMS: Final = {"en": ("ly", "ed"), "fr": ("ment",), "de": ()}  # endings of adverbs and of forms of verbs
STEM: Final = 6  # letters; of terms that share so many at the beginning, one is enough


class Suggestion(NamedTuple):
    """Words that a motion may quote, as they are written in a text."""

    quote: str
    paragraph: int
    words: frozenset[int]  # the indexes of the words in the text
    kind: str = ""  # of claim, one of `CLAIM_KINDS`, or of word, as in the word list
    proposed: str = ""  # as the kind of a claim that pupils tick, where it is beyond doubt
    in_use: bool = True  # the new motion quotes it; else it is a comment, to choose from
    worth: float = 0  # for a debate


def quotable_sentences(source: SourceText, wordlist: ProposalWords, language: str) -> list[Suggestion]:
    """Return the sentences of `source` that can be quoted as they are, in order.

    Left out is what `debatekit check` would object to: questions, headings, fragments, repeated sentences, and those
    that depend on the one before or that a word before them negates.
    """
    found = []
    for number, sentence in _sentences(source, wordlist, language):
        if not is_short(sentence) or wordlist.leans(sentence) or wordlist.find("boilerplate", sentence):
            continue
        passages = find(source, sentence)
        if source.normalized.count(sentence) != 1 or [passage.paragraphs for passage in passages] != [(number,)]:
            continue
        written = source.original(*passages[0].spans[0]).translate(BREAKS)
        if normalize(written) == sentence and not changed_by_negation(passages[0], written, wordlist):
            kinds = claim_kind(written, wordlist), proposed_kind(written, wordlist)
            words = frozenset(passages[0].words)
            found.append(Suggestion(written, number, words, *kinds, worth=worth(written, wordlist)))
    return found


def long_sentences(source: SourceText, wordlist: ProposalWords, language: str) -> list[int]:
    """Return the paragraphs of the sentences that are worth quoting, and too long for it."""
    found = _sentences(source, wordlist, language)
    return [number for number, it in found if not is_short(it) and worth(it, wordlist) >= 1]


def _sentences(source: SourceText, wordlist: ProposalWords, language: str) -> Iterator[tuple[int, str]]:
    """Yield the whole sentences with their paragraphs, without captions, lists, and what is about the publisher."""
    first, last = first_paragraph(source), len(source.paragraphs)
    for number, paragraph in enumerate(source.paragraphs[last // 2 :], last // 2):
        is_heading = count_words(paragraph) <= MAX_HEADING and not SENTENCE_END.search(paragraph)
        if is_heading and wordlist.ends(paragraph):
            last = number
            break
    found = [
        (number, paragraph, sentences(paragraph, language))
        for number, paragraph in enumerate(source.paragraphs[first:last], first + 1)
    ]
    for is_item, group in groupby(found, key=lambda it: len(it[2]) < 2 and count_words(it[1]) <= MAX_ITEM):
        paragraphs = list(group)
        if is_item and len(paragraphs) >= MIN_ITEMS:
            continue
        for number, paragraph, parts in paragraphs:
            if not LIST_ITEM.match(paragraph) and not CAPTION.match(paragraph):
                yield from ((number, part) for part in parts if _is_whole(part))


def claim_kind(sentence: str, wordlist: ProposalWords) -> str:
    """Return what a sentence claims, one of `CLAIM_KINDS`, or nothing if its form does not show it.

    A demand or a forecast is one only in the main clause: not in a quotation or in what others say.
    """
    signs, own = _signs(sentence, wordlist), _signs(_main_clauses(sentence, wordlist), wordlist)
    is_attributed = ATTRIBUTED.search(normalize(sentence))
    if is_attributed and signs["figure"]:
        return "figure"
    if signs["voice"] and (is_attributed or QUOTED.search(normalize(sentence))):
        return "voice"
    if signs["figure"] > 1:
        return "figure"
    doubtful = signs["demand"] or signs["forecast"]
    signs |= {"demand": own["demand"], "forecast": own["forecast"], "judgement": signs["judgement"] or doubtful}
    return next((kind for kind in CLAIM_KINDS if signs[kind]), "")


def proposed_kind(sentence: str, wordlist: ProposalWords) -> str:
    """Return the kind of claim that pupils should tick, as in a motion, or nothing if that can be doubted."""
    kind, signs, plain = claim_kind(sentence, wordlist), _signs(sentence, wordlist), normalize(sentence)
    own = _signs(_main_clauses(sentence, wordlist), wordlist)
    is_certain = bool(wordlist.demands)  # else the language has no word list
    if kind in {"demand", "forecast"}:
        is_certain = not signs["voice"]
    elif kind == "figure" and ATTRIBUTED.search(plain):
        is_certain &= not (own["demand"] or own["forecast"] or QUOTED.search(plain))
    else:  # "one" may be no figure
        is_certain &= not (signs["demand"] or signs["forecast"] or signs["figure"] == 1)
        is_certain &= kind == "judgement" or not signs["judgement"]
    return PROPOSED.get(kind, "") if is_certain else ""


def _main_clauses(sentence: str, wordlist: ProposalWords) -> str:
    """Return what a sentence says itself: no quotations, no subordinate clauses, and not what others say."""
    first, *others = CLAUSE_END.split(QUOTED.sub("", normalize(sentence)))
    clauses = [first, *(other for other in map(str.strip, others) if not RELATIVE.match(other))]
    return ", ".join(wordlist.pattern("voices").split(SUBORDINATE.sub("", clause))[0] for clause in clauses)


def worth(sentence: str, wordlist: ProposalWords) -> float:
    """Return how much a sentence is worth in a debate: by its signs, and by its length."""
    signs, length = _signs(sentence, wordlist), count_words(sentence)
    value = sum(points for kind, points in WORTH.items() if signs[kind]) + min(signs["judgement"], 2) + signs["figure"]
    if wordlist.loaded_in(sentence):
        value += 0.5
    if value < 1 and wordlist.verbs and not wordlist.find("verbs", sentence):
        value -= UNCLEAR
    value -= UNCLEAR * min(2, len(wordlist.find("pointing", sentence)))
    return value - 0.3 * max(0, GOOD_LENGTH.start - length) - 0.1 * max(0, length - GOOD_LENGTH.stop)


def _signs(sentence: str, wordlist: ProposalWords) -> dict[str, float]:
    without_dates = DATE.sub("", sentence)
    long_words = [word for word in (word.strip("\"'(),;:.!") for word in sentence.split()[1:]) if len(word) > 1]
    has_abbreviation = any(word.isalpha() and word.isupper() for word in long_words)
    has_name = any(a[0].isupper() and b[0].isupper() for a, b in pairwise(long_words))
    demands, forecasts, voices, numbers, judgements = (
        len(wordlist.find(kind, without_dates)) for kind in ("demands", "forecasts", "voices", "numbers", "disputable")
    )
    return {
        "figure": 2.5 if FIGURE.search(NO_FIGURE.sub("", without_dates)) else min(numbers, 1),
        "demand": demands,
        "forecast": forecasts,
        "voice": voices,
        "judgement": judgements,
        "date": without_dates != sentence,
        "name": has_abbreviation or has_name,
    }


def likely_terms(source: SourceText, wordlist: ProposalWords, language: str = "en") -> list[str]:
    """Return at most `TERMS` words or names of `source`: repeated long words, abbreviations and names."""
    paragraphs = [normalize(paragraph) for paragraph in source.paragraphs]
    prose = "\n".join(text for text in paragraphs if re.search(r"[.!?。]", text) and not text.isupper())
    articles = "|".join(map(re.escape, wordlist.articles)) or "(?!)"
    names = _by_count(re.findall(rf"\b(?i:{articles}) ({CAPITALIZED}(?: {CAPITALIZED}){{1,4}})", prose))
    base = base_language(language)
    if base == "de":  # a noun begins with a capital, and what follows an article is no name by that
        names = []
        found = re.findall(rf"(?<=[\w,;] )(?=[^\W\d_a-zäöü])(?:{TERM.pattern})", prose)
    else:
        found = TERM.findall("\n".join(paragraphs))
    spellings = {word.lower(): word for word in sorted(found)}  # a word in small letters, if there is one
    counts = Counter(map(str.lower, found)).most_common()
    repeated = (word for word, count in counts if count > 1 and not word.endswith(NO_TERMS.get(base, ("ly",))))
    long_words = [spellings[word] for word in repeated if not wordlist.is_one("everyday", word)]
    abbreviations = filter(str.isupper, _by_count(ABBREVIATION.findall(prose)))
    chosen: list[str] = []
    for term in chain.from_iterable(zip_longest(long_words, abbreviations, names)):
        others = [other.lower() for other in chosen]
        lowered = (term or "").lower()
        if term and not any(it in lowered or lowered in it or it[:STEM] == lowered[:STEM] for it in others):
            chosen.append(term)
    return chosen[:TERMS]


def _by_count(found: Iterable[str]) -> list[str]:
    return [word for word, _ in Counter(found).most_common()]


def sample(candidates: Iterable[Suggestion], limit: int, paragraphs: int) -> list[Suggestion]:
    """Return at most `limit` candidates: those that are worth most, of all kinds and spread over the whole text."""
    left, counts = [it for it in candidates if it.worth >= MIN_WORTH], Counter[tuple[str, object]]()
    chosen: list[Suggestion] = []

    def groups(it: Suggestion) -> list[tuple[str, object]]:
        return [("kind", it.kind), ("part", (it.paragraph - 1) * limit // paragraphs), ("paragraph", it.paragraph)]

    def cost(it: Suggestion) -> float:
        return 1.5 * sum(counts[group] for group in groups(it)) - it.worth

    while left and len(chosen) < limit:
        chosen.append(min(left, key=cost))
        left.remove(chosen[-1])
        counts.update(groups(chosen[-1]))
    return chosen


def words_to_weigh(source: SourceText, wordlist: ProposalWords) -> Iterator[Suggestion]:
    """Yield each loaded word that is in its paragraph once, and that nothing negates."""
    for word in wordlist.suggestions(source):
        passages = [it for it in find(source, word.word) if word.paragraph in it.paragraphs]
        if len(passages) == 1 and not changed_by_negation(passages[0], word.word, wordlist, is_word=True):
            yield Suggestion(word.word, word.paragraph, frozenset(passages[0].words), word.kind)


def _is_whole(sentence: str) -> bool:
    """Return whether a sentence looks like a whole one that is no question."""
    first = sentence.lstrip("\"'「『")[:1]
    is_sentence = first.isalnum() and not first.islower() and not sentence.isupper() and SENTENCE_END.search(sentence)
    words = sentence.split()
    is_row = sum(word[0].islower() for word in words) < 2 < sum(word[0].isupper() for word in words)  # of names
    is_balanced = sentence.count('"') % 2 == 0 and sentence.count("(") == sentence.count(")")
    return bool(is_sentence and is_balanced and not is_row and not UNQUOTABLE.search(sentence))


def is_short(sentence: str) -> bool:
    """Return whether a sentence has as many words as a quotation may have, and enough to be one."""
    min_words = MIN_WORDS if sentence.upper() != sentence.lower() else 0
    return min_words <= count_words(sentence) <= MAX_WORDS and len(sentence) <= MAX_CHARACTERS


def within(found: Sequence[Suggestion], max_words: int) -> list[Suggestion]:
    """Return those that, from the first on, are of at most `max_words` words of the text together."""
    kept: list[Suggestion] = []
    for suggestion in found:
        kept += [suggestion] if count([*kept, suggestion]) <= max_words else []
    return kept


def count(found: Iterable[Suggestion]) -> int:
    """Return how many words of the text are quoted."""
    return len(frozenset().union(*(suggestion.words for suggestion in found)))


def in_order(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Return suggestions in the order of the text."""
    return sorted(found, key=lambda suggestion: (suggestion.paragraph, min(suggestion.words)))
