"""The HTML vocabulary: the elements with their content, attributes, classes and styles; all else is an error."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Final, NamedTuple

from debatekit.errors import closest_word, did_you_mean

ORIGIN: Final = "data-at"  # the attribute that says which line of a template an element comes from, as `name:line`
FOOTNOTE, FOOTNOTE_MARK = "doc-footnote", "doc-noteref"  # roles of WAI-ARIA for digital publishing
LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
META_NAMES: Final = frozenset({"author", "subject", "keywords", "audience", "placeholder"})
LIST_TYPES: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
FIELDS: Final = {"page": "PAGE", "pages": "NUMPAGES"}
SECTION_CLASSES: Final = ("landscape", "columns", "lines")  # of a section in Word, a child of the body
# The styles that replace others within a card, in line with the text after its number.
IN_CARD: Final = {"Normal": "Body Text"} | {name: f"{name} Indented" for name in (
    "Label", "Meta", "Notice", "Teacher Note", "Writing Line", "Term", "Definition", "Picture", "Caption", "Quotation",
    "Quotation Source", "Fact", "Fact Source", "Find Out", "Challenge",
)}  # fmt: skip


class Check(NamedTuple):
    """A test of an attribute's value, and the hint if it fails."""

    is_valid: Callable[[str], object]
    hint: str


def _one_of(*values: str) -> Check:
    return Check(frozenset(values).__contains__, f"Choose from: {', '.join(sorted(values))}.")


def _matching(pattern: str, hint: str) -> Check:
    return Check(partial(re.fullmatch, f"(?s:{pattern})"), hint)  # compiled when a page has such an attribute


def _whole_number(low: int, high: int) -> Check:
    def is_valid(text: str) -> bool:
        return text.isdecimal() and len(text) <= len(str(high)) and low <= int(text) <= high and text == str(int(text))

    return Check(is_valid, f"Write a number from {low} to {high}.")


