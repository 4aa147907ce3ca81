"""The command line with arguments that nobody planned, and drafts from any text: an answer, never a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.cli import main
from debatekit.motion.loader import load_motion
from debatekit.sources.readers import read_source
from tests.commandline import run
from tests.fuzz.support import TEXTS, Content, folder, fuzzed, mutated, outcome, slowly, written
from tests.samples import SMALLEST

pytestmark = pytest.mark.slow

# fmt: off
WORDS = TEXTS.filter(lambda text: not set("/\\:\0") & set(text)) | st.sampled_from([
    "trees.yaml", "trees", ".", "..", "out", "pro-brief", "dyslexia", "student", "trees.docx", "a4", "a=b", "=", "0",
    "text.txt", "book=text.txt", "json", "DK1", "DK999", "themes/standard", "languages/en", "debatekit.yaml",
    "-", "--", "--help", "--version", "en-US", "15 to 18",
])
# fmt: on
"""Words of a command line; what the commands write must not end in some other folder."""


PAGES = [
    b"Trees give shade.\n\nPlanting is a lesson. Some say 40% of yards are small.\n",
    b"<html><head><title>On shade</title></head><body><h1>On shade</h1><p>Trees &amp; shade.<p>Roots.</html>",
    b"# On shade\n\n- Trees *give* shade.\n\n> Yards are [small](https://a.example).\n",
]
# fmt: off
SENTENCES = st.sampled_from([
    "Trees give shade. ", "By Jane Doe | 3 May 2026\n\n", "Some say 40% of yards are small. ", "\n\n", "\n",
    "Schools must plant now. ", "This will cost much by 2030. ", "The Yard Trust (YT) plants. ",
    "\"It grows,\" they said. ",
    "Is it so? ", "Yards [sic] are small... ", "0000-00-00\n\n", "32 May 2026\n\n", "Published: 3 May 0\n\n",
    "NASA says. ",
    "<meta name='date' content='2026-13-45'>", "<meta charset='rot13'>", "<meta charset='idna'>", "<meta charset='x'>",
    "<script type='application/ld+json'>{\"@type\": [1], \"author\": {\"name\": 3}, \"datePublished\": []}</script>",
    "<p>", "</p>", "<article>", "<title>A</title>", "<link rel='canonical' href='https://['>", "---\ntitle: a\n---\n",
    "---\ntitle: [\ndate: 0000-00-00\n---\n", "# A\n\n", "- a\n", "> a\n", "<br>", "<?xml version='1.0' encoding='x'?>",
])
# fmt: on
ANY_SOURCE = (
    st.lists(SENTENCES | TEXTS, max_size=20)
    .map("".join)
    .flatmap(
        lambda text: st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig", "utf-16-le"]).map(
            lambda encoding: Content(text.encode(encoding, "replace"))
        )
    )
)
"""Texts made of what drafts look at, in several encodings."""


@contextmanager
def within(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield the commands that do something, with their words."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path, command


COMMANDS = list(leaves(main))


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Return a command with some of its options and arguments, whose values are anything."""
    path, command = draw(st.sampled_from(COMMANDS))
    words = list(path)
    for parameter in draw(st.lists(st.sampled_from(command.params), max_size=5)) if command.params else []:
        if isinstance(parameter, click.Option):
            words.append(draw(st.sampled_from(parameter.opts + parameter.secondary_opts)))
        if isinstance(parameter, click.Argument) or (isinstance(parameter, click.Option) and not parameter.is_flag):
            choices = list(map(str, getattr(parameter.type, "choices", ())))
            words.append(draw(WORDS | st.sampled_from(choices) if choices else WORDS))
    return words


@slowly
@given(words=command_lines() | st.lists(WORDS | st.sampled_from([path[0] for path, _ in COMMANDS]), max_size=6))
def test_any_words_are_answered(words: list[str]) -> None:
    written("command/trees.yaml", SMALLEST.encode())
    written("command/text.txt", PAGES[0])
    if {"--watch", "-w"} & set(words):
        return
    with within(folder() / "command"):
        result = run(*words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1, 2}


@fuzzed
@given(content=mutated(PAGES) | ANY_SOURCE, ending=st.sampled_from(["txt", "html", "md", "docx", "pdf", "xhtml", ""]))
def test_any_source_is_read_or_refused(content: bytes, ending: str) -> None:
    path = written(f"source.{ending}", content)
    outcome(lambda: read_source(path))


@slowly
@given(content=mutated(PAGES) | ANY_SOURCE, ending=st.sampled_from(["txt", "html", "md"]), words=TEXTS)
def test_any_draft_can_be_read_again(content: bytes, ending: str, words: str) -> None:
    path = written(f"draft/source.{ending}", content)
    motion = path.with_name("draft.yaml")
    motion.unlink(missing_ok=True)
    with within(path.parent):
        result = run("new", words or "x", "--from", path.name, "--as", "draft.yaml")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    if motion.exists():
        load_motion(motion)
