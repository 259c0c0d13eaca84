"""Expressions for the browser: small trees of plain lists, with names as places among the program's values.

A number is the value at that place, a list of one is a constant, any other list an operation with its operands.
`site/scripts/play/expr.js` works them out as `rules.apply` does, and `why.js` puts them in words as `Words.why` does.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from designgen.catalog import Cases, Knowledge
from designgen.rules import TRUE, Expr
from designgen.rules.expr import All, Arith, Call, Choose, Compare, Const, Member, Not, Overlap, Ref
from designgen.rules.expr import Any as AnyOf

Tree = Any
"""An int (a place), or a list whose items are trees, numbers and one word."""


class Trees:
    """Trees of one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.texts = knowledge.program.texts
        self.place: Mapping[str, int] = {name: place for place, name in enumerate(knowledge.program.names)}

    def of(self, text: str) -> Tree:
        """The tree of a condition or formula as the knowledge has it."""
        return self.place[text] if text in self.place else self.tree(self.texts[text])

    def when(self, text: str) -> Tree:
        """The tree of a condition; None for the one that always holds."""
        return None if text == "always" or self.texts[text] == TRUE else self.of(text)

    def cases(self, cases: Cases) -> list[Tree]:
        """condition, value, condition, value, …; the value of a number is a tree."""
        return [item for when, text in cases for item in (self.when(when), self.of(text))]

    def told(self, cases: Cases) -> list[Tree]:
        """condition, text, condition, text, …"""
        return [item for when, text in cases for item in (self.when(when), text)]

    def tree(self, expr: Expr) -> Tree:
        match expr:
            case Const(value):
                return [value]
            case Ref(name):
                return self.place[name]
            case Not(item):
                return ["!", self.tree(item)]
            case All(items):
                return ["&", *map(self.tree, items)]
            case AnyOf(items):
                return ["|", *map(self.tree, items)]
            case Compare(op, left, right) | Arith(op, left, right):
                return [op, self.tree(left), self.tree(right)]
            case Call(function, arguments):
                return [function, *map(self.tree, arguments)]
            case Member(item, codes):
                return ["in", self.tree(item), *codes]
            case Overlap(item, mask):
                return ["has", self.tree(item), mask]
            case Choose(cases):
                return ["?", *(self.tree(one) for case in cases for one in case)]


def script(call: str, data: object) -> str:
    """A JavaScript file that hands plain data over: `call` is what stands around it, with a @ in its place."""
    return call.replace("@", json.dumps(shortened(data), ensure_ascii=False, separators=(",", ":"))) + "\n"


def shortened(data: Any) -> Any:
    """Whole numbers without a point, so that the file is small."""
    if isinstance(data, Mapping):
        return {key: shortened(value) for key, value in data.items()}
    if isinstance(data, str | bool) or data is None:
        return data
    if isinstance(data, Iterable):
        return [shortened(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() and abs(data) < 2**53 else data
