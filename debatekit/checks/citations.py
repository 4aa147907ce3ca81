"""Check that each source is used, and can be cited and looked up.

The fields are those that the NSDA's rules of evidence require of a written citation, "where the source gives it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, TypeGuard

from debatekit.checks import rules
from debatekit.motion.fields import NOT_STATED
from debatekit.motion.model import Fact, Quote, Source
from debatekit.sources.citing import NOT_STATED_SYNONYMS, parse_date

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion
    from debatekit.yamlfile import KeyPath

REQUIRED: Final = ("author", "qualifications", "title", "publisher", "published")
"""Required of every source; one on paper needs a page as well, and others an address and the day of access."""

MAY_BE_NOT_STATED: Final = (*REQUIRED, "url", "accessed", "page", "type")


HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
ADDRESS: Final = re.compile(rf"(https?://)?{HOST.pattern}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
DOI: Final = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A digital object identifier as it is usually printed."""


def citation_findings(file: LoadedMotion, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the references of a motion's sources; dates must not be after `today`.

    Nothing is looked up: an address is judged by its form alone.
    """
    arguments = (*file.motion.pro.arguments, *file.motion.con.arguments)
    pieces = (piece for argument in arguments for piece in argument.evidence)
    used = {piece.from_ for piece in pieces if isinstance(piece, Quote | Fact)}
    used |= {file.motion.evaluation.source} if file.motion.evaluation else set()
    for name, source in file.motion.sources.items():
        path: KeyPath = ("sources", name)
        if name not in used:
            message = f"nothing in this file comes from the source '{name}'"
            hint = "Quote it, take a fact from it, or delete it."
            yield rules.UNUSED_SOURCE.at(file, path, message, hint)
        on_paper = source.page is not None and not _is_stated(source.url)
        required = REQUIRED if on_paper else (*REQUIRED, "url", "accessed")
        if missing := [key for key in required if getattr(source, key) is None]:
            message = f"the source '{name}' does not say: {', '.join(missing)}"
            not_stated = ", ".join(f"'{key}: {NOT_STATED}'" for key in missing)
            hint = f"Write what the text says, or {not_stated}."
            if {"url", "accessed"} <= set(missing):
                hint += " A text on paper needs a 'page' instead of 'url' and 'accessed'."
            yield rules.FIELD_MISSING.at(file, path, message, hint)
        for key in MAY_BE_NOT_STATED:
            value = getattr(source, key)
            if value is not None and _is_synonym(value):
                message = f"'{value}' is printed as if the text said so"
                hint = f"Write '{key}: {NOT_STATED}'."
                yield rules.OTHERWISE_NOT_STATED.at(file, (*path, key), message, hint)
        if _is_stated(source.url) and (hint := _address_hint(source.url)):
            message = f"'{source.url}' is not an address that can be followed"
            yield rules.BAD_ADDRESS.at(file, (*path, "url"), message, hint)
        yield from _dates(file, path, source, today)


def _address_hint(url: str) -> str:
    if identifier := DOI.fullmatch(url):
        return f"Write 'https://doi.org/{identifier[1]}'."
    if address := ADDRESS.fullmatch(url):
        return "" if address[1] else f"Write 'https://{url}'."
    return "Write it as the browser shows it, from 'https://' on."


def _dates(file: LoadedMotion, path: KeyPath, source: Source, today: date) -> Iterator[Finding]:
    spans: dict[str, tuple[date, date]] = {}
    for key in ("published", "accessed"):
        value = getattr(source, key)
        hint = "Write the day as the text gives it."
        try:
            span = parse_date(value or "")
        except ValueError:
            yield rules.BAD_DATE.at(file, (*path, key), f"there is no such date as '{value}'", hint)
            continue
        if span and span[0] > today:
            message = f"'{value}' is in the future: today is {today.isoformat()}"
            yield rules.BAD_DATE.at(file, (*path, key), message, hint)
        elif span:
            spans[key] = span
    if len(spans) == 2 and spans["accessed"][1] < spans["published"][0]:
        message = f"'{source.accessed}' is before the day of publication, '{source.published}'"
        yield rules.BAD_DATE.at(file, (*path, "accessed"), message, "Correct the wrong one.")


def _is_stated(value: str | None) -> TypeGuard[str]:
    return value is not None and value.lower() != NOT_STATED and not _is_synonym(value)


def _is_synonym(value: str) -> bool:
    synonym = NOT_STATED_SYNONYMS.fullmatch(value.strip(" .")) or NOT_STATED_SYNONYMS.fullmatch(value)
    return value.lower() != NOT_STATED and bool(synonym)
