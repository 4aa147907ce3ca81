"""The command line with any arguments, and drafts from any text: an answer, never a traceback."""

from __future__ import annotations

import contextlib

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.cli import main
from debatekit.motion.loader import load_motion
from debatekit.sources.readers import read_source
from tests.fuzz.support import TEXTS, Content, check_answer, folder, fuzzed, mutated, outcome, slowly, written
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
SENTENCES = st.sampled_from([
    "Trees give shade. ", "By Jane Doe | 3 May 2026\n\n", "Some say 40% of yards are small. ", "\n\n", "NASA says. ",
    "\"It grows,\" they said. ", "Yards [sic] are small... ", "32 May 2026\n\n", "Published: 3 May 0\n\n",
    "<meta name='date' content='2026-13-45'>", "<meta charset='idna'>", "<p>", "</p>", "<title>A</title>", "# A\n\n",
    "<script type='application/ld+json'>{\"@type\": [1], \"author\": {\"name\": 3}, \"datePublished\": []}</script>",
    "<link rel='canonical' href='https://['>", "---\ntitle: [\ndate: 0000-00-00\n---\n", "> a\n", "<br>", "- a\n",
])
# fmt: on
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig", "utf-16-le"])
SOURCES = mutated(PAGES) | st.tuples(st.lists(SENTENCES | TEXTS, max_size=20).map("".join), ENCODINGS).map(
    lambda pair: Content(pair[0].encode(pair[1], "replace"))
)
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


@fuzzed
@given(content=SOURCES, ending=st.sampled_from(["txt", "html", "md", "docx", "pdf", "xhtml", ""]))
def test_any_source_is_read_or_refused(content: bytes, ending: str) -> None:
    path = written(f"source.{ending}", content)
    outcome(lambda: read_source(path))


@slowly
@given(content=SOURCES, ending=st.sampled_from(["txt", "html", "md"]), words=TEXTS)
def test_any_draft_can_be_read_again(content: bytes, ending: str, words: str) -> None:
    path = written(f"draft/source.{ending}", content)
    motion = path.with_name("draft.yaml")
    motion.unlink(missing_ok=True)
    with contextlib.chdir(path.parent):
        check_answer("new", words or "x", "--from", path.name, "--as", "draft.yaml")
    if motion.exists():
        load_motion(motion)
