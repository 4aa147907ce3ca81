"""The checks, with their sources: "Microsoft" is its Accessibility Checker, "UK government" its guidance."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

from debatekit.accessibility.model import Document, Paragraph, Run, excerpt, properties
from debatekit.colours import READABLE, READABLE_LARGE, contrast
from debatekit.ooxml import DC, NAMESPACES, WP, O, V, W, integer, is_on, is_true, value

Violation: TypeAlias = tuple[str, str, str]  # the code of a rule, the place in words, and what is wrong

FILE_NAME: Final = re.compile(r"\S.{0,99}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|heic|ico|pdf)", re.IGNORECASE)
NO_DESCRIPTION: Final = re.compile(
    r"(?i)((an?|the)\s+)?(picture|image|img|photo(graph)?|dsc|graphic|chart|diagram|shape|figure|screenshot|logo|icon"
    r"|drawing|illustration|object|alt(ernative)?\s+text|untitled)[\s_\-#(]*\d*[.)]?"
)

VAGUE_LINKS: Final = frozenset({
    "here", "click", "click here", "click this link", "link", "this link", "the link", "hyperlink", "this", "page",
    "this page", "this website", "this site", "website", "web page", "url", "read", "read more", "read on", "see more",
    "see here", "see", "more", "more info", "more information", "learn more", "find out more", "details", "info",
    "continue", "go", "go here", "open", "download", "download here", "view", "visit", "source", "web",
})  # fmt: skip
"""Texts of links that do not say where they lead (WCAG 2.2, failures F63 and F84)."""
ADDRESS: Final = re.compile(r"(?:https?|ftp|file)://\S*|www\.\S+", re.IGNORECASE)
AROUND_LINKS: Final = " \t\n\xa0.,:;!?…›»→>()[]<\"'“”‘’"

PAGE_LENGTH: Final = 2_400  # characters on about a page; a shorter document needs no headings
OTHER_STYLES: Final = frozenset({"title", "subtitle", "caption", "toc heading", "quote", "intense quote", "signature"})
"""Styles of lines that look like headings and are something else."""

LIST_MARK: Final = re.compile(r"[ \t\xa0]*(?:(\d{1,3}|[A-Za-z])([.)])|([-–—*•·▪▫◦‣●○■□➢✓o]))[ \t\xa0]+\S")
SPACES: Final = re.compile(r"[ \xa0\u2000-\u200a\u3000]{3,}")
TABS: Final = re.compile(r"\t[ \xa0]*\t")
WORD: Final = re.compile(r"[^\W\d_]{2,}")


def check_file(document: Document) -> Iterator[Violation]:
    """Check the title, the language, the compatibility mode, restrictions and page numbers.

    WCAG 2.2, 2.4.2, 3.1.1 and technique PDF17; EN 301 549, 10.2.4.2 and 10.3.1.1; Microsoft.
    """
    settings, pages = document.settings, integer(document.extended.findtext("{*}Pages") or "")
    languages = document.languages | {value(settings, "themeFontLang")}
    mode = settings.find(f"{W}compat/{W}compatSetting[@{W}name='compatibilityMode']")
    is_old = (integer(value(mode)) or 0) < 15  # the mode of Word 2013 and later ([MS-DOCX], "compatSetting")
    is_protected = is_true(value(settings, "documentProtection", "enforcement") or "0")
    final = document.custom.findtext("{*}property[@name='_MarkAsFinal']/*") or ""
    faults = (
        ("no-title", not (document.core.findtext(f"{DC}title") or "").strip(), "the document has no title"),
        ("no-language", languages <= {"", "x-none", "zxx"}, "the document does not say which language it is in"),
        ("compatibility-mode", is_old, "the document is in compatibility mode, for an older version of Word"),
        ("restricted", is_protected, "the document is protected against changes"),
        ("restricted", f"{W}writeProtection" in properties(settings), "the document is set to open as read-only"),
        ("restricted", final.strip().lower() in {"true", "1"}, "the document is marked as final"),
        ("no-page-numbers", not document.has_page_number and (pages is None or pages > 1), "the pages have no numbers"),
    )
    return ((code, "the document", message) for code, is_found, message in faults if is_found)


def check_tables(document: Document) -> Iterator[Violation]:
    """Check that tables have a header row that repeats (ECMA-376 part 1, 17.4.49), no merged cells, no inner tables.

    A layout table, even of one cell, is a table to a screen reader (Microsoft; WCAG 2.2, 1.3.1).
    """
    for table in document.tables:
        if table.rows and not table.has_header:
            yield "table-no-header", table.place, "the table has no header row"
        if table.has_merged_cells:
            yield "table-merged", table.place, "the table has merged cells"
        if table.outer is not None:
            yield "table-nested", table.place, f"the table is in a cell of table {table.outer.table.number}"


def check_objects(document: Document) -> Iterator[Violation]:
    """Check that pictures and the like have a description, and are in line with the text and not behind it.

    Microsoft; WCAG 2.2, 1.1.1 and 1.3.2; Section 508. A file name or a word such as "picture" describes nothing.
    """
    for graphic in document.objects:
        element, named = graphic.element, graphic.properties
        css = "".join(element.get("style", "").lower().split())
        is_floating = element.tag == f"{WP}anchor" or "position:absolute" in css
        is_behind = is_floating and (is_true(element.get("behindDoc", "0")) or "z-index:-" in css)
        in_header = graphic.paragraph.story.startswith(("header", "footer"))
        is_watermark = is_behind or (in_header and element.find(f".//{V}textpath") is not None)  # Word's is WordArt
        marks = named.iter(f"{{{NAMESPACES['adec']}}}decorative")  # [MS-ODRAWXML]
        is_decorative = f"{O}hr" in element.attrib or any(is_true(mark.get("val", "0")) for mark in marks)
        kind, name = "text box" if graphic.holds_text else "picture or shape", named.get("name") or named.get("id")
        place = f"{kind} {excerpt(name)}" if name else kind
        place += f" in {graphic.paragraph.place}"
        text = (named.get("descr", "") or named.get("alt", "")).strip()
        if is_true(named.get("hidden", "0")):
            continue
        if is_watermark:
            yield "watermark", place, "a watermark or another object is behind the text"
        elif graphic.holds_text and (is_floating or not text):  # one in line, such as a diagram, is read as described
            yield "text-box", place, "text in a text box may be read out of order"
        elif is_floating:
            yield "floating", place, "it floats over the page, and is not in line with the text"
        if is_watermark or graphic.holds_text or is_decorative:
            continue
        if not text:
            yield "no-alt-text", place, "it has no alternative text"
        elif FILE_NAME.fullmatch(text) or NO_DESCRIPTION.fullmatch(text):
            yield "poor-alt-text", place, f"its alternative text {excerpt(text)} does not say what it shows"


def check_links(document: Document) -> Iterator[Violation]:
    """Check that the text of a link says where it leads: not "here", not an address, and not nothing.

    A link with a picture has the alternative text of the picture (Microsoft; WCAG 2.2, 2.4.4; UK government).
    """
    for link in (link for link in document.links if not link.paragraph.in_contents):
        text = link.text.strip(AROUND_LINKS)
        place = f"link {excerpt(text)} in {link.paragraph.place}"
        if not text and not link.holds_object:
            yield "link-text", f"a link in {link.paragraph.place}", "the link has no text"
        elif " ".join(text.lower().split()) in VAGUE_LINKS:
            yield "link-text", place, "the text of the link does not say where it leads"
        elif ADDRESS.fullmatch(text):
            yield "link-text", place, "the text of the link is only an address"


def check_form_fields(document: Document) -> Iterator[Violation]:
    """Check that a screen reader can say what to fill in: in content controls the title, in form fields the help text.

    ECMA-376 part 1, 17.5.2.1 and 17.16; WCAG 2.2, 1.3.1 and 4.1.2; Section 508.
    """
    for control in document.controls:
        place = control.paragraph.place
        if any(value(control.properties, name).strip() for name in ("alias", "helpText", "statusText")):
            continue
        if control.is_form_field:
            yield "form-field-no-help", f"a form field in {place}", "the form field has no help text"
        else:
            yield "control-no-title", f"a content control in {place}", "the content control has no title"


def check_headings(document: Document) -> Iterator[Violation]:
    """Check that headings begin at level 1, skip none on the way down, and are not empty; a longer document has some.

    ECMA-376 part 1, 17.3.1.20. Microsoft: "documents use heading styles"; WCAG 2.2, 1.3.1 and 2.4.6; Section 508.
    """
    headings = [paragraph for paragraph in document.body if paragraph.heading_level and not paragraph.in_contents]
    before = 0
    for paragraph in headings:
        level = paragraph.heading_level or 0
        if not paragraph.text.strip():
            if not paragraph.holds_object:
                yield "heading-empty", paragraph.place, f"a heading of level {level} is empty"
            continue
        if before == 0 and level > 1:
            yield "first-heading", paragraph.place, f"the first heading has level {level}, not 1"
        elif level > before + 1:
            yield "heading-skipped", paragraph.place, f"level {level} follows level {before}"
        before = level
    if not headings and sum(len(paragraph.text.strip()) for paragraph in document.body) > PAGE_LENGTH:
        yield "no-headings", "the document", "it is longer than a page and has no headings"


def check_main_text(document: Document) -> Iterator[Violation]:
    """Check that the main text has at least 11 points, and that no line only looks like a heading (WCAG 2.2, F2).

    Guidance asks for 12 points (UK government) or "11 or larger" (Microsoft) in what most characters of the body are.
    """
    sizes: Counter[float] = Counter()
    for paragraph in document.body:
        for run in _visible_runs(paragraph):
            sizes[run.size] += len(run.text)
    main_size = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    if 0 < main_size < 11:
        yield "small-main-text", "the document", f"its main text has {main_size:g} points, less than 11"
    for paragraph in document.body[:-1]:
        words = [run for run in paragraph.runs if run.text.strip()]
        if _may_be_heading(paragraph) and all(run.is_bold and run.size >= main_size + 1 for run in words):
            yield "looks-like-heading", paragraph.place, "this line looks like a heading but has no heading style"


def check_sequences(document: Document) -> Iterator[Violation]:
    """Check that lists are Word's own, and that no two blank paragraphs follow each other.

    WCAG 2.2, 1.3.1; Section 508; Microsoft: "avoid repeated blank characters". Typed numbers or letters must count on,
    so that "A. Smith" or a year is no list. Blank lines with a border or in a content control are to be filled in, and
    hidden ones are not read out.
    """
    for first, *_ in _sequences(document, _continues_list):
        yield "typed-list", first.place, "a list with typed numbers or bullets begins here"
    for blanks in _sequences(document, lambda one, other: _is_blank(one) and _is_blank(other)):
        yield "blank-paragraphs", blanks[0].place, f"{len(blanks)} blank paragraphs follow each other"


def check_paragraphs(document: Document) -> Iterator[Violation]:
    """Check each paragraph for repeated spaces and tabs, justified text, capitals, small text and low contrast.

    Repeated characters: Microsoft and Section 508; two spaces may follow a full stop. Justified text: UK government;
    WCAG 2.2, 1.4.8. Superscripts are measured as typed. Contrast: WCAG 2.2, 1.4.3; EN 301 549, 10.1.4.3.
    """
    for paragraph in (paragraph for paragraph in document.paragraphs if paragraph.typed.strip()):
        text, visible = paragraph.text, _visible_runs(paragraph)
        words = [run for run in paragraph.runs if WORD.search(run.text)]
        is_capitals = len(WORD.findall(text)) > 1 and all(run.is_capitals for run in words)
        smallest = min((run.size for run in visible), default=9.0)
        alignment = "" if paragraph.story or not text.strip() else value(paragraph.properties.get(f"{W}jc"))
        message = next(filter(None, map(_contrast_message, visible)), "")
        faults = (
            ("space-run", SPACES.search(paragraph.typed), "there are three or more spaces in a row"),
            ("tab-run", TABS.search(paragraph.typed), "there are two or more tabs in a row"),
            ("justified", alignment in {"both", "distribute"}, "the text is justified"),
            ("capitals", is_capitals, "the paragraph is set in capitals"),
            ("small-text", smallest < 9, f"text has {smallest:g} points, less than 9"),
            ("low-contrast", message, message),
        )
        yield from ((code, paragraph.place, message) for code, is_found, message in faults if is_found)


def _contrast_message(run: Run) -> str:
    needed = READABLE_LARGE if run.size >= (14 if run.is_bold else 18) else READABLE  # WCAG 2.2, "large scale"
    if run.colour is None or run.background is None or (ratio := contrast(run.colour, run.background)) >= needed:
        return ""
    colours = f"{run.colour} on {run.background}"
    return f"{colours} has a contrast of {int(ratio * 100) / 100:g} to 1, less than {needed:g}"


def _visible_runs(paragraph: Paragraph) -> list[Run]:
    return [run for run in paragraph.runs if run.text.strip() and not run.is_hidden]


def _may_be_heading(paragraph: Paragraph) -> bool:
    text, style = paragraph.text.strip(), paragraph.style.lower()
    if not 0 < len(text) <= 80 or text.endswith((".", ",", ";", ":", "!")) or style in OTHER_STYLES:
        return False
    is_placed = paragraph.cell or paragraph.in_box or paragraph.in_contents or paragraph.heading_level
    is_marked = _is_numbered(paragraph) or _has_border(paragraph) or f"{W}shd" in paragraph.properties
    return not (is_placed or is_marked)


def _sequences(document: Document, continues: Callable[[Paragraph, Paragraph], bool]) -> list[list[Paragraph]]:
    """Return sequences of two or more paragraphs with nothing between them, each of which continues the one before."""
    sequences = [document.paragraphs[:1]]
    for before, paragraph in pairwise(document.paragraphs):
        siblings = paragraph.element.itersiblings(f"{W}p", f"{W}tbl", f"{W}sdt", preceding=True)
        if continues(before, paragraph) and next(siblings, None) is before.element:
            sequences[-1].append(paragraph)
        else:
            sequences.append([paragraph])
    return [sequence for sequence in sequences if len(sequence) > 1]


def _continues_list(one: Paragraph, other: Paragraph) -> bool:
    kind, number = _list_mark(one)
    return bool(kind) and _list_mark(other) == (kind, number + (number > 0))


def _list_mark(paragraph: Paragraph) -> tuple[str, int]:
    """Return how a typed list item begins: the kind of mark, "" if there is none, and its number, 0 for a bullet."""
    found = LIST_MARK.match(paragraph.text)
    if found is None or paragraph.in_contents or paragraph.heading_level or _is_numbered(paragraph):
        return "", 0
    mark, end, bullet = found.groups()
    return (bullet, 0) if bullet else (end, int(mark) if mark.isdecimal() else ord(mark))


def _is_blank(paragraph: Paragraph) -> bool:
    is_hidden = is_on(paragraph.element.find(f"{W}pPr/{W}rPr/{W}vanish"))
    is_used = paragraph.holds_object or paragraph.in_control or _has_border(paragraph) or is_hidden
    return not (is_used or paragraph.typed.strip() or paragraph.heading_level or f"{W}framePr" in paragraph.properties)


def _is_numbered(paragraph: Paragraph) -> bool:
    numbering = paragraph.properties.get(f"{W}numPr")
    return numbering is not None and integer(value(numbering, "numId")) != 0  # 0 removes it from a list (17.9.18)


def _has_border(paragraph: Paragraph) -> bool:
    return any(value(border) not in {"", "nil", "none"} for border in paragraph.properties.get(f"{W}pBdr", ()))


CHECKS: Final = (
    check_file, check_tables, check_objects, check_links, check_form_fields, check_headings, check_main_text,
    check_sequences, check_paragraphs,
)  # fmt: skip
