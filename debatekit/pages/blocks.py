"""Blocks of templates: one that nothing prints is a mistake, though Jinja lets it pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateNotFound, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment


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
    return Blocks(file, called | names, called, outermost, parent if isinstance(parent, str) else "")


def lost_blocks(environment: Environment, known: Mapping[str, Blocks], template: str) -> list[LostBlock]:
    """Return the blocks of `template`, and of those it extends, that would never be printed.

    `known` has what each template that `environment` compiled has to do with blocks. Raises what Jinja raises if one
    of them cannot be read.
    """
    environment.get_template(template)
    chain = [template]
    while (parent := known[chain[-1]].parent) and parent not in chain and _is_there(environment, parent):
        chain.append(parent)
    lost: list[LostBlock] = []
    places = known[chain[-1]].places  # what is wrong with one further down is told where it is rendered
    for parent, name in zip(chain[:0:-1], chain[-2::-1], strict=True):
        blocks = known[name]
        lost += [
            LostBlock(blocks.file, line, block, parent, sorted(places))
            for block, line in blocks.outermost
            if block not in places | blocks.called
        ]
        places |= blocks.places
    return lost


def _is_there(environment: Environment, template: str) -> bool:
    try:
        environment.get_template(template)
    except TemplateNotFound:
        return False
    return True


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _is_self(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "self"
