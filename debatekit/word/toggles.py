"""Toggle properties: bold in a style of text that is bold already turns bold off in Word, so a twin replaces it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from debatekit.word.theme import CHARACTER_STYLES, PARAGRAPH_STYLES, StyleFormat, Theme

TOGGLES: Final = {"bold": "b", "italic": "i", "strike": "strike"}  # those that a theme may set, and their elements
PARAGRAPH_STYLE: Final = '<w:pStyle w:val="'


def twin_name(style: str, repeated: frozenset[str]) -> str:
    """Return the name of the twin of a character style that lacks the toggle properties in `repeated`."""
    return f"{style} Without {' '.join(toggle.title() for toggle in TOGGLES if toggle in repeated)}"


def repeated_toggles(theme: Theme) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each paragraph style and character style that set the same toggle properties, with these (17.7.3)."""
    formats = {name: theme.styles[name] for name in CHARACTER_STYLES if name in theme.styles}
    toggles = {name: {toggle for toggle in TOGGLES if getattr(fmt, toggle)} for name, fmt in formats.items()}
    for paragraph in PARAGRAPH_STYLES:
        on = {toggle for toggle in TOGGLES if theme.effective(paragraph, toggle)}
        for character, own in toggles.items() if on else ():
            if repeated := on & own:
                yield paragraph, character, frozenset(repeated)


def twins(theme: Theme) -> dict[str, StyleFormat]:
    """Return the twins that the styles of a theme need, by name; none of those that would set nothing."""
    found = {}
    for character, repeated in dict.fromkeys(pair[1:] for pair in repeated_toggles(theme)):
        twin = theme.styles[character].model_copy(update=dict.fromkeys(repeated))
        if any(getattr(twin, key) for key in StyleFormat.model_fields):
            found[twin_name(character, repeated)] = twin
    return found


def replace_repeated(xml: str, twin_ids: Mapping[tuple[str, str], str]) -> str:
    """Return paragraphs, as XML, with the character styles that repeat a toggle of their paragraph's style replaced.

    `twin_ids` has the id of the twin, "" for none, by the ids of the paragraph style and of the character style.
    """

    def replaced(match: re.Match[str]) -> str:
        start = xml.rfind(PARAGRAPH_STYLE, 0, match.start()) + len(PARAGRAPH_STYLE)
        twin = twin_ids.get((xml[start : xml.index('"', start)], match[1]), match[1])
        return f'<w:rStyle w:val="{twin}"/>' if twin else ""

    if not twin_ids:
        return xml
    pattern = _styles_pattern(frozenset(character for _, character in twin_ids))
    return pattern.sub(replaced, xml).replace("<w:rPr></w:rPr>", "")


@lru_cache
def _styles_pattern(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f'<w:rStyle w:val="({"|".join(sorted(map(re.escape, characters)))})"/>')
