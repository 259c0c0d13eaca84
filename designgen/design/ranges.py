"""The ends of a range: every price and every quantity that a formula reads, at its low or at its high end."""

from collections.abc import Iterator, Mapping
from typing import Any

from designgen.catalog import Knowledge
from designgen.design.evaluate import evaluated

TYPICAL, LOW, HIGH = "typical", "low", "high"


class Ends(Mapping[str, Any]):
    """The values of a case; seen through `of(LOW)`, prices and quantities stand at their low end.

    A quantity is at its end where a formula reads it directly; what it is computed from stays typical, so that two
    ranges are not multiplied twice.
    """

    def __init__(self, knowledge: Knowledge, values: Mapping[str, Any], end: str = TYPICAL) -> None:
        self.knowledge, self.typical, self.end = knowledge, values, end
        self.known: dict[str, Any] = {}

    def of(self, end: str) -> "Ends":
        return self if end == self.end else Ends(self.knowledge, self.typical, end)

    def __getitem__(self, name: str) -> Any:
        if self.end == TYPICAL:
            return self.typical[name]
        if name not in self.known:
            self.known[name] = self._at_end(name)
        return self.known[name]

    def _at_end(self, name: str) -> Any:
        knowledge = self.knowledge
        if name.startswith("price."):
            return getattr(knowledge.prices[name.removeprefix("price.")], self.end)
        quantity, texts = knowledge.quantities.get(name), knowledge.program.texts
        if quantity is None:
            return self.typical[name]
        found = evaluated(getattr(quantity, self.end), self.typical, texts)
        if found is None and quantity.unit.startswith("usd"):  # it has the range of the prices in it
            found = evaluated(quantity.formula, self, texts)
        return self.typical[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.typical)

    def __len__(self) -> int:
        return len(self.typical)
