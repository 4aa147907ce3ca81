"""What is suggested is in the text word for word, once, and understood alone; a citation is stated beyond doubt."""

import io
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from debatekit.new_motion.citation import Stated, find_citation
from debatekit.new_motion.proposals import claim_kind, likely_terms, proposed_kind, quotable_sentences, worth
from debatekit.new_motion.scaffold import MotionRequest, scaffold
from debatekit.new_motion.suggestions import suggest_from
from debatekit.new_motion.wordlist import read_proposal_words
from debatekit.sources.text import Metadata, SourceText
from tests.new_motion.support import FOLDERS, TODAY, suggestions_from
from tests.packages import packed, unpacked
from tests.sources.pdf_files import Text, pdf
from tests.sources.test_sources import odt

ENGLISH, NO_WORDS = read_proposal_words(FOLDERS, "en-GB"), read_proposal_words(FOLDERS, "tlh")


SHADE, ROOTS = "Trees give some shade.", "Roots lift the stones."
QUOTABLE: dict[str, tuple[str, list[str]]] = {
    "two sentences": (f"{SHADE} {ROOTS}", [SHADE, ROOTS]),
    "an abbreviation": ("Mr. Oak has a small tree.", ["Mr. Oak has a small tree."]),
    "what leans on the sentence before": ("They give some shade. This is why pupils sit there. However, it rains.", []),
    "an advertisement": (f"Subscribe now to read about trees and shade. {SHADE}", [SHADE]),
    "addresses": ("Read all of it at www.trees.example. Write to oak@example.org today.", []),
    "no verb, and brackets": ("Head Gardener Dr Ann Oak. (See Oak, on trees and shade.)", []),
    "what names a thing again": ("The company plants trees in yards. With this in mind, trees are planted.", []),
    "too short": ("Trees give shade.", []),
    "too long": ("Trees give " + "some " * 30 + "shade.", []),
    "half a quotation": ("Roots “lift the stones. Trees give” some shade.", []),
    "marks of a quotation": ("Trees give … some shade. Trees [old ones] give some shade.", []),
    "capitals": ("TREES GIVE SOME SHADE!", []),
    "a sentence twice": (f"It is said: {SHADE} {SHADE}", []),
    "a divided word": ("Trees give some\xadwhat more sha\u200bde.", ["Trees give somewhat more shade."]),
    "a caption": ("Photo: Every school must plant a tree.", []),
    "an item of a list": ("3. Every school must plant a tree.", []),
    "short lines": ("Every tree must go.\nEvery yard must stay.\nEvery school must plant.", []),
}


@pytest.mark.parametrize(("text", "found"), QUOTABLE.values(), ids=QUOTABLE)
def test_sentences_that_can_be_quoted(text: str, found: list[str]) -> None:
    source = SourceText.from_paragraphs(text.split("\n"))
    assert [it.quote for it in quotable_sentences(source, ENGLISH, "en-GB")] == found


KINDS = {  # of claims by the form of their sentence, and the kind that is proposed where it is beyond doubt
    "Trees need 1,500 litres of water.": ("figure", "fact"),
    "The club met on 12 June.": ("date", "fact"),
    "The city must pay for benches, as it pays for trees.": ("demand", "value"),
    "Pupils who do not know that they should, will never sit.": ("forecast", "prediction"),
    "“The city must pay for benches,” says Ann Oak.": ("voice", ""),
    "Half the pupils count birds.": ("figure", ""),
    "Shade is the third most common wish, according to the Garden Club.": ("figure", "fact"),
    "Benches are better than walls.": ("judgement", "opinion"),
    "Pupils of the Garden Club count birds.": ("name", "fact"),
    "Garden clubs count birds.": ("", ""),
    "Laut dem Verein sitzen 40 Kinder auf Mauern.": ("figure", "fact"),
    "Eltern, die Bäume pflanzen müssen, warten lange.": ("judgement", ""),
}


