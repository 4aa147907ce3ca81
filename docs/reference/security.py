"""docs/security.md: what is trusted and what is not; the limits come from the code that keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit import naming, ooxml
from debatekit.output import manifest
from debatekit.reading import nodes, text
from debatekit.sources import files, markdown, web
from debatekit.templating import budget
from debatekit.word import letterhead, pictures
from debatekit.word import page as page_limits
from docs.reference.markdown import page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRODUCTION: Final = """
This page is for whoever answers for a school's computers, and for everybody who opens a motion, a template or a Word
file that somebody else made. What it says is tested, most of it in `tests/hostile/`.
"""
TRUST: Final = """
Trusted is what you chose yourself: debatekit and the libraries that it is installed with, the words of the command
line, and the settings of your workspace (`debatekit.yaml`). They may name any file that you may read, so look into the
settings of a workspace that somebody gave you as a whole.

Not trusted is what can come from somewhere else: motions, the texts and pages that they are about, templates, themes,
languages and other data files, your school's Word file, documents to inspect, and what stands in the output folder.
Each may be as odd as it likes: it is read within limits, and what is wrong with it is told.
"""
NEVER: Final = """
- **It never uses the network.** Nothing is fetched: no picture, no schema, no style sheet, no template of a document;
  an address in a motion is printed, and not followed. Nothing is sent, either.
- **It never runs what it reads.** YAML has no tags that make objects. Templates run in
  [Jinja's sandbox](https://jinja.palletsprojects.com/en/stable/sandbox/), with
  [lists of what they may use](templates.md#what-a-template-may-use): no Python, no attribute that begins with an
  underscore, no file but other templates. Macros are refused in a school's Word file, and not touched elsewhere. Pages
  of the web are read as text; their scripts and frames are left out.
- **It never writes outside its places**: the output folder, the folder of motions (`new`, `verify`), the workspace
  (`init`, `templates copy`); and, as Python does, beside its own modules, where it keeps its own templates and looks
  compiled, and nothing of yours. The names of documents come from handouts and are checked; a path in a motion cannot
  leave the motion's folder and the workspace, by no `..`, no symbolic link, no address and no drive.
- **It never overwrites your work.** Each document is sealed with a fingerprint. One that was changed since, or that
  debatekit did not make, is left as it is, and the new one is put beside it; `--overwrite` keeps a copy.
- **It never leaves half a file.** A document is written whole under another name, and takes its own name in one step.
- **It never puts anything into a document that acts on its own**: no macro, no embedded object, no field that reads a
  file, no link to a picture or a template elsewhere. Links lead to `http`, `https` and `mailto` addresses only; any
  other is printed as the text that it is, or told as a mistake.
- **It never unpacks an archive to disk**, and puts no entity that a file defines in place of its name.

The one other program that it starts is LibreOffice, on documents that it just made itself, where `build
--verbose` counts pages. LibreOffice gets a profile of its own that is deleted afterwards.
"""
LIMITS: Final = """
Whatever is read ends soon, and takes little memory. Beyond these limits, a file is refused, with its name and the line
where there is one; nothing is written then.
"""
WORD_FILES: Final = """
In Word files, document type declarations are refused, and so are passwords, duplicate parts, invalid part names, and
compression methods that Word does not support. A file close to a limit can take a minute; Ctrl+C stops the run.
"""
YOURS: Final = """
- A document says what its motion and its template say. Read it before you copy it.
- Links lead to pages that other people keep. Look where they lead.
- Install debatekit from where you trust it, and keep it and Python up to date.
"""
REPORT: Final = """
If a file makes debatekit hang, end in a traceback, write where it should not or make a document that Word does not
open, that is a defect, whoever made the file. Please report it, with the file if you may pass it on.
"""


def security_page() -> str:
    """Return the page on security."""
    return page(
        "Security",
        INTRODUCTION,
        "## What is trusted",
        TRUST,
        "## What debatekit never does",
        NEVER,
        "## Limits",
        LIMITS,
        table(("what", "at most"), list(_limits())),
        WORD_FILES,
        "## What is left to you",
        YOURS,
        "## If it is not so",
        REPORT,
    )


def _limits() -> Iterator[tuple[str, str]]:
    """Yield what is limited, and how."""
    yield "a motion, a template, a theme, any other file of text that debatekit reads", _bytes(text.LARGEST_TEXT)
    yield "levels of lists and mappings within each other, in YAML", f"{nodes.DEEPEST:,}"
    yield "items of one list or mapping, in YAML", f"{nodes.MOST_ITEMS:,}"
    yield "aliases, in YAML", "none"
    yield "a page or a text that a motion is about", _bytes(files.LARGEST_FILE)
    yield "the text that is in it", f"{files.MOST_CHARACTERS:,} characters"
    yield "marks in it, if it is Markdown", f"{markdown.MOST_MARKS:,}"
    yield "attributes of one tag, if it is a page of the web", f"{web.MOST_ATTRIBUTES:,}"
    yield "turns of loops and calls in the template of one document", f"{budget.MOST_TURNS:,}"
    yield "characters that such a template makes or looks through", f"{budget.MOST_MADE:,}"
    yield "elements in the page that it makes", f"{page_limits.MOST_ELEMENTS:,}"
    yield "elements that stand in each other there", f"{page_limits.MOST_NESTED}"
    yield "a picture", f"{_bytes(pictures.LARGEST)}, {pictures.MOST_PIXELS:,} pixels"
    yield "a school's Word file, packed or unpacked", _bytes(letterhead.MAX_FILE)
    edges = f"{letterhead.MAX_ELEMENTS:,} elements, {letterhead.MAX_CHARACTERS:,} characters"
    yield "its header or footer", edges
    yield "a document to inspect, packed or unpacked; a Word file as a source, unpacked", _bytes(ooxml.MAX_FILE_SIZE)
    yield "all XML of a Word file", _bytes(ooxml.MAX_XML_SIZE)
    yield "parts of a Word file", f"{ooxml.MAX_PARTS:,}"
    yield "tags of a Word file", f"{ooxml.MAX_TAGS:,}"
    yield "the name of a part of a Word file", f"{ooxml.MAX_NAME_LENGTH} characters"
    yield "the name of a file or a folder that is made", f"{naming.LONGEST} characters that every system can hold"
    yield "the record of a kit in its output folder", _bytes(manifest.LARGEST)
    yield "devices, pipes and other things that are no files", "none"


def _bytes(number: int) -> str:
    return f"{number // 1_000_000:,} MB"
