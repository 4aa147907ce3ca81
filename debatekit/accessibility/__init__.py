"""Accessibility inspection of any Word document: barriers for people with disabilities, and how to fix them in Word."""

from __future__ import annotations

from pathlib import Path

from debatekit.accessibility.checks import CHECKS
from debatekit.accessibility.parser import parse_document
from debatekit.accessibility.rules import RULES, Finding, Severity
from debatekit.ooxml import open_package

__all__ = ["Finding", "Severity", "inspect_file"]


def inspect_file(path: Path) -> list[Finding]:
    """Return the findings in a Word file (.docx, .docm), in the order of the rules and of the text.

    Raises `DebatekitError` if the file cannot be read.
    """
    document = parse_document(open_package(path))
    findings = [found for check in CHECKS for found in check(document)]
    order = list(RULES)
    return sorted(findings, key=lambda found: order.index(found.code))
