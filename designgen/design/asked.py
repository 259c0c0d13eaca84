"""What is known of a question: the answers tried, the decisions that they change, and how far the numbers move."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from designgen.decisions import Value
from designgen.design.outline import Outline


class Answer(NamedTuple):
    """A value and what is picked with it; `telling` if its bill may be new."""

    value: Value
    picks: tuple[int, ...]
    outline: Outline
    telling: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that comes out otherwise, at the tried answer that is nearest to the assumed one. `to` is "" for a list."""

    decision: str
    value: Value
    shown: str
    to: str
    to_name: str
    ruled_out: bool  # is the present choice impossible there?


@dataclass(frozen=True, slots=True)
class Span:
    """How far a number moves over the answers that were sized, and at which it is at its ends.

    `most` names the component that makes at least half of the difference, "" for none and for what is no sum.
    """

    low: float
    low_at: str
    high: float
    high_at: str
    most: str = ""

    @property
    def ratio(self) -> float:
        """High over low; 1 where both are nothing."""
        return self.high / self.low if self.low > 0 else math.inf if self.high > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """An assumed fact and what hangs on it; `changes` has choices first, then lists, each nearest first."""

    fact: str
    ask: str
    assumed: str
    basis: str
    range: tuple[str, ...]  # the ends of a number's range; empty for words
    because: str
    changes: tuple[Change, ...]
    usd: Span  # a month
    p99: Span | None  # of the path, in seconds
    boxes: Span
    weight: float
    defines: bool  # another answer makes it another problem

    @property
    def choices(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.to)

    @property
    def lists(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.to)