ANY: Final = Check(lambda _: True, "")
PERCENTAGE: Final = _matching(r"[1-9]\d?(\.\d+)?%|100%", "Write a percentage, such as 30%.")
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
NAME: Final = _matching(r"\S{1,20}", "Write a number without spaces, such as P1.")
META_NAME: Final = _matching("|".join([*META_NAMES, "fill:[a-z]+"]), _one_of(*META_NAMES, "fill:…").hint)
COMMON: Final = {  # the attributes of every element
    ORIGIN: ANY,
    "lang": _matching("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "Write the tag of a language, such as en, de-AT or ar."),
    "dir": _one_of("ltr", "rtl"),
}
ID: Final = _matching(
    "[A-Za-z][A-Za-z0-9_.-]{0,39}", "Start with a letter; letters, digits, - and _ follow, 40 at most."
)

BLOCK, INLINE, PART, FIELD = "block", "inline", "part", "field"


@dataclass(frozen=True)
class ElementSpec:
    """What an element may contain, which attributes it may have, and the style that it becomes."""

    level: str  # whether it is a block, is part of a line, or is only allowed in certain other elements
    style: str = ""  # its style, if it has no class; "" takes that of the text around it
    classes: Mapping[str, str] = field(default_factory=dict)  # the classes that it may have, with their styles
    needs_class_without: frozenset[str] = frozenset()  # attributes that replace a class; without, it needs one
    attributes: Mapping[str, Check] = field(default_factory=dict)  # those that it may have besides the `COMMON` ones
    children: frozenset[str] | None = None  # the only elements that it may contain, and no text; None: text or blocks
    only_text: bool = False  # whether it contains text and inline elements, but no blocks
    plain: frozenset[str] | None = None  # if only its text is used: the elements that are allowed all the same
    parent: str = ""  # the element that it must be in, if that also allows others
    has_id: bool = True  # whether links can lead to it


def _spec(level: str, style: str = "", *children: str, **attributes: Check) -> ElementSpec:
    only_text, has_id = level in {INLINE, FIELD}, level in {BLOCK, INLINE}
    inner = frozenset(children) or None
    return ElementSpec(level, style, attributes=attributes, children=inner, only_text=only_text, has_id=has_id)


_block, _inline = partial(_spec, BLOCK), partial(_spec, INLINE)
_part, _field = partial(_spec, PART, ""), partial(_spec, FIELD, "")
PARAGRAPH_CLASSES: Final = {
    "": "Normal", "lead": "Subtitle", "label": "Label", "meta": "Meta", "count": "Paragraph Number",
    "large": "Large Text", "name": "Name Line", "check": "Check Line", "choices": "Choices", "band": "Band",
    "band for": "Band For",
    "band against": "Band Against", "band teacher": "Band Teacher", "tab for": "Tab For", "tab against": "Tab Against",
}  # fmt: skip
ASIDE_CLASSES: Final = {"note": "Notice", "challenge": "Challenge", "teacher": "Teacher Note", "key": "Teacher Note"}
TEXT_STYLES: Final = {
    "strong": "Strong", "em": "Emphasis", "mark": "Marked", "code": "Code Text", "sub": "Subscript",
    "sup": "Superscript", "cite": "Emphasis", "abbr": "Abbreviation", "dfn": "Defined Term", "ins": "Inserted",
    "del": "Deleted", "small": "Small", "q": "",
}  # fmt: skip

ELEMENTS: Final[dict[str, ElementSpec]] = {
    # the page
    "html": _part("head", "body"),
    "head": _part("title", "meta"),
    "title": ElementSpec(PART, plain=frozenset(), has_id=False),
    "meta": _part(name=META_NAME, content=ANY, charset=ANY),
    "body": replace(_part(), classes={"": "", "landscape": ""}),
    "header": replace(_part("p"), parent="body"),
    "footer": replace(_part("p"), parent="body"),
    # text
    **{f"h{level}": ElementSpec(BLOCK, classes={"": f"Heading {level}"}, only_text=True) for level in (1, 2, 4)},
    "h3": ElementSpec(BLOCK, classes={"": "Heading 3", "for": "Heading 3", "against": "Heading 3"}, only_text=True),
    "p": ElementSpec(BLOCK, classes=PARAGRAPH_CLASSES, only_text=True),
    "blockquote": ElementSpec(BLOCK, classes={"": "Quotation", "fact": "Fact", "find": "Find Out"}),
    "aside": replace(_block(role=_one_of(FOOTNOTE)), classes=ASIDE_CLASSES, needs_class_without=frozenset({"role"})),
    "hr": _block("Rule"),
    "textarea": replace(
        _block(
            "Writing Line", rows=_whole_number(1, 99), **dict.fromkeys(("label", "name", "title", "placeholder"), ANY)
        ),
        children=frozenset(),
    ),
    # groups
    "section": ElementSpec(BLOCK, classes=dict.fromkeys(("card", "card long", "page", *SECTION_CLASSES), "")),
    "div": ElementSpec(BLOCK, classes={"together": ""}),
    "fieldset": _block(),
    "legend": ElementSpec(PART, "Label", only_text=True, parent="fieldset", has_id=False),
    "figure": _block("Picture", "img", "argument-map", "figcaption"),
    "argument-map": _part("argument-box", alt=ANY, leave=_whole_number(0, 40)),
    "argument-box": replace(
        _spec(PART, "Map Text", name=NAME, answers=ANY),
        classes=dict.fromkeys(("for", "against"), "Map Text"),
        plain=frozenset(),
    ),
    "figcaption": ElementSpec(PART, "Caption", only_text=True, has_id=False),
    # lists
    "ul": _block("List Bullet", "li"),
    "ol": replace(
        _block("", "li", type=_one_of(*LIST_TYPES), start=_whole_number(0, 32767)),
        classes={"": "List Number", "lines": "Numbered Line"},
    ),
    "li": ElementSpec(PART),
    "dl": _block("", "dt", "dd"),
    "dt": ElementSpec(PART, "Term", only_text=True),
    "dd": ElementSpec(PART, "Definition"),
    # tables
    "table": replace(
        _block("", "caption", "colgroup", "thead", "tbody"),
        classes={"": "Debate Table", "spread": "Spread", "pair": "Pair"},
    ),
    "caption": ElementSpec(PART, plain=frozenset({*TEXT_STYLES, "span"} - {"ins", "del", "q"}), has_id=False),
    "colgroup": _part("col"),
    "col": _part(width=PERCENTAGE),
    "thead": _part("tr"),
    "tbody": _part("tr"),
    "tr": replace(_part("th", "td"), classes={"": "", "write": ""}),
    "th": _part(scope=_one_of("col", "row"), colspan=SPAN, rowspan=SPAN),
    "td": _part(colspan=SPAN, rowspan=SPAN),
    # within a line
    **{tag: _inline(style) for tag, style in TEXT_STYLES.items()},
    "a": _inline(href=LINK, role=_one_of(FOOTNOTE_MARK)),
    "span": replace(
        _inline(),
        classes={"number": "Number", "end": "", "secondary": "Secondary", "tag": "Tag"},
        needs_class_without=frozenset({"lang", "dir", "id"}),
    ),
    "br": _field(),
    "img": _field(src=PICTURE, alt=ANY, width=PERCENTAGE),
    "output": replace(_field(name=_one_of(*FIELDS)), children=frozenset()),
    # fields
    "label": _field(),
    "input": _field(
        **dict.fromkeys(("name", "title", "checked", "value", "placeholder"), ANY),
        type=_one_of("checkbox", "radio", "text", "date"),
        pattern=DATE_PATTERN,
    ),
    "select": _field("option", name=ANY, title=ANY),
    "option": replace(_part(value=ANY, selected=ANY), only_text=True, plain=frozenset()),
}

INLINE_STYLES: Final = tuple(dict.fromkeys(
    style for spec in ELEMENTS.values() if spec.level == INLINE for style in (spec.style, *spec.classes.values())
))  # fmt: skip
"""The character styles that elements become, and "" for none."""
VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})  # elements without end tags
BLOCKS: Final = frozenset(tag for tag, spec in ELEMENTS.items() if spec.level == BLOCK)
INLINES: Final = frozenset(tag for tag, spec in ELEMENTS.items() if spec.level in {INLINE, FIELD})
CONTAINERS: Final = {
    tag for tag, spec in ELEMENTS.items() if spec.children is None and not spec.only_text and spec.plain is None
} - VOID
"""The elements that contain either blocks, or text and inline elements; ``li`` may have text before its blocks."""
SUBSTITUTES: Final = {"b": "strong", "i": "em", "u": "mark", "s": "del"}  # often used in its place


