"""A cold start loads no more than it needs."""

from benchmarks.cold import BUILD, loaded_modules


def test_a_build_loads_no_library_for_files_that_people_bring() -> None:
    packages = {name.partition(".")[0] for name in loaded_modules(BUILD)}
    assert {"click", "jinja2", "pydantic", "yaml"} <= packages
    assert packages.isdisjoint({"docx", "lxml", "trafilatura", "pypdfium2", "multiprocessing"})


def test_help_loads_no_library_but_click() -> None:
    packages = {name.partition(".")[0] for name in loaded_modules(["--help"])}
    assert "click" in packages
    assert packages.isdisjoint({"jinja2", "markdown_it", "pydantic", "yaml"})
