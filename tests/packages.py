"""Word files and other ZIP packages as their parts, by name."""

import io
import zipfile
from collections.abc import Mapping


def unpacked(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, blob in parts.items():
            package.writestr(name, blob)
    return buffer.getvalue()
