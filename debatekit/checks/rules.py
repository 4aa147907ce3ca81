"""Every rule there is. `docs/checks.md` is made from this file, and a test compares."""

from __future__ import annotations

from typing import Final

from debatekit.checks.findings import Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

UNREADABLE: Final = Rule(
    "DK001",
    "unreadable",
    ERROR,
    "something in the motion file is not as a motion file is written",
    "A kit cannot be built from it.",
)
UNBUILDABLE: Final = Rule(
    "DK002",
    "unbuildable",
    ERROR,
    "a handout cannot be made from the motion",
    "Mostly a template says something that it should not.",
)

NOT_IN_SOURCE: Final = Rule(
    "DK101",
    "not-in-source",
    ERROR,
    "nothing like the quotation stands in the source",
    "A quotation that nobody wrote is an invention, whoever made it.",
)
ALTERED: Final = Rule(
    "DK102",
    "altered",
    ERROR,
    "the quotation differs from the words of the source",
    "No word may be added, removed or swapped (NSDA, rules of evidence). Only white space, soft hyphens, ligatures and "
    "the form of quotation marks and dashes may differ.",
)
OUT_OF_ORDER: Final = Rule(
    "DK103",
    "out-of-order",
    ERROR,
    "the pieces of the quotation stand in the source in another order",
    "Pieces that change places make a thought that the author did not have.",
)
JOINED: Final = Rule(
    "DK104",
    "joined",
    ERROR,
    "words of the source are left out and nothing says so",
    "Readers take what stands together for one thought. An ellipsis, … or […], shows where words are left out.",
)
WRONG_PARAGRAPH: Final = Rule(
    "DK105",
    "wrong-paragraph",
    ERROR,
    "the quotation stands in another paragraph than the motion says",
    "The paragraph is printed, and pupils look it up.",
)
AMBIGUOUS: Final = Rule(
    "DK106",
    "ambiguous",
    WARNING,
    "the words stand in more than one place of the source",
    "Only one place can be printed beside them.",
)
TOO_LONG: Final = Rule(
    "DK107",
    "too-long",
    WARNING,
    "the quotation has more words than `checks: longest_quotation` allows (25)",
    "A short quotation is read, checked and remembered, and does not stand in for the text.",
)
DISTANT: Final = Rule(
    "DK108",
    "distant",
    WARNING,
    "an ellipsis joins words of different paragraphs",
    "Readers take what stands together for one thought.",
)
TURNED: Final = Rule(
    "DK109",
    "turned",
    WARNING,
    "a word such as “not” is left out by an ellipsis, added in brackets, or stands just before or behind the quotation",
    "A part may not be quoted against what the author says as a whole (NSDA, rules of evidence).",
)
UNVERIFIED: Final = Rule(
    "DK110",
    "unverified",
    WARNING,
    "the source's text is not at hand, and there is no record that it was checked",
    "Nobody can tell whether the quotation is true.",
)
CHANGED: Final = Rule(
    "DK111",
    "changed",
    ERROR,
    "the quotation is not the one that was verified",
    "The record holds for the words that were checked, and for no others.",
)
STALE_RECORD: Final = Rule(
    "DK112",
    "stale-record",
    WARNING,
    "the verification record was made from another text, or lacks a quotation",
    "Others rely on the record.",
)
MUCH_QUOTED: Final = Rule(
    "DK113",
    "much-quoted",
    WARNING,
    "more of the source is quoted than `checks: most_quoted` allows (10 %)",
    "Quoting is allowed to discuss a text, not to replace it; how much is allowed differs from country to country.",
)

MISNAMED_TEXT: Final = Rule(
    "DK114",
    "misnamed-text",
    WARNING,
    "the file that a source names as its text is not there, and another of almost the same name is",
    "The text that is at hand is not compared.",
)

