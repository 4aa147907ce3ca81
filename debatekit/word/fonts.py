"""The font table: what is known of the fonts of a document, so that a program without one finds its like."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from debatekit.word.xml import DECLARATION, attribute


class Font(NamedTuple):
    """A font: the names of its like, the most similar first, its PANOSE number (17.8.3.13), family and pitch."""

    alternatives: str
    panose: str
    family: str = "swiss"
    pitch: str = "variable"


FONTS: Final = {  # the alternatives are as wide, letter by letter, where there is such a font
    "Aptos": Font("Calibri,Carlito", "020B0004020202020204"),
    "Arial": Font("Liberation Sans,Arimo,Helvetica", "020B0604020202020204"),
    "Calibri": Font("Carlito", "020F0502020204030204"),
    "Calibri Light": Font("Carlito", "020F0302020204030204"),
    "Cambria": Font("Caladea", "02040503050406030204", "roman"),
    "Century Gothic": Font("URW Gothic,Questrial", "020B0502020202020204"),
    "Comic Sans MS": Font("Comic Neue,Comic Relief", "030F0702030302020204", "script"),
    "Courier New": Font("Liberation Mono,Cousine", "02070309020205020404", "modern", "fixed"),
    "Georgia": Font("Gelasio", "02040502050405020303", "roman"),
    "Segoe UI Symbol": Font("Apple Symbols,Noto Sans Symbols2,DejaVu Sans", "020B0502040204020203"),
    "Tahoma": Font("Verdana,DejaVu Sans", "020B0604030504040204"),
    "Times New Roman": Font("Liberation Serif,Tinos", "02020603050405020304", "roman"),
    "Trebuchet MS": Font("Fira Sans", "020B0603020202020204"),
    "Verdana": Font("DejaVu Sans", "020B0604030504040204"),
}


def font_table_xml(names: Iterable[str]) -> str:
    """Return the font table part (17.8.3.11) for the fonts with some `names`; of others it has the name alone."""
    fonts = "".join(_font(name) for name in sorted({name for name in names if name}))
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"{DECLARATION}<w:fonts {namespace}>{fonts}</w:fonts>"


def _font(name: str) -> str:
    """Return a font (17.8.3.10)."""
    font = FONTS.get(name)
    if font is None:
        return f"<w:font w:name={attribute(name)}/>"
    return (
        f"<w:font w:name={attribute(name)}><w:altName w:val={attribute(font.alternatives)}/>"
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="00"/><w:family w:val="{font.family}"/>'
        f'<w:pitch w:val="{font.pitch}"/></w:font>'
    )