@pytest.mark.parametrize("sentence", KINDS)
def test_the_kind_of_a_claim_is_known_by_the_form_of_its_sentence(sentence: str) -> None:
    wordlist = read_proposal_words(FOLDERS, "de" if sentence.startswith(("Laut", "Eltern")) else "en-GB")
    assert (claim_kind(sentence, wordlist), proposed_kind(sentence, wordlist)) == KINDS[sentence]


def test_without_a_list_only_figures_dates_and_names_are_known() -> None:
    assert {claim_kind(sentence, NO_WORDS) for sentence in KINDS} == {"figure", "date", "name", ""}


def test_suggestions_are_few_and_spread_and_quote_little(tmp_path: Path) -> None:
    found = suggestions_from(tmp_path)
    assert 0 < found.quoted_count <= 0.1 * found.word_count
    for suggestions in (found.claims, found.words, found.quotations):
        assert 3 <= len(suggestions) <= 6
    paragraphs = [quotation.paragraph for quotation in found.quotations]
    assert max(paragraphs) - min(paragraphs) > found.paragraph_count / 2
    assert {claim.kind for claim in found.claims} >= {"figure", "forecast", "demand"}


def test_what_is_left_out_is_counted_and_its_paragraphs_are_named(tmp_path: Path) -> None:
    long = "Every school should plant " + "a tree and a bench and " * 6 + "a hedge."
    short = [f"Yard number {number} costs the city {number} euros more than a street does." for number in range(2, 9)]
    found = suggestions_from(tmp_path, "\n".join([f"{short[0]} {long}", *short[1:]]))
    assert found.too_long == [1]
    assert len(found.left_out) > 0
    written = scaffold(MotionRequest("Trees"), found)
    assert "longer than 25 words, of which you may quote a part: 1 more, in paragraph 1." in written
    assert f"no more than half of the text is here: {len(found.left_out)} more, in paragraph" in written


def test_what_is_about_the_publisher_at_the_end_is_not_proposed() -> None:
    about_trees = "Every school in the country must plant a tree beside its yard."
    heading, about_us = "About Oak & Ash", "Every club in the country must buy a tree from Oak & Ash."
    for paragraphs, found in (
        ((about_trees, heading, about_us), [about_trees]),
        ((heading, about_us, about_trees), [about_us, about_trees]),
    ):
        text = SourceText.from_paragraphs(paragraphs)
        assert [it.quote for it in quotable_sentences(text, ENGLISH, "en-GB")] == found


@pytest.mark.parametrize(
    ("language", "clear", "unclear"),
    [
        ("en-GB", "A bench must cost less than a tree.", "A bench, however, must then cost less than a tree."),
        ("en-GB", "A bench is cold in the winter months.", "A bench, a tree and shade in the winter months."),
        ("de", "Eine Bank muss weniger als ein Baum kosten.", "Eine Bank muss daher auch weniger als ein Baum kosten."),
        ("fr", "Un banc doit coûter moins cher qu’un arbre.", "Un banc, lui, doit donc ensuite coûter moins cher."),
    ],
)  # fmt: skip
def test_a_sentence_that_is_clear_alone_is_worth_more(language: str, clear: str, unclear: str) -> None:
    wordlist = read_proposal_words(FOLDERS, language)
    assert worth(clear, wordlist) > worth(unclear, wordlist)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The playground is small. A Playground is a yard.", ["playground"]),
        ("Ask the SGC, and the SGC’s caretaker.", ["SGC"]),
        ("Ask the School Garden Club’s gardener.", ["School Garden Club"]),
        ("The School Garden Club met.", ["School Garden Club"]),
        ("It was said by Jane Doe.", []),
        ("In September and in September again, on Wednesday and Wednesday.", []),
        ("A heading IN capitals without an end", []),
    ],
)
def test_terms_are_known_by_their_form(text: str, terms: list[str]) -> None:
    assert likely_terms(SourceText.from_paragraphs([text]), ENGLISH) == terms


