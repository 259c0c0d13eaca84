"""Collects computed figures as numbers with a name, a formula, the arithmetic and where it comes from."""

from dataclasses import replace

from designgen.catalog.cases import Cases
from designgen.design.evaluate import holding
from designgen.design.model import Design, Number
from designgen.design.numbers import arithmetic, range_shown
from designgen.units import humane

Amount = tuple[float | None, str]
"""A value in base units and its declared unit; None where nothing is known."""
Why = tuple[str, tuple[str, ...]]
"""A remark and the ids of sources."""
ARITHMETIC: Why = ("", ("arithmetic",))


class Figures:
    """The numbers found so far, each after those that its formula names."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.found: dict[str, Number] = {}
        self.shown: dict[str, str] = {}

    def add(self, name: str, title: str, amount: Amount, formula: str, why: Why = ARITHMETIC) -> None:
        """One number, unless its value is unknown. Sources that this knowledge does not have are left out."""
        value, unit = amount
        if value is None:
            return
        says, sources = why
        self.shown[name] = humane(value, unit)
        part = name.split(".", maxsplit=1)[0]
        self.found[name] = Number(
            name=name,
            title=title,
            value=value,
            shown=self.shown[name],
            unit=unit,
            formula=formula,
            arithmetic=arithmetic(formula, self.design.words, self.shown),
            low=None,
            high=None,
            range_shown="",
            says=says,
            sources=tuple(source for source in sources if source in self.design.knowledge.sources),
            used_by=(),
            part=part if part in self.design.parts else "",
        )

    def ranged(self, name: str, low: float | None, high: float | None) -> None:
        """Gives a number its ends."""
        if name in self.found and low is not None and high is not None:
            number = self.found[name]
            shown = range_shown(low, number.value, high, number.unit)
            self.found[name] = replace(number, low=low, high=high, range_shown=shown)

    def text(self, cases: Cases) -> str:
        """The formula that holds in this design."""
        return holding(cases, self.design.values, self.design.knowledge.program.texts)
