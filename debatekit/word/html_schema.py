"""The HTML vocabulary: one table of elements with their content, attributes, classes and styles.

What is not in the table is an error, never dropped. A class names what something is (a claim, a label), never how it
looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from debatekit.errors import did_you_mean, nearest

ORIGIN: Final = "data-at"  # the attribute that says which line of a template an element comes from, as `name:line`

FOOTNOTE, FOOTNOTE_MARK = "doc-footnote", "doc-noteref"
"""The roles of a footnote and of its mark in the text (WAI-ARIA for digital publishing)."""

LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
META_NAMES: Final = frozenset({"author", "subject", "keywords", "audience"})
INPUT_TYPES: Final = frozenset({"checkbox", "radio", "text", "date"})
LIST_TYPES: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
FIELDS: Final = {"page": "PAGE", "pages": "NUMPAGES"}
SECTION_CLASSES: Final = frozenset({"landscape", "columns", "lines"})
"""The classes of a ``section`` that becomes a section in Word, too, and must be a child of the body."""

IN_CARD: Final = {"Normal": "Body Text"} | {
    name: f"{name} Indented"
    for name in (
        "Label", "Meta", "Note", "Teacher Note", "Writing Line", "Writing Field",
        "Term", "Definition", "Figure", "Caption",
    )
}  # fmt: skip
"""The styles that replace others within a card, in line with the text after its number."""


class Check(NamedTuple):
    """A test of an attribute's value, and the hint if it fails."""

    is_valid: Callable[[str], object]
    hint: str


def _one_of(*values: str) -> Check:
    return Check(frozenset(values).__contains__, f"Choose from: {', '.join(sorted(values))}.")


def _matching(pattern: str, hint: str) -> Check:
    return Check(re.compile(pattern, re.DOTALL).fullmatch, hint)


def _whole_number(low: int, high: int) -> Check:
    def is_valid(value: str) -> bool:
        return value.isascii() and value.isdecimal() and low <= int(value[:6]) <= high

    return Check(is_valid, f"Write a number from {low} to {high}.")


ANY: Final = Check(lambda _: True, "")
PERCENTAGE: Final = "Write a percentage, such as 30%."
SPAN: Final = _whole_number(1, 63)
LINK: Final = _matching(
    f"(?i:{'|'.join(LINK_SCHEMES)}).*|#.+",
    "Links start with https://, http:// or mailto:, or with # and the id of something on the page.",
)
DATE_PATTERN: Final = _matching(
    r"(?=.*d)(?=.*M)(?=.*y)[^<>]{3,64}", "Write day, month and year as Word does: d MMMM yyyy, or dd.MM.yyyy."
)
PICTURE: Final = _matching(
    r"(?!/|.*(^|/)\.\.(/|$))[^\\:]+\.(?i:png|jpe?g|gif)",
    "Write the name of a PNG, JPEG or GIF file in the folder of the template, such as pictures/map.png.",
)
META_NAME: Final = _matching("|".join([*META_NAMES, "fill:[a-z]+"]), _one_of(*META_NAMES, "fill:…").hint)

