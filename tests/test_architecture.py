"""The house: who may import whom, how large things may be, and that the map equals the folders."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "designgen"
BASICS = {"problem", "resources", "units", "cache"}
MAY_IMPORT = {
    "problem": set(),
    "resources": set(),
    "cache": set(),
    "palette": set(),
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
    "diagram": {"palette", "design", "catalog", "units", "problem", "resources", "cache"},
    "document": {
        "design", "explore", "agreement", "catalog", "decisions", "spec", "diagram", "charts", "palette", "units", "problem",
        "resources", "cache",
    },
    "paper": {
        "document", "study", "charts", "diagram", "palette", "design", "catalog", "spec", "units", "resources", "cache",
        "problem",
    },
    "study": {
        "document", "design", "diagram", "explore", "decisions", "rules", "catalog", "spec", "yamlio", "units", "resources",
        "problem",
    },
    "charts": {"palette", "diagram", "units", "resources", "cache", "problem"},
    "play": {
        "document", "diagram", "palette", "design", "decisions", "rules", "catalog", "spec", "units", "resources", "cache",
        "problem",
    },
    "publish": {"problem", "resources", "cache"},
    "preview": {"publish", "problem", "resources", "cache"},
}
ANYWHERE = {"cli", "__init__", "__main__"}
FENCED = {
    "yaml": {"yamlio"},
    "lark": {"rules"},
    "jinja2": {"document"},
    "latex2mathml": {"document"},
    "graphviz": {"diagram"},
    "typst": {"diagram", "paper"},
    "markdown": {"paper", "preview"},
    "vl_convert": {"charts"},
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
    "zensical": {"publish", "preview"},
    "watchdog": {"preview"},
}
MAX_LINES, MAX_FUNCTION, MAX_PARAMETERS = 400, 40, 6
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def wrong(of: Callable[[Path], Iterator[str]]) -> list[str]:
    """What is wrong in any file. One test of all of them: a test of each took longer to report than to run."""
    return [f"{path.relative_to(PACKAGE)} {one}" for path in FILES for one in of(path)]


def test_the_map_equals_the_folders() -> None:
    rooms = {room_of(path) for path in FILES}
    assert rooms - ANYWHERE == set(MAY_IMPORT)


def test_a_room_imports_only_what_it_may() -> None:
    assert wrong(trespasses) == []


def trespasses(path: Path) -> Iterator[str]:
    room = room_of(path)
    for name in imports_of(path):
        head, *rest = name.split(".")
        foreign = head == "designgen" and rest and room not in ANYWHERE and rest[0] not in MAY_IMPORT[room] | {room}
        if foreign or room not in FENCED.get(head, {room}):
            yield f"imports {name}"


def test_files_and_functions_stay_small() -> None:
    assert wrong(too_large) == []


def too_large(path: Path) -> Iterator[str]:
    if path.read_text("utf-8").count("\n") > MAX_LINES:
        yield "is long"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            if node.end_lineno is None or node.end_lineno - node.lineno >= MAX_FUNCTION:
                yield f"{node.name} is long"
            if len(node.args.args) > MAX_PARAMETERS:
                yield f"{node.name} takes many parameters"


def test_nobody_swallows_exceptions_or_evaluates_text() -> None:
    assert wrong(careless) == []


def careless(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        ):
            yield f"catches everything in line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            printed_program = path.name == "program.py" and node.func.id == "exec"
            if node.func.id in ("eval", "exec") and not printed_program:
                yield f"calls {node.func.id}"


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    """The rules are no rules if nothing breaks them."""
    text = "try:\n    eval('1')\nexcept Exception:\n    pass\n"
    file = tmp_path / "x.py"
    file.write_text(text + "#\n" * MAX_LINES + "def f(a, b, c, d, e, g, h):\n" + "    a\n" * MAX_FUNCTION, "utf-8")
    assert sorted(careless(file)) == ["calls eval", "catches everything in line 3"]
    assert list(too_large(file)) == ["is long", "f is long", "f takes many parameters"]


def test_only_yaml_and_pictures_in_the_knowledge_base() -> None:
    kinds = {path.suffix for path in (PACKAGE / "knowledge").rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".md", ".svg", ".png", "", ".txt"}


def test_templates_hold_no_code() -> None:
    assert not list((PACKAGE.parent / "templates").rglob("*.py"))
