"""Whether a motion's sources can be cited and looked up: every field given or said to be missing, and used.

The fields are those that the NSDA's rules of evidence ask of a written citation, "where the source gives it".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from debatekit.checks import rules
from debatekit.checks.dates import Span, read_date
from debatekit.motion.fields import NOT_STATED
from debatekit.motion.model import Fact, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.model import Motion, Source
    from debatekit.yamlfile import Document, KeyPath

EVERY_SOURCE: Final = ("author", "qualifications", "title", "publisher", "published")
"""What is asked of every source; where it is to be found depends on whether it is on paper."""

DATES: Final = ("published", "accessed")
STATED: Final = (*EVERY_SOURCE, "url", "accessed", "page", "type")
"""The fields that may say `not stated`."""

OTHERWISE: Final = re.compile(
    r"""
    [-–—?.…/*_]+                                           # signs alone
    | n/?a | n\.\s?[adp]\. | s\.\s?[dln]\. | nil | null | tb[acd]
    | none | (?:none|nothing)\ (?:given|stated|known|named|listed)
    | unknown | unnamed | unstated | undated | unsigned | unspecified
    | not[ -]?(?:known|given|named|available|applicable|provided|listed|specified|stated|said|mentioned|found)
    | unknown\ FIELD
    | no\ FIELD (?:\ (?:given|known|stated|named|listed|available|provided|found))?
    """.replace("FIELD", r"(?:author|name|qualifications?|expertise|title|publisher|date|year|url|address|page|type)"),
    re.VERBOSE | re.IGNORECASE,
)
"""Other ways to say it. "Anonymous" is none: it may be the byline."""

HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
BARE_ADDRESS: Final = re.compile(rf"{HOST.pattern}(?::\d+)?(?:[/?#]\S*)?")
DOI: Final = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A digital object identifier as it is mostly printed; its address is https://doi.org/ and the identifier."""


def citation_findings(file: LoadedMotion, today: date) -> list[Finding]:
    """Return what is wrong with the references of a motion's sources; `today` is the day that is the latest possible.

    Nothing is looked up: an address is judged by its form alone.
    """
    document, used = file.document, _used_sources(file.motion)
    findings: list[Finding] = []
    for name, source in file.motion.sources.items():
        path: KeyPath = ("sources", name)
        if name not in used:
            message = f"nothing in this file comes from the source '{name}'"
            hint = "Quote it, take a fact from it, or delete it."
            findings.append(rules.UNUSED_SOURCE.at(document, path, message, hint, at_key=True))
        findings += _missing(document, path, name, source)
        findings += _otherwise(document, path, source)
        findings += _address(document, path, source)
        findings += _dates(document, path, source, today)
    return findings


def _used_sources(motion: Motion) -> set[str]:
    arguments = (*motion.pro.arguments, *motion.con.arguments)
    pieces = (piece for argument in arguments for piece in argument.evidence)
    used = {piece.from_ for piece in pieces if isinstance(piece, Quote | Fact)}
    return used | ({motion.evaluation.source} if motion.evaluation else set())


def _missing(document: Document, path: KeyPath, name: str, source: Source) -> Iterator[Finding]:
    missing = [key for key in EVERY_SOURCE if getattr(source, key) is None]
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


def _otherwise(document: Document, path: KeyPath, source: Source) -> Iterator[Finding]:
    for key in STATED:
        value = getattr(source, key)
        if value is not None and _is_said_otherwise(value):
            message = f"'{value}' is printed as if the text said so"
            yield rules.OTHERWISE_NOT_STATED.at(document, (*path, key), message, f"Write '{key}: {NOT_STATED}'.")


def _address(document: Document, path: KeyPath, source: Source) -> Iterator[Finding]:
    url = source.url
    if url is None or not _is_stated(url) or _can_be_followed(url):
        return
    hint = "Write it as the browser shows it, from 'https://' on."
    if identifier := DOI.fullmatch(url):
        hint = f"Write 'https://doi.org/{identifier[1]}'."
    elif BARE_ADDRESS.fullmatch(url):
        hint = f"Write 'https://{url}'."
    yield rules.BAD_ADDRESS.at(document, (*path, "url"), f"'{url}' is no address that can be followed", hint)


def _can_be_followed(url: str) -> bool:
    """Tell whether `url` has the form of a web address: its scheme, its host, and no white space."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:  # brackets that do not match, or a port that is no number
        return False
    return parts.scheme in {"http", "https"} and not re.search(r"\s", url) and bool(HOST.fullmatch(host or ""))


def _dates(document: Document, path: KeyPath, source: Source, today: date) -> Iterator[Finding]:
    spans: dict[str, Span] = {}
    for key in DATES:
        value = getattr(source, key)
        try:
            span = read_date(value) if value else None
        except ValueError:
            hint = "Write the day as the text gives it."
            yield rules.BAD_DATE.at(document, (*path, key), f"there is no such date as '{value}'", hint)
            continue
        if span and span.first > today:
            message = f"'{value}' is in the future: today is {today.isoformat()}"
            yield rules.BAD_DATE.at(document, (*path, key), message, "Write the day as the text gives it.")
        elif span:
            spans[key] = span
    if len(spans) == len(DATES) and spans["accessed"].last < spans["published"].first:
        message = f"'{source.accessed}' is before the day of publication, '{source.published}'"
        yield rules.BAD_DATE.at(document, (*path, "accessed"), message, "Correct the one that is wrong.")


def _is_stated(value: str | None) -> bool:
    return value is not None and value.lower() != NOT_STATED and not _is_said_otherwise(value)


def _is_said_otherwise(value: str) -> bool:
    """Tell whether `value` says "not stated" in other words."""
    return value.lower() != NOT_STATED and bool(OTHERWISE.fullmatch(value.strip(" .")) or OTHERWISE.fullmatch(value))
