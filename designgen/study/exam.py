"""A design as an exam: what may be asked, what may be answered, and what each answer is worth."""

from dataclasses import dataclass

AGREED, DEFENSIBLE, WEAK, REFUTED = "agreed", "defensible", "weak", "refuted"
GRADES = (AGREED, DEFENSIBLE, WEAK, REFUTED)
"""The choice itself; feasible and within a few points of it; feasible and farther behind; ruled out by a requirement."""


@dataclass(frozen=True, slots=True)
class Clarifying:
    """A question to ask first. `answer` is what the spec says, or that it is open and what is then assumed.

    `defines`: another answer makes it another problem, so the prompt mostly tells it. `group` is what the fact is about, such as
    Scale; the questions of an exam stand by it.
    """

    fact: str
    ask: str
    why: str
    answer: str
    given: bool
    matters: int  # decisions that would change with it; 0 for a question that changes nothing here
    defines: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An option as an answer. `says`: why it is right, what one would have to say for it, or what refutes it, with numbers.

    `brief` says what the option is, without telling anything of this spec; "" where that cannot be done. `right_if`: the
    change of the spec with which it would have been the choice, "" where none is known.
    """

    option: str
    name: str
    grade: str
    behind: int
    says: str
    right_if: str
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up question with its answer."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Item:
    """A decision to be taken. `pick`: one | all. `link` leads to its section, from the root of the site.

    `signal` is the id of the signal for which it counts, "" for none.
    """

    decision: str
    name: str
    question: str
    pick: str
    answers: tuple[Answer, ...]
    because: str
    link: str
    probes: tuple[Probe, ...]
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the framework with its minutes of the clock."""

    step: str
    title: str
    minutes: int
    goal: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """What an interviewer marks, and what a good answer of this design shows there."""

    id: str
    name: str
    asks: str
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exam:
    """All of it. Only the prompt is shown at first."""

    id: str
    title: str
    prompt: str
    questions: tuple[Clarifying, ...]
    stages: tuple[Stage, ...]
    probes: tuple[Probe, ...]  # from what fails and what grows
    signals: tuple[Signal, ...]

    @property
    def minutes(self) -> int:
        """Of the whole clock."""
        return sum(stage.minutes for stage in self.stages)
