"""The floor: any text comes into a document of the same structure, and out as it was."""

from __future__ import annotations

import io
import zipfile

import pytest

from benchmarks.floor import Floor

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
STYLES = "word/styles.xml"


def document(text: str, level: int | None = None) -> bytes:
    """Return a package with `text`, which is escaped, in two of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        package.writestr(DOCUMENT, f'<?xml version="1.0"?>\n<p at="100%"><t>{text}</t><t/><t>{text}</t></p>' * 50)
        package.writestr(CORE, f"<title>{text}</title>")
        package.writestr(STYLES, "<styles>%s</styles>")
    return buffer.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("text", ["Trees give shade.", "R &amp; D &lt; 5", "100 %s", "«é» \N{SCHOOL}"])
def test_another_text_makes_the_parts_of_another_document(text: str) -> None:
    floor = Floor(document("Trees"))
    other = document(text)
    assert parts(floor.write(floor.texts(other))) == parts(other)


@pytest.mark.parametrize("level", [1, 6, 9])
def test_parts_are_deflated_as_in_the_document(level: int) -> None:
    built = document("Trees give shade.", level)
    floor = Floor(built)
    packed = zipfile.ZipFile(io.BytesIO(floor.write(floor.texts(built))))
    for entry in zipfile.ZipFile(io.BytesIO(built)).infolist():
        assert packed.getinfo(entry.filename).compress_size == entry.compress_size
