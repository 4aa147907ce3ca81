"""Workspaces for tests: settings and files, written into a folder, and commands that are run in it."""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tests.packages import unpacked
from tests.samples import SMALLEST

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def workspace(folder: Path, settings: str = "", files: Mapping[str, str] | None = None) -> Path:
    """Return `folder` with settings, the smallest motion as motions/trees.yaml, and more files by their names."""
    texts = {"debatekit.yaml": settings, "motions/trees.yaml": SMALLEST, **(files or {})}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def printed(path: Path) -> str:
    """Return all text of a document, page headers and footers included, a line a paragraph."""
    return text_of(path.read_bytes(), "document", "header", "footer")


def text_of(content: bytes, *parts: str) -> str:
    """Return the text of a document's body, or of all parts with certain names, a line a paragraph."""
    starts = tuple(f"word/{part}" for part in parts or ["document."])
    roots = [etree.fromstring(blob) for name, blob in unpacked(content).items() if name.startswith(starts)]
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for root in roots for p in root.iter(f"{W}p"))
