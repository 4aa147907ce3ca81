"""What is suggested is in the text word for word, once, and understood alone; a citation is stated beyond doubt."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from debatekit.new_motion.citation import Stated, find_citation
from debatekit.new_motion.proposals import TERMS, claim_kind, likely_terms, proposed_kind, quotable_sentences, worth
from debatekit.new_motion.scaffold import MotionRequest, scaffold
from debatekit.new_motion.suggestions import suggest_from
from debatekit.new_motion.wordlist import read_proposal_words
from debatekit.sources.text import Metadata, SourceText
from tests.new_motion.support import FOLDERS, TEXT, TODAY, suggestions_from
from tests.sources.pdf_files import Text, pdf
from tests.sources.test_sources import odt

ENGLISH, NO_WORDS = read_proposal_words(FOLDERS, "en-GB"), read_proposal_words(FOLDERS, "tlh")


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Trees give some shade. Roots lift the stones.", ["Trees give some shade.", "Roots lift the stones."]),
        ("Mr. Oak has a small tree.", ["Mr. Oak has a small tree."]),
        ("They give some shade. This is why pupils sit there. However, roots lift stones.", []),
        ("Subscribe now to read about trees and shade. Trees give some shade.", ["Trees give some shade."]),
        ("Read all of it at www.trees.example. Write to oak@example.org today.", []),
        ("Head Gardener Dr Ann Oak. (See Oak, on trees and shade.)", []),
        ("The company plants trees in yards. With this in mind, trees are planted.", []),
        ("Trees give shade.", []), ("Trees give " + "some " * 30 + "shade.", []),
        ("Roots “lift the stones. Trees give” some shade.", []),
        ("Trees give … some shade. Trees [old ones] give some shade.", []), ("TREES GIVE SOME SHADE!", []),
        ("It is said: Trees give some shade. Trees give some shade.", []),
    ],
)  # fmt: skip
def test_sentences_that_can_be_quoted(paragraph: str, found: list[str]) -> None:
    assert [it.quote for it in quotable_sentences(SourceText.from_paragraphs([paragraph]), ENGLISH, "en-GB")] == found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Trees need 1,500 litres of water.", "figure"), ("The club met on 12 June.", "date"),
        ("Every school must plant a tree.", "demand"), ("The yard will be cooler.", "forecast"),
        ("“Roots lift stones,” a gardener warns.", "voice"), ("Half the pupils count birds.", "figure"),
        ("Trees are better than roofs.", "judgement"),
        ("Pupils of the Garden Club count birds.", "name"), ("Garden clubs count birds.", ""),
    ],
)  # fmt: skip
def test_kind_of_claim_is_known_by_the_form_of_the_sentence(sentence: str, kind: str) -> None:
    assert claim_kind(sentence, ENGLISH) == kind
    assert claim_kind(sentence, NO_WORDS) == (
        "" if kind in {"demand", "forecast", "voice", "judgement"} or sentence.startswith("Half") else kind
    )


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "proposed"),
    [
        ("en-GB", "The city must pay for benches, as it pays for trees.", "demand", "value"),
        ("en-GB", "Pupils who do not know that they should, will never sit.", "forecast", "prediction"),
        ("en-GB", "A club that finds no gardener must not plant.", "judgement", ""),
        ("en-GB", "Gardeners say that schools must pay.", "voice", ""),
        ("en-GB", "“The city must pay for benches,” says Ann Oak.", "voice", ""),
        ("en-GB", "It would be unfair to save 40 pounds.", "figure", ""),
        ("en-GB", "Benches are better than walls.", "judgement", "opinion"),
        ("de", "Laut dem Verein sitzen 40 Kinder auf Mauern.", "figure", "fact"),
        ("de", "Eltern, die Bäume pflanzen müssen, warten lange.", "judgement", ""),
        ("fr", "Les clubs qui doivent planter attendent.", "judgement", ""),
    ],
)
def test_the_kind_of_a_claim_is_proposed_where_it_is_beyond_doubt(
    language: str, sentence: str, kind: str, proposed: str
) -> None:
    wordlist = read_proposal_words(FOLDERS, language)
    assert (claim_kind(sentence, wordlist), proposed_kind(sentence, wordlist)) == (kind, proposed)


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


@pytest.mark.parametrize(
    "aside",
    [
        "Photo: Every school must plant a tree.",
        "Header image: Every school must plant a tree.",
        "- Every school must plant a tree.",
        "3. Every school must plant a tree.",
        "Every tree must go.\nEvery yard must stay.\nEvery school must plant.",
        "12 34 56 78.",
        "Abb. 3: Each must plant a tree.",
    ],
)
def test_captions_and_items_of_lists_are_not_proposed(aside: str) -> None:
    text = SourceText.from_paragraphs(aside.split("\n"))
    assert quotable_sentences(text, ENGLISH, "en-GB") == []


PUBLISHERS = {
    "en-GB": (
        "Every school in the country must plant a tree beside its yard.",
        "About Oak & Ash",
        "Every club in the country must buy a tree from Oak & Ash.",
    ),
    "de": (
        "Jede Schule in diesem Land soll einen Baum neben ihren Hof pflanzen.",
        "Über Eiche & Esche",
        "Jeder Verein in diesem Land soll einen Baum bei Eiche & Esche kaufen.",
    ),
    "fr": (
        "Chaque école du pays doit planter un arbre à côté de la cour.",
        "À propos de Chêne & Cie",
        "Chaque club du pays doit acheter un arbre chez Chêne & Cie.",
    ),
}


@pytest.mark.parametrize("language", PUBLISHERS)
def test_what_is_about_the_publisher_at_the_end_is_not_proposed(language: str) -> None:
    about_trees, heading, about_the_publisher = PUBLISHERS[language]
    wordlist = read_proposal_words(FOLDERS, language)
    for paragraphs, found in (
        ((about_trees, heading, about_the_publisher), [about_trees]),
        ((heading, about_the_publisher, about_trees), [about_the_publisher, about_trees]),
    ):
        text = SourceText.from_paragraphs(paragraphs)
        assert [it.quote for it in quotable_sentences(text, wordlist, language)] == found


def test_words_of_another_language() -> None:
    german = read_proposal_words(FOLDERS, "de-AT")
    assert [german.leans(sentence) for sentence in ("Deshalb muss er.", "Das Haus steht am Hof.")] == [True, False]


@pytest.mark.parametrize(
    ("language", "clear", "unclear"),
    [
        ("en-GB", "A bench must cost less than a tree.", "A bench, however, must then cost less than a tree."),
        ("en-GB", "A bench is cold in the winter months.", "A bench, a tree and shade in the winter months."),
        ("en-GB", "A bench costs 40 pounds at the market.", "A bench is on sale at 10.40 a.m. at the market."),
        ("de", "Eine Bank muss weniger als ein Baum kosten.", "Eine Bank muss daher auch weniger als ein Baum kosten."),
        ("fr", "Un banc doit coûter moins cher qu’un arbre.", "Un banc, lui, doit donc ensuite coûter moins cher."),
        ("fr", "Un banc est froid pendant les mois d’hiver.", "Un banc, un arbre et de l’ombre en plein hiver."),
    ],
)  # fmt: skip
def test_a_sentence_that_is_clear_alone_is_worth_more(language: str, clear: str, unclear: str) -> None:
    wordlist = read_proposal_words(FOLDERS, language)
    assert worth(clear, wordlist) > worth(unclear, wordlist)


def test_places_where_a_word_may_be_divided_are_left_out() -> None:
    text = SourceText.from_paragraphs(["Every school must plant some\xadthing as tall as a hed\u200bge."])
    assert [it.quote for it in quotable_sentences(text, ENGLISH, "en-GB")] == [
        "Every school must plant something as tall as a hedge."
    ]


def test_a_word_that_is_twice_in_its_paragraph_is_not_suggested(tmp_path: Path) -> None:
    filler = "\n".join("Grass grows below a tree." for _ in range(20))
    found = suggestions_from(tmp_path, f"A threat is a threat.\nTrees are essential.\n{filler}")
    assert [(words.quote, words.kind) for words in found.words] == [("essential", "agreed")]


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


def test_terms_are_few_and_none_twice() -> None:
    words = ["playground", "irrigation", "gardeners", "gardening", "caretaker", "hosepipes", "nurseries", "woodlands"]
    terms = likely_terms(SourceText.from_paragraphs([" ".join(words * 2) + "."]), ENGLISH)
    assert len(terms) == TERMS
    assert not {"gardeners", "gardening"} <= set(terms)
    without_list = likely_terms(SourceText.from_paragraphs(TEXT.splitlines()), NO_WORDS)
    assert without_list
    assert all(term in TEXT for term in without_list)


BODY = "Trees give shade, and pupils like to sit below them at break, if there is room for a tree."
OTHER = "A bench costs less than a tree and lasts for years."
HEADLINE = "Shade for the yard"
UNSTATED, TO_BE_WRITTEN = Stated("not stated"), Stated("")


def citation(*paragraphs: str, metadata: Metadata | None = None) -> dict[str, Stated]:
    return find_citation(SourceText.from_paragraphs([*paragraphs, BODY]), metadata or Metadata(), TODAY)


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        *((title, True) for title in (HEADLINE, "Is there room for a tree?", "“Shade for all”")),
        *((other, False) for other in ("Trees give shade.", "By Jane Doe", "3 May 2026", "Home | Garden | Trees")),
        *((other, False) for other in ("Home Sport Opinion We use cookies. Accept all?", "Start Politik Kultur Reise")),
        ("Advertisement Skip to content", False),
        *((other, False) for other in ("https://example.org/trees", "* * *", f"{BODY[:-1]} in a hot summer")),
    ],
)
def test_a_title_is_a_first_paragraph_that_looks_like_a_headline(first: str, is_title: bool) -> None:
    assert citation(first)["title"] == (Stated(first, "paragraph 1") if is_title else TO_BE_WRITTEN)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe | Garden News", "Jane Doe"), ("BY JANE DOE", "JANE DOE"), ("By planting trees", "not stated"),
        ("Shade By Jane Doe, 3 May 2026 Trees give shade.", ""),
    ],
)  # fmt: skip
def test_an_author_is_named_in_a_line_of_its_own_and_never_denied_elsewhere(line: str, author: str) -> None:
    found = citation(HEADLINE, line)
    assert found["author"] == Stated(author, "paragraph 2" if author.lower() == "jane doe" else "")
    assert found["published"] == (UNSTATED if author else TO_BE_WRITTEN)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["3 May 2026"], "3 May 2026"), (["Published on May 3, 2026"], "May 3, 2026"),
        (["By Jane Doe | 2026-05-03"], "2026-05-03"), (["30 February 2026"], None), (["3 May 2031"], None),
        (["3 May 2026", "5 May 2026"], None), (["Since 3 May 2026 trees give shade"], None),
    ],
)  # fmt: skip
def test_a_date_stands_alone_and_is_the_only_one(lines: list[str], date: str | None) -> None:
    assert citation(HEADLINE, *lines)["published"] == (Stated(date, "paragraph 2") if date else UNSTATED)


def test_metadata_counts_where_the_text_states_nothing() -> None:
    where = "the file's metadata"
    metadata = Metadata("Shade", "Jane Doe", "Garden News", "2026-05-03T10:00:00Z", "https://example.org/shade")
    values = ("Shade", "Jane Doe", "Garden News", "2026-05-03", "https://example.org/shade")
    assert [*citation(metadata=metadata).values()] == [Stated(value, where) for value in values]
    assert citation(HEADLINE, "By John Roe", metadata=metadata)["author"].value == "Jane Doe"


@pytest.mark.parametrize(
    "metadata",
    [Metadata(author="Unknown"), Metadata(author="-"), Metadata(published="yesterday"), Metadata(url="/shade"),
     Metadata(published="2031-01-01"), Metadata(title="n/a"), Metadata(url="https://example.org/a b")],
    ids=str,
)  # fmt: skip
def test_metadata_that_states_nothing_is_ignored(metadata: Metadata) -> None:
    assert [*citation(metadata=metadata).values()] == [TO_BE_WRITTEN, *[UNSTATED] * 4]


def test_the_properties_of_a_word_file_count_if_the_text_confirms_them(tmp_path: Path) -> None:
    file = docx.Document()
    for paragraph in (HEADLINE, "Jane Doe | Garden News", BODY):
        file.add_paragraph(paragraph)
    for author, expected in (("Jane Doe", Stated("Jane Doe", "the file's metadata")), ("School Office", UNSTATED)):
        file.core_properties.author = author
        file.save(str(tmp_path / "text.docx"))
        found = suggest_from(tmp_path / "text.docx", tmp_path / "m.yaml", "en-GB", folders=FOLDERS, today=TODAY)
        assert found.citation["author"] == expected


def _web_page_as(name: str, path: Path, title: str) -> None:
    """Write a web page as programs print it: with the rows of its navigation, and the title of the page."""
    lines = ["Home Sport Opinion We use cookies. Accept all?", "Let more trees grow", "By Jane Doe", BODY, OTHER]
    if name.endswith(".pdf"):
        writer = PdfWriter(
            clone_from=io.BytesIO(pdf([Text(it, 60, 700 - 40 * n, 9 + n) for n, it in enumerate(lines)]))
        )
        writer.add_metadata({"/Title": title})
        writer.write(path)
        return
    path.write_bytes(odt(*lines[0].split(), *lines[1:]))
    with zipfile.ZipFile(path, "a") as package:
        namespace = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        package.writestr("meta.xml", f"<meta {namespace}><dc:title>{title}</dc:title></meta>")


@pytest.mark.parametrize("name", ["page.pdf", "page.odt"])
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Let more trees grow | Garden Post", "Let more trees grow"),
        ("Let More Trees Grow", "Let More Trees Grow"),
        (f"{OTHER} - Garden Post", OTHER),
        ("Let more trees grow By Jane – a plea - Garden Post", ""),
        ("Home | Garden Post", ""),
        ("", ""),
    ],
)
def test_a_printed_page_has_the_title_that_its_text_confirms(
    tmp_path: Path, name: str, title: str, expected: str
) -> None:
    _web_page_as(name, tmp_path / name, title)
    found = suggest_from(tmp_path / name, tmp_path / "m.yaml", "en-GB", folders=FOLDERS, today=TODAY)
    assert found.citation["title"].value == expected
    assert found.citation["author"].value == "Jane Doe"
    assert [it.quote for it in (*found.claims, *found.quotations)] == [OTHER]  # half of the text at most
