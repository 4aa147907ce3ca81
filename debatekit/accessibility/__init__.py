"""Any Word file → what in it people with disabilities may stumble over, and how to mend it.

Promises that no file, however broken or hostile, does more than raise a `DebatekitError`, and that nothing is
written, fetched or run. Knows nothing of motions, templates or how debatekit writes its own documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.accessibility.findings import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Finding", "Severity", "inspect_file"]


def inspect_file(path: Path) -> list[Finding]:
    """Return what the rules find in a Word file (.docx, .docm), in the order of the rules and of the text.

    Raises `DebatekitError` if the file cannot be read.
    """
    from debatekit.accessibility.document import read_document
    from debatekit.accessibility.rules import RULES
    from debatekit.office.package import open_package

    document = read_document(open_package(path))
    return [finding for rule in RULES for finding in rule(document)]
