"""What deciding leaves behind: every choice with its ledger, its rivals, its flips and its assumptions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

Value = float | int | bool | str | tuple[str, ...]
"""A fact or quantity in base units: number, truth, enum id, or set of ids in order."""


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact as this design uses it. `origin` is given or assumed; `basis` given, task, derived or constant."""

    name: str
    value: Value
    shown: str
    origin: str
    basis: str
    influences: tuple[str, ...]  # ids of decisions that can read it, directly or not


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger: points × priority on a criterion, and why."""

    criterion: str
    points: int
    priority: int
    reason: str
    condition: str

    @property
    def total(self) -> int:
        return self.points * self.priority


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one option fared. `verdict`: chosen | infeasible | behind | banned.

    `because` says it in a sentence; `behind_by` counts points (0 unless behind); `score` is None when infeasible.
    """

    id: str
    name: str
    verdict: str
    score: int | None
    behind_by: int
    because: str
    ledger: tuple[Entry, ...]


class Verdicts(Sequence[Verdict]):
    """The verdicts of a decision, put in words when somebody reads them: most designs stand only beside others."""

    def __init__(self, made: Callable[[], Iterator[Verdict]]) -> None:
        self._made = made

    @cached_property
    def _all(self) -> tuple[Verdict, ...]:
        return tuple(self._made())

    @overload
    def __getitem__(self, place: int) -> Verdict: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Verdict, ...]: ...
    def __getitem__(self, place: int | slice) -> Verdict | tuple[Verdict, ...]:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)


@dataclass(frozen=True, slots=True)
class Flip:
    """The value of a fact or priority at which the choice changes, all else equal, and to what."""

    fact: str
    value: Value
    shown: str
    to: str
    to_name: str


@dataclass(frozen=True, slots=True)
class Rationale:
    """One decision, decided. `status`: chosen | not_needed | empty. `chosen` holds one id unless `pick: all`."""

    id: str
    status: str
    pick: str
    chosen: tuple[str, ...]
    because: str
    reasons: Mapping[str, str]  # option id -> why it is chosen (pick all: its `when` reasons)
    ledger: tuple[Entry, ...]  # of the winner
    verdicts: Sequence[Verdict]  # every option, in file order
    flips: tuple[Flip, ...]
    assumptions: tuple[str, ...]  # assumed facts that this decision can read
    pinned: bool
    free_choice: str  # what would have won without a pin or ban; "" if the same
    pin_cost: int  # points given up against the free choice
    note: str  # why it is empty, not needed, or a pin without effect


@dataclass(frozen=True, slots=True)
class Fragile:
    """A value within reach, of one fact or priority, at which a choice changes, and to what."""

    fact: str
    value: float
    shown: str
    to: str
    to_name: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """Whether a choice stays when one number is halved or doubled, or one priority moved by one.

    `share` is that of `draws` random cases, everything moved at once within these bounds, in which it stays.
    """

    solid: bool
    fragile_to: tuple[Fragile, ...]  # nearest first, one a fact
    share: float
    draws: int
