"""The command line with any arguments: an answer, never a traceback."""

from __future__ import annotations

import contextlib

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.cli import main
from tests.fuzz.support import TEXTS, check_answer, folder, slowly, written
from tests.samples import SMALLEST

pytestmark = pytest.mark.slow

# What the commands write must not end in some other folder.
# fmt: off
WORDS = TEXTS.filter(lambda text: not set("/\\:\0") & set(text)) | st.sampled_from([
    "trees.yaml", "trees", ".", "..", "out", "pro-brief", "dyslexia", "student", "trees.docx", "a4", "a=b", "=", "0",
    "text.txt", "book=text.txt", "json", "DK1", "DK999", "themes/standard", "languages/en", "debatekit.yaml", "-", "--",
    "--help", "--version", "en-US", "15 to 18",
])
PAGES = [
    b"Trees give shade.\n\nPlanting is a lesson. Some say 40% of yards are small.\n",
    b"<html><head><title>On shade</title></head><body><h1>On shade</h1><p>Trees &amp; shade.<p>Roots.</html>",
    b"# On shade\n\n- Trees *give* shade.\n\n> Yards are [small](https://a.example).\n",
]
# fmt: on
COMMANDS = [
    ([name, *([sub] if sub else [])], command)
    for name, top in main.commands.items()
    for sub, command in (top.commands.items() if isinstance(top, click.Group) else [("", top)])
]


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Return a command with some of its options and arguments, whose values are anything."""
    path, command = draw(st.sampled_from(COMMANDS))
    words = list(path)
    for parameter in draw(st.lists(st.sampled_from(command.params), max_size=5)) if command.params else []:
        if isinstance(parameter, click.Option):
            words.append(draw(st.sampled_from(parameter.opts + parameter.secondary_opts)))
        if not (isinstance(parameter, click.Option) and parameter.is_flag):
            choices = list(map(str, getattr(parameter.type, "choices", ())))
            words.append(draw(WORDS | st.sampled_from(choices) if choices else WORDS))
    return words


@slowly
@given(words=command_lines() | st.lists(WORDS | st.sampled_from([path[0] for path, _ in COMMANDS]), max_size=6))
def test_any_words_are_answered(words: list[str]) -> None:
    written("command/trees.yaml", SMALLEST.encode())
    written("command/text.txt", PAGES[0])
    if not {"--watch", "-w"} & set(words):
        with contextlib.chdir(folder() / "command"):
            check_answer(*words)
