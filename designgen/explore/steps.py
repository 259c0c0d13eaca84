"""At which size between two rungs a decision comes out as it does on the upper one."""

import math

from designgen.catalog import Fact
from designgen.decisions import Case, allowed_of, given_of
from designgen.design import Design

PER_DECADE = 6
CLOSE = 1e-10
HALVINGS = 80


class Steps:
    """Looks between two sizes of one fact: first on a logarithmic grid, then by halving."""

    def __init__(self, design: Design, fact: Fact, low: float, high: float) -> None:
        spec, knowledge = design.spec, design.knowledge
        case = Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)
        self.program, self.fact = knowledge.program, fact
        self.given, self.allowed = given_of(knowledge, case), allowed_of(knowledge, case)
        self.slot = self.program.inputs.index(fact.id)
        self.place = {node.name: place for place, node in enumerate(self.program.decisions)}
        self.known: dict[float, tuple[int, ...]] = {}
        count = max(1, round(PER_DECADE * math.log10(high / low)))
        inner = (low * (high / low) ** (step / count) for step in range(1, count))
        self.grid = [low, *(float(round(value)) if fact.integer else value for value in inner), high]

    def last(self, decision: str) -> float:
        """The size from which on, up to the upper rung, the decision comes out as there, as far as the grid can see."""
        wanted = self._outcome(decision, self.grid[-1])
        place = next(place for place in reversed(range(len(self.grid))) if self._outcome(decision, self.grid[place]) != wanted)
        other, same = self.grid[place], self.grid[place + 1]
        for _ in range(HALVINGS):
            middle = math.sqrt(other * same) if same > 2 * other else (other + same) / 2
            middle = float(math.floor(middle)) if self.fact.integer else middle
            if middle in (other, same) or same - other <= CLOSE * same:
                break
            other, same = (other, middle) if self._outcome(decision, middle) == wanted else (middle, same)
        return self._plain(decision, wanted, same)

    def _plain(self, decision: str, wanted: int, value: float) -> float:
        """The same with few digits, if that is just as true."""
        rounded = (float(f"{value:.{digits}g}") for digits in (1, 2, 3, 4, 6))
        near = (one for one in rounded if abs(one - value) <= 10 * CLOSE * value)
        return next((one for one in near if self._outcome(decision, one) == wanted), value)

    def _outcome(self, decision: str, value: float) -> int:
        if value not in self.known:
            given = list(self.given)
            given[self.slot] = value
            self.known[value] = self.program.picks(given, self.allowed)
        return self.known[value][self.place[decision]]
