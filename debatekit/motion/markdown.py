"""Markdown, as long texts have it: its parser, and the text as it was meant where plain Markdown would change it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

PLAIN: Final = re.compile(r"[^\W\d_](?:[^\r\n*_\[\]\\]*[^\s*_\[\]\\])?")  # a line without Markdown's characters
EMPHASIS: Final = re.compile(r"(?<!\S)(\*\*?)([^\W_](?:[^*]*[^\s*])?)\1(?=[\s.,;:!?)]|$)")
"""Emphasis of words between spaces, or before a mark: CommonMark (0.31, section 6.2) has no other reading of it."""
MAX_LEVELS: Final = 7  # of lists; Word has nine, and a page may print a text within a list
WEB_ADDRESS: Final = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+\.?(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
# Compiled only for texts with links.
MAIL_ADDRESS: Final = r"(?i)mailto:[^\s@/?#]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?"
LINK: Final = r"(?<!\\)\]\(\s*((?:[^()\n]|\([^()\n]*\))*)\)?"
ADDRESS_LIKE: Final = r"(?i)<|[a-z][a-z0-9+.-]*:\S|[a-z][a-z0-9+.-]*:$|//|www\.|\S+\.[a-z]{2,}(?:/|$)|$"

LETTER: Final = "0-9A-Za-z\u00aa-\u0dff\u1e00-\u1fff"  # of scripts that have spaces between words
STARS: Final = rf"(?<=[{LETTER}])\*(?=[{LETTER}])|(?<=[\d)])\*\*?(?=[\d(])|(?<=\))\*(?=[{LETTER}])"
LONG_NUMBER: Final = re.compile(r"^(\s*(?:[-+*]\s+)*\d{5,9})([.)])(?=\s)", re.MULTILINE)


def is_address(text: str) -> bool:
    """Return whether a text is the address of a web page or a mailbox that can be followed; nothing is looked up."""
    return bool(WEB_ADDRESS.fullmatch(text) or re.fullmatch(MAIL_ADDRESS, text))


def bad_addresses(text: str) -> Iterator[str]:
    """Yield what is typed in place of an address in each link that cannot be followed: it is printed as it is typed."""
    for match in re.finditer(LINK, text) if "](" in text else ():
        address = match[1].strip()
        if re.match(ADDRESS_LIKE, address) and not (is_address(address) and match[0].endswith(")")):
            yield address


def escaped(text: str) -> str:
    """Return Markdown in which marks between letters or digits, such as those of 5*3*2, and large numbers are text."""
    if "*" in text:
        text = re.sub(STARS, lambda match: match[0].replace("*", "\\*"), text)
    return LONG_NUMBER.sub(r"\1\\\2", text)


def simple_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text` if it has no other Markdown than `EMPHASIS`; none if it takes the parser."""
    paragraphs = [paragraph.strip("\n") for paragraph in text.split("\n\n") if paragraph.strip("\n")]
    lines = (line for paragraph in paragraphs for line in _without_emphasis(paragraph).split("\n"))
    return paragraphs if all(map(PLAIN.fullmatch, lines)) else []


def _without_emphasis(paragraph: str) -> str:
    return EMPHASIS.sub(r"\2", paragraph) if "*" in paragraph else paragraph


def emphasized(html: str) -> str:
    """Return the HTML of a paragraph of `simple_paragraphs` with its emphasis."""
    if "*" not in html:
        return html
    return EMPHASIS.sub(lambda it: "<{0}>{1}</{0}>".format("strong" if it[1] == "**" else "em", it[2]), html)


@lru_cache(256)  # several checks read each text of a motion
def plain(text: str) -> str:
    """Return Markdown as plain text: a line for each paragraph and list item."""
    if paragraphs := simple_paragraphs(text):
        return "\n".join(_without_emphasis(paragraph).replace("\n", " ") for paragraph in paragraphs)
    inline = (token.children or [] for token in parser().parse(escaped(text)) if token.type == "inline")
    return "\n".join("".join(child.content or " " * child.type.endswith("break") for child in it) for it in inline)


@cache
def parser() -> "MarkdownIt":
    """Return the parser: paragraphs, emphasis, lists, links and tables."""
    from markdown_it import MarkdownIt  # many motions have no Markdown

    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False, "maxNesting": 100})
    markdown.validateLink = is_address  # type: ignore[assignment, method-assign]
    markdown.core.ruler.after("block", "lists", _mend_lists)
    markdown.add_render_rule("th_open", lambda *_: '<th scope="col">')
    markdown.add_render_rule("td_open", lambda *_: "<td>")  # without its alignment
    return markdown.enable(["list", "newline", "emphasis", "link", "escape", "table"])


def _mend_lists(state: "StateCore") -> None:
    """Give items the numbers that were typed, and join what is nested too deeply with the level above it."""
    from markdown_it.token import Token

    starts = _starts(state.tokens)
    tokens: list[Token] = []
    level = 0
    for token in state.tokens:
        level += token.type.endswith("list_open")
        if level <= MAX_LEVELS:
            if id(token) in starts:
                tokens.append(Token("ordered_list_close", "ol", -1, block=True))
                tokens.append(Token("ordered_list_open", "ol", 1, {"start": int(token.info)}, block=True))
            tokens.append(token)
        elif token.type.endswith("list_open"):  # its items follow the item that it is in
            tokens.append(Token("list_item_close", "li", -1, block=True))
        elif token.type.endswith("list_close"):
            tokens.pop()
        else:
            tokens.append(token)
        level -= token.type.endswith("list_close")
    state.tokens = tokens


def _starts(tokens: "list[Token]") -> set[int]:
    """Return the items whose number does not follow from that of the item above, but not if each has the number 1."""
    starts: set[int] = set()
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type.endswith("list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type == "ordered_list_close":
            items = lists.pop()
            if {item.info for item in items} != {"1"}:
                starts |= {id(item) for above, item in pairwise(items) if int(item.info) != int(above.info) + 1}
        elif token.type == "bullet_list_close":
            lists.pop()
    return starts
