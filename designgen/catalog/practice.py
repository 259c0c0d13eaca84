"""What practice needs to know: the things that an interviewer marks, and problems that can be drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designgen.problem import Place

SHOWS = ("questions", "choices", "alternatives", "numbers", "failures", "clock")
"""Of what an answer that earns a signal is put together."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What an interviewer marks. Decisions of its sections count there; `decisions` are asked in any case; `shows`: see SHOWS."""

    id: str
    name: str
    asks: str
    sections: tuple[str, ...]
    decisions: tuple[str, ...]
    shows: tuple[str, ...]
    place: Place


LEVELS = ("junior", "senior", "staff")
"""How hard a drawn problem is: each level tells less and asks for more than the one before."""
RANGE = ".."


@dataclass(frozen=True, slots=True)
class Draw:
    """What a fact may be drawn as, written as in a spec: one of the choices, or a number from `low` to `high`."""

    choices: tuple[str, ...]
    low: str
    high: str
    place: Place

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that must be a value of the fact."""
        return self.choices or (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Variant:
    """The same kind of problem about something of its own."""

    id: str
    title: str
    summary: str
    facts: Mapping[str, Draw]


@dataclass(frozen=True, slots=True)
class Level:
    """What a level draws otherwise, and what it leaves for the candidate to ask in vain."""

    facts: Mapping[str, Draw]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """A kind of problem to be drawn. `levels` has what LEVELS add, one on top of the other."""

    id: str
    name: str
    task: str
    variants: Mapping[str, Variant]
    facts: Mapping[str, Draw]
    levels: Mapping[str, Level]
    place: Place

    def draws(self) -> Iterator[tuple[str, Draw]]:
        """Every fact with every draw of it."""
        yield from self.facts.items()
        for variant in self.variants.values():
            yield from variant.facts.items()
        for level in self.levels.values():
            yield from level.facts.items()