def _safe_children(tag: str, spec: ElementSpec) -> frozenset[str]:
    if tag in CONTAINERS:
        return BLOCKS - {"table"}
    if spec.children is not None or spec.plain is not None:
        return spec.children or spec.plain or frozenset()
    in_line = ELEMENTS["caption"].plain or frozenset()
    return in_line if spec.level == INLINE else INLINES - {"a"} if spec.level == FIELD else INLINES


_SAFE: Final = {tag: _safe_children(tag, spec) for tag, spec in ELEMENTS.items()}
SAFE_PARENTS: Final = {tag: frozenset(outer for outer, inner in _SAFE.items() if tag in inner) for tag in ELEMENTS}
"""The elements in which each is allowed wherever they are; about others, `nesting_violation` decides."""


class Violation(NamedTuple):
    """What is wrong with an element, and what to write instead."""

    message: str
    hint: str
    is_unclosed: bool = False  # probably the element around it: then everything after it is misplaced, too


def tag_violations(tag: str, attributes: Mapping[str, str], class_: str) -> Iterator[Violation]:
    """Yield what is wrong with a tag, wherever it is."""
    spec = ELEMENTS.get(tag)
    if spec is None:
        near = SUBSTITUTES.get(tag) or closest_word(tag, ELEMENTS, likeness=0.7)  # sektion is section, font not footer
        hint = f"Did you mean '{near}'?" if near else "All elements are listed in docs/pages.md."
        yield Violation(f"unknown element <{tag}>", hint)
        return
    allowed = (
        {**COMMON, **spec.attributes} | ({"class": ANY} if spec.classes else {}) | ({"id": ID} if spec.has_id else {})
    )
    for name, value in attributes.items():
        if name not in allowed:
            yield Violation(f"<{tag}> has no attribute '{name}' here", did_you_mean(name, allowed.keys() - {ORIGIN}))
        elif not allowed[name].is_valid(value):
            yield Violation(f'{name}="{value}" is not known at <{tag}>', _quotes_hint(value) or allowed[name].hint)
    if spec.classes and class_ not in spec.classes and (class_ or not spec.needs_class_without & attributes.keys()):
        choices = [choice for choice in spec.classes if choice]
        message = f"<{tag}> has no class '{class_}'" if class_ else f"<{tag}> needs a class"
        otherwise = f"Choose from: {', '.join(choices)}." if choices else "Leave it out."
        yield Violation(message, _quotes_hint(class_) or did_you_mean(class_, choices, otherwise))


