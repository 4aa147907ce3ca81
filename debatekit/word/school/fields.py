"""The fields of a school's header or footer: which may be taken over, and what their instructions say (17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from debatekit.word.html_schema import LINK_SCHEMES
from debatekit.word.school.cleaning import W

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element

LINK: Final = "HYPERLINK"

FIELDS: Final = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "TITLE", "SUBJECT",
    "AUTHOR", "KEYWORDS", "STYLEREF", "FILENAME", LINK, "SYMBOL", "=",
})  # fmt: skip
"""Fields that say something of the document itself (17.16.5); others bring in what is elsewhere."""

QUOTED: Final = r'(?:[^"\\]|\\[^"])*'
SCHEMES: Final = "|".join(map(re.escape, LINK_SCHEMES))
SAFE_LINK: Final = re.compile(
    rf'\s*{LINK}\s+(?:(?:\\[lot]\s*(?:"{QUOTED}"|[^\s"\\]+)|\\[mn]|"(?:{SCHEMES}){QUOTED}"|(?:{SCHEMES})[^\s"\\]+)(?:\s+|$))+',
    re.IGNORECASE,
)
"""A link to a page, a letter or a place in the document, with its switches and nothing else (17.16.5.25)."""


def name_of_field(instruction: str) -> str:
    """Return what kind of field an instruction asks for, in capitals; "" where it says none."""
    match = re.match(r"\s*(=|[A-Za-z]+)", instruction)
    return match[1].upper() if match else ""


def fault_of_field(instruction: str) -> str:
    """Return what is wrong with a field in a letterhead, as the end of a sentence; "" if it may be taken over."""
    name = name_of_field(instruction)
    if name not in FIELDS:
        return f"holds the field {name or 'without a name'}"
    if name == LINK and not SAFE_LINK.fullmatch(instruction):
        return "holds a link that leads to no page of the web and no letter"
    return ""


def instructions(tree: Element) -> Iterator[str]:
    """Yield what each field is told to show, whether it is a simple one or not (17.16.18, 17.16.19)."""
    for simple in tree.iter(f"{W}fldSimple"):
        yield simple.get(f"{W}instr", "")
    for paragraph in tree.iter(f"{W}p"):
        waiting: list[list[str]] = []
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            kind = element.get(f"{W}fldCharType", "")
            if kind == "begin":
                waiting.append([])
            elif element.tag == f"{W}instrText" and waiting:
                waiting[-1].append(element.text or "")
            elif element.tag == f"{W}instrText":
                yield element.text or ""
            elif waiting and (kind == "separate" or waiting[-1]):
                # What was said before the result is the instruction; after it, only the end is to come.
                yield "".join(waiting[-1])
                waiting[-1] = []
                if kind == "end":
                    waiting.pop()
            elif waiting and kind == "end":
                waiting.pop()
        yield from map("".join, waiting)
