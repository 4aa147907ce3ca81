"""Findings of `debatekit check`, and the rules that they violate; `docs/checks.md` is generated from the rules."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from debatekit.errors import DebatekitError, Problem
from debatekit.motion.loader import LoadedMotion
from debatekit.yamlfile import KeyPath


class Rule(NamedTuple):
    """A kind of finding, as `docs/checks.md` describes it; its code never changes."""

    code: str
    name: str
    severity: Literal["error", "warning"]  # with an error, no kit is built
    finds: str  # what is found, as a sentence without its full stop
    why: str  # why it matters, in whole sentences, with the source of the rule if it is one of debating

    def at(self, file: LoadedMotion, path: KeyPath, message: str, hint: str, details: Iterable[str] = ()) -> "Finding":
        """Return a finding at the value at `path` in a motion; one about a side or a source is at its key."""
        at_key = path[0] in {"sources", "pro", "con"} and len(path) <= 2
        return Finding(self, file.document.problem(path, message, hint, at_key=at_key), path, tuple(details))


Message: TypeAlias = tuple[Rule, str, str, Iterable[str]]  # the rule, the message, the hint and the details


class Finding(NamedTuple):
    """A violation of a rule: the problem, its path in the motion, and lines with details."""

    rule: Rule
    problem: Problem
    path: KeyPath = ()
    details: tuple[str, ...] = ()


class FindingsError(DebatekitError):
    """Findings that are errors, so that nothing is built."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(finding.problem for finding in self.findings)

    def __reduce__(self) -> tuple[type[DebatekitError], tuple[object, ...]]:
        return type(self), (self.findings,)


ERROR: Final = "error"
WARNING: Final = "warning"

# fmt: off
UNREADABLE = Rule("DK001", "unreadable", ERROR, "something in the motion file is not written as a motion file requires",
    "A kit cannot be built from it.")
UNBUILDABLE = Rule("DK002", "unbuildable", ERROR, "a handout cannot be made from the motion",
    "Usually there is a mistake in a template.")

NOT_IN_SOURCE = Rule("DK101", "not-in-source", ERROR, "the source contains nothing like the quotation",
    "A quotation that nobody wrote is an invention, whoever made it.")
ALTERED = Rule("DK102", "altered", ERROR, "the quotation differs from the words of the source",
    "No word may be added, removed or swapped (NSDA, rules of evidence). Only spaces and the form of marks may differ.")
OUT_OF_ORDER = Rule("DK103", "out-of-order", ERROR, "the source has the pieces of the quotation in another order",
    "Pieces that change places make a thought that the author did not have.")
JOINED = Rule("DK104", "joined", ERROR, "words of the source are omitted without a mark",
    "Readers take adjacent words for one thought. An ellipsis, … or […], shows where words are omitted.")
WRONG_PARAGRAPH = Rule("DK105", "wrong-paragraph", ERROR, "the quotation is in another paragraph than the motion says",
    "The paragraph is printed, and pupils look it up.")
AMBIGUOUS = Rule("DK106", "ambiguous", WARNING, "the source contains the words more than once",
    "Only one place can be printed beside them.")
TOO_LONG = Rule("DK107", "too-long", WARNING, "the quotation has more words than `checks: max_quote_words` allows (25)",
    "A short quotation is read, checked and remembered, and does not replace the text.")
DISTANT = Rule("DK108", "distant", WARNING, "an ellipsis joins words of different paragraphs",
    "Readers take adjacent words for one thought.")
TURNED = Rule("DK109", "turned", WARNING, "a word such as “not” is omitted, added, or just beside the quotation",
    "A part may not be quoted against what the author says as a whole (NSDA, rules of evidence).")
UNVERIFIED = Rule("DK110", "unverified", WARNING, "neither the text of the source nor a record is available",
    "Nobody knows whether the quotation is true.")
CHANGED = Rule("DK111", "changed", ERROR, "the quotation is not the one that was verified",
    "The record is valid for the words that were checked, and for no others.")
STALE_RECORD = Rule("DK112", "stale-record", WARNING,
    "the verification record was made from another text or by another version, or lacks a quotation",
    "Others rely on the record.")
