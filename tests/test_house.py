"""The plan of the house holds: imports go downwards, rooms have no doors, Qt stays in the window."""

import ast
import re
import sys
from pathlib import Path

import pytest

import reader

ROOT = Path(reader.__file__).parent
FLOORS = (
    {"model", "errors", "assets"},
    {"dumps", "cleaning", "analysis", "library", "rendering"},
    {"exports"},
    {"tasks"},
    {"ui"},
    {"app", "cli", "__main__"},
)
SOURCES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")
STANDARD_LIBRARY_ONLY = FLOORS[0]


def room_of(path: Path) -> str:
    """The top-level folder or file of the package that `path` belongs to."""
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imports_of(path: Path) -> set[str]:
    """Dotted names of everything `path` imports, inside functions too."""
    package = ("reader", *path.relative_to(ROOT).parent.parts)
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def rooms_imported(path: Path) -> set[str]:
    """Rooms of the house that `path` imports; the package's own name (its version) is no room."""
    parts = (name.split(".") for name in imports_of(path) if name.split(".")[0] == "reader")
    return {part[1] for part in parts if len(part) > 1 and not part[1].startswith("__")}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_downwards(path: Path) -> None:
    room = room_of(path)
    for other in rooms_imported(path) - {room}:
        higher_or_beside = floor_of(other) >= floor_of(room)
        door_to_door = {room, other} <= FLOORS[5]  # app, cli and __main__ are one door
        assert not higher_or_beside or door_to_door, f"{room} must not import {other}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_qt_stays_in_the_window(path: Path) -> None:
    uses_qt = any(name.split(".")[0] == "PySide6" for name in imports_of(path))
    assert not uses_qt or room_of(path) in {"ui", "app"}


@pytest.mark.parametrize("room", sorted(STANDARD_LIBRARY_ONLY))
def test_the_cellar_needs_nothing(room: str) -> None:
    tops = {name.split(".")[0] for name in imports_of(ROOT / f"{room}.py")}
    assert tops <= sys.stdlib_module_names


def test_no_circles() -> None:
    """Modules inside a room do not import each other in a circle either."""
    names = {module_name(path): path for path in SOURCES}
    graph = {name: modules_imported(path, names) - {name} for name, path in names.items()}
    while graph:
        leaves = {name for name, needs in graph.items() if not needs & graph.keys()}
        assert leaves, f"a circle of imports among {sorted(graph)}"
        graph = {name: needs for name, needs in graph.items() if name not in leaves}


def module_name(path: Path) -> str:
    parts = ("reader", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_imported(path: Path, known: dict[str, Path]) -> set[str]:
    """Known modules that `path` imports when it is loaded, a name's own module standing for the name."""
    package = ("reader", *path.relative_to(ROOT).parent.parts)
    found: set[str] = set()
    for name in imports_of(path):
        candidates = (name, name.rpartition(".")[0])
        module = next((candidate for candidate in candidates if candidate in known), None)
        if module and module != ".".join(package):
            found.add(module)
    return found


def test_the_picture_in_the_docstring_is_the_house() -> None:
    picture = reader.__doc__ or ""
    drawn = set(re.findall(r"(\w+)(?:/|\.py)", picture)) - {"test_house", "tests", "seeds"}
    built = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert drawn == built - {"__init__", "__main__", "resources"}
