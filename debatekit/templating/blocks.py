"""Blocks and text of a template that are never printed: mistakes that Jinja lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from jinja2 import TemplateNotFound, nodes

from debatekit.errors import did_you_mean
from debatekit.templating.source_lines import MARK

Mistake = tuple[str, int, str, str]
"""A template's file and line, the message and the hint."""


@dataclass
class Blocks:
    """The blocks of a template, and what it has outside them."""

    file: str
    printed: set[str]
    """The names of its blocks, and of those that it prints as ``self.name()``."""
    called: set[str]
    outermost: list[nodes.Block]
    parent: str
    """The template that it extends by name, or ""."""
    outside: list[tuple[str, int]]
    """If it extends one: the text and line of what is in none of its blocks, and is therefore not printed."""


def blocks_of(tree: nodes.Template, file: str) -> Blocks:
    """Return the blocks of a template."""
    selves = (part for part in tree.find_all(nodes.Getattr) if isinstance(part.node, nodes.Name))
    called = {part.attr for part in selves if isinstance(part.node, nodes.Name) and part.node.name == "self"}
    names = {block.name for block in tree.find_all(nodes.Block)}
    extends = next(tree.find_all(nodes.Extends), None)
    parent = extends.template.value if extends and isinstance(extends.template, nodes.Const) else ""
    outside = list(_texts(tree.body)) if extends else []
    return Blocks(
        file, called | names, called, list(_outermost(tree)), parent if isinstance(parent, str) else "", outside
    )


def lost_blocks(read: Callable[[str], Blocks], template: str) -> Iterator[Mistake]:
    """Yield the blocks of `template`, and of those it extends, that the template below has no place for."""
    chain = {template: read(template)}
    name = template
    with suppress(TemplateNotFound):  # reported where it is rendered
        while (name := chain[name].parent) and name not in chain:
            chain[name] = read(name)
    parent, *names = reversed(chain)
    known = set(chain[parent].printed)
    for name in names:
        blocks = chain[name]
        for block in blocks.outermost:
            if block.name not in known | blocks.called:
                message = f"there is no block '{block.name}' in {parent} to take the place of"
                yield blocks.file, block.lineno, message, did_you_mean(block.name, known)
        known |= blocks.printed
        parent = name


def lost_texts(blocks: Blocks, longest: int = 40) -> Iterator[Mistake]:
    """Yield the texts of a template that are in no block, although it extends another."""
    for text, line in blocks.outside:
        message = f"'{MARK.sub('', text)[:longest]}' is in no block, and would not be printed"
        yield blocks.file, line, message, "Put it into one: {% block sheet %} … {% endblock %}."


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _texts(body: Iterable[nodes.Node]) -> Iterator[tuple[str, int]]:
    for node in body:
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            text = part.data if isinstance(part, nodes.TemplateData) else "{{ … }}"
            if text.strip():
                blank = text[: len(text) - len(text.lstrip())]
                yield " ".join(text.split()), part.lineno + blank.count("\n")
