"""All rules: each looks at a document and yields findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.accessibility.rules import controls, file, headings, links, lists, objects, tables, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding

RULES: Final[tuple[Callable[[Document], Iterator[Finding]], ...]] = (
    file.title,
    file.language,
    file.compatibility_mode,
    file.restrictions,
    file.page_numbers,
    headings.structure,
    headings.look_alikes,
    tables.header_rows,
    tables.simple_cells,
    objects.alternative_text,
    objects.in_line_with_text,
    objects.watermarks,
    links.link_texts,
    lists.typed_lists,
    lists.blank_paragraphs,
    lists.spaces_and_tabs,
    text.alignment,
    text.capitals,
    text.sizes,
    text.contrast,
    controls.titles,
    controls.form_field_help,
)
