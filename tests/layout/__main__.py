"""Print what is wrong with the pages of Word documents, a line a fault, and how full the pages are."""

import argparse
import sys
import tempfile
from pathlib import Path

import click

from tests.layout.faults import lay_out


def main() -> int:
    """Print the faults of the documents in the command line; return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m tests.layout", description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path, help="Word documents, or folders with some")
    given = parser.parse_args().documents
    files = [file for path in given for file in (sorted(path.rglob("*.docx")) if path.is_dir() else [path])]
    with tempfile.TemporaryDirectory() as folder:
        layouts = lay_out(files, Path(folder))
    faults = [fault for layout in layouts for fault in layout.faults]
    for layout in layouts:
        fills = " ".join(f"{page.fill:3.0%}" for page in layout.pages)
        click.echo(f"{layout.name}: {len(layout.pages)} pages, {layout.sheets} sheets, full: {fills}")
    click.echo("\n".join(map(str, faults)) or "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
