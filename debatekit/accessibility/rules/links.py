"""A rule about links (Microsoft: "hyperlink text is meaningful"; WCAG 2.2, 2.4.4; UK government)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from debatekit.accessibility import kinds
from debatekit.accessibility.findings import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding

SAYS_NOTHING: Final = frozenset(
    {
        "here", "click", "click here", "click this", "click this link", "link", "this link", "the link", "hyperlink",
        "this", "this page", "this website", "this site", "website", "web page", "webpage", "page", "url", "read",
        "read more", "read on", "read this", "see more", "see here", "see", "more", "more info", "more information",
        "learn more", "find out more", "details", "more details", "info", "continue", "go", "go here", "open",
        "download", "download here", "view", "visit", "look here", "follow this link", "source", "web",
    }
)  # fmt: skip
"""Texts of links that say nothing of where they lead, as WCAG 2.2, failures F63 and F84, have them, and more."""

ADDRESS: Final = re.compile(r"(?:https?|ftp|file)://\S*|www\.\S+", re.IGNORECASE)
AROUND: Final = " \t\n\xa0.,:;!?…›»→>()[]<\"'“”‘’"


def link_texts(document: Document) -> Iterator[Finding]:
    """Check that the text of a link says where it leads: no "here", no bare address, and not nothing.

    A link with a picture in it says what the picture's alternative text says.
    """
    for story in document.stories:
        for link in story.links:
            text = link.text.strip(AROUND)
            if link.paragraph.in_contents:
                continue
            if not text:
                if not link.holds_object:
                    yield kinds.LINK_TEXT.at(f"a link in {link.paragraph.place}", "the link has no text")
            elif " ".join(text.lower().split()) in SAYS_NOTHING:
                where = f"link {excerpt(text)} in {link.paragraph.place}"
                yield kinds.LINK_TEXT.at(where, "the text of the link does not say where it leads")
            elif ADDRESS.fullmatch(text):
                where = f"link {excerpt(text)} in {link.paragraph.place}"
                yield kinds.LINK_TEXT.at(where, "the text of the link is a bare address")
