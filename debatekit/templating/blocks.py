"""Blocks of templates: one that nothing prints is a mistake, though Jinja lets it pass."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateNotFound, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Blocks(NamedTuple):
    """What a template has to do with blocks."""

    file: str
    places: frozenset[str]
    """The names of the blocks that it prints where they stand, or calls as ``self.name()``."""
    called: frozenset[str]
    outermost: tuple[tuple[str, int], ...]
    """The name and line of each of its blocks that stands in no other."""
    parent: str
    """The template that it extends by name, or ""."""
    outside: tuple[tuple[str, int], ...] = ()
    """If it extends one: the text and line of what stands in none of its blocks, and is therefore not printed."""


class LostBlock(NamedTuple):
    """A block that no template below has a place for: its template's file, its line, and the names that it may have."""

    file: str
    line: int
    name: str
    parent: str
    known: list[str]


def blocks_of(tree: nodes.Template, file: str) -> Blocks:
    """Return what a template has to do with blocks; `file` is where it stands."""
    called = frozenset(part.attr for part in tree.find_all(nodes.Getattr) if _is_self(part.node))
    names = {block.name for block in tree.find_all(nodes.Block)}
    extended = next(tree.find_all(nodes.Extends), None)
    parent = extended.template.value if extended and isinstance(extended.template, nodes.Const) else ""
    outermost = tuple((block.name, block.lineno) for block in _outermost(tree))
    outside = tuple(_texts(tree.body)) if extended else ()
    return Blocks(file, called | names, called, outermost, parent if isinstance(parent, str) else "", outside)


def lost_blocks(read: Callable[[str], Blocks], template: str) -> list[LostBlock]:
    """Return the blocks of `template`, and of those it extends, that would never be printed.

    `read` returns what a template has to do with blocks, and raises what Jinja raises if it cannot be read.
    """
    chain = {template: read(template)}
    name = template
    with suppress(TemplateNotFound):  # what is wrong with one further down is told where it is rendered
        while (name := chain[name].parent) and name not in chain:
            chain[name] = read(name)
    lost: list[LostBlock] = []
    names = list(chain)
    places = chain[names[-1]].places
    for parent, name in zip(names[:0:-1], names[-2::-1], strict=True):
        blocks = chain[name]
        lost += [
            LostBlock(blocks.file, line, block, parent, sorted(places))
            for block, line in blocks.outermost
            if block not in places | blocks.called
        ]
        places |= blocks.places
    return lost


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _texts(body: Iterable[nodes.Node]) -> Iterator[tuple[str, int]]:
    """Yield what the statements of a template print themselves, and not the blocks and macros in them."""
    for node in body:
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            text = part.data if isinstance(part, nodes.TemplateData) else "{{ … }}"
            if text.strip():
                blank = text[: len(text) - len(text.lstrip())]
                yield " ".join(text.split()), part.lineno + blank.count("\n")


def _is_self(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "self"
