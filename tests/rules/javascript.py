"""The printed JavaScript, run by QuickJS."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import quickjs

from designgen.rules import Allowed, Given, Program

MANY = """
function many(rows, open) {
  open = JSON.parse(open);
  return JSON.stringify(JSON.parse(rows).map(row => designgen.picks(row, open)));
}
function one(row, open) {
  const plain = value => typeof value === "boolean" ? value : String(value);
  const found = designgen.values(JSON.parse(row), JSON.parse(open));
  return JSON.stringify([found.values.map(plain), found.tracks]);
}
"""


class JavaScript:
    def __init__(self, program: Program) -> None:
        self.source = program.source("javascript")

    @cached_property
    def _context(self) -> quickjs.Context:
        context = quickjs.Context()
        context.eval(self.source + MANY)
        return context

    def picks(self, rows: Sequence[Given], allowed: Allowed) -> list[tuple[int, ...]]:
        found = self._context.get("many")(_text(rows), _text(allowed))
        return [tuple(row) for row in json.loads(found)]

    def values(self, row: Given, allowed: Allowed) -> tuple[list[Any], list[Any]]:
        """Every value, truths as truths and numbers as floats, and per decision its tracks."""
        values, tracks = json.loads(self._context.get("one")(_text(row), _text(allowed)))
        numbers = [value if isinstance(value, bool) else float(value) for value in values]
        return numbers, [track and [tuple(option) for option in track] for track in tracks]

    def legend(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = json.loads(
            self._context.eval("const {picks, values, ...rest} = designgen; JSON.stringify(rest)")
        )
        return found


def _text(value: object) -> str:
    return json.dumps(value).replace("Infinity", "1e999")
