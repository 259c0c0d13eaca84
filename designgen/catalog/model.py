"""What the knowledge base holds, as frozen values.

Conditions and formulas are kept as the author wrote them; `Knowledge.program` holds their compiled form.
`Cases` is an ordered choice: the first pair whose condition holds gives the value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designgen.problem import Place
from designgen.rules import Plain, Program
from designgen.units import PLAIN, Dimension

Cases = tuple[tuple[str, str], ...]
"""(condition, value) pairs, first match wins; a plain value is one pair with the condition `always`."""
AMOUNTS: Mapping[str, Dimension] = {"count": PLAIN, **dict.fromkeys(("p50", "p99", "start", "lasts"), (1, 0, 0))}
"""What a box of a view can have drawn to scale: how many pass it, and seconds."""
PLANES = ("client", "edge", "online", "feature", "stream", "offline", "training", "monitoring")
LEAST_BOXES, MOST_BOXES = 3, 20  # of a view: fewer say nothing, more cannot be read


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


@dataclass(frozen=True, slots=True)
class Failure:
    """How a component fails, how one notices, what answers instead (best first), what the user sees."""

    how: str
    detect: str
    ladder: tuple[str, ...]
    off: str


@dataclass(frozen=True, slots=True)
class Component:
    """A box of the architecture. `time` maps p50 and p99 to seconds without waiting for a server; `usd` is per month.

    `pool` describes equal servers behind one queue: `rate` (units of work per second at the peak), `takes` (seconds of one
    server for a unit), and, optional, `slots` (units that one replica works on at once), `groups` (pools among which the
    data are split, each meeting every unit of work) and `usd` (of one replica, per hour). Replicas and cost follow from it.
    """

    id: str
    name: str
    role: str
    plane: str
    icon: str
    section: str
    stack: Mapping[str, str]
    shows: Cases
    time: Mapping[str, Cases]
    pool: Mapping[str, Cases]
    replicas: Cases  # of what is not a queue
    memory: Cases
    usd: Cases  # besides the pool
    says: str  # how the numbers come about
    sources: tuple[str, ...]  # of the numbers
    fails: Failure | None
    place: Place
    when: str = "always"  # false where another component does its work
    works: str = ""  # what it does, what it buys, what it costs
    avoid_when: str = ""


@dataclass(frozen=True, slots=True)
class Flow(Plain):
    """An arrow between two components, drawn when both are there."""

    source: str
    target: str
    kind: str  # sync | async | batch | control
    label: str
    when: str
    place: Place


@dataclass(frozen=True, slots=True)
class ViewBox:
    """One box of a view: a component, several merged into one, or, when it merges none, a box of its own.

    What it says of itself goes before what its components say. `amounts` are numbers that its form draws to scale.
    """

    id: str
    name: Cases
    icon: str
    merges: tuple[str, ...]
    when: str = "always"
    detail: Cases = ()
    number: Cases = ()
    says: Cases = ()  # the sentence to say at it
    then: Cases = ()  # on the arrow to the next box of the path, drawn where there is such a text
    alert: str = ""  # the condition under which it is marked
    section: str = ""
    amounts: Mapping[str, Cases] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything with placeholders."""
        return tuple(text for cases in (self.name, self.detail, self.number, self.says, self.then) for _, text in cases)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One row of a view, from left to right."""

    plane: str  # one of PLANES
    label: str
    boxes: tuple[ViewBox, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The part of a design that one diagram shows; rows from top to bottom."""

    id: str
    name: str
    says: str
    when: str
    path: tuple[str, ...]
    cold: tuple[str, ...]  # facts that are 0 while caches are empty
    rows: tuple[ViewRow, ...]
    hide: tuple[tuple[str, str], ...]
    flows: tuple[Flow, ...]  # drawn instead of the flows of the design
    place: Place
    form: str = "rows"
    theme: str = "light"
    order: str = "free"  # or "fixed": panels stay in this order, however many lines cross
    arrows: Mapping[str, str] = field(default_factory=dict)  # kind -> what it means here, where that is no request or event
    own_flows: bool = False  # draw no other flow
    most: int = MOST_BOXES  # boxes, those with most arrows first


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
