"""`designgen doctor`: versions, and what is missing."""

import importlib.util
import json
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from designgen.cli.say import out_option, write

NEEDED = (
    "click", "PyYAML", "lark", "jinja2", "latex2mathml", "graphviz", "mkdocs", "mkdocs-material", "vl-convert-python",
)  # fmt: skip
OPTIONAL = {
    "pygraphviz": "lays out diagrams without an installed Graphviz",
    "typst": "makes PNG and PDF: pip install 'designgen[pdf]'",
    "diagrams": "runs what `diagram -f python` writes",
    "genanki": "makes decks for Anki: pip install 'designgen[anki]'",
    "simpy": "runs `simulate`",
    "zensical": "makes pages of `serve` faster: pip install 'designgen[fast]'",
}


@click.command("doctor", short_help="Versions, and what is missing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@out_option
def command(as_json: bool, out: Path | None) -> None:
    """Versions of everything in use, and what is missing."""
    found = findings()
    text = json.dumps(found, indent=2) if as_json else "\n".join(_line(item) for item in found)
    write(text + "\n", out)
    if any(item["state"] == "missing" for item in found):
        raise SystemExit(1)


def findings() -> list[dict[str, str]]:
    """Name, version, state (ok, missing, absent: only some things work without it) and remedy of each part."""
    from designgen import __version__
    from designgen.cache import cache_folder

    rows = [_row("designgen", __version__), _row("Python", platform.python_version())]
    rows += [_package(name, "missing", f"pip install {name}") for name in NEEDED]
    rows += [_package(name, "absent", why) for name, why in OPTIONAL.items()]
    rows.append(_graphviz())
    rows.append(_row("knowledge", _knowledge()))
    return [*rows, _row("cache", str(cache_folder()))]


def _row(name: str, found: str, state: str = "ok", remedy: str = "") -> dict[str, str]:
    return {"name": name, "found": found, "state": state, "remedy": remedy}


def _package(name: str, without: str, remedy: str) -> dict[str, str]:
    try:
        return _row(name, version(name))
    except PackageNotFoundError:
        return _row(name, "", without, remedy)


def _graphviz() -> dict[str, str]:
    """Either a wheel that brings Graphviz, or the program `dot`."""
    program = shutil.which("dot")
    if importlib.util.find_spec("pygraphviz") is not None:
        return _row("Graphviz", "comes with pygraphviz")
    remedy = "pip install pygraphviz, or install Graphviz"
    return _row("Graphviz", program) if program else _row("Graphviz", "", "missing", remedy)


def _knowledge() -> str:
    from designgen.catalog import load_knowledge

    known = load_knowledge()
    options = sum(len(decision.options) for decision in known.decisions.values())
    return f"{len(known.decisions)} decisions, {options} options, {len(known.components)} components ({known.digest[:12]})"


def _line(item: dict[str, str]) -> str:
    state = "" if item["state"] == "ok" else f"{item['state']}: {item['remedy']}"
    return f"{item['name']:<18}{item['found'] or state}"