BODY = "Trees give shade, and pupils like to sit below them at break, if there is room for a tree."
OTHER = "A bench costs less than a tree and lasts for years."
HEADLINE = "Shade for the yard"
UNSTATED, TO_BE_WRITTEN = Stated("not stated"), Stated("")


def citation(*paragraphs: str, metadata: Metadata | None = None) -> dict[str, Stated]:
    return find_citation(SourceText.from_paragraphs([*paragraphs, BODY]), metadata or Metadata(), TODAY)


TITLE_OR_NOT = dict.fromkeys((HEADLINE, "Is there room for a tree?", "“Shade for all”"), True)
TITLE_OR_NOT |= dict.fromkeys(("Trees give shade.", "By Jane Doe", "3 May 2026", "Home | Garden | Trees"), False)
TITLE_OR_NOT |= dict.fromkeys(("Home Sport Opinion We use cookies. Accept all?", "Start Politik Kultur Reise"), False)
TITLE_OR_NOT |= dict.fromkeys(("https://example.org/trees", "* * *", f"{BODY[:-1]} in a hot summer"), False)


@pytest.mark.parametrize(("first", "is_title"), TITLE_OR_NOT.items())
def test_a_title_is_a_first_paragraph_that_looks_like_a_headline(first: str, is_title: bool) -> None:
    assert citation(first)["title"] == (Stated(first, "paragraph 1") if is_title else TO_BE_WRITTEN)


def test_metadata_counts_where_the_text_states_nothing() -> None:
    where = "the file's metadata"
    metadata = Metadata("Shade", "Jane Doe", "Garden News", "2026-05-03T10:00:00Z", "https://example.org/shade")
    values = ("Shade", "Jane Doe", "Garden News", "2026-05-03", "https://example.org/shade")
    assert [*citation(metadata=metadata).values()] == [Stated(value, where) for value in values]
    assert citation(HEADLINE, "By John Roe", metadata=metadata)["author"].value == "Jane Doe"


def test_the_properties_of_a_word_file_count_if_the_text_confirms_them(tmp_path: Path) -> None:
    file = docx.Document()
    for paragraph in (HEADLINE, "Jane Doe | Garden News", BODY):
        file.add_paragraph(paragraph)
    for author, expected in (("Jane Doe", Stated("Jane Doe", "the file's metadata")), ("School Office", UNSTATED)):
        file.core_properties.author = author
        file.save(str(tmp_path / "text.docx"))
        found = suggest_from(tmp_path / "text.docx", tmp_path / "m.yaml", "en-GB", folders=FOLDERS, today=TODAY)
        assert found.citation["author"] == expected


TITLES = {
    "of the page and the site": ("Let more trees grow | Garden Post", "Let more trees grow"),
    "in other letters": ("Let More Trees Grow", "Let More Trees Grow"),
    "of a sentence": (f"{OTHER} - Garden Post", OTHER),
    "of what the page does not say": ("Home | Garden Post", ""),
}


@pytest.mark.parametrize("name", ["page.pdf", "page.odt"])
@pytest.mark.parametrize(("title", "expected"), TITLES.values(), ids=TITLES)
def test_a_printed_page_has_the_title_that_its_text_confirms(
    tmp_path: Path, name: str, title: str, expected: str
) -> None:
    """Programs print a web page with the rows of its navigation, and with its title as a property."""
    lines = ["Home Sport Opinion We use cookies. Accept all?", "Let more trees grow", "By Jane Doe", BODY, OTHER]
    if name.endswith(".pdf"):
        content = io.BytesIO(pdf([Text(it, 60, 700 - 40 * n, 9 + n) for n, it in enumerate(lines)]))
        writer = PdfWriter(clone_from=content)
        writer.add_metadata({"/Title": title})
        writer.write(tmp_path / name)
    else:
        meta = f'<meta xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></meta>'.encode()
        (tmp_path / name).write_bytes(packed({**unpacked(odt(*lines[0].split(), *lines[1:])), "meta.xml": meta}))
    found = suggest_from(tmp_path / name, tmp_path / "m.yaml", "en-GB", folders=FOLDERS, today=TODAY)
    assert found.citation["title"].value == expected
    assert found.citation["author"].value == "Jane Doe"
    assert [it.quote for it in (*found.claims, *found.quotations)] == [OTHER]  # half of the text at most


