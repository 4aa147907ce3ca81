"""Prompts: what stands in a new motion file where its author is still to write.

A prompt is a whole value of the form ``(write …)``: the round brackets, the word "write", and what is due. It is text
like any other, so that a motion builds with it, and the page says what is missing.
"""

from __future__ import annotations

import re
from typing import Final

PROMPT: Final = re.compile(r"\(write\s[^()]+\)", re.IGNORECASE)


def is_prompt(text: str) -> bool:
    """Tell whether a value is nothing but a prompt."""
    return PROMPT.fullmatch(text.strip()) is not None
