"""Kits for tests: a builder with its project, and the themes there are."""

from pathlib import Path
from typing import Any

from debatekit.build import Builder
from debatekit.settings import find_project
from debatekit.word import DocxTemplate, Theme


def open_builder(*template_dirs: Path, **overrides: Any) -> Builder:
    """Return a builder for the current folder, with templates from some folders and settings of the command line."""
    return Builder(find_project(template_dirs=template_dirs, **overrides))


def word_template(*template_dirs: Path, **overrides: Any) -> DocxTemplate:
    """Return the Word template that such a builder uses if a motion chooses nothing else."""
    builder = open_builder(*template_dirs, **overrides)
    return builder.template(builder.project.settings())


def themes(*template_dirs: Path) -> dict[str, Theme]:
    return open_builder(*template_dirs).themes()
