"""Check that each source is used, and can be cited and looked up.

The fields are those that the NSDA's rules of evidence require of a written citation, "where the source gives it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from debatekit.checks import rules
from debatekit.motion.fields import NOT_STATED
from debatekit.motion.model import Fact, Quote
from debatekit.sources.citing import NOT_STATED_SYNONYMS, DateSpan, parse_date

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.model import Motion, Source
    from debatekit.yamlfile import Document, KeyPath

REQUIRED: Final = ("author", "qualifications", "title", "publisher", "published")
"""Required of every source; one on paper needs a page as well, and others an address and the day of access."""

DATES: Final = ("published", "accessed")
MAY_BE_NOT_STATED: Final = (*REQUIRED, "url", "accessed", "page", "type")

HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
BARE_ADDRESS: Final = re.compile(rf"{HOST.pattern}(?::\d+)?(?:[/?#]\S*)?")
DOI: Final = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A digital object identifier as it is usually printed."""


def citation_findings(file: LoadedMotion, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the references of a motion's sources; dates must not be after `today`.

    Nothing is looked up: an address is judged by its form alone.
    """
    document, used = file.document, _used_sources(file.motion)
    for name, source in file.motion.sources.items():
        path: KeyPath = ("sources", name)
        if name not in used:
            message = f"nothing in this file comes from the source '{name}'"
            hint = "Quote it, take a fact from it, or delete it."
            yield rules.UNUSED_SOURCE.at(document, path, message, hint, at_key=True)
        yield from _missing(document, path, name, source)
        for key in MAY_BE_NOT_STATED:
            value = getattr(source, key)
            if value is not None and _is_synonym(value):
                message = f"'{value}' is printed as if the text said so"
                hint = f"Write '{key}: {NOT_STATED}'."
                yield rules.OTHERWISE_NOT_STATED.at(document, (*path, key), message, hint)
        yield from _address(document, path, source.url)
        yield from _dates(document, path, source, today)


def _used_sources(motion: Motion) -> set[str]:
    arguments = (*motion.pro.arguments, *motion.con.arguments)
    pieces = (piece for argument in arguments for piece in argument.evidence)
    used = {piece.from_ for piece in pieces if isinstance(piece, Quote | Fact)}
    return used | ({motion.evaluation.source} if motion.evaluation else set())


def _missing(document: Document, path: KeyPath, name: str, source: Source) -> Iterator[Finding]:
    missing = [key for key in REQUIRED if getattr(source, key) is None]
    on_paper = source.page is not None and not _is_stated(source.url)
    missing += [key for key in ("url", "accessed") if not on_paper and getattr(source, key) is None]
    if not missing:
        return
    message = f"the source '{name}' does not say: {', '.join(missing)}"
    not_stated = ", ".join(f"'{key}: {NOT_STATED}'" for key in missing)
    hint = f"Write what the text says, or {not_stated}."
    if {"url", "accessed"} <= set(missing):
        hint += " A text on paper needs a 'page' instead of 'url' and 'accessed'."
    yield rules.FIELD_MISSING.at(document, path, message, hint, at_key=True)


def _address(document: Document, path: KeyPath, url: str | None) -> Iterator[Finding]:
    if url is None or not _is_stated(url) or _can_be_followed(url):
        return
    hint = "Write it as the browser shows it, from 'https://' on."
    if identifier := DOI.fullmatch(url):
        hint = f"Write 'https://doi.org/{identifier[1]}'."
    elif BARE_ADDRESS.fullmatch(url):
        hint = f"Write 'https://{url}'."
    yield rules.BAD_ADDRESS.at(document, (*path, "url"), f"'{url}' is not an address that can be followed", hint)


def _can_be_followed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:  # unbalanced brackets, or a port that is not a number
        return False
    return parts.scheme in {"http", "https"} and not re.search(r"\s", url) and bool(HOST.fullmatch(host or ""))


def _dates(document: Document, path: KeyPath, source: Source, today: date) -> Iterator[Finding]:
    spans: dict[str, DateSpan] = {}
    hint = "Write the day as the text gives it."
    for key in DATES:
        value = getattr(source, key)
        try:
            span = parse_date(value) if value else None
        except ValueError:
            yield rules.BAD_DATE.at(document, (*path, key), f"there is no such date as '{value}'", hint)
            continue
        if span and span.first > today:
            message = f"'{value}' is in the future: today is {today.isoformat()}"
            yield rules.BAD_DATE.at(document, (*path, key), message, hint)
        elif span:
            spans[key] = span
    if len(spans) == len(DATES) and spans["accessed"].last < spans["published"].first:
        message = f"'{source.accessed}' is before the day of publication, '{source.published}'"
        yield rules.BAD_DATE.at(document, (*path, "accessed"), message, "Correct the wrong one.")


def _is_stated(value: str | None) -> bool:
    return value is not None and value.lower() != NOT_STATED and not _is_synonym(value)


def _is_synonym(value: str) -> bool:
    """Return whether `value` says "not stated" in other words."""
    synonym = NOT_STATED_SYNONYMS.fullmatch(value.strip(" .")) or NOT_STATED_SYNONYMS.fullmatch(value)
    return value.lower() != NOT_STATED and bool(synonym)
