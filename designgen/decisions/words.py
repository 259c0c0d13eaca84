"""Values as a reader sees them: names, units and sets put in words, and texts with their {placeholders} filled."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from designgen.catalog import PLACEHOLDER, Knowledge
from designgen.decisions.model import Value
from designgen.rules import All, Compare, Expr, Member, Not, Overlap, Ref, apply, reads
from designgen.rules import Any as AnyOf
from designgen.rules.expr import Arith
from designgen.units import humane

_OPPOSITE = {"<": "≥", "<=": ">", ">": "≤", ">=": "<", "==": "≠", "!=": "="}
_SIGN = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
MOST_SAID = 3
"""Statements of why a condition holds or does not."""
GIVEN_UNITS = {"time": "second", "memory": "byte", "usd": "usd"}


class Words:
    """Speaks about one case: coded `values` by name, as the program left them."""

    def __init__(self, knowledge: Knowledge, values: Mapping[str, Any], facts: Mapping[str, Value]) -> None:
        self.knowledge, self.values, self.facts = knowledge, values, facts

    def fill(self, text: str) -> str:
        """A text with every {name} replaced by its value; the lint reports a name that does not exist."""
        known = self.knowledge.program.types
        return str(PLACEHOLDER.sub(lambda match: self.shown(match[1]) if match[1] in known else match[0], text))

    def shown(self, name: str) -> str:
        """The value of any name, with its unit."""
        if name in self.facts:
            return self.fact(name, self.facts[name])
        kind = self.knowledge.program.types[name]
        if name in self.knowledge.decisions:
            return self.choice(name)
        if kind.kind == "bool":
            return "yes" if self.values[name] else "no"
        if kind.kind == "enum":
            base = self.knowledge.facts[name.removesuffix(".first")]
            return str(list(base.values.values())[self.values[name] - 1])
        return humane(self.values[name], self.unit(name))

    def fact(self, name: str, value: Value) -> str:
        """A value of a fact in words."""
        fact = self.knowledge.facts[name]
        if isinstance(value, tuple):
            return listed([fact.values[word] for word in value])
        if isinstance(value, str):
            return fact.values[value]
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(int(value)) if name == "year" else humane(value, fact.unit)

    def choice(self, name: str) -> str:
        """The names of what a decision picked."""
        decision, value = self.knowledge.decisions[name], self.values[name]
        options = list(decision.options.values())
        if decision.pick == "one":
            return options[value - 1].name if value else "nothing"
        return listed([option.name for bit, option in enumerate(options) if value >> bit & 1]) or "nothing"

    def unit(self, name: str) -> str:
        """The declared unit of a name."""
        base = name.removesuffix(".first")
        if base in self.knowledge.facts:
            return self.knowledge.facts[base].unit
        if base in self.knowledge.quantities:
            return self.knowledge.quantities[base].unit
        if base.startswith("price."):
            return self.knowledge.prices[base.removeprefix("price.")].unit
        return GIVEN_UNITS.get(base.rsplit(".", 1)[-1], "count")

    def called(self, name: str) -> str:
        """What a name is called."""
        knowledge = self.knowledge
        named = knowledge.decisions.get(name) or knowledge.quantities.get(name) or knowledge.facts.get(name)
        if named:
            return named.name
        if name.startswith("price."):
            return knowledge.prices[name.removeprefix("price.")].name
        return name.replace("_", " ").replace(".", " ")

    def why(self, expr: Expr, wanted: bool) -> list[str]:
        """Short statements of what makes a condition true or false in this case, binding numbers first."""
        match expr:
            case Not(item):
                return self.why(item, not wanted)
            case All(items) | AnyOf(items):
                speaking = (item for item in items if bool(apply(item, self.values)) == wanted)
                return list(islice(_distinct(text for item in speaking for text in self.why(item, wanted)), MOST_SAID))
            case Compare(op, left, right):
                sign = _SIGN[op] if wanted else _OPPOSITE[op]
                return [f"{self.number(left, right)} {sign} {self.number(right, left)}"]
            case Member(Ref(name), _) | Overlap(Ref(name), _) if name in self.knowledge.decisions and not self.values[name]:
                return []  # not needed, so it says nothing
            case Member(Ref(name), _) | Overlap(Ref(name), _):
                return [f"{self.called(name.removesuffix('.first')).lower()}: {self.shown(name)}"]
            case Ref(name):
                return [f"{'' if wanted else 'not: '}{lower(self.called(name))}"]
        return []

    def number(self, expr: Expr, beside: Expr) -> str:
        """A side of a comparison, in the unit that either side declares."""
        units = [self.unit(name) for name in (*own_names(expr), *own_names(beside))]
        return humane(float(apply(expr, self.values)), units[0] if units else "count")


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    """Each text once, as soon as it comes."""
    seen: set[str] = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def own_names(expr: Expr) -> list[str]:
    """The names whose unit an expression has: itself, or the terms of a sum; products keep their first factor."""
    if isinstance(expr, Ref):
        return [expr.name]
    if isinstance(expr, Arith) and expr.op in "+-":
        return own_names(expr.left) + own_names(expr.right)
    if isinstance(expr, Arith) and expr.op == "*":
        return [] if list(reads(expr.left)) and list(reads(expr.right)) else own_names(expr.left) + own_names(expr.right)
    return []


def listed(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1] if words else "")))


def lower(text: str) -> str:
    """A name inside a sentence: its first letter small, unless the word is an acronym."""
    first = text.split(" ", 1)[0].split("-", 1)[0]
    acronym = sum(letter.isupper() for letter in first) > 1 or not first.isalpha()
    return text if acronym else text[0].lower() + text[1:]
