"""What the knowledge base holds, as frozen values; boxes, arrows and views are in `architecture`.

Conditions and formulas are kept as the author wrote them; `Knowledge.program` holds their compiled form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designgen.catalog.architecture import Component, Flow, View
from designgen.catalog.cases import Cases
from designgen.catalog.practice import Drill, Signal
from designgen.problem import Place
from designgen.rules import Plain, Program


@dataclass(frozen=True, slots=True)
class Fact(Plain):
    """A typed input of a spec. `low` and `high` are in base units (second, byte, usd, plain)."""

    id: str
    name: str
    kind: str  # number | bool | enum | set
    ask: str
    why: str
    unit: str
    default: Cases
    values: Mapping[str, str]  # enum and set: id -> the words a person would say
    ordered: bool
    integer: bool
    low: float
    high: float
    place: Place
    rungs: tuple[float, ...] = ()  # sizes that a ladder of scale climbs, in base units


@dataclass(frozen=True, slots=True)
class Quantity(Plain):
    """A number derived from facts and earlier choices, or, with unit `bool`, a circumstance."""

    id: str
    name: str
    unit: str
    formula: Cases
    low: Cases
    high: Cases
    says: str
    sources: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Criterion:
    """A quality attribute; its priority is the fact `priorities.<id>`."""

    id: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Task:
    """What a kind of problem usually brings: defaults of facts, as text."""

    id: str
    name: str
    facts: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class Rule(Plain):
    """A condition and the reason why it must hold."""

    condition: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Points(Plain):
    """Integer points on a criterion, with the reason; `condition` is `always` for plain scores."""

    criterion: str
    points: int
    reason: str
    condition: str
    place: Place


@dataclass(frozen=True, slots=True)
class Option(Plain):
    """An answer to a decision."""

    id: str
    name: str
    summary: str
    rules: tuple[Rule, ...]  # `requires` of a pick-one, `when` of a pick-all decision
    points: tuple[Points, ...]
    gives: Mapping[str, Cases]
    components: tuple[str, ...]
    works: tuple[str, ...]
    formula: str  # LaTeX
    where: str
    sources: tuple[str, ...]
    avoid_when: str
    ask: str  # a follow-up question …
    answer: str  # … and its answer
    trap: str
    row: Mapping[str, str]
    place: Place
    spoken: str = ""  # its name as one says it, or, with an I in it, the whole clause


@dataclass(frozen=True, slots=True)
class Decision:
    """One design question with its options, in file order."""

    id: str
    step: str
    section: str
    name: str
    question: str
    matters: str
    when: str
    pick: str  # one | all
    table: tuple[str, ...]
    options: Mapping[str, Option]
    place: Place
    states: bool = False  # its options say what holds, so nobody can avoid one
    spoken: str = ""  # the clause in which one says the {choice}


@dataclass(frozen=True, slots=True)
class Check:
    """A budget or a lint over the finished design."""

    id: str
    name: str
    severity: str  # error | warning | info
    when: str
    holds: str
    value: str
    limit: str
    says: str
    mend: str
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the document, with the blocks that computed content fills."""

    id: str
    title: str
    says: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a framework: its sections in order, its minutes of an interview, the decisions to speak of first."""

    id: str
    title: str
    minutes: int
    goal: str
    sections: tuple[str, ...]
    say: tuple[str, ...]
    place: Place
    lead: str = ""  # a few words with which one turns to it
    opens: Cases = ()  # the sentence with which one begins it
    check_in: Cases = ()  # what one asks the interviewer before going on


@dataclass(frozen=True, slots=True)
class Framework:
    """The ordered steps that a document walks through."""

    id: str
    name: str
    says: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Source(Plain):
    """Where a claim comes from and what it supports; `checked` is false when nobody could read it."""

    id: str
    title: str
    authors: str
    year: str
    url: str
    supports: str
    checked: bool

    @property
    def unread(self) -> bool:
        """Is it a published text that is cited from memory?"""
        return bool(self.url) and not self.checked


@dataclass(frozen=True, slots=True)
class Price:
    """A dated unit price in usd per unit; usable in formulas as `price.<id>`."""

    id: str
    name: str
    unit: str
    low: float
    typical: float
    high: float
    date: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One published or measured value, for given facts."""

    name: str
    measured: float  # in base units
    given: Mapping[str, str]
    formula: str
    call: tuple[str, ...]  # a function of the sizing room and its arguments, instead of a formula
    place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a formula predicts beside what was measured. Limits are relative errors."""

    id: str
    name: str
    says: str
    unit: str
    limit: float  # of any row
    median: float  # of the median row
    sources: tuple[str, ...]
    rows: tuple[Measured, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Profile:
    """Priorities under one name, such as cheapest: criterion id -> 0 to 5."""

    id: str
    name: str
    says: str
    priorities: Mapping[str, int]
    place: Place


@dataclass(frozen=True)
class Knowledge:
    """The whole knowledge base: one mapping a kind of thing, in file order, and the compiled program."""

    digest: str
    facts: Mapping[str, Fact]
    quantities: Mapping[str, Quantity]
    criteria: Mapping[str, Criterion]
    tasks: Mapping[str, Task]
    decisions: Mapping[str, Decision]
    components: Mapping[str, Component]
    flows: tuple[Flow, ...]
    views: Mapping[str, View]
    checks: Mapping[str, Check]
    sections: Mapping[str, Section]
    frameworks: Mapping[str, Framework]
    sources: Mapping[str, Source]
    prices: Mapping[str, Price]
    glossary: Mapping[str, str]
    accuracy: Mapping[str, Comparison]
    program: Program = field(repr=False)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    signals: Mapping[str, Signal] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)
