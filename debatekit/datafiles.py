"""Data files: templates, themes, languages and samples, looked up in the user's folder first, then among the built-in.

The built-in files are at the top of the project, beside the package, and inside it once it is installed from a wheel.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Return the built-in folder `name`: "templates" or "motions"."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def find_file(folders: tuple[Path, ...], kind: str, name: str) -> Path | None:
    """Return the data file ``kind/name.yaml`` of the first folder that has it."""
    found = (path for folder in folders for path in folder.glob(f"{kind}/*.yaml"))
    return next((path for path in found if path.stem == name), None)


def names_of(folders: tuple[Path, ...], kind: str) -> list[str]:
    """Return the names of all data files of a `kind` ("languages", "frameworks"), without their translations."""
    names = {path.stem for folder in folders for path in folder.glob(f"{kind}/*.yaml")}
    return sorted(name for name in names if "." not in name)


def variants(language: str) -> tuple[str, ...]:
    """Return the names under which data of a language is looked up: "en-GB", then "en"."""
    return tuple(dict.fromkeys((language, language.partition("-")[0])))
