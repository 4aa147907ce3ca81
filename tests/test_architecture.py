"""The dependency rule of CONTRIBUTING.md: imports lead down the layers, and never in a cycle."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import debatekit

PACKAGE = Path(debatekit.__file__).parent

LAYERS = (
    {"__main__"},
    {"cli"},
    {"watch", "command_groups"},
    {"report", "options"},
    {"printing", "build_many"},
    {"build", "project_files", "new_motion", "accessibility"},
    {"office"},
    {"kit_folder"},
    {"settings", "templating", "checks", "lesson", "word"},
    {"motion", "sources"},
    {"yamlfile", "yaml_errors", "lookalikes", "validation", "ooxml", "colours", "pdf"},
    {"files"},
    {"errors"},
)
"""The packages and modules of debatekit, top to bottom: each may import from its own layer and those below."""

FORBIDDEN = {
    "word": {"motion", "sources", "checks", "settings", "templating"},
    "sources": {"motion"},
    "templating": {"word", "checks", "settings", "lesson"},
    "lesson": {"word", "checks", "settings", "templating"},
    "checks": {"word", "templating", "settings"},
    "accessibility": {"word", "motion", "sources"},
}
"""What a package must not know, although it is not above it."""


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("debatekit"):
            submodules = (f"{node.module}.{alias.name}" for alias in node.names)
            found = [name for name in submodules if name in MODULES]
            yield from found or [node.module]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("debatekit."))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(path): path for path in PACKAGE.rglob("*.py")}
IMPORTS = {name: set(imports_of(path)) - {name, "debatekit"} for name, path in MODULES.items() if name != "debatekit"}


def top(module: str) -> str:
    return module.split(".")[1]


def test_every_package_has_a_layer() -> None:
    assert {top(name) for name in IMPORTS} == set().union(*LAYERS)


def test_imports_lead_down_the_layers() -> None:
    level = {package: number for number, layer in enumerate(LAYERS) for package in layer}
    upward = [
        (name, other) for name, others in IMPORTS.items() for other in others if level[top(other)] < level[top(name)]
    ]
    assert upward == []


def test_packages_do_not_know_what_they_must_not() -> None:
    known = [(name, other) for name in IMPORTS for other in IMPORTS[name] if top(other) in FORBIDDEN.get(top(name), ())]
    assert known == []


def test_there_is_no_cycle() -> None:
    try:
        TopologicalSorter(IMPORTS).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None
