"""The house: who may import whom, how large things may be, and that the map equals the folders."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "designgen"
BASICS = {"problem", "resources", "units", "cache"}
MAY_IMPORT = {
    "problem": set(),
    "resources": set(),
    "cache": set(),
    "units": {"problem"},
    "yamlio": {"problem"},
    "rules": {"units", "problem"},
    "catalog": {"rules", "units", "yamlio", "resources", "problem", "cache"},
    "spec": {"catalog", "units", "yamlio", "problem"},
    "decisions": {"rules", "catalog", "units"},
    "sizing": {"units"},
    "agreement": {"decisions", "spec", "catalog", "rules", "units", "yamlio", "resources", "cache", "problem"},
    "design": {"spec", "decisions", "sizing", "catalog", "rules", "units", "problem"},
    "explore": {"design", "decisions", "rules", "catalog", "spec", "units", "problem", "cache"},
    "diagram": {"design", "catalog", "units", "problem", "resources", "cache"},
    "document": {
        "design", "explore", "agreement", "catalog", "decisions", "spec", "diagram", "units", "problem", "resources", "cache",
    },
    "paper": {"document", "study", "diagram", "design", "catalog", "spec", "units", "resources", "problem"},
    "study": {
        "document", "design", "diagram", "explore", "decisions", "rules", "catalog", "spec", "yamlio", "units", "resources",
        "problem",
    },
    "publish": {"problem", "resources", "cache"},
}
ANYWHERE = {"cli", "__init__", "__main__"}
FENCED = {
    "yaml": {"yamlio"},
    "lark": {"rules"},
    "jinja2": {"document"},
    "latex2mathml": {"document"},
    "graphviz": {"diagram"},
    "typst": {"diagram", "paper"},
    "markdown": {"paper"},
    "genanki": {"study"},
    "pygraphviz": {"diagram"},
    "diagrams": {"diagram"},
    "click": {"cli"},
    "simpy": {"sizing"},
    "numpy": {"rules", "decisions", "explore"},
    "pyarrow": {"explore"},
    "dask": {"explore"},
    "distributed": {"explore"},
    "mkdocs": {"publish"},
    "material": {"publish"},
}
MAX_LINES, MAX_FUNCTION, MAX_PARAMETERS = 400, 40, 6
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_the_map_equals_the_folders() -> None:
    rooms = {room_of(path) for path in FILES}
    assert rooms - ANYWHERE == set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        head, *rest = name.split(".")
        if head == "designgen" and rest and room not in ANYWHERE:
            assert rest[0] == room or rest[0] in MAY_IMPORT[room], f"{path} imports {name}"
        if head in FENCED:
            assert room in FENCED[head], f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MAX_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno and node.end_lineno - node.lineno < MAX_FUNCTION, f"{path.name}:{node.name} is long"
            assert len(node.args.args) <= MAX_PARAMETERS, f"{path.name}:{node.name} takes many parameters"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nobody_swallows_exceptions_or_evaluates_text(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert ast.unparse(node.type) not in ("Exception", "BaseException")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            printed_program = path.name == "program.py" and node.func.id == "exec"
            assert node.func.id not in ("eval", "exec") or printed_program, f"{path.name} calls {node.func.id}"


def test_only_yaml_and_pictures_in_the_knowledge_base() -> None:
    kinds = {path.suffix for path in (PACKAGE / "knowledge").rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".md", ".svg", ".png", "", ".txt"}


def test_templates_hold_no_code() -> None:
    assert not list((PACKAGE.parent / "templates").rglob("*.py"))
