"""Footnotes: a part of their own, in the order of their marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from debatekit.word.blocks import no_text
from debatekit.word.inline import runs_of
from debatekit.word.package import CONTENT_TYPES, Part
from debatekit.word.tree import text_of
from debatekit.word.vocabulary import BLOCKS, NOTE
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Paragraph, run, run_properties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debatekit.word.draft import Draft
    from debatekit.word.tree import Element

SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))
"""What stands between text and notes, and between text and what is left of a note, with their ids (17.11.1)."""

SETTINGS: Final = "".join(f'<w:footnote w:id="{number}"/>' for _, number in SEPARATORS)


def footnotes(draft: Draft, elements: Iterable[Element]) -> Part | None:
    """Return the part that holds the footnotes among the `elements` of a page (17.11.15), or None if it has none.

    Reports notes without a mark: nobody would find them.
    """
    notes = {note.get("id", ""): note for note in elements if note.tag == "aside" and note.get("role") == NOTE}
    for identifier, note in notes.items():
        if identifier not in draft.notes:
            hint = f'Write <a role="doc-noteref" href="#{identifier or "n1"}"></a> where its mark belongs.'
            draft.report(note, "this footnote has no mark in the text", hint)
    if not draft.notes:
        return None
    own = draft.for_part("footnotes")
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"{Paragraph(own.style('Normal'), f'<w:r><w:{kind}/></w:r>').xml()}</w:footnote>"
        for kind, number in SEPARATORS
    )
    content = "".join(
        f'<w:footnote w:id="{number}">{_note(own, notes[identifier])}</w:footnote>'
        for number, identifier in enumerate(draft.notes, 1)
        if identifier in notes
    )
    xml = f"{DECLARATION}<w:footnotes {NAMESPACES} {DRAWING}>{separators}{content}</w:footnotes>"
    return Part("word/footnotes.xml", CONTENT_TYPES["footnotes"], xml.encode(), own.relationships())


def _own(draft: Draft, text: Element) -> str:
    """Return the runs of a paragraph of a note, in its bookmark if links lead to it."""
    runs = runs_of(draft, text)
    return draft.bookmarked(text, runs) if text.tag == "p" else runs


def with_note_settings(settings: Part) -> Part:
    """Return the settings part of a document that has footnotes: it names the separators (17.11.11)."""
    before, compat, after = settings.blob.partition(b"<w:compat>")
    return replace(settings, blob=before + f"<w:footnotePr>{SETTINGS}</w:footnotePr>".encode() + compat + after)


def _note(draft: Draft, note: Element) -> str:
    """Return the paragraphs of a note; the first begins with its number (17.11.13)."""
    texts = [child for child in note.children if child.tag == "p"]
    for child in note.children:
        if child.tag in BLOCKS and child.tag != "p":
            draft.report(child, f"<{child.tag}> cannot stand in a footnote", "A footnote holds text, or <p> only.")
        elif texts and child.tag != "p":
            draft.report(child, f"<{child.tag}> cannot stand beside <p>", "Put it in a paragraph of the note.")
        elif child.kind and child.tag == "p":
            draft.report(child, "a paragraph of a footnote has no class", "Leave it out: all notes look alike.")
    for behind in (None, *note.children) if texts else ():
        no_text(draft, note, behind)
    texts = texts or ([] if any(child.tag in BLOCKS for child in note.children) else [note])
    if not text_of(note):
        draft.report(note, "this footnote is empty", "Write its text in it.")
    number = f"<w:r>{run_properties(draft.style('footnote reference'))}<w:footnoteRef/></w:r>{run(' ')}"
    style = draft.style("footnote text")
    return "".join(
        Paragraph(
            style,
            ("" if position else number) + _own(draft, text),
            rtl=draft.speech_of(text).rtl,
        ).xml()
        for position, text in enumerate(texts)
    )
