"""Templates that were made to do harm: each ends soon, in little memory, with its line reported and nothing written."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.hostile.support import LIMITED, PATIENCE, snapshot
from tests.samples import SMALLEST
from tests.workspace.support import workspace

pytestmark = pytest.mark.slow

HEAD: Final = "{#---\ntitle: Evil\nabout: Evil.\n---#}\n"
SHEET: Final = '{% extends "parts/sheet.html" %}{% block name %}Evil{% endblock %}{% block sheet %}\n'

MANY, ROUND, UNREADABLE = "makes more than 10,000,000 characters", "takes longer than 3 seconds", "cannot read"
NUMBER, DEEP = "this number is too large", "nests too deeply"

HOSTILE = {
    "a text times a number": ("{{ 'x' * 1000000000 }}", MANY),
    "a text that doubles": (
        "{% set n = namespace(a='x') %}{% for i in range(99) %}{% set n.a = n.a ~ n.a %}{% endfor %}", MANY),
    "arguments of a macro": (
        "{% set n = namespace(a=[1]) %}{% macro m() %}{% set n.a = varargs %}{% endmacro %}"
        "{% for i in range(99) %}{{ m(n.a, n.a) }}{% endfor %}",
        MANY,
    ),
    "text printed in a loop": ("{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}", MANY),
    "text sorted in a loop": (
        "{% set a = ('x ' * 300000).split() %}{% for i in range(9000) %}{{ a|sort|length }}{% endfor %}", MANY),
    "slices without end": ("{{ []|slice(10 * 1000000000)|max }}", ROUND),
    "a number that is none": ("{{ 'nan'|float }}", NUMBER),
    "a range": ("{{ range(1000000000)|list }}", "Range too big"),
    "a power": ("{{ 9 ** 9 ** 9 }}", "a template cannot use **"),
    "a large number": ("{% set n = namespace(a=9) %}{% for i in range(99) %}{% set n.a = n.a * n.a %}{% endfor %}",
        NUMBER),
    "a format": ("{{ '%999999999d' % 1 }}", "a template cannot use %"),
    "a method that pads": ("{{ 'x'.ljust(1000000000) }}", UNREADABLE),
    "loops in loops": ("{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}", ROUND),
    "a macro that calls itself twice": (
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(40) }}", ROUND),
    "ifs in ifs": ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, DEEP),
    "a class by a filter": ("{{ ''|attr('__class__') }}", "No filter named 'attr'"),
    "the context": ("{{ self._TemplateReference__context }}", UNREADABLE),
    "Python": ("{% import os %}", ""),
    "a link out of the folder": ("{% include 'parts/link.html' %}", "there is no template"),
    "a device": ("{% include 'parts/zero.html' %}", "there is no template"),
    "a picture that is a device": ('<p><img src="zero.png" alt=""></p>', "there is no picture"),
}  # fmt: skip

DRIVER: Final = """
import json, pathlib
from click.testing import CliRunner
from debatekit.cli import main
for name, text in json.load(sys.stdin).items():
    pathlib.Path("templates/evil.html").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "trees.yaml", "--only", "evil"])
    print(json.dumps([name, result.exit_code, result.output, repr(result.exception)]), flush=True)
"""
"""Builds a kit with each template in turn, in one process, and prints the answer to each."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with templates that lead out of their folder, and a secret beside it."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.html").write_text("secret", encoding="utf-8")
    folder = workspace(outside / "debates", "", {"trees.yaml": SMALLEST, "templates/parts/x.html": "x"})
    for link, target in {"parts/link.html": "../../../secret.html", "parts/zero.html": "/dev/zero",
                         "zero.png": "/dev/zero"}.items() if os.name != "nt" else ():  # fmt: skip
        (folder / "templates" / link).symlink_to(target)
    return folder


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, tuple[int, str, str]]:
    """Return what is answered to each hostile template: the exit code, the text, and the exception if there was one."""
    texts = {name: HEAD + SHEET + text + "\n{% endblock %}\n" for name, (text, _) in HOSTILE.items()}
    before = snapshot(folder)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.partition("from debatekit")[0] + DRIVER],
        cwd=folder,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=5 * PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
    assert snapshot(folder) == before | {"templates/evil.html"}
    found = (json.loads(line) for line in done.stdout.splitlines())
    return {name: (code, text, exception) for name, code, text, exception in found}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices among its files")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_reported_by_its_line(answers: dict[str, tuple[int, str, str]], name: str) -> None:
    code, text, exception = answers[name]
    assert exception == "SystemExit(1)", text[-2000:]
    assert code == 1
    assert "templates/evil.html:" in text
    assert HOSTILE[name][1] in text
    assert "secret" not in text.replace("secret.", "")
    assert len(text) < 10_000
