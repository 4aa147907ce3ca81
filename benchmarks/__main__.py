"""The command `python -m benchmarks`: measures, and prints the tables; `--write` puts them into the README here."""

import argparse
from collections.abc import Callable

from benchmarks import cold, documents, quotations, scale
from benchmarks.table import README, Table, with_table

TABLES = (documents.NAME, cold.NAME, scale.NAME, quotations.NAME)


def main() -> None:
    """Measure what is asked for, and print each table when it is ready."""
    asked = _options()
    measures: dict[str, Callable[[], Table]] = {
        documents.NAME: lambda: documents.documents_table(asked.rounds),
        cold.NAME: lambda: cold.cold_table(asked.rounds),
        scale.NAME: lambda: scale.scale_table(asked.motions),
        quotations.NAME: quotations.quotations_table,
    }
    for name in asked.only or TABLES:
        table = measures[name]()
        print(f"## {name.capitalize()}\n\n{table.markdown()}\n", flush=True)  # noqa: T201 - a script
        if asked.write:
            README.write_text(with_table(README.read_text("utf-8"), table), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast kits are made.")
    parser.add_argument("--only", action="append", choices=TABLES, help="measure this table only")
    parser.add_argument("--rounds", type=int, default=20, help="how often each is measured (default: 20)")
    parser.add_argument("--motions", type=int, default=1000, help="how many motions are built (default: 1000)")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
