"""The columns of a finished chunk, and what each is called in the result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from designgen.catalog import Knowledge
from designgen.explore.inputs import kind_of
from designgen.explore.plan import ROW, Outputs
from designgen.rules import DecisionNode
from designgen.rules.columns import Array

TEXT = "text"
FIRSTS = 64
"""More than a fact has words."""


@dataclass(frozen=True)
class Values:
    """A column: of kind number, bool, enum, set, row or text. `there` says which rows have a value; None for all.

    `symbols` are the words of codes and bits; `first` the code of the word that leads an ordered set.
    """

    name: str
    kind: str
    values: Array | Sequence[str | None]
    there: Array | None = None
    symbols: tuple[str, ...] = ()
    first: Array | None = None

    def part(self, start: int, stop: int) -> "Values":
        """Some of the rows."""
        there, first = (None if one is None else one[start:stop] for one in (self.there, self.first))
        return replace(self, values=self.values[start:stop], there=there, first=first)


def decision_values(node: DecisionNode, codes: Array) -> Values:
    """What a decision picked, by the ids of its options; nothing where it is not asked or nothing is left."""
    ids = tuple(option.id for option in node.options)
    return Values(node.name, "enum", codes, codes != 0, ids) if node.pick == "one" else Values(node.name, "set", codes, None, ids)


def number_values(knowledge: Knowledge, name: str, values: Array) -> Values:
    kind = knowledge.program.types[name]
    there = values != 0 if kind.kind == "enum" else None
    return Values(name, kind.kind, values, there, kind.symbols)


def fact_values(knowledge: Knowledge, name: str, values: Array, there: Array | None, first: Array | None) -> Values:
    return Values(name, kind_of(knowledge, name), values, there, tuple(knowledge.facts[name].values), first)


def row_values(start: int, rows: int) -> Values:
    return Values(ROW, "row", np.arange(start + 1, start + rows + 1, dtype=np.int64))


def names_of(outputs: Outputs) -> Iterator[str]:
    """The columns of a result, in order."""
    yield from (ROW, *outputs.passed, *outputs.facts, *outputs.decisions, *outputs.numbers)


def words_by_set(column: Values) -> tuple[list[tuple[str, ...]], Array]:
    """Each different set as its words, the leading one first, and which of them each row has."""
    masks = np.asarray(column.values)
    if column.first is None:
        keys, which = np.unique(masks, return_inverse=True)
        return [_words(int(key), 0, column.symbols) for key in keys], which
    keys, which = np.unique(masks * FIRSTS + column.first, return_inverse=True)
    return [_words(*divmod(int(key), FIRSTS), column.symbols) for key in keys], which


def _words(mask: int, first: int, symbols: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(word for bit, word in enumerate(symbols) if mask >> bit & 1)
    lead = symbols[first - 1] if first else ""
    return (lead, *(word for word in words if word != lead)) if lead else words
