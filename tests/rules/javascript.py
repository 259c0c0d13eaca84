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
function texts(row, open) {
  designgen.run(JSON.parse(row), JSON.parse(open));
  return JSON.stringify(designgen.texts.map(text => typeof text() === "boolean" ? text() : String(text())));
}
function trees() {
  const each = (list, tell) => list.map((_, place) => tell(place));
  return JSON.stringify([each(designgen.texts, designgen.tree), each(designgen.decisions, designgen.rule)]);
}
function changed(row, open, news) {
  designgen.run(JSON.parse(row), JSON.parse(open));
  return JSON.stringify(JSON.parse(news).map(([slot, value]) => designgen.changed([slot], [value])));
}
"""


class JavaScript:
    def __init__(self, program: Program, texts: Sequence[str] = ()) -> None:
        self.source = program.source("javascript", texts)

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
        return _numbers(values), [track and [tuple(option) for option in track] for track in tracks]

    def texts(self, row: Given, allowed: Allowed) -> list[Any]:
        """The values of the texts that were asked for."""
        return _numbers(json.loads(self._context.get("texts")(_text(row), _text(allowed))))

    def trees(self) -> tuple[list[Any], list[Any]]:
        """The texts as trees, and how each decision is taken."""
        texts, decisions = json.loads(self._context.get("trees")())
        return texts, decisions

    def changed(self, row: Given, allowed: Allowed, news: Sequence[tuple[int, Any]]) -> list[dict[int, int]]:
        """What is picked otherwise where one input is another, for each of these inputs and values."""
        found = json.loads(self._context.get("changed")(_text(row), _text(allowed), _text(news)))
        return [dict(zip(pairs[::2], pairs[1::2], strict=True)) for pairs in found]

    def legend(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = json.loads(
            self._context.eval("const {inputs, decisions, names} = designgen; JSON.stringify({inputs, decisions, names})")
        )
        return found


def _numbers(values: list[Any]) -> list[Any]:
    return [value if isinstance(value, bool) else float(value) for value in values]


def _text(value: object) -> str:
    return json.dumps(value).replace("Infinity", "1e999")
