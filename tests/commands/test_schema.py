"""The command `schema` prints the schema, or writes it whole."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from debatekit.cli import main
from debatekit.motion.schema import schema_text


def test_the_schema_is_printed_and_nothing_else() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert (result.exit_code, result.output) == (0, schema_text())


def test_the_schema_is_written_in_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "motions/debatekit.schema.json"
    path.parent.mkdir()
    path.write_text("old", encoding="utf-8")
    result = CliRunner().invoke(main, ["schema", "-o", str(path)])
    assert (result.exit_code, result.output) == (0, f"{path.as_posix()} written\n")
    assert path.read_bytes() == schema_text().encode("utf-8")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["schema", "-o", str(tmp_path / "file/schema.json")])
    assert result.exit_code == 1
    assert result.output.startswith(f"{(tmp_path / 'file/schema.json').as_posix()}: the file cannot be written: ")
