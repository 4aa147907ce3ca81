"""The state of a document while it is written: numbering, links, bookmarks, footnotes, pictures and problems."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from debatekit.errors import Problem
from debatekit.word.html import Element, bookmark_name, problem_at
from debatekit.word.html_schema import IN_CARD
from debatekit.word.numbering import Numbering
from debatekit.word.package import RELATIONSHIPS, Part, Relationship
from debatekit.word.template import DocxTemplate
from debatekit.word.xml import DEFAULT, Block, Paragraph, TextLanguage, attribute, is_rtl


class BlockContext(NamedTuple):
    """Where a block is: in a card, in a list of some level, in a table, in a box with a style."""

    card: bool = False
    box: str = ""  # the style of paragraphs without a class, if it is not "Normal"
    level: int = -1
    offset: int = 0  # the indent of the lists here, in twentieths of a point
    width: int = 0  # the width for tables and pictures here, in twentieths of a point; 0 is the length of a line
    section: str = ""  # the class of the section that is allowed here, as a child of the body
    cell: bool = False  # whether it is in a table

    def style(self, name: str) -> str:
        """Return the name of the style that paragraphs of the style `name` have here."""
        if self.box and name == "Normal":
            name = self.box
        return IN_CARD.get(name, name) if self.card else name


@dataclass
class DocumentContext:
    """A document while it is written; `for_part` returns the context of another part of it."""

    template: DocxTemplate
    name: str
    numbering: Numbering
    writers: Mapping[str, "BlockWriter"]  # the functions that return the blocks of an element, by its tag
    fillable: bool = False
    folders: Sequence[Path] = ()  # the folders of pictures
    targets: Mapping[str, Element] = field(default_factory=dict)  # the elements with ids, by these
    language: TextLanguage | None = None  # the language of all text, if no element has another one
    part: str = "document"  # the part that is being written: document, header, footer or footnotes
    links: dict[tuple[str, str], str] = field(default_factory=dict)  # the ids of this part's links, by kind and target
    footnotes: list[str] = field(default_factory=list)  # the ids of the footnotes, in the order of their marks
    files: dict[Path, bytes | None] = field(default_factory=dict)  # those of pictures, None if one cannot be read
    media: dict[bytes, Part] = field(default_factory=dict)  # the parts of the pictures, by their content
    problems: list[Problem] = field(default_factory=list)
    placeholder: str = ""  # what an empty field says
    counts: Counter[str] = field(default_factory=Counter)

    def for_part(self, part: str) -> "DocumentContext":
        """Return a context for another part of the same document, which has relationships of its own."""
        context = copy(self)
        context.part, context.links = part, {}
        return context

    def style(self, name: str) -> str:
        """Return the id of a style."""
        return self.template.styles[name]

    def paragraph(self, element: Element, style: str, runs: str) -> Paragraph:
        """Return a paragraph in the style with a name, in the direction of `element`."""
        rtl = (self.language or self.language_of(element)).rtl
        return Paragraph(self.template.styles[style], runs, rtl=rtl)

    def end_stops(self, style: str, width: int) -> str:
        """Return the tab stop at the end of a line of some `width`, and remove that of the style (17.3.1.38).

        Nothing is returned if the style has none, or if `width` is 0 or that of its lines.
        """
        tab = self.template.end_tabs.get(style)
        if tab is None or width in {0, self.template.text_width}:
            return ""
        tabs = {width - tab.right: tab.kind, tab.usual: 'w:val="clear"'}
        return "<w:tabs>" + "".join(f'<w:tab {tabs[at]} w:pos="{at}"/>' for at in sorted(tabs)) + "</w:tabs>"

    def language_of(self, element: Element) -> TextLanguage:
        """Return the language of the text in `element`."""
        if self.language:
            return self.language
        default = self.template.language  # of the styles, which text need not repeat
        language = direction = ""
        for outer in (element, *element.ancestors()):
            own = outer.get("lang")
            if outer.tag != "html" or not f"{default}-".lower().startswith(f"{own}-".lower()):  # "en" covers "en-GB"
                language = language or own
            direction = direction or outer.get("dir") or (own and ("rtl" if is_rtl(own) else "ltr"))
        rtl = direction == "rtl" if direction else is_rtl(default)
        if rtl == is_rtl(default) and language in {"", default}:
            return TextLanguage("", rtl) if rtl else DEFAULT
        # Text from right to left has its language in another attribute, which only styles of such a language set.
        return TextLanguage(language or default, rtl)

    def link(self, kind: str, target: str) -> str:
        """Return the id of this part's relationship of a `kind` to `target`, adding it if there is none."""
        return self.links.setdefault((kind, target), f"rIdLink{len(self.links) + 1}")

    def relationships(self) -> tuple[Relationship, ...]:
        """Return this part's relationships to links and pictures."""
        links = self.links.items()
        return tuple(Relationship(id_, RELATIONSHIPS[kind], to, kind == "hyperlink") for (kind, to), id_ in links)

    def next_id(self, kind: str) -> int:
        """Return the next of the ids that are unique in the document."""
        self.counts[kind] += 1
        return self.counts[kind]

    def bookmarked(self, element: Element, runs: str) -> str:
        """Return `runs` in the bookmark for the id of `element`, if it has one (17.13.6.2)."""
        if "id" not in element.attributes:
            return runs
        number, name = self.next_id("bookmark"), attribute(bookmark_name(element.attributes["id"]))
        return f'<w:bookmarkStart w:id="{number}" w:name={name}/>{runs}<w:bookmarkEnd w:id="{number}"/>'

    def add_bookmark(self, element: Element, blocks: list[Block]) -> None:
        """Add the bookmark for the id of `element`, if it has one, to the first paragraph of its blocks."""
        if "id" not in element.attributes:
            return
        if not blocks:
            self.add_error(element, "this element has an id, but is empty", "Give the id to something with text.")
            return
        first = blocks[0]
        paragraph = first if isinstance(first, Paragraph) else first.rows[0].cells[0].paragraphs[0]
        paragraph.runs = self.bookmarked(element, paragraph.runs)

    def only_child(self, element: Element, tag: str) -> Element | None:
        """Return the child of `element` with a tag, if there is one; report any other."""
        children = element.find_all(tag)
        for another in children[1:]:
            self.add_error(another, f"there is more than one <{tag}>", "Delete all but one.")
        return children[0] if children else None

    def add_error(self, element: Element, message: str, hint: str = "") -> None:
        """Add a problem with `element`."""
        self.problems.append(problem_at(element, self.name, message, hint))


BlockWriter: TypeAlias = Callable[[DocumentContext, Element, BlockContext], list[Block]]
