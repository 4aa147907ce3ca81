"""Blocks of templates: one that nothing prints is a mistake, though Jinja lets it pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateNotFound, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment


class LostBlock(NamedTuple):
    """A block that no template below has a place for: its template's file, its line, and the names that it may have."""

    file: str
    line: int
    name: str
    parent: str
    known: list[str]


def lost_blocks(environment: Environment, template: str) -> list[LostBlock]:
    """Return the blocks of `template`, and of those it extends, that would never be printed.

    Raises what Jinja raises if one of them cannot be read.
    """
    lost: list[LostBlock] = []
    _places(environment, template, lost, ())
    return lost


def _places(environment: Environment, template: str, lost: list[LostBlock], below: tuple[str, ...]) -> set[str]:
    """Return the names of the blocks that `template` has places for, and add to `lost` those that have none."""
    assert environment.loader is not None
    source, file, _ = environment.loader.get_source(environment, template)
    tree = environment.parse(source, template, file)
    called = {part.attr for part in tree.find_all(nodes.Getattr) if _is_self(part.node)}
    names = {block.name for block in tree.find_all(nodes.Block)} | called
    extended = next(tree.find_all(nodes.Extends), None)
    parent = extended.template.value if extended and isinstance(extended.template, nodes.Const) else None
    if not isinstance(parent, str) or parent in below or not _is_there(environment, parent):
        return names  # what is wrong with it is told where it is rendered
    places = _places(environment, parent, lost, (*below, template))
    for block in _outermost(tree):
        if block.name not in places | called:
            lost.append(LostBlock(file or template, block.lineno, block.name, parent, sorted(places)))
    return places | names


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
