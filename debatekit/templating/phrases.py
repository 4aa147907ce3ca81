"""Printed words that somebody puts in place of those of a language, one by one.

A word or phrase is named as it is printed ("Your arguments") or by its key in the language's file
(`your_arguments`, or `speech: {title: …}`); what is put in its place keeps its placeholders, such as {side}.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from debatekit.errors import DebatekitError, Problem, did_you_mean, nearest
from debatekit.templating.values import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from debatekit.yamlfile import Document, KeyPath

Words: TypeAlias = "Record | tuple[Words, ...] | str"

PLACEHOLDER = re.compile(r"\{\w+\}")


class Phrases(NamedTuple):
    """Phrases that somebody wrote: what they say, and the document and the key that they stand in."""

    said: Mapping[str, Any]
    document: Document
    path: KeyPath


def with_phrases(words: Record, phrases: Sequence[Phrases]) -> Record:
    """Return `words` with `phrases` in place of some; of two for one phrase, the first is taken.

    Raises `DebatekitError` with every phrase that there is not, or that does not fit in its place.
    """
    problems: list[Problem] = []
    for layer in reversed(phrases):
        words = _Change(layer, dict(_printed(words)), problems).record(words, layer.said, ())
    if problems:
        raise DebatekitError(problems)
    return words


class _Change:
    """Puts the phrases of one layer in their places, and notes those that do not fit."""

    def __init__(self, layer: Phrases, printed: Mapping[KeyPath, str], problems: list[Problem]) -> None:
        self.layer, self.printed, self.problems = layer, printed, problems

    def record(self, words: Record, said: Mapping[str, Any], path: KeyPath) -> Record:
        fields = {key: words[key] for key in words}
        for key, new in said.items():
            here = (*path, key)
            if key in fields:
                fields[key] = self.changed(fields[key], new, here, here)
            elif path or not (places := [place for place, text in self.printed.items() if text == key]):
                self.report(here, f"nothing that is printed has the name or the text '{key}'", self.meant(key, fields))
            else:
                for place in places:
                    fields = dict(self.put(fields, place, new, here))
        return Record(fields, words._path)

    def changed(self, old: Words, new: object, path: KeyPath, said_at: KeyPath) -> Words:
        """Return what stands in the place of `old`: `new`, if it is of the same kind."""
        match old, new:
            case Record(), dict():
                return self.record(old, new, path)
            case tuple(), list() if len(new) == len(old):
                return tuple(self.changed(*pair, path, said_at) for pair in zip(old, new, strict=True))
            case str(), str() if set(PLACEHOLDER.findall(old)) == set(PLACEHOLDER.findall(new)):
                return new
            case str(), str():
                needed = ", ".join(sorted(set(PLACEHOLDER.findall(old)))) or "none"
                self.report(said_at, f"the placeholders are not those of '{old}'", f"It has: {needed}.")
            case tuple(), _:
                self.report(said_at, "these are several phrases", f"Write a list of {len(old)}.")
            case Record(), _:
                self.report(said_at, "this is the name of several phrases", f"Name one of: {', '.join(old)}.")
            case _:
                self.report(said_at, "this is one phrase", "Write its new text behind the colon.")
        return old

    def put(self, fields: Mapping[str, Words], place: KeyPath, new: object, said_at: KeyPath) -> Mapping[str, Words]:
        """Return `fields` with `new` at `place`."""
        first, *rest = place
        inner = fields[str(first)]
        changed = dict(fields)
        changed[str(first)] = self._put_in(inner, tuple(rest), new, said_at)
        return changed

    def _put_in(self, words: Words, place: KeyPath, new: object, said_at: KeyPath) -> Words:
        if not place:
            return self.changed(words, new, said_at, said_at)
        if isinstance(words, Record):
            return Record(self.put({key: words[key] for key in words}, place, new, said_at), words._path)
        first, *rest = place
        return tuple(
            self._put_in(word, tuple(rest), new, said_at) if number == first else word
            for number, word in enumerate(words)
        )

    def meant(self, key: str, fields: Mapping[str, Words]) -> str:
        texts = list(self.printed.values())
        whole = [text for text in texts if text.lower() == key.lower()]
        near = next(iter(whole), "") or nearest(key, [*fields, *texts])
        if near:
            return f"Did you mean '{near}'?"
        return did_you_mean(key, fields, "Write it as it is printed, or see 'debatekit templates show languages/en'.")

    def report(self, path: KeyPath, message: str, hint: str) -> None:
        place = (*self.layer.path, *path)
        self.problems.append(self.layer.document.problem(place, message, hint, at_key=True))


def _printed(words: Words, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the place and the text of each phrase."""
    match words:
        case Record():
            for key in words:
                yield from _printed(words[key], (*path, key))
        case tuple():
            for number, word in enumerate(words):
                yield from _printed(word, (*path, number))
        case _:
            yield path, words
