"""Parts → the bytes of a .docx file: a zip with fixed dates, so that the same parts give the same bytes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from debatekit.word.archive import archive, entry, shared_entry
from debatekit.word.look import Part, Relationship
from debatekit.word.xml import DECLARATION, attribute, escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"

CONTENT_TYPES: Final = {
    "document": f"{WORD}document.main+xml",
    "header": f"{WORD}header+xml",
    "footer": f"{WORD}footer+xml",
    "numbering": f"{WORD}numbering+xml",
    "footnotes": f"{WORD}footnotes+xml",
}
RELATIONSHIPS: Final = {
    kind: OFFICE + kind for kind in ("header", "footer", "numbering", "footnotes", "hyperlink", "image")
}

EXTERNAL: Final = ' TargetMode="External"'

LONGEST_PROPERTY: Final = 255
"""Longer core properties are refused by Word's own dialogue."""


def pack(parts: Sequence[Part], shared: Sequence[Part], core: str) -> bytes:
    """Return a package of a document's own `parts`, the main one first, those it shares, and its core properties."""
    properties = Part("docProps/core.xml", CORE, core.encode())
    everything = (*parts, *shared, properties)
    of_package = (
        Relationship("rId1", f"{OFFICE}officeDocument", parts[0].name),
        Relationship("rId2", f"{PACKAGE}relationships/metadata/core-properties", properties.name),
    )
    types = tuple((part.name, part.content_type) for part in everything)
    linked = [part for part in everything if part.relationships]
    return archive(
        [
            shared_entry("[Content_Types].xml", _content_types(types)),
            shared_entry("_rels/.rels", _relationships(of_package)),
            *(shared_entry(_rels_name(part.name), _relationships(part.relationships)) for part in linked),
            *(entry(part.name, part.blob) for part in parts),
            *(shared_entry(part.name, part.blob) for part in shared),
            entry(properties.name, properties.blob),
        ]
    )


def _rels_name(name: str) -> str:
    """Return where the relationships of a part stand (ECMA-376 part 2, 9.3.3)."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def core_properties(title: str, meta: Mapping[str, str], language: str) -> str:
    """Return the core properties part (ECMA-376 part 2, 11): title, subject, creator, keywords, language.

    Dates are left out: they would make two documents of the same content differ.
    """
    fields = (
        ("dc:title", title),
        ("dc:subject", meta.get("subject", "")),
        ("dc:creator", meta.get("author", "")),
        ("cp:keywords", meta.get("keywords", "")),
        ("dc:language", language),
    )
    content = "".join(f"<{tag}>{escape(_cut(text))}</{tag}>" for tag, text in fields if text)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</cp:coreProperties>'
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 1] + "…"


@lru_cache
def _content_types(parts: tuple[tuple[str, str], ...]) -> bytes:
    """Return the part that says of which type each of the others is (ECMA-376 part 2, 10.1.2)."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{content_type}"/>' for name, content_type in parts)
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


@lru_cache
def _relationships(relationships: tuple[Relationship, ...]) -> bytes:
    """Return the part that holds the relationships of another (ECMA-376 part 2, 9.3)."""
    entries = "".join(
        f'<Relationship Id="{link.id}" Type="{link.type}" Target={attribute(link.target)}'
        f"{EXTERNAL if link.external else ''}/>"
        for link in relationships
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}relationships">{entries}</Relationships>'.encode()
