"""Compiled templates: those that come with debatekit are kept; one from anywhere else is compiled in each run."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from debatekit.datafiles import packaged
from debatekit.keeping import keep, recall, stamp

if TYPE_CHECKING:
    from jinja2 import Environment


class CompiledTemplates(BytecodeCache):
    """What Jinja asks for compiled templates, and gives them to."""

    def __init__(self) -> None:
        self.ours = packaged("templates")
        self.made_with = stamp([*Path(__file__).parent.glob("*.py"), Path(compiler.__file__)])

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return a template as it is kept, or a place for one; nothing is kept of one that is not ours."""
        if filename and Path(filename).is_relative_to(self.ours):
            return super().get_bucket(environment, name, filename, source)
        return Bucket(environment, "", "")

    def get_source_checksum(self, source: str) -> str:
        """Return a fingerprint of what a compiled template is made of: its text, and the modules that compile it."""
        return hashlib.sha256(f"{self.made_with}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a place with what is kept for it, if it was made of the same."""
        if content := recall(f"template-{bucket.key}", bucket.checksum):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled, if it is ours."""
        if bucket.key:
            keep(f"template-{bucket.key}", bucket.checksum, bucket.bytecode_to_string())
