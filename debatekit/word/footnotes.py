"""Footnotes: a part of their own, in the order of their marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from debatekit.word.blocks import report_tail, report_text
from debatekit.word.html import text_of
from debatekit.word.html_schema import BLOCKS, FOOTNOTE
from debatekit.word.inline import runs_of
from debatekit.word.package import CONTENT_TYPES, Part
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Paragraph, run, run_properties

if TYPE_CHECKING:
    from debatekit.word.context import DocumentContext
    from debatekit.word.html import Element

SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))
"""The lines above footnotes, and above the rest of one from the page before, with their ids (17.11.1)."""

SETTINGS: Final = "".join(f'<w:footnote w:id="{number}"/>' for _, number in SEPARATORS)


def footnotes_part(document: DocumentContext, elements: Iterable[Element]) -> Part | None:
    """Return the part with the footnotes among the `elements` of a page (17.11.15), or None if it has none.

    Reports footnotes without a mark.
    """
    notes = {note.get("id"): note for note in elements if note.tag == "aside" and note.get("role") == FOOTNOTE}
    for identifier, note in notes.items():
        if identifier not in document.footnotes:
            hint = f'Write <a role="doc-noteref" href="#{identifier or "n1"}"></a> where its mark belongs.'
            document.add_error(note, "this footnote has no mark in the text", hint)
    if not document.footnotes:
        return None
    context = document.for_part("footnotes")
    normal = context.style("Normal")
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">{Paragraph(normal, f"<w:r><w:{kind}/></w:r>").xml()}</w:footnote>'
        for kind, number in SEPARATORS
    )
    content = "".join(
        f'<w:footnote w:id="{number}">{_footnote(context, notes[identifier])}</w:footnote>'
        for number, identifier in enumerate(document.footnotes, 1)
        if identifier in notes
    )
    xml = f"{DECLARATION}<w:footnotes {NAMESPACES} {DRAWING}>{separators}{content}</w:footnotes>"
    return Part("word/footnotes.xml", CONTENT_TYPES["footnotes"], xml.encode(), context.relationships())


def with_footnote_settings(settings: Part) -> Part:
    """Return the settings part of a document with footnotes, which names the separators (17.11.11)."""
    before, compat, after = settings.blob.partition(b"<w:compat>")
    return replace(settings, blob=before + f"<w:footnotePr>{SETTINGS}</w:footnotePr>".encode() + compat + after)


def _footnote(document: DocumentContext, note: Element) -> str:
    """Return the paragraphs of a footnote; the first begins with its number (17.11.13)."""
    paragraphs = note.find_all("p")
    for child in note.children:
        if child.tag in BLOCKS and child.tag != "p":
            message = f"<{child.tag}> is not allowed in a footnote"
            document.add_error(child, message, "A footnote holds text, or <p> only.")
        elif paragraphs and child.tag != "p":
            message = f"<{child.tag}> is not allowed next to <p>"
            document.add_error(child, message, "Put it in a paragraph of the note.")
        elif child.class_ and child.tag == "p":
            message = "a paragraph of a footnote has no class"
            document.add_error(child, message, "Leave it out: all notes look alike.")
    if paragraphs:
        report_text(document, note)
        for child in note.children:
            report_tail(document, child)
    elif not any(child.tag in BLOCKS for child in note.children):
        paragraphs = [note]
    if not text_of(note):
        document.add_error(note, "this footnote is empty", "Write its text in it.")
    xml = ""
    for paragraph in paragraphs:
        runs = runs_of(document, paragraph)
        if paragraph is not note:
            runs = document.bookmarked(paragraph, runs)
        if not xml:
            reference = run_properties(document.style("footnote reference"))
            runs = f"<w:r>{reference}<w:footnoteRef/></w:r>{run(' ')}{runs}"
        xml += document.paragraph(paragraph, "footnote text", runs).xml()
    return xml
