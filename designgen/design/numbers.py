"""The quantities of a design, each with its arithmetic: the formula and the same with the values put in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from designgen.catalog import Knowledge
from designgen.decisions import Rationale, Words
from designgen.decisions.words import GIVEN_UNITS
from designgen.design.evaluate import evaluated, holding
from designgen.design.model import Number
from designgen.rules import reads, reads_of
from designgen.units import humane

RARE = 0.1
NAME = re.compile(r"(?<![\w.])[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*(?![\w(])")


def numbers_of(
    knowledge: Knowledge, values: Mapping[str, Any], words: Words, choices: Mapping[str, Rationale]
) -> dict[str, Number]:
    """Every quantity that is a number, then what chosen options give."""
    readers = _readers(knowledge, choices)
    texts = knowledge.program.texts
    found: dict[str, Number] = {}
    for quantity in knowledge.quantities.values():
        if quantity.unit == "bool":
            continue
        low, high = (evaluated(cases, values, texts) for cases in (quantity.low, quantity.high))
        formula = holding(quantity.formula, values, texts)
        found[quantity.id] = Number(
            name=quantity.id,
            title=quantity.name,
            value=values[quantity.id],
            shown=words.shown(quantity.id),
            unit=quantity.unit,
            formula=formula,
            arithmetic=arithmetic(formula, words),
            low=low,
            high=high,
            range_shown=range_shown(low, values[quantity.id], high, quantity.unit),
            says=quantity.says,
            sources=quantity.sources,
            used_by=tuple(readers.get(quantity.id, ())),
        )
    return found | {number.name: number for number in _given(knowledge, values, words, choices)}


def _given(knowledge: Knowledge, values: Mapping[str, Any], words: Words, choices: Mapping[str, Rationale]) -> Iterator[Number]:
    """What the chosen option of a pick-one decision gives."""
    for id, rationale in choices.items():
        if rationale.pick != "one" or not rationale.chosen:
            continue
        option = knowledge.decisions[id].options[rationale.chosen[0]]
        for key, cases in option.gives.items():
            name = f"{id}.{key}"
            formula = holding(cases, values, knowledge.program.texts)
            title = f"{option.name}: {key}"
            unit = GIVEN_UNITS.get(key, "count")
            yield Number(
                name, title, values[name], words.shown(name), unit, formula, arithmetic(formula, words),
                None, None, "", "", option.sources, (id,),
            )  # fmt: skip


def arithmetic(formula: str, words: Words, beside: Mapping[str, str] | None = None) -> str:
    """The formula with every name replaced by its value, and proper signs. `beside` are values of names unknown to `words`."""
    known, more = words.knowledge.program.types, beside or {}

    def shown(match: re.Match[str]) -> str:
        return words.shown(match[0]) if match[0] in known else more.get(match[0], match[0])

    return NAME.sub(shown, formula).replace(" * ", " × ").replace(" / ", " ÷ ")


def reads_in(formula: str) -> list[str]:
    """The words of a formula that may be names, in order, each once."""
    return list(dict.fromkeys(match[0] for match in NAME.finditer(formula)))


def range_shown(low: float | None, value: Any, high: float | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    least, most = value if low is None else low, value if high is None else high
    daily = unit == "1/second" and 0 < least < RARE  # both ends in one unit
    ends = tuple(humane(end, "1/day" if daily else unit) for end in (least, most))
    return "" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _readers(knowledge: Knowledge, choices: Mapping[str, Rationale]) -> dict[str, list[str]]:
    """Quantity id -> decisions of this design that read it, directly or through another quantity."""
    direct: dict[str, set[str]] = {}
    for node in reversed(knowledge.program.nodes):
        taken = {node.name} if node.name in choices and choices[node.name].status == "chosen" else set()
        owners = taken if node.name in choices else direct.get(node.name, set())
        for name in reads_of(node):
            direct.setdefault(name, set()).update(owners)
    place = {id: number for number, id in enumerate(knowledge.decisions)}
    return {name: sorted(found, key=place.__getitem__) for name, found in direct.items()}


__all__ = ["arithmetic", "numbers_of", "reads"]