MUCH_QUOTED = Rule("DK113", "much-quoted", WARNING,
    "more is quoted than `checks: max_quoted` allows (10 %), and the source does not say `copy: yes`",
    "Quoting is allowed to discuss a text, not to replace it; how much is allowed differs from country to country.")
MISNAMED_TEXT = Rule("DK114", "misnamed-text", WARNING, "a source's text is missing, and a file has almost its name",
    "The text is probably there, but no quotation is compared with it.")
GUESSED_ENCODING = Rule("DK115", "guessed-encoding", WARNING, "the encoding of a source's file is a guess",
    "Accents and other special letters may be wrong, and quotations that contain them are not found.")
RECOUNTED = Rule("DK116", "recounted", WARNING, "a paragraph's number is of another version of debatekit",
    "The words are verified. Versions that read web pages differently count their paragraphs differently.")

FIELD_MISSING = Rule("DK201", "field-missing", WARNING, "a source lacks a field that a written citation needs",
    "The NSDA asks for it, where the source gives it. What a text does not say is worth saying: `not stated`.")
OTHERWISE_NOT_STATED = Rule("DK202", "otherwise-not-stated", WARNING,
    "a field says in other words that something is not stated",
    "Only the exact words `not stated` are recognised, and asked about on the worksheet.")
UNUSED_SOURCE = Rule("DK203", "unused-source", WARNING, "a source is described but not used",
    "Its reference is printed on the briefs as if it were.")
BAD_ADDRESS = Rule("DK204", "bad-address", WARNING, "the address of a source cannot be followed",
    "Pupils type it or click it.")
BAD_DATE = Rule("DK205", "bad-date", WARNING, "a date of a source cannot be right",
    "It is in the future, does not exist, or the source was looked up before it was published.")
BAD_LINK = Rule("DK206", "bad-link", WARNING, "a link in a text cannot be followed",
    "Pupils type it or click it; it is printed as it was typed.")

UNEVEN_ARGUMENTS = Rule("DK301", "uneven-arguments", WARNING, "one side has more arguments than the other",
    "Packs that are used for years give both sides the same number.")
UNEVEN_WORDS = Rule("DK302", "uneven-words", WARNING, "one side has more words than the other",
    "More to say looks like more that is true.")
UNEVEN_EVIDENCE = Rule("DK303", "uneven-evidence", WARNING, "one side has more evidence than the other",
    "A case is as strong as its evidence.")
UNEVEN_REPLIES = Rule("DK304", "uneven-replies", WARNING, "one side replies to the other more than it is replied to",
    "The side that has the last word seems to be right.")
UNEVEN_QUESTIONS = Rule("DK305", "uneven-questions", WARNING, "the questions are about one side more than the other",
    "What is asked about is what is thought about.")
UNEVEN_LEVEL = Rule("DK306", "uneven-level", WARNING, "one side is harder to read than the other",
    "The harder text has fewer readers.")
UNEVEN_TONE = Rule("DK307", "uneven-tone", WARNING, "one side has more hedges, or more loaded words, than the other",
    "A side that “may” and “might” sounds weaker; loaded words do the work of reasons.")
UNANSWERED = Rule("DK308", "unanswered", WARNING, "nobody answers an argument",
    "An argument without a reply wins by silence. An `answers` of the other side, or its own `challenge`, is a reply.")
HALF_NAMED = Rule("DK309", "half-named", WARNING, "only one side has its own name, or both sides have the same name",
    "The two names are printed side by side on the sheets.")

TOO_HARD = Rule("DK401", "too-hard", WARNING, "a text is too hard to read for the ages that the motion is for",
    "Pupils who cannot read it cannot use it. The estimate considers only the length of words and sentences.")

PLACEHOLDER = Rule("DK601", "unfinished", WARNING, "a placeholder such as “(write why it matters)” is left",
    "A new motion file has one wherever its author is to write, and it would be printed as it is.")

UNUSED_IGNORE = Rule("DK901", "unused-ignore", WARNING, "a finding is ignored that does not occur",
    "It would hide the next one.")
# fmt: on

RULES: Final = tuple(value for value in vars().copy().values() if isinstance(value, Rule))
BY_CODE: Final = {rule.code: rule for rule in RULES}