COMMON: Final = {
    ORIGIN: ANY,
    "lang": _matching("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "Write the tag of a language, such as en, de-AT or ar."),
    "dir": _one_of("ltr", "rtl"),
}
"""The attributes of every element."""

ID: Final = _matching(
    "[A-Za-z][A-Za-z0-9_.-]{0,39}", "Start with a letter; letters, digits, - and _ follow, 40 at most."
)

BLOCK, INLINE, PART = "block", "inline", "part"


@dataclass(frozen=True)
class ElementSpec:
    """What an element may contain, which attributes it may have, and the style that it becomes."""

    level: str  # whether it is a block, is part of a line, or is only allowed in certain other elements
    style: str = ""  # its style, if it has no class; "" takes that of the text around it
    classes: Mapping[str, str] = field(default_factory=dict)  # the classes that it may have, with their styles
    needs_class_without: frozenset[str] = frozenset()  # attributes that replace a class; without, it needs one
    attributes: Mapping[str, Check] = field(default_factory=dict)
    children: frozenset[str] | None = None  # the only elements that it may contain, and no text; None: text or blocks
    only_text: bool = False  # whether it contains text and inline elements, but no blocks
    plain: frozenset[str] | None = None  # if only its text is used: the elements that are allowed all the same
    parent: str = ""  # the element that it must be in, if that also allows others
    has_id: bool = True  # whether links can lead to it

    @property
    def allowed_attributes(self) -> dict[str, Check]:
        """All attributes that it may have, and the checks of their values."""
        class_ = {"class": ANY} if self.classes else {}
        return {**COMMON, **class_, **self.attributes, **({"id": ID} if self.has_id else {})}


def _children(*tags: str) -> frozenset[str]:
    return frozenset(tags)


def _heading(style: str, **classes: str) -> ElementSpec:
    return ElementSpec(BLOCK, classes={"": style, **classes}, only_text=True)


def _inline(style: str = "", **attributes: Check) -> ElementSpec:
    return ElementSpec(INLINE, style, attributes=attributes, only_text=True)


def _field(children: frozenset[str] | None = None, **attributes: Check) -> ElementSpec:
    return ElementSpec(INLINE, attributes=attributes, children=children, only_text=True, has_id=False)


def _part(children: frozenset[str] | None = None, **attributes: Check) -> ElementSpec:
    return ElementSpec(PART, attributes=attributes, children=children, has_id=False)


PARAGRAPH_CLASSES: Final = {
    "": "Normal", "lead": "Subtitle", "label": "Label", "meta": "Meta", "count": "Paragraph Number",
    "name": "Name Line", "choices": "Choices", "band": "Band", "band for": "Band For",
    "band against": "Band Against", "band teacher": "Band Teacher",
}  # fmt: skip

ELEMENTS: Final[dict[str, ElementSpec]] = {
    # the page
    "html": _part(_children("head", "body")),
    "head": _part(_children("title", "meta")),
    "title": ElementSpec(PART, plain=_children(), has_id=False),
    "meta": ElementSpec(PART, attributes={"name": META_NAME, "content": ANY, "charset": ANY}, has_id=False),
    "body": _part(),
    "header": ElementSpec(PART, children=_children("p"), parent="body", has_id=False),
    "footer": ElementSpec(PART, children=_children("p"), parent="body", has_id=False),
    # text
    "h1": _heading("Heading 1"),
    "h2": _heading("Heading 2"),
    "h3": _heading("Heading 3", **{"for": "Claim For"}, against="Claim Against"),
    "h4": _heading("Heading 4"),
    "p": ElementSpec(BLOCK, classes=PARAGRAPH_CLASSES, only_text=True),
    "blockquote": ElementSpec(BLOCK, classes={"": "Quote", "fact": "Fact", "find": "Find Out"}),
    "aside": ElementSpec(
        BLOCK,
        classes={"note": "Note", "challenge": "Challenge", "teacher": "Teacher Note", "key": "Teacher Note"},
        needs_class_without=frozenset({"role"}),
        attributes={"role": _one_of(FOOTNOTE)},
    ),
    "hr": ElementSpec(BLOCK, "Rule"),
    "textarea": ElementSpec(
        BLOCK,
        "Writing Line",
        attributes={"rows": _whole_number(1, 99), "name": ANY, "title": ANY, "placeholder": ANY},
        children=_children(),
    ),
    # groups
    "section": ElementSpec(
        BLOCK, classes=dict.fromkeys(("card", "card long", "page", "landscape", "columns", "lines"), "")
    ),
    "div": ElementSpec(BLOCK, classes={"together": ""}),
    "fieldset": ElementSpec(BLOCK),
    "legend": ElementSpec(PART, "Label", only_text=True, parent="fieldset", has_id=False),
    "figure": ElementSpec(BLOCK, "Figure", children=_children("img", "figcaption")),
    "figcaption": ElementSpec(PART, "Caption", only_text=True, has_id=False),
    # lists
    "ul": ElementSpec(BLOCK, "List Bullet", children=_children("li")),
    "ol": ElementSpec(
        BLOCK,
        classes={"": "List Number", "lines": "Numbered Line"},
        attributes={"type": _one_of(*LIST_TYPES), "start": _whole_number(0, 32767)},
        children=_children("li"),
    ),
    "li": ElementSpec(PART),
    "dl": ElementSpec(BLOCK, children=_children("dt", "dd")),
    "dt": ElementSpec(PART, "Term", only_text=True),
    "dd": ElementSpec(PART, "Definition"),
    # tables
    "table": ElementSpec(BLOCK, children=_children("caption", "colgroup", "thead", "tbody")),
    "caption": ElementSpec(
        PART,
        plain=_children("strong", "em", "mark", "code", "sub", "sup", "cite", "abbr", "dfn", "small", "span"),
        has_id=False,
    ),
    "colgroup": _part(_children("col")),
    "col": ElementSpec(PART, attributes={"width": _matching(r"\d{1,2}(\.\d+)?%", PERCENTAGE)}, has_id=False),
    "thead": _part(_children("tr")),
    "tbody": _part(_children("tr")),
    "tr": ElementSpec(PART, classes={"": "", "write": ""}, children=_children("th", "td"), has_id=False),
    "th": _part(scope=_one_of("col", "row"), colspan=SPAN, rowspan=SPAN),
    "td": _part(colspan=SPAN, rowspan=SPAN),
    # within a line
    "strong": _inline("Strong"),
    "em": _inline("Emphasis"),
    "mark": _inline("Marked"),
    "code": _inline("Code"),
    "sub": _inline("Subscript"),
    "sup": _inline("Superscript"),
    "cite": _inline("Emphasis"),
    "abbr": _inline("Abbreviation"),
    "dfn": _inline("Defined Term"),
    "ins": _inline("Inserted"),
    "del": _inline("Deleted"),
    "small": _inline("Small"),
    "q": _inline(),
    "a": _inline(href=LINK, role=_one_of(FOOTNOTE_MARK)),
    "span": ElementSpec(
        INLINE,
        classes={"number": "Number", "end": "", "secondary": "Secondary"},
        needs_class_without=frozenset({"lang", "dir", "id"}),
        only_text=True,
    ),
    "br": _field(),
    "img": _field(src=PICTURE, alt=ANY, width=_matching(r"[1-9]\d?(\.\d+)?%|100%", PERCENTAGE)),
    "output": _field(_children(), name=_one_of(*FIELDS)),
    # fields
    "label": _field(),
    "input": ElementSpec(
        INLINE,
        attributes=dict.fromkeys(("name", "title", "checked", "value", "placeholder"), ANY)
        | {"type": _one_of(*INPUT_TYPES), "pattern": DATE_PATTERN},
        has_id=False,
    ),
    "select": _field(_children("option"), name=ANY, title=ANY),
    "option": ElementSpec(
        PART, attributes={"value": ANY, "selected": ANY}, only_text=True, plain=_children(), has_id=False
    ),
}

VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""The elements of HTML without end tags (HTML standard, 13.1.2), allowed here or not."""

BLOCKS: Final = frozenset(tag for tag, spec in ELEMENTS.items() if spec.level == BLOCK)
INLINES: Final = frozenset(tag for tag, spec in ELEMENTS.items() if spec.level == INLINE)
CONTAINERS: Final = (
    frozenset(
        tag for tag, spec in ELEMENTS.items() if spec.children is None and not spec.only_text and spec.plain is None
    )
    - VOID
)
"""The elements that contain either blocks, or text and inline elements; ``li`` may have text before its blocks."""

_PARENTS: Final[dict[str, list[str]]] = {
    tag: [parent for parent, other in ELEMENTS.items() if tag in (other.children or ())]
    + ([spec.parent] * bool(spec.parent))
    for tag, spec in ELEMENTS.items()
    if spec.level == PART
}
"""The elements that each part may be in, if those are restricted."""

MIN_SIMILARITY: Final = 0.7
"""How similar an unknown element must be to be taken for another: sektion for section, but not font for footer."""

SUBSTITUTES: Final = {"b": "strong", "i": "em", "u": "mark", "s": "del"}
"""Elements that are often used where another has the right meaning."""

CURLY_QUOTES: Final = re.compile("[“”„‟«»‘’]")
STRAIGHT_QUOTES: Final = 'Write straight quotation marks, as in class="label".'


class Violation(NamedTuple):
    """What is wrong with an element, and what to write instead."""

    message: str
    hint: str
    is_unclosed: bool = False  # probably the element around it: then everything after it is misplaced, too


def tag_violations(tag: str, attributes: Mapping[str, str], class_: str) -> Iterator[Violation]:
    """Yield what is wrong with a tag, wherever it is."""
    spec = ELEMENTS.get(tag)
    if spec is None:
        near = SUBSTITUTES.get(tag) or nearest(tag, ELEMENTS, likeness=MIN_SIMILARITY)
        hint = f"Did you mean '{near}'?" if near else "All elements are listed in docs/pages.md."
        yield Violation(f"unknown element <{tag}>", hint)
        return
    allowed = spec.allowed_attributes
    for name, value in attributes.items():
        if name not in allowed:
            yield Violation(f"<{tag}> has no attribute '{name}' here", did_you_mean(name, allowed.keys() - {ORIGIN}))
        elif not allowed[name].is_valid(value):
            hint = STRAIGHT_QUOTES if CURLY_QUOTES.search(value) else allowed[name].hint
            yield Violation(f'{name}="{value}" is not known at <{tag}>', hint)
    if spec.classes and class_ not in spec.classes and (class_ or not spec.needs_class_without & attributes.keys()):
        choices = [choice for choice in spec.classes if choice]
        message = f"<{tag}> has no class '{class_}'" if class_ else f"<{tag}> needs a class"
        otherwise = f"Choose from: {', '.join(choices)}." if choices else "Leave it out."
        hint = STRAIGHT_QUOTES if CURLY_QUOTES.search(class_) else did_you_mean(class_, choices, otherwise)
        yield Violation(message, hint)
    if tag == "aside" and class_ and "role" in attributes:
        yield Violation(f"a footnote has no class '{class_}'", "Leave it out: all notes look alike.")


@lru_cache(2_000)
def nesting_violation(tag: str, path: tuple[str, ...]) -> Violation | None:
    """Return why `tag` is not allowed in the open elements in `path`, the outermost first."""
    parent = path[-1] if path else ""
    spec, outer_spec = ELEMENTS.get(tag), ELEMENTS.get(parent)
    if spec is None or (parent and outer_spec is None):
        return None  # an unknown element is reported once, not together with its content
    if outer_spec and outer_spec.children is not None and tag not in outer_spec.children:
        between = [f"<{part}>" for part in sorted(outer_spec.children) if tag in (ELEMENTS[part].children or ())]
        hint = f"Put it in {' or '.join(between)}." if between else content_hint(parent)
        return Violation(f"<{tag}> is not allowed in <{parent}>", hint)
    if (parents := _PARENTS.get(tag)) and parent not in parents:
        message = f"<{tag}> is not allowed in <{parent}>" if parent else f"<{tag}> is not allowed on its own"
        return Violation(message, f"Put it in <{parents[0]}>.")
    return _ancestor_violation(tag, spec, path)


def _ancestor_violation(tag: str, spec: ElementSpec, path: tuple[str, ...]) -> Violation | None:
    specs = {outer: ELEMENTS[outer] for outer in path if outer in ELEMENTS}
    text = next((outer for outer, outer_spec in specs.items() if outer_spec.only_text), "")
    if spec.level == BLOCK and text:
        return Violation(f"<{tag}> is not allowed in <{text}>", f"Close <{text}> before it.", is_unclosed=True)
    if spec.level == BLOCK and "thead" in path[-3:]:
        return Violation(f"<{tag}> is not allowed in a header row", "Write text without blocks in it.")
    if (tag == "a" and "a" in path) or (tag == "li" and path[-1] == "li"):
        return Violation(f"<{tag}> is not allowed in <{tag}>", f"Close the first <{tag}> before it.", is_unclosed=True)
    if (plain := plain_element(path)) and tag not in (specs[plain].plain or ()):
        return Violation(f"<{tag}> is not allowed in <{plain}>", f"Write plain text in <{plain}>.")
    return None


def plain_element(path: Iterable[str]) -> str:
    """Return the first element of which only the text is used, if there is one."""
    return next((tag for tag in path if tag in ELEMENTS and ELEMENTS[tag].plain is not None), "")


def content_hint(tag: str) -> str:
    """Return a hint that names the elements that `tag` may contain."""
    content = " and ".join(f"<{inner}>" for inner in sorted(ELEMENTS[tag].children or ()))
    return f"<{tag}> holds {content} only." if content else f"<{tag}> holds nothing."
