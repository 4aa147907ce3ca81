"""Print what is wrong with the pages of Word documents, a line a fault, and how full the pages are."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

from tests.layout.faults import Layout, lay_out


def main() -> int:
    """Print the faults of the documents in the command line; return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m tests.layout", description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path, help="Word documents, or folders with some")
    given = parser.parse_args().documents
    files = [file for path in given for file in (sorted(path.rglob("*.docx")) if path.is_dir() else [path])]
    with tempfile.TemporaryDirectory() as folder:
        layouts = lay_out(files, Path(folder))
    width = max((len(layout.document.stem) for layout in layouts), default=0)
    for layout in layouts:
        fills = " ".join(f"{page.fill:3.0%}" for page in layout.pages)
        click.echo(f"{layout.document.stem:{width}} {len(layout.pages):2} pages, {layout.sheets} sheets, full: {fills}")
    click.echo("\n".join(summary(layouts)))
    return 1 if any(layout.faults for layout in layouts) else 0


def summary(layouts: list[Layout]) -> list[str]:
    """Return the faults, last pages that are near empty, and the sums."""
    faults = [fault for layout in layouts for fault in layout.faults]
    lines = [str(fault) for fault in faults]
    for layout in layouts:
        name, last = f"{layout.document.parent.name}/{layout.document.name}", layout.pages[-1]
        if last.fill < 0.2:
            lines.append(f"{name} p. {last.number}: the last page is {last.fill:.0%} full")
    kinds = Counter(fault.kind for fault in faults)
    sums = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "no faults"
    pages = sum(len(layout.pages) for layout in layouts)
    return [*lines, f"{len(layouts)} documents, {pages} pages, {sum(each.sheets for each in layouts)} sheets: {sums}"]


if __name__ == "__main__":
    sys.exit(main())
