"""Toggle properties: bold in a style of text that is bold already turns bold off in Word, so a twin replaces it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from debatekit.word.theme import CHARACTER_STYLES, PARAGRAPH_STYLES, StyleFormat, Theme

TOGGLES: Final = {"bold": "b", "italic": "i", "strike": "strike"}  # those that a theme may set, and their elements
PARAGRAPH_STYLE: Final = '<w:pStyle w:val="'


def twin_name(style: str, repeated: frozenset[str]) -> str:
    """Return the name of the twin of a character style that lacks the toggle properties in `repeated`."""
    return f"{style} Without {' '.join(toggle.title() for toggle in TOGGLES if toggle in repeated)}"


def repeated_toggles(theme: Theme) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each paragraph style and character style that set the same toggle properties, with these (17.7.3)."""
    for paragraph in PARAGRAPH_STYLES:
        on = {toggle for toggle in TOGGLES if theme.effective(paragraph, toggle)}
        for character in CHARACTER_STYLES if on else ():
            if repeated := frozenset(toggle for toggle in on if getattr(theme.styles.get(character), toggle, None)):
                yield paragraph, character, repeated


def twins(theme: Theme) -> dict[str, StyleFormat]:
    """Return the twins that the styles of a theme need, by name; none of those that would set nothing."""
    found = {}
    for _, character, repeated in repeated_toggles(theme):
        twin = theme.styles[character].model_copy(update=dict.fromkeys(repeated))
        if any(value for value in twin.model_dump().values()):
            found[twin_name(character, repeated)] = twin
    return found


def replace_repeated(xml: str, twin_ids: Mapping[tuple[str, str], str]) -> str:
    """Return paragraphs, as XML, with the character styles that repeat a toggle of their paragraph's style replaced.

    `twin_ids` has the id of the twin, "" for none, by the ids of the paragraph style and of the character style.
    """
    characters = "|".join(sorted({re.escape(character) for _, character in twin_ids}))

    def replaced(match: re.Match[str]) -> str:
        before, character, after = match.groups()
        start = xml.rfind(PARAGRAPH_STYLE, 0, match.start()) + len(PARAGRAPH_STYLE)
        twin = twin_ids.get((xml[start : xml.index('"', start)], character), character)
        if twin:
            return f'{before}<w:rStyle w:val="{twin}"/>{after}'
        return before + after if before != "<w:rPr>" or after != "</w:rPr>" else ""

    pattern = rf'((?:<w:rPr>)?)<w:rStyle w:val="({characters})"/>((?:</w:rPr>)?)'
    return re.sub(pattern, replaced, xml) if twin_ids else xml
