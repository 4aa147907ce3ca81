"""The Open Packaging Conventions container: parts → the bytes of a .docx file (ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from debatekit.word.xml import DECLARATION, attribute, escape

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CONTENT_TYPES: Final = {
    **{kind: f"{WORD}{kind}+xml" for kind in ("styles", "settings", "header", "footer", "numbering", "footnotes")},
    "document": f"{WORD}document.main+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "relationships": "application/vnd.openxmlformats-package.relationships+xml",
}
RELATIONSHIPS: Final = {
    kind: OFFICE + kind
    for kind in ("styles", "settings", "theme", "header", "footer", "numbering", "footnotes", "hyperlink", "image")
}
MAX_PROPERTY: Final = 255  # characters of a core property that Word's own dialogue accepts


class Relationship(NamedTuple):
    """A link from a part to another part, or out of the package."""

    id: str
    type: str
    target: str
    external: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a package and its relationships."""

    name: str
    content_type: str
    blob: bytes
    relationships: tuple[Relationship, ...] = ()


def pack(parts: Sequence[Part], shared: Sequence[Part], core: str) -> bytes:
    """Return a package of a document's own `parts`, the main one first, the `shared` ones, and its core properties."""
    properties = Part("docProps/core.xml", CONTENT_TYPES["core"], core.encode())
    content = (*parts, *shared, properties)
    links = {part.name: part.relationships for part in content if part.relationships}
    links[""] = (
        Relationship("rId1", f"{OFFICE}officeDocument", parts[0].name),
        Relationship("rId2", f"{PACKAGE}relationships/metadata/core-properties", properties.name),
    )
    files = [
        ("[Content_Types].xml", _content_types(content)),
        *(_relationships(name, links[name]) for name in sorted(links)),
        *((part.name, part.blob) for part in content),
    ]
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, blob in files:
            info = ZipInfo(name)  # of 1 January 1980, so that equal parts give equal bytes
            info.create_system, info.external_attr = 0, 0o600 << 16
            archive.writestr(info, blob, ZIP_DEFLATED)
    return package.getvalue()


def core_properties(title: str, meta: Mapping[str, str], language: str) -> str:
    """Return the core properties part (ECMA-376 part 2, 11), without dates, which would make equal pages differ."""
    fields = (
        ("dc:title", title),
        ("dc:subject", meta.get("subject", "")),
        ("dc:creator", meta.get("author", "")),
        ("cp:keywords", meta.get("keywords", "")),
        ("dc:language", language),
    )
    content = "".join(f"<{tag}>{escape(text, MAX_PROPERTY)}</{tag}>" for tag, text in fields if text)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</cp:coreProperties>'
    )


def _content_types(parts: Sequence[Part]) -> bytes:
    """Return the part that names the content type of each of the others (ECMA-376 part 2, 10.1.2)."""
    overrides = "".join(f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts)
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}content-types">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPES["relationships"]}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(name: str, relationships: Sequence[Relationship]) -> tuple[str, bytes]:
    """Return the name and content of the part with the relationships of a part, or of the package (9.3)."""
    folder, _, file = name.rpartition("/")
    entries = "".join(
        f'<Relationship Id="{link.id}" Type="{link.type}" Target={attribute(link.target)}'
        + (' TargetMode="External"/>' if link.external else "/>")
        for link in relationships
    )
    xml = f'{DECLARATION}<Relationships xmlns="{PACKAGE}relationships">{entries}</Relationships>'
    return f"{folder}/_rels/{file}.rels".lstrip("/"), xml.encode()
