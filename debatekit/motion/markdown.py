"""Texts without Markdown, which most texts of a motion are: their paragraphs need no parser."""

import re
from typing import Final

PLAIN: Final = re.compile(r"[^\W\d_](?:[^\r\n*_\[\]\\]*[^\s*_\[\]\\])?")  # a line without Markdown's characters


def plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text`, or none if a parser of Markdown must say what they are."""
    paragraphs = text.split("\n\n")
    return paragraphs if all(map(PLAIN.fullmatch, paragraphs)) else []
