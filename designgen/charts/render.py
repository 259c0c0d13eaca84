"""From a Vega-Lite spec to an SVG: kept by content, made beside our own work, never twice."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from designgen.cache import forget_oldest, keep, recall
from designgen.charts.paint import painted
from designgen.charts.worker import Worker
from designgen.resources import resource

Spec = Mapping[str, Any]
"""Vega-Lite; `title` and `told` in `usermeta` are what it says to whoever does not see it."""
KIND, MOST = "chart", 4000
WORDS = ("text", "tip")
Coming = tuple["Future[str]", list[str]]
"""The drawing of Vega, and the words whose places in this list stand in it."""
_coming: dict[str, Coming] = {}


def chart(spec: Spec) -> str:
    """The drawing. Equal specs give equal bytes."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    key = f"{_code()}{text}"
    found: str | None = recall(KIND, key)
    if found is None:
        drawn, words = _coming.pop(text) if text in _coming else _asked(spec)
        found = painted(drawn.result(), spec["usermeta"]["title"], spec["usermeta"]["told"], words)
        keep(KIND, key, found)
        _tidied()
    return found


def _asked(spec: Spec) -> "Coming":
    """Words go through Vega as numbers: no place depends on their width, and to measure them was nine tenths of its work."""
    words: dict[str, str] = {}
    layers = []
    for layer in spec["layer"]:
        rows = [_numbered(row, words) for row in layer["data"]["values"]]
        layers.append({**layer, "data": {"values": rows}})
    return _worker().ask(json.dumps({**spec, "usermeta": {}, "layer": layers})), list(words)


def _numbered(row: Mapping[str, Any], words: dict[str, str]) -> dict[str, Any]:
    return {name: words.setdefault(value, str(len(words))) if name in WORDS else value for name, value in row.items()}


def ahead(specs: Iterable[Spec]) -> None:
    """Begins with charts that are not kept and will be asked for; returns at once."""
    for spec in specs:
        text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
        if text not in _coming and recall(KIND, f"{_code()}{text}") is None:
            _coming[text] = _asked(spec)


@lru_cache(maxsize=1)
def _worker() -> Worker:
    return Worker(str(resource("fonts")))


@lru_cache(maxsize=1)
def _tidied() -> None:
    """Once a process."""
    forget_oldest(KIND, MOST)


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of what turns a spec into a drawing."""
    files = sorted([*Path(__file__).parent.glob("*.py"), *resource("fonts").glob("*.otf")])
    content = b"".join(file.read_bytes() for file in files)
    return f"{version('vl-convert-python')} {hashlib.sha256(content).hexdigest()}"
