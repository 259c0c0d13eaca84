"""Entries of the knowledge base as plain values, and those as indented lines."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

WIDE = 110


def plain(thing: Any) -> Any:
    """Dataclasses and tables as dicts without what is empty; places as text."""
    if is_dataclass(thing):
        if type(thing).__name__ == "Place":
            return str(thing)
        pairs = ((field.name, plain(getattr(thing, field.name))) for field in fields(thing))
        return {name: value for name, value in pairs if value not in ("", None, [], {}) and name != "id"}
    if isinstance(thing, Mapping):
        return {str(name): plain(value) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [plain(item) for item in thing]
    if isinstance(thing, float) and thing in (float("inf"), float("-inf")):
        return None
    return str(thing) if isinstance(thing, str) else thing


def lines(value: Any, indent: str = "") -> Iterator[str]:
    """A reading form close to the YAML that it came from."""
    if isinstance(value, dict):
        for name, item in value.items():
            if _short(item):
                yield from _wrapped(f"{indent}{name}: ", item, indent)
            else:
                yield f"{indent}{name}:"
                yield from lines(item, indent + "  ")
    elif isinstance(value, list):
        for item in value:
            if _short(item):
                yield from _wrapped(f"{indent}- ", item, indent)
            else:
                first, *rest = lines(item, indent + "  ")
                yield f"{indent}- {first.strip()}"
                yield from rest


def _short(value: Any) -> bool:
    words = isinstance(value, list) and all(isinstance(item, str) and len(item) < 40 for item in value)
    return words or not isinstance(value, dict | list)


def _wrapped(start: str, value: Any, indent: str) -> list[str]:
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return textwrap.wrap(text, WIDE, initial_indent=start, subsequent_indent=indent + "    ") or [start.rstrip()]
