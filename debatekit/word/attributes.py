"""The elements of a page, one by one: each is known, and so are its attributes, classes and their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from debatekit.errors import did_you_mean, nearest
from debatekit.word.tree import problem_at
from debatekit.word.vocabulary import (
    ANYWHERE,
    BARE,
    CLASSES,
    CONTENT,
    DIRECTIONS,
    ELEMENTS,
    FIELDS,
    INPUT_TYPES,
    LINK_SCHEMES,
    LIST_TYPES,
    META_NAMES,
    NOTE,
    PLACE,
    PLAIN,
    ROLES,
    WITH_ID,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from debatekit.errors import Problem
    from debatekit.word.tree import Element

    Test: TypeAlias = tuple[Callable[[str], object], str]
    Value: TypeAlias = tuple[str, Callable[[str], object], str]

ALMOST: Final = 0.7
"""How alike two names of elements are that are taken for each other: sektion and section, but not font and footer."""

CURLY: Final = re.compile("[“”„‟«»‘’]")
STRAIGHT: Final = 'Write straight quotation marks, as in class="label".'

USUAL = {"b": "strong", "i": "em", "u": "mark", "s": "del"}
"""Elements that people write where another says what is meant."""


def page_problems(elements: Sequence[Element], name: str) -> Iterator[Problem]:
    """Yield what is wrong with the elements of a page beside others; `name` stands for the file as in `parse_page`."""
    for element in elements:
        if element.tag in PLAIN:
            yield from _plain_problems(element, name)
        if element.tag in CONTENT:
            yield from _text_problems(element, name)
    yield from _id_problems(elements, name)


def faults_of(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an element of these attributes, wherever it stands, and what to write instead."""
    allowed = ELEMENTS.get(tag)
    if allowed is None:
        yield f"unknown element <{tag}>", _known_element(tag)
        return
    allowed = (allowed | ANYWHERE | ({"id"} if tag in WITH_ID else frozenset())) - {PLACE}
    for attribute in attributes:
        if attribute not in allowed:
            yield f"<{tag}> has no attribute '{attribute}' here", did_you_mean(attribute, allowed)
    classes = CLASSES.get(tag)
    given = " ".join(attributes.get("class", "").split())
    bare = not given and any(attribute in attributes for attribute in BARE.get(tag, ()))
    if classes and given not in classes and not bare:
        choices = [choice for choice in classes if choice]
        message = f"<{tag}> has no class '{given}'" if given else f"<{tag}> needs a class"
        everything = f"Choose from: {', '.join(choices)}." if choices else "Leave it out."
        yield message, STRAIGHT if CURLY.search(given) else did_you_mean(given, choices, everything)
    if tag == "aside" and given and "role" in attributes:
        yield f"a footnote has no class '{given}'", "Leave it out: all notes look alike."
    for attribute, good, hint in (*VALUES.get(tag, ()), *VALUES_ANYWHERE):
        value = attributes.get(attribute)
        if value is not None and not good(value):
            yield f'{attribute}="{value}" is not known at <{tag}>', STRAIGHT if CURLY.search(value) else hint


def _known_element(tag: str) -> str:
    near = USUAL.get(tag) or nearest(tag, ELEMENTS, likeness=ALMOST)
    return f"Did you mean '{near}'?" if near else "All elements stand in docs/pages.md."


def _plain_problems(element: Element, name: str) -> Iterator[Problem]:
    """Yield a problem for each element in one whose text alone goes on, as the title of a table does."""
    tag = element.tag
    for inner in element.within():
        if inner.tag not in PLAIN[tag] and inner.tag in ELEMENTS:
            yield problem_at(inner, name, f"<{inner.tag}> cannot stand in <{tag}>", f"Write plain text in <{tag}>.")
        elif inner.get("id"):
            yield problem_at(inner, name, f"an id cannot stand in <{tag}>", "Give it to something that is printed.")


def _text_problems(element: Element, name: str) -> Iterator[Problem]:
    """Yield a problem for each text in an element that holds none."""
    texts = [(element.text, element.text_at), *[(child.tail, child.tail_at) for child in element.children]]
    for text, at in texts:
        if text and not text.isspace():
            shown = " ".join(text.split())[:40]
            message = f"the text '{shown}' cannot stand in <{element.tag}>"
            yield problem_at(element, name, message, holds_only(element.tag), at)