FIELD_MISSING: Final = Rule(
    "DK201",
    "field-missing",
    WARNING,
    "a source lacks a field that a written citation needs",
    "The NSDA asks, where the source gives it, for the author's name and qualifications, the title, the publisher, the "
    "date, the address and the day of access, or the page. What a text does not say is worth saying: `not stated`.",
)
OTHERWISE_NOT_STATED: Final = Rule(
    "DK202",
    "otherwise-not-stated",
    WARNING,
    "a field of a source says in another way that it is not stated",
    "Only `not stated` is printed as such, and asked about on the worksheet.",
)
UNUSED_SOURCE: Final = Rule(
    "DK203",
    "unused-source",
    WARNING,
    "a source is described and nothing comes from it",
    "Its reference is printed on the briefs as if something did.",
)
BAD_ADDRESS: Final = Rule(
    "DK204",
    "bad-address",
    WARNING,
    "the address of a source cannot be followed",
    "Pupils type it or click it.",
)
BAD_DATE: Final = Rule(
    "DK205",
    "bad-date",
    WARNING,
    "a date of a source cannot be right",
    "It is in the future, does not exist, or the source was looked up before it was published.",
)

UNEVEN_ARGUMENTS: Final = Rule(
    "DK301",
    "uneven-arguments",
    WARNING,
    "one side has more arguments than the other",
    "Packs that are used for years give both sides the same number.",
)
UNEVEN_WORDS: Final = Rule(
    "DK302",
    "uneven-words",
    WARNING,
    "one side has more words than the other",
    "More to say looks like more that is true.",
)
UNEVEN_EVIDENCE: Final = Rule(
    "DK303",
    "uneven-evidence",
    WARNING,
    "one side has more evidence than the other",
    "A case is as strong as what it rests on.",
)
UNEVEN_REPLIES: Final = Rule(
    "DK304",
    "uneven-replies",
    WARNING,
    "one side replies to the other more than it is replied to",
    "The side that has the last word seems to be right.",
)
UNEVEN_QUESTIONS: Final = Rule(
    "DK305",
    "uneven-questions",
    WARNING,
    "the questions touch one side more than the other",
    "What is asked about is what is thought about.",
)
UNEVEN_LEVEL: Final = Rule(
    "DK306",
    "uneven-level",
    WARNING,
    "one side is harder to read than the other",
    "The harder text has fewer readers.",
)
UNEVEN_TONE: Final = Rule(
    "DK307",
    "uneven-tone",
    WARNING,
    "one side has more hedges, or more loaded words, than the other",
    "A side that “may” and “might” sounds weaker; loaded words do the work of reasons.",
)
UNANSWERED: Final = Rule(
    "DK308",
    "unanswered",
    WARNING,
    "nobody answers an argument",
    "An argument that stands alone wins by silence. Either an argument of the other side `answers` it, or its own "
    "`challenge` says what the other side may say.",
)

TOO_HARD: Final = Rule(
    "DK401",
    "too-hard",
    WARNING,
    "a text reads too hard for the ages that the motion is for",
    "Pupils who cannot read it cannot use it. The estimate looks at the length of words and sentences alone.",
)

UNFINISHED: Final = Rule(
    "DK601",
    "unfinished",
    WARNING,
    "a prompt such as “(write why it matters)” stands where text is due",
    "A new motion file has one wherever its author is to write, and it is printed as it stands.",
)

IDLE_SILENCE: Final = Rule(
    "DK901",
    "idle-silence",
    WARNING,
    "a finding is accepted that is not there",
    "It would hide the next one.",
)

RULES: Final = (
    UNREADABLE, UNBUILDABLE,
    NOT_IN_SOURCE, ALTERED, OUT_OF_ORDER, JOINED, WRONG_PARAGRAPH, AMBIGUOUS, TOO_LONG, DISTANT, TURNED,
    UNVERIFIED, CHANGED, STALE_RECORD, MUCH_QUOTED, MISNAMED_TEXT,
    FIELD_MISSING, OTHERWISE_NOT_STATED, UNUSED_SOURCE, BAD_ADDRESS, BAD_DATE,
    UNEVEN_ARGUMENTS, UNEVEN_WORDS, UNEVEN_EVIDENCE, UNEVEN_REPLIES, UNEVEN_QUESTIONS, UNEVEN_LEVEL, UNEVEN_TONE,
    UNANSWERED, TOO_HARD, UNFINISHED, IDLE_SILENCE,
)  # fmt: skip
