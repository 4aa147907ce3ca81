"""An opened package → what the rules look at: stories, styles, settings and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.colours import Palette
from debatekit.accessibility.formatting import Formatting
from debatekit.accessibility.markup import R, W
from debatekit.accessibility.reading import read_story
from debatekit.accessibility.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.markup import Element
    from debatekit.accessibility.stories import Paragraph, Story
    from debatekit.office.package import Package, Part

EDGES: Final = ("header", "footer")
NOTES: Final = ("footnotes", "endnotes")


@dataclass(frozen=True)
class Document:
    """A Word document, read for inspection."""

    root: Element
    stories: tuple[Story, ...]
    styles: Styles
    formatting: Formatting
    settings: Element | None
    core: Element | None
    """The core properties: title, author … (ECMA-376 part 2, 11)."""
    extended: Element | None
    """The extended properties: how many pages … (ECMA-376 part 1, 22.2)."""
    custom: Element | None
    """Custom properties (ECMA-376 part 1, 22.3)."""

    @property
    def body(self) -> Story:
        """The main text."""
        return self.stories[0]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of all stories."""
        for story in self.stories:
            yield from story.paragraphs


def read_document(package: Package) -> Document:
    """Return the document in a package; raises `DebatekitError` if a part of it cannot be read."""
    main = package.main
    root = main.xml()
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise package.problem("this is no Word document", "Choose a file that Word saved as .docx.")
    settings = _first(main, "settings")
    styles = Styles(_first(main, "styles"))
    palette = Palette(_first(main, "theme"), settings)
    return Document(
        root=root,
        stories=tuple(_stories(main, root, body)),
        styles=styles,
        formatting=Formatting(styles, palette, root, settings),
        settings=settings,
        core=_first(package.root, "core-properties"),
        extended=_first(package.root, "extended-properties", "extendedProperties"),
        custom=_first(package.root, "custom-properties", "customProperties"),
    )


def _first(part: Part, *kinds: str) -> Element | None:
    """Return the root of the first part that a relationship of one of the kinds leads to."""
    return next((found.xml() for kind in kinds for found in part.related(kind)), None)


def _stories(main: Part, root: Element, body: Element) -> Iterator[Story]:
    yield read_story("", "body", main, body)
    for kind in EDGES:
        seen: set[str] = set()
        for reference in root.iter(f"{W}{kind}Reference"):
            part = main.target(reference.get(f"{R}id", ""))
            if part is not None and part.name not in seen:
                seen.add(part.name)
                yield read_story(f"{kind} {len(seen)}", kind, part, part.xml())
    for kind in NOTES:
        for part in main.related(kind)[:1]:
            yield read_story(kind, kind, part, part.xml())
