"""Characters that look like those of YAML are named where they are, once, and the rest of the file is read."""

from pathlib import Path

import pytest

from tests.motion.drafts import draft, problems_of, read

HYPHEN = "Type a hyphen and a space."
SPACES = "Type ordinary spaces in its place."
INVISIBLE = "there is an invisible character here: "
COLON = "Type ':' and a space."
BOTH_ENDS = 'Type " at both ends of the value'
ENTER = "Type Enter or a space in its place."
NO_DASH = "an item of the list begins here, and there is no '- '"
NO_SPACE = "a space is missing after the colon"
LEFT = "this item begins one space to the left of those above"
SOURCE = "sources: {a: {title: b}}"
FIND = "evidence:\n  - find: Who?\n  - find: Where?\n"
SECOND = "    - claim: Planting"
ASK = "Write 'ask:' before it, and put the whole text in double quotes."

DASHES = {
    "en dash": (draft().replace("- claim: Trees", "– claim: Trees"), 3, 5, "'–' (U+2013, en dash)", HYPHEN),
    "asterisk": (draft().replace("- claim: Trees", "* claim: Trees"), 3, 5, "this is '*'", HYPHEN),
    "number": (draft().replace("- claim: Trees", "1. claim: Trees"), 3, 5, "this is '1.'", HYPHEN),
    "hyphen without a space": (draft().replace("- claim: Pl", "-claim: Pl"), 4, 5, "a space is missing", HYPHEN),
    "dash before a text": (draft("subjects:\n  - Art\n  – Music"), 3, 3, "en dash", HYPHEN),
}  # fmt: skip
SPACES_AND_SIGNS = {
    "full-width colon of a name": (draft("sources:\n  文章：\n    title: x"), 2, 5, "fullwidth colon", COLON),
    "indentation": (draft().replace("  arguments", "\u00a0 arguments", 1), 2, 1, "no ordinary space", SPACES),
    "after a hyphen": (draft().replace("- claim: P", "-\u00a0claim: P"), 4, 6, "U+00A0 (no-break space)", SPACES),
    "before a colon": (draft().replace("pro:", "pro\u202f:"), 1, 4, "U+202F (narrow no-break space)", SPACES),
    "after a colon": (draft("notice:\u00a0a"), 1, 8, "U+00A0 (no-break space)", SPACES),
    "before a key": (draft().replace("con:", "\u200bcon:"), 5, 1, f"{INVISIBLE}U+200B (zero", "Delete it."),
    "within a key": (draft().replace("con:", "co\u00adn:"), 5, 3, f"{INVISIBLE}U+00AD (soft hyphen)", "Delete it."),
    "before a value": (draft("kind: \u2060fact"), 1, 7, f"{INVISIBLE}U+2060 (word joiner)", "Delete it."),
    "byte order mark": (draft().replace("con:", "\ufeffcon:"), 5, 1, f"{INVISIBLE}U+FEFF", "Delete it."),
    "within a word that is known": (draft("kind: fa\u200bct"), 1, 7, "is not known here",
        "Did you mean 'fact'? What is typed has U+200B (zero width space)."),
    "letter of another script": (draft("kіnd: fact"), 1, 1, "unknown key", "(U+0456, cyrillic small letter "),
    "full-width colon": (draft("notice：a"), 1, 7, "no ordinary colon, but '：' (U+FF1A, fullwidth colon)", COLON),
    "line separator for Enter": (draft("kind: fact\u2028notice: a"), 1, 11, "U+2028 (line separator) ends", ENTER),
    "space before a colon": (draft("notice :a"), 1, 8, NO_SPACE, "Write 'notice: a'."),
    "equals sign": (draft("kind=fact"), 1, 1, "this line has no colon", "Write 'key: value'"),
    "tab": (draft("lesson:\n\tpupils: 3"), 2, 1, "a tab cannot indent a line", "Indent with spaces."),
}  # fmt: skip
QUOTES = {
    "in braces": (draft("sides: {pro: “A: b”, con: c}"), 1, 14, "is no quotation mark of YAML", BOTH_ENDS),
    "around a value": (draft("notice: “a b”"), 1, 9, "'“' (U+201C, left", f"{BOTH_ENDS}; to print the"),
    "around a value with a colon": (draft("notice: “We say: no”"), 1, 9, "is no quotation mark of YAML", BOTH_ENDS),
    "French": (draft("notice: « Nous disons : non »"), 1, 9, "'«' (U+00AB", BOTH_ENDS),
    "at the end only": (draft('notice: "a: b”'), 1, 14, '(U+201D, right double quotation mark) does', 'Type " in'),
    "around a key": (draft("“notice”: a"), 1, 1, "is no quotation mark of YAML", "Type the key without them."),
    "half a character": (draft('notice: "a \\ud83d"'), 1, 12, "\\ud83d is only half a character", "the character"),
    "backslash": (draft('notice: "C:\\dir"'), 1, 12, "\\d means nothing in double quotes", "Write \\\\"),
}  # fmt: skip
ITEMS = {
    "question before keys": (draft("questions:\n  - What?:\n    depth: 1"), 2, 5, "'What?:' is read as a key", ASK),
    "second item among the keys of the first": (draft().replace(SECOND, "      claim: Pl"), 4, 7,
        "the key 'claim' is given twice", "Line 3 has it already: type '- ' before it to begin a new item, or keep"),
    "second item in the column of the hyphens": (draft("", "impact: x").replace(SECOND, "    claim: Pl"), 5, 5,
        NO_DASH, "Type '- ' before it."),
    "key of an item in the column of the hyphens": (draft().replace(SECOND, f"    impact: x\n{SECOND}"), 4, 5,
        NO_DASH, "Indent it like the keys above, or type '- ' before it."),
    "first item": (draft("", "impact: x").replace("    - claim: T", "    claim: T"), 3, 5, NO_DASH, "Type '- '"),
    "text without a key, and keys": (draft().replace("- claim: Trees", "- Trees\n      impact: Tree"), 3, 7,
        "this text has no key, and a key follows it", "Write its key before it"),
    "question without its key": (draft("questions:\n  - What?\n  - ask: Why?"), 2, 5,
        "'ask:' is missing before this text", "Write '- ask: What?'."),
    "questions without a list": (draft("questions: What?"), 1, 12, "a list is expected here", "with '- ask: '."),
    "question with a colon": (draft("questions:\n  - What is it: shade?"), 2, 5, "'What is it:' is read as a key", ASK),
    "term and its meaning": (draft("terms:\n  - Shade: no sun"), 2, 5, "'Shade:' is read as a key", "Write 'term:'"),
}  # fmt: skip
PLACES = {
    "third item": (draft("", f"{FIND} - find: When?"), 7, 8, LEFT, "Indent it by 8 spaces."),
    "third item, with more keys": (draft(SOURCE, f"{FIND} - fact: Two.\n   from: a"), 8, 8, LEFT, "by 8 spaces."),
    "third item, not its keys": (draft(SOURCE, f"{FIND} - fact: Two.\n    from: a"), 8, 8, LEFT, "by 8 spaces."),
    "item between others": (draft("", f"{FIND} - find: When?\n  - find: Why?"), 7, 8, LEFT, "by 8 spaces."),
    "item in the column of the key": (draft("", f"{FIND}- find: When?"), 7, 7, "2 spaces to the left", "8 spaces."),
    "item of another kind there": (draft(SOURCE, f"{FIND}- fact: Two.\n  from: a"), 8, 7, "2 spaces", "by 8 spaces."),
    "first item, and a list in it": (draft("", FIND).replace("- claim: T", "claim: T", 1).replace("\n      ", "\n    "),
        3, 5, NO_DASH, "Type '- ' before it."),
    "item to the left of the key": (draft("", FIND).replace(SECOND, f"     - find: When?\n{SECOND}"), 7, 6,
        "3 spaces to the left", "by 8 spaces."),
    "item to the right": (draft("", f"{FIND}   - find: When?"), 7, 10, "one space to the right", "by 8 spaces."),
    "first item to the left": (draft("", FIND.replace("  - find: Who?", " - find: Who?") + "  - find: When?"), 5, 8,
        "one space to the left of those below", "by 8 spaces."),
    "first item to the right": (draft("", FIND.replace("  - find: Who?", "   - find: Who?") + "  - find: When?"), 5, 10,
        "one space to the right of those below", "by 8 spaces."),
    "argument": (draft("", "impact: x").replace(SECOND, "   - claim: P\n     impact: y"), 5, 4, LEFT, "by 4 spaces."),
    "question": (draft("questions:\n  - ask: Who?\n  - ask: How?\n - ask: Why?"), 4, 2, LEFT, "by 2 spaces."),
    "word": (draft("terms:\n  - term: a\n    meaning: b\n - term: c\n   meaning: d"), 4, 2, LEFT, "by 2 spaces."),
    "item below a remark": (draft("subjects:  # any\n  - Art\n# more\n - Music"), 4, 2, LEFT, "by 2 spaces."),
    "text": (draft("subjects:\n  - Art\n - Music"), 3, 2, LEFT, "by 2 spaces."),
}  # fmt: skip
COLONS = {
    "only key of an item": (draft().replace("claim: T", "claim:T"), 3, 7, NO_SPACE, "Write '- claim: Trees give"),
    "first key of an item": (draft("", "impact: x").replace("claim: T", "claim:T"), 3, 12, NO_SPACE, "'claim: Trees"),
    "second key of an item": (draft("", "impact:x"), 4, 13, NO_SPACE, "Write 'impact: x'."),
    "kind of evidence": (draft("", "evidence:\n  - find:Who?"), 5, 11, NO_SPACE, "Write '- find: Who?'."),
    "only key of a block": (draft("lesson:\n  pupils:3"), 2, 3, NO_SPACE, "Write 'pupils: 3'."),
}  # fmt: skip
COMMENTS = {
    "text that goes on and on": (draft("notice: The\n  #MeToo\n  movement"), 2, 3, "'#MeToo' on is read", "in quotes"),
    "colour": (draft("settings:\n  look: #5A1020"), 2, 9, "from '#5A1020' on is read as a comment", "in quotes"),
    "text that goes on": (draft("notice: The\n  #MeToo movement"), 2, 3, "'#MeToo movement' on is read", "in quotes"),
}  # fmt: skip
WRONG = {**DASHES, **SPACES_AND_SIGNS, **QUOTES, **ITEMS, **PLACES, **COLONS, **COMMENTS}


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG.values(), ids=WRONG)
def test_mistake_is_the_only_one(tmp_path: Path, text: str, line: int, column: int, message: str, hint: str) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert (problem.line, problem.column) == (line, column)
    assert message in problem.message
    assert hint in problem.hint


MEANT = {
    "dashes and bullets in long text": "|\n  – a\n  • b\n  \u00a0c",
    "full-width colon": "注意：a",
    "marks that are not around it": "“No” means “no”",
    "marks to be printed": "'“No”'",
    "marks of direction": "\u200fa",
    "text in quotes of several lines": '"a\n  – b\n  • c"',
    "marks of a text in quotes": '"“a: b”"',
    "a line that seems empty": "|\n  a\n\u00a0\n  b",
    "remark below": "a\n#remark\n  #kind: fact",
}


@pytest.mark.parametrize("value", MEANT.values(), ids=MEANT)
def test_characters_of_a_text_are_text(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, draft(f"notice: {value}")).notice


def test_two_codes_of_json_are_one_character(tmp_path: Path) -> None:
    text = draft('notice: "\\ud83c\\udf33 \\\\ud83c"\nsubjects: ["\\uD83D\\uDE00"]')
    motion = read(tmp_path, text)
    assert (motion.notice, motion.subjects) == ("\N{DECIDUOUS TREE} \\ud83c", ["\N{GRINNING FACE}"])
