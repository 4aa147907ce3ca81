"""Accessibility inspection of any Word document: barriers for people with disabilities, and how to fix them in Word."""

from debatekit.accessibility.report import inspect_file
from debatekit.accessibility.rules import Finding, Severity

__all__ = ["Finding", "Severity", "inspect_file"]