def _quotes_hint(value: str) -> str:
    return 'Write straight quotation marks, as in class="label".' if re.search("[“”„‟«»‘’]", value) else ""


@lru_cache(2_000)
def nesting_violation(tag: str, path: tuple[str, ...]) -> Violation | None:
    """Return why `tag` is not allowed in the open elements in `path`, the outermost first."""
    parent = path[-1] if path else ""
    spec, outer = ELEMENTS.get(tag), ELEMENTS.get(parent)
    if spec is None or (parent and outer is None):
        return None  # an unknown element is reported once, not together with its content
    parents = [name for name, other in ELEMENTS.items() if tag in (other.children or ()) or spec.parent == name]
    text = next((name for name in path if name in ELEMENTS and ELEMENTS[name].only_text), "")
    plain = plain_element(path)
    message, is_unclosed = f"<{tag}> is not allowed in <{parent}>" if parent else f"<{tag}> is not allowed here", False
    if outer and outer.children is not None and tag not in outer.children:
        between = [f"<{part}>" for part in sorted(outer.children) if tag in (ELEMENTS[part].children or ())]
        hint = f"Put it in {' or '.join(between)}." if between else content_hint(parent)
    elif spec.level == PART and parent not in (parents or [""]):
        hint = f"Put it in <{parents[0]}>." if parents else "A page has only one."
    elif spec.level == BLOCK and text:
        message, hint, is_unclosed = f"<{tag}> is not allowed in <{text}>", f"Close <{text}> before it.", True
    elif tag == "table" and not {"td", "th"}.isdisjoint(path):
        message = "a table is not allowed in a cell of another table"
        hint = "Screen readers would lose their way: write a list here, or put it before or after the other table."
    elif (tag == "a" and "a" in path) or (tag == "li" and parent == "li"):
        message, hint, is_unclosed = f"<{tag}> is not allowed in <{tag}>", f"Close the first <{tag}> before it.", True
    elif plain and tag not in (ELEMENTS[plain].plain or ()):
        message, hint = f"<{tag}> is not allowed in <{plain}>", f"Write plain text in <{plain}>."
    else:
        return None
    return Violation(message, hint, is_unclosed)


def plain_element(path: Iterable[str]) -> str:
    """Return the first element of which only the text is used, if there is one."""
    return next((tag for tag in path if tag in ELEMENTS and ELEMENTS[tag].plain is not None), "")


def content_hint(tag: str) -> str:
    """Return a hint that names the elements that `tag` may contain."""
    content = " and ".join(f"<{inner}>" for inner in sorted(ELEMENTS[tag].children or ()))
    return f"<{tag}> holds {content} only." if content else f"<{tag}> holds nothing."
