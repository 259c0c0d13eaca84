"""What a design is drawn from: components, the arrows between them, and the views that show a part of both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designgen.catalog.cases import Cases
from designgen.problem import Place
from designgen.rules import Plain
from designgen.units import PLAIN, Dimension

AMOUNTS: Mapping[str, Dimension] = {"count": PLAIN, **dict.fromkeys(("p50", "p99", "start", "lasts"), (1, 0, 0))}
"""What a box of a view can have drawn to scale: how many pass it, and seconds."""
PLANES = ("client", "edge", "online", "feature", "stream", "offline", "training", "monitoring")
LEAST_BOXES, MOST_BOXES = 3, 20  # of a view: fewer say nothing, more cannot be read


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
    instead: tuple["Variant", ...] = ()  # the first whose condition holds gives name and technology


@dataclass(frozen=True, slots=True)
class Variant:
    """What a component is called, and made of, under a condition. A stack that it does not name stays as it is."""

    when: str
    name: str
    stack: Mapping[str, str]


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
    numbers: str = "boxes"  # of its path, 1, 2, 3; or "steps": those of one request, as in a sequence