BRIDGE = (
    "Die Brücke ist alt, und die Steine haben sich seit dem Frühling um vier Zentimeter bewegt, sagt der Kreis. " * 2
)


def german_citation(*lines: str, language: str = "de", **stated: str) -> dict[str, Stated]:
    source = SourceText.from_paragraphs(["Die Brücke muss zu", *lines, BRIDGE])
    return find_citation(source, Metadata(**stated), TODAY, language)


BYLINES = [
    ("Von Lena Öztürk", "Lena Öztürk", None), ("Von Lena Öztürk, 6. Mai 2024", "Lena Öztürk", "6. Mai 2024"),
    ("Von Lena Öztürk, Berlin", "Lena Öztürk", None), ("By Jane Doe in London", "Jane Doe", None),
    ("Mo., 6. Mai 2024, 10 Uhr", None, "6. Mai 2024"),
    ("Von Anna von der Heide und Max Maier (dpa)", "Anna von der Heide, Max Maier", None),
    ("Ein Gastbeitrag von Max Maier", "Max Maier", None), ("Montag, 6. Mai 2024, 10:30 Uhr", None, "6. Mai 2024"),
    ("Veröffentlicht am 06.05.2024", None, "06.05.2024"), ("Von Montag bis Freitag", None, None),
    ("Par Jean-Luc Martin et Élise d’Arc | 12 févr. 2023", "Jean-Luc Martin, Élise d’Arc", "12 févr. 2023"),
    ("Publié le 1er mars 2024 à 10h30", None, "1er mars 2024"), ("Par Agence France-Presse", None, None),
    ("Por María José García", "María José García", None), ("El 6 de mayo de 2024", None, "6 de mayo de 2024"),
    ("Por Redacción", None, None), ("By JANE DOE, Associated Press", "JANE DOE", None),
    ("Written by Jane Doe on May 3, 2026", "Jane Doe", "May 3, 2026"), ("By Staff", None, None),
    ("By planting trees", None, None), ("30. Februar 2026", None, None), ("6. Mai 2031", None, None),
    ("Seit dem 6. Mai 2024 ist die Brücke alt", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "author", "day"), BYLINES, ids=[line for line, _, _ in BYLINES])
def test_a_line_states_an_author_or_a_date(line: str, author: str | None, day: str | None) -> None:
    found = german_citation(line)
    assert (found["author"].value, found["published"].value) == (author or "not stated", day or "not stated")


AUTHORS = {
    **dict.fromkeys(["https://example.org/author/jane", "jane@example.org", "admin", "Staff", "Super User", "By"]),
    **dict.fromkeys(["Reuters Staff", "jdoe42", "Redaktion", "www.example.org", "Example GmbH", "The Bridge Post"]),
    "By Jane Doe": "Jane Doe", "Jane Doe, dpa": "Jane Doe", "Dr. Jane Doe": "Dr. Jane Doe", "Sid Roe": "Sid Roe",
    "Jane Doe; Max Roe": "Jane Doe, Max Roe", "View all posts by Jane Doe": "Jane Doe", "孔德明": "孔德明",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "author"), AUTHORS.items(), ids=AUTHORS)
def test_only_persons_are_authors(typed: str, author: str | None) -> None:
    found = german_citation(author=typed, publisher="The Bridge Post")["author"]
    assert found == (Stated(author, "the file's metadata") if author else Stated("not stated"))


@pytest.mark.parametrize(
    ("language", "line"), [("de", "    author: not stated"), ("it", "    author: (write the author")]
)
def test_what_the_rules_of_a_language_do_not_cover_is_to_be_written(tmp_path: Path, language: str, line: str) -> None:
    found = suggestions_from(tmp_path, f"Il ponte\n\n{BRIDGE}", language=language)
    assert line in scaffold(MotionRequest("This house", language=language), found)
