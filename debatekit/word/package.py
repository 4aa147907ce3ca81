"""The Open Packaging Conventions container: parts → the bytes of a .docx file (ECMA-376 part 2).

The ZIP archive is written here because `zipfile` cannot take content that is already compressed: the parts of a
template are compressed once, and are most of a document.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from debatekit.files import digest
from debatekit.word.xml import DECLARATION, attribute, escape

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CONTENT_TYPES: Final = {
    **{kind: f"{WORD}{kind}+xml" for kind in ("styles", "settings", "fontTable", "header", "footer")},
    **{kind: f"{WORD}{kind}+xml" for kind in ("numbering", "footnotes")},
    "document": f"{WORD}document.main+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "relationships": "application/vnd.openxmlformats-package.relationships+xml",
}
RELATIONSHIPS: Final = {
    kind: OFFICE + kind
    for kind in (
        "styles", "settings", "theme", "fontTable", "header", "footer", "numbering", "footnotes", "hyperlink", "image",
    )
}  # fmt: skip
LOCAL_HEADER, CENTRAL_HEADER = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I")
END_RECORD: Final = struct.Struct("<4s4H2IH")
DATE: Final = 1 << 5 | 1  # 1 January 1980: all dates are the same, so that equal parts give equal bytes
USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of custom properties ([MS-OLEPS] 2.25.2)
CHECKSUM: Final = "debatekit"  # the name of the property with the checksum
MAX_PROPERTY: Final = 255  # characters of a core property that Word's own dialogue accepts


class Relationship(NamedTuple):
    """A link from a part to another part, or out of the package."""

    id: str
    type: str
    target: str
    external: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a package and its relationships; its compressed content is kept with it."""

    name: str
    content_type: str
    blob: bytes
    relationships: tuple[Relationship, ...] = ()

    @cached_property
    def deflated(self) -> tuple[bytes, int]:
        """The content as a ZIP archive stores it, and its CRC-32."""
        return zlib.compress(self.blob, wbits=-zlib.MAX_WBITS), zlib.crc32(self.blob)


def pack(parts: Sequence[Part], shared: Sequence[Part], core: str) -> bytes:
    """Return a package of a document's own `parts`, the main one first, the `shared` ones, and its core properties.

    A custom property has the SHA-256 of all other parts. It is kept by programs that save the document.
    """
    properties = Part("docProps/core.xml", CONTENT_TYPES["core"], core.encode())
    content = (*parts, *shared, properties)
    custom = "docProps/custom.xml"
    links = {part.name: part.relationships for part in content if part.relationships}
    links[""] = (
        Relationship("rId1", f"{OFFICE}officeDocument", parts[0].name),
        Relationship("rId2", f"{PACKAGE}relationships/metadata/core-properties", properties.name),
        Relationship("rId3", f"{OFFICE}custom-properties", custom),
    )
    named = (*((part.name, part.content_type) for part in content), (custom, CONTENT_TYPES["custom"]))
    packed = (_content_types(named), *(_relationships(name, links[name]) for name in sorted(links)), *content)
    checksum = digest(b"".join(part.blob for part in packed))
    return _archive((*packed, Part(custom, CONTENT_TYPES["custom"], custom_properties(checksum).encode())))


@lru_cache
def _content_types(parts: tuple[tuple[str, str], ...]) -> Part:
    """Return the part that names the content type of each of the others (ECMA-376 part 2, 10.1.2)."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{content_type}"/>' for name, content_type in parts)
    xml = (
        f'{DECLARATION}<Types xmlns="{PACKAGE}content-types">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPES["relationships"]}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return Part("[Content_Types].xml", "", xml.encode())


def _archive(parts: Iterable[Part]) -> bytes:
    """Return a ZIP archive of `parts` (APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16)."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name, (content, checksum) = part.name.encode(), part.deflated
        fields = (20, 0, zlib.DEFLATED, 0, DATE, checksum, len(content), len(part.blob), len(name), 0)
        files += (LOCAL_HEADER.pack(b"PK\x03\x04", *fields), name, content)
        directory += (CENTRAL_HEADER.pack(b"PK\x01\x02", 20, *fields, 0, 0, 0, 0o600 << 16, offset), name)
        offset += LOCAL_HEADER.size + len(name) + len(content)
    listed, count = b"".join(directory), len(directory) // 2
    return b"".join((*files, listed, END_RECORD.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), offset, 0)))


def core_properties(title: str, meta: Mapping[str, str], language: str) -> str:
    """Return the core properties part (ECMA-376 part 2, 11), without dates, which would make equal pages differ."""
    fields = {"dc:title": title, "dc:subject": meta.get("subject"), "dc:creator": meta.get("author")}
    fields |= {"cp:keywords": meta.get("keywords"), "dc:language": language}
    content = "".join(f"<{tag}>{escape(text, MAX_PROPERTY)}</{tag}>" for tag, text in fields.items() if text)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</cp:coreProperties>'
    )


def custom_properties(checksum: str) -> str:
    """Return the custom properties part, with a checksum as its only property (ECMA-376 part 1, 22.3)."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/"
    return (
        f'{DECLARATION}<Properties xmlns="{namespace}custom-properties" xmlns:vt="{namespace}docPropsVTypes">'
        f'<property fmtid="{USER_DEFINED}" pid="2" name="{CHECKSUM}"><vt:lpwstr>{checksum}</vt:lpwstr></property>'
        "</Properties>"
    )


@lru_cache
def _relationships(name: str, relationships: tuple[Relationship, ...]) -> Part:
    """Return the part with the relationships of a part, or of the package (9.3)."""
    folder, _, file = name.rpartition("/")
    entries = "".join(
        f'<Relationship Id="{link.id}" Type="{link.type}" Target={attribute(link.target)}'
        + (' TargetMode="External"/>' if link.external else "/>")
        for link in relationships
    )
    xml = f'{DECLARATION}<Relationships xmlns="{PACKAGE}relationships">{entries}</Relationships>'
    return Part(f"{folder}/_rels/{file}.rels".lstrip("/"), CONTENT_TYPES["relationships"], xml.encode())