def _id_problems(elements: Sequence[Element], name: str) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice, and for each link to one that stands nowhere."""
    seen: dict[str, str] = {}
    for element in elements:
        if "id" not in element.attributes:
            continue
        own = element.attributes["id"]
        key = bookmark_name(own).lower()
        if key in seen:
            other = seen[key]
            message = f"the id '{own}' is taken" + (f" by '{other}'" if other != own else "")
            yield problem_at(element, name, message, "Give it another; capitals do not count, and - is as good as _.")
        seen.setdefault(key, own)
    known = set(seen.values())
    for link in elements:
        if link.tag != "a":
            continue
        target = link.get("href", "")
        if target.startswith("#") and target != "#" and target[1:] not in known:
            near = nearest(target[1:], known)
            led_to = f'<aside role="{NOTE}" id="{target[1:]}">' if link.get("role") else f'id="{target[1:]}"'
            hint = f"Did you mean '#{near}'?" if near else f"Give what it leads to: {led_to}."
            yield problem_at(link, name, f"nothing here has the id '{target[1:]}'", hint)


def holds_only(tag: str) -> str:
    """Return a hint that says what `tag` holds."""
    content = " and ".join(f"<{inner}>" for inner in sorted(CONTENT[tag]))
    return f"<{tag}> holds {content} only." if content else f"<{tag}> holds nothing."


def bookmark_name(identifier: str) -> str:
    """Return the name of the bookmark for an id: Word has letters, digits and underscores only (17.13.6.2)."""
    return re.sub("[.-]", "_", identifier)


def _choice(known: object) -> str:
    return f"Choose from: {', '.join(sorted(map(str, known)))}."  # type: ignore[call-overload]


def _whole(low: int, high: int) -> Test:
    return (
        lambda value: value.isdecimal() and value.isascii() and low <= int(value[:6]) <= high,
        f"Write a number from {low} to {high}.",
    )


def _pattern(pattern: str, hint: str) -> Test:
    return (lambda value: re.fullmatch(pattern, value) is not None, hint)


def _one_of(known: frozenset[str] | dict[str, str]) -> Test:
    return (known.__contains__, _choice(known))


PERCENTAGE = "Write a percentage, such as 30%."
META_NAME = (
    lambda value: value in META_NAMES or re.fullmatch("fill:[a-z]+", value) is not None,
    _choice([*META_NAMES, "fill:…"]),
)
SPAN = _whole(1, 63)
LINK = (
    lambda value: value.lower().startswith(LINK_SCHEMES) or (value[:1] == "#" and len(value) > 1),
    "Links start with https://, http:// or mailto:, or with # and the id of something on the page.",
)
DATE_PATTERN = _pattern(
    r"(?=.*d)(?=.*M)(?=.*y)[^<>]{3,64}",
    "Write day, month and year as Word does: d MMMM yyyy, or dd.MM.yyyy.",
)
PICTURE = _pattern(
    r"(?!/|.*(^|/)\.\.(/|$))[^\\:]+\.(?i:png|jpe?g|gif)",
    "Write the name of a PNG, JPEG or GIF file in the folder of the template, such as pictures/map.png.",
)

VALUES: dict[str, tuple[Value, ...]] = {
    "a": (("href", *LINK), ("role", *_one_of(frozenset({ROLES["a"]})))),
    "aside": (("role", *_one_of(frozenset({ROLES["aside"]}))),),
    "meta": (("name", *META_NAME),),
    "ol": (("type", *_one_of(LIST_TYPES)), ("start", *_whole(0, 32767))),
    "input": (("type", *_one_of(INPUT_TYPES)), ("pattern", *DATE_PATTERN)),
    "img": (("src", *PICTURE), ("width", *_pattern(r"[1-9]\d?(\.\d+)?%|100%", PERCENTAGE))),
    "output": (("name", *_one_of(FIELDS)),),
    "textarea": (("rows", *_whole(1, 99)),),
    "th": (("scope", *_one_of(frozenset({"col", "row"}))), ("colspan", *SPAN), ("rowspan", *SPAN)),
    "td": (("colspan", *SPAN), ("rowspan", *SPAN)),
    "col": (("width", *_pattern(r"\d{1,2}(\.\d+)?%", PERCENTAGE)),),
}
"""What the values of attributes must be: the attribute, a test, and what to write instead."""

VALUES_ANYWHERE: tuple[Value, ...] = (
    (
        "id",
        *_pattern("[A-Za-z][A-Za-z0-9_.-]{0,39}", "Start with a letter; letters, digits, - and _ follow, 40 at most."),
    ),
    ("lang", *_pattern("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "Write the tag of a language, such as en, de-AT or ar.")),
    ("dir", *_one_of(DIRECTIONS)),
)
