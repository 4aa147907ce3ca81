"""Reports on inspected files and folders, as lines of text or JSON; `docs/inspect.md` explains each rule."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.accessibility.checks import CHECKS
from debatekit.accessibility.parser import parse_document
from debatekit.errors import DebatekitError, Problem, one_line, plural, quantity
from debatekit.files import files_in
from debatekit.ooxml import open_package

SEVERITIES: Final = ("error", "warning", "tip")  # in the words of Microsoft's Accessibility Checker
ERROR, WARNING, TIP = SEVERITIES

RULES: Final = {
    "no-title": (WARNING, "Write a title under File › Info › Properties › Title."),
    "no-language": (ERROR, "Choose it under Review › Language › Set Proofing Language, and set it as the default."),
    "compatibility-mode": (TIP, "Choose File › Info › Convert."),
    "restricted": (ERROR, "Remove the restriction under File › Info › Protect Document."),
    "no-page-numbers": (TIP, "Choose Insert › Page Number."),
    "watermark": (WARNING, "Choose Design › Watermark › Remove Watermark, and write what it says in the text."),
    "no-headings": (ERROR, "Give its headings the styles Heading 1, Heading 2 … (Home › Styles)."),
    "first-heading": (TIP, "Give it the style Heading 1 (Home › Styles)."),
    "heading-skipped": (WARNING, "Give it the style of the next level (Home › Styles), or add the heading between."),
    "heading-empty": (WARNING, "Write the heading, or delete the line; for space above, use Layout › Spacing."),
    "looks-like-heading": (TIP, "If it is a heading, give it a heading style (Home › Styles)."),
    "table-no-header": (ERROR, "Click into its first row and choose Table Layout › Repeat Header Rows."),
    "table-merged": (WARNING, "Choose Table Layout › Split Cells, so that every row has the same cells."),
    "table-nested": (WARNING, "Move the inner table out of the outer one, or write it as text."),
    "no-alt-text": (ERROR, "Right-click it, choose View Alt Text and describe it, or mark it as decorative."),
    "poor-alt-text": (ERROR, "Right-click it, choose View Alt Text and write what a reader should learn from it."),
    "floating": (WARNING, "Click it and choose Picture Format › Wrap Text › In Line with Text."),
    "text-box": (WARNING, "Move its text into a paragraph, with a border if it needs one (Home › Borders)."),
    "link-text": (WARNING, "Right-click it, choose Edit Hyperlink and write what it leads to under Text to display."),
    "typed-list": (TIP, "Delete the typed marks, select the lines and choose Home › Bullets or Home › Numbering."),
    "blank-paragraphs": (WARNING, "Delete them and set Layout › Spacing, or choose Insert › Page Break."),
    "space-run": (WARNING, "Delete them and use a tab stop (Home › Paragraph › Tabs) or a table."),
    "tab-run": (WARNING, "Leave one and set a tab stop where it should lead (Home › Paragraph › Tabs)."),
    "justified": (TIP, "Choose Home › Align Left."),
    "capitals": (TIP, "Select it and clear All Caps (Home › Font); use bold for emphasis."),
    "small-main-text": (TIP, "Make the style Normal larger: Home › Styles, right-click Normal, Modify."),
    "small-text": (TIP, "Choose a larger size (Home › Font)."),
    "low-contrast": (WARNING, "Choose another colour: Home › Font Color, or Home › Shading for the background."),
    "control-no-title": (WARNING, "Click it, choose Developer › Properties and write what to fill in under Title."),
    "form-field-no-help": (WARNING, "Double-click it, choose Add Help Text and write what to fill in."),
}
"""The severity of each rule, and how to fix what it finds in Word."""


class Finding(NamedTuple):
    """One barrier in a document: its place in words, a sentence without its full stop, and how to fix it in Word."""

    code: str
    severity: str
    place: str
    message: str
    mend: str


def inspect_file(path: Path) -> list[Finding]:
    """Return the findings in a Word file (.docx, .docm), in the order of the rules and of the text.

    Raises `DebatekitError` if the file cannot be read.
    """
    document = parse_document(open_package(path))
    faults = sorted((fault for check in CHECKS for fault in check(document)), key=lambda it: list(RULES).index(it[0]))
    return [Finding(code, RULES[code][0], place, message, RULES[code][1]) for code, place, message in faults]


class Report(NamedTuple):
    """The result for one file: findings, or the problems why it could not be read."""

    file: str
    findings: Sequence[Finding] = ()
    problems: Sequence[Problem] = ()

    @property
    def summary(self) -> str:
        """The number of findings, in a line."""
        if not self.findings:
            return f"{self.file}: no findings"
        counts = {severity: sum(found.severity == severity for found in self.findings) for severity in SEVERITIES}
        parts = ", ".join(quantity(count, severity) for severity, count in counts.items() if count)
        return f"{self.file}: {quantity(len(self.findings), 'finding')} ({parts})"

    def lines(self) -> Iterator[str]:
        """Yield the findings, a line each; one in several places is one line with the first five of them."""
        places: dict[tuple[str, str, str], list[str]] = {}
        for found in self.findings:
            places.setdefault((found.message, found.mend, found.code), []).append(found.place)
        for (message, mend, code), where in places.items():
            rest = len(where) - 5
            more = f"; and {rest} more {plural(rest, 'place')}" if rest > 0 else ""
            yield one_line(f"{self.file}: {'; '.join(where[:5])}{more}: {message}. {mend} [{code}]")


def reports_on(paths: Sequence[Path]) -> Iterator[Report]:
    """Yield a report on each file, and on each .docx file in each folder, by name."""
    for path in paths:
        files = [path]
        if path.is_dir():  # whose ~$ files belong to documents that are open
            files = files_in(path, "*.[dD][oO][cC][xX]")
            if not files:
                problem = Problem(path.as_posix(), 0, 0, "there is no Word document (.docx) in this folder")
                yield Report(path.as_posix(), problems=[problem])
        for file in files:
            try:
                yield Report(file.as_posix(), inspect_file(file))
            except DebatekitError as error:
                yield Report(file.as_posix(), problems=error.problems)


def as_json(reports: Iterable[Report]) -> str:
    """Return reports as a JSON array, whose shape `docs/inspect.md` documents."""
    items = [
        {
            "file": report.file,
            "findings": [found._asdict() for found in report.findings],
            "problems": [{"message": problem.message, "hint": problem.hint} for problem in report.problems],
        }
        for report in reports
    ]
    return json.dumps(items, indent=2)  # ASCII, whatever the encoding of the console
