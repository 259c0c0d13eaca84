"""A talk track: what is said, in order, with what stands behind each paragraph."""

import re
from dataclasses import dataclass

from designgen.catalog.model import Step
from designgen.document.talk.aloud import aloud, words

OPEN, ASK, ASSUME, RECKON, PROPOSE, DEFEND = "open", "ask", "assume", "reckon", "propose", "defend"
DRAW, OWN_UP, EXPECT, CHECK_IN = "draw", "own up", "expect", "check in"
_NESTED = re.compile(r"\(([^()]*?) ?\([^()]*\)([^()]*)\)")
"""An aside within an aside, which nobody can follow by ear."""
KINDS = (OPEN, ASK, ASSUME, RECKON, PROPOSE, DEFEND, DRAW, OWN_UP, EXPECT, CHECK_IN)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to say, in raw text. `cause` is what makes a design say it: decision, choice, reasons, numbers."""

    kind: str
    text: str
    cause: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A step of the talk with the minute at which it starts."""

    step: Step
    start: int
    lines: tuple[Line, ...]

    @property
    def words(self) -> int:
        return sum(words(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Talk:
    """The talk of a design: in full, and in two minutes."""

    turns: tuple[Turn, ...]
    brief: tuple[Turn, ...]

    @property
    def minutes(self) -> int:
        return sum(turn.step.minutes for turn in self.turns)

    @property
    def brief_words(self) -> int:
        return sum(turn.words for turn in self.brief)


def line(kind: str, text: str, *cause: str) -> Line:
    """A paragraph, its numbers in words."""
    return Line(kind, aloud(_NESTED.sub(r"(\1\2)", " ".join(text.split()))), cause)
