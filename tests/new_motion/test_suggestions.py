"""What is suggested is in the text word for word, once, and understood alone; a citation is stated beyond doubt."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from debatekit.checks.language import read_wordlist
from debatekit.new_motion.citation import Stated, find_citation
from debatekit.new_motion.proposals import TERMS, claim_kind, likely_terms, quotable_sentences
from debatekit.new_motion.scaffold import MotionRequest, scaffold
from debatekit.new_motion.suggestions import suggest_from
from debatekit.sources.text import Metadata, SourceText
from tests.new_motion.support import FOLDERS, TEXT, TODAY, suggestions_from

ENGLISH = read_wordlist(FOLDERS, "en-GB")


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Trees give some shade. Roots lift the stones.", ["Trees give some shade.", "Roots lift the stones."]),
        ("Mr. Oak has a small tree.", ["Mr. Oak has a small tree."]),
        ("They give some shade. This is why pupils sit there. However, roots lift stones.", []),
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
    assert claim_kind(sentence, None) == (
        "" if kind in {"demand", "forecast", "voice", "judgement"} or sentence.startswith("Half") else kind
    )


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
    without_list = likely_terms(SourceText.from_paragraphs(TEXT.splitlines()), None)
    assert without_list
    assert all(term in TEXT for term in without_list)


BODY = "Trees give shade, and pupils like to sit below them at break, if there is room for a tree."
HEADLINE = "Shade for the yard"
UNSTATED = Stated("not stated")


def citation(*paragraphs: str, metadata: Metadata | None = None) -> dict[str, Stated]:
    return find_citation(SourceText.from_paragraphs([*paragraphs, BODY]), metadata or Metadata(), TODAY)


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        *((title, True) for title in (HEADLINE, "Is there room for a tree?", "“Shade for all”")),
        *((other, False) for other in ("Trees give shade.", "By Jane Doe", "3 May 2026", "Home | Garden | Trees")),
        *((other, False) for other in ("https://example.org/trees", "* * *", f"{BODY[:-1]} in a hot summer")),
    ],
)
def test_a_title_is_a_first_paragraph_that_looks_like_a_headline(first: str, is_title: bool) -> None:
    assert citation(first)["title"] == (Stated(first, "paragraph 1") if is_title else UNSTATED)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe | Garden News", "Jane Doe"), ("BY JANE DOE", "JANE DOE"), ("By planting trees", None),
        ("Planted By Jane Doe", None),
    ],
)  # fmt: skip
def test_an_author_is_named_in_a_line_of_its_own(line: str, author: str | None) -> None:
    assert citation(HEADLINE, line)["author"] == (Stated(author, "paragraph 2") if author else UNSTATED)


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
    assert {*citation(metadata=metadata).values()} == {UNSTATED}


def test_the_properties_of_a_word_file_count_if_the_text_confirms_them(tmp_path: Path) -> None:
    file = docx.Document()
    for paragraph in (HEADLINE, "Jane Doe | Garden News", BODY):
        file.add_paragraph(paragraph)
    for author, expected in (("Jane Doe", Stated("Jane Doe", "the file's metadata")), ("School Office", UNSTATED)):
        file.core_properties.author = author
        file.save(str(tmp_path / "text.docx"))
        found = suggest_from(tmp_path / "text.docx", tmp_path / "m.yaml", "en-GB", folders=FOLDERS, today=TODAY)
        assert found.citation["author"] == expected
