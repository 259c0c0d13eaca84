"""A design: the answer for one spec, as one frozen value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designgen.catalog import Cases, Knowledge
from designgen.decisions import Case, KnownFact, Rationale, Robustness, Value, Words, decide, robustness
from designgen.design.evaluate import evaluated, holding
from designgen.rules import apply
from designgen.spec.model import Spec

if TYPE_CHECKING:
    from designgen.design.asked import Question
    from designgen.design.repair import Mending

Remember = Callable[[str, Callable[[], Any]], Any]
"""Called with the name of what is wanted and how to work it out; may keep it for the next time."""


def at_once(name: str, work: Callable[[], Any]) -> Any:  # noqa: ARG001
    """Remembers nothing."""
    return work()


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of this design. Values in base units; `arithmetic` is the formula with the values put in."""

    name: str
    title: str
    value: Value
    shown: str
    unit: str
    formula: str
    arithmetic: str
    low: float | None
    high: float | None
    range_shown: str  # "1.2 M/s to 1.5 M/s", or ""
    says: str
    sources: tuple[str, ...]
    used_by: tuple[str, ...]  # ids of decisions that read it
    part: str = ""  # the component it is about


@dataclass(frozen=True, slots=True)
class Pool:
    """The servers of a component at the peak. A replica has `slots` servers; there is one pool for each of `groups` shards.

    `rate`, `busy`, `servers`, `utilisation` and `wait` are of one group; the counts of replicas are of all.
    """

    rate: float  # units of work per second
    takes: float  # seconds of one server for a unit
    slots: float
    groups: float
    busy: float  # servers busy at once, on average: rate × takes, in erlangs
    cap: float  # the utilisation that was allowed
    wait_limit: float | None  # seconds at p99; None where nobody waits
    servers: float  # enough for cap and wait_limit
    needed: float  # replicas without a spare zone
    conservative: float  # replicas that are as busy as before when a zone is lost
    economical: float  # replicas that may be busier while a zone is lost
    replicas: float  # by the rule of the spec
    utilisation: float  # of all replicas
    wait: float | None  # seconds at p99 for a server, with all replicas
    usd: float | None  # of one replica, per hour in base units (usd/second)


@dataclass(frozen=True, slots=True)
class Part:
    """A component of this design. Times in seconds, usd per month; None where nothing is known.

    `p99` includes waiting for a server and for the slowest of several shards; `own_p99` is that of one shard at work.
    """

    id: str
    name: str
    role: str
    plane: str
    icon: str
    section: str
    technology: str
    shows: str
    brought_by: tuple[tuple[str, str], ...]  # (decision id, option id)
    p50: float | None
    p99: float | None
    replicas: float | None
    memory: float | None
    usd: float | None
    usd_low: float | None = None
    usd_high: float | None = None
    own_p50: float | None = None
    own_p99: float | None = None
    pool: Pool | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A flow of this design, its label filled in."""

    source: str
    target: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that was made: status ok | broken | not_needed."""

    id: str
    name: str
    severity: str
    status: str
    value: str
    limit: str
    says: str
    mend: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the serving path, in order; seconds."""

    component: str
    name: str
    p50: float
    p99: float
    components: tuple[str, ...] = ()  # side by side in this stage; empty for one


@dataclass(frozen=True, slots=True)
class Latency:
    """The serving path. `p99` is modelled (sum of means + root of summed squared tails), not a sum of percentiles.

    `check` is the p99 of one lognormal with the same mean and variance (Fenton-Wilkinson), always a little low.
    """

    stages: tuple[Stage, ...]
    sum_p50: float
    sum_p99: float
    p99: float
    target: float
    check: float = 0.0
    own_p99: float = 0.0  # sum of the stages' p99s without waiting


@dataclass(frozen=True)
class Design:
    """All of it for one spec."""

    spec: Spec
    framework: str
    knowledge: Knowledge = field(repr=False)
    facts: Mapping[str, KnownFact]
    numbers: Mapping[str, Number]
    decisions: Mapping[str, Rationale]  # in framework order
    parts: Mapping[str, Part]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    latency: Latency | None  # None when nobody waits
    values: Mapping[str, Any] = field(repr=False)  # every name of the rule language, coded
    words: Words = field(repr=False)
    remember: Remember = field(default=at_once, repr=False, compare=False)

    @property
    def case(self) -> Case:
        """What was asked of the program."""
        return Case({**self.spec.presets, **self.spec.facts}, self.spec.choose, self.spec.avoid)

    @cached_property
    def robust(self) -> Mapping[str, Robustness]:
        """By decision, whether its choice stays when a number is halved or doubled, or a priority moved by one."""
        flips = {id: rationale.flips for id, rationale in self.decisions.items()}

        def work() -> Mapping[str, Robustness]:
            return robustness(self.knowledge, self.case, decide(self.knowledge, self.case), flips)

        found: Mapping[str, Robustness] = self.remember("robust", work)
        return found

    @cached_property
    def mendings(self) -> "Mapping[str, Mending]":
        """By broken check, what uses its budget up and the smallest set of pins that repairs it."""
        from designgen.design.repair import mendings_of

        found: Mapping[str, Mending] = self.remember("mendings", lambda: mendings_of(self))
        return found

    @cached_property
    def blamed(self) -> Mapping[str, tuple[Finding, ...]]:
        """By component the broken checks, errors and warnings, that it is behind."""
        from designgen.design.blamed import blamed_of

        return blamed_of(self)

    @cached_property
    def sized(self) -> Mapping[str, Number]:
        """The numbers of components, of the path and of the bill: `ranker.replicas`, `path.p99`, `cost.month`."""
        from designgen.design.sized_numbers import sized_numbers

        return sized_numbers(self)

    @cached_property
    def questions(self) -> "tuple[Question, ...]":
        """What would be worth asking, the question that could change most first."""
        from designgen.design.questions import questions_of

        found: tuple[Question, ...] = self.remember("questions", lambda: questions_of(self))
        return found

    @property
    def deadline_is_hard(self) -> bool:
        """Is an answer after the target worth nothing, so that all p99s added up must fit?"""
        return bool(self.values.get("latency.hard_deadline"))

    def number(self, name: str) -> Number | None:
        """A number of this design by its name, of whatever kind."""
        return self.numbers.get(name) or self.sized.get(name)

    def row(self, decision: str, option: str) -> dict[str, str]:
        """The table row of an option, with its placeholders filled for this design."""
        return {column: self.words.fill(text) for column, text in self.knowledge.decisions[decision].options[option].row.items()}

    def say(self, text: str) -> str:
        """A text of the knowledge base, with its placeholders filled for this design."""
        return self.words.fill(text)

    def first(self, cases: Cases) -> str:
        """The text of the first case that holds here, with its placeholders filled; "" if none does."""
        return self.say(holding(cases, self.values, self.knowledge.program.texts)) if cases else ""

    def amount(self, cases: Cases) -> float | None:
        """The number of the first case that holds here, in base units; None if none does."""
        return evaluated(cases, self.values, self.knowledge.program.texts) if cases else None

    def holds(self, condition: str, **instead: float) -> bool:
        """Is a condition of the knowledge base (of a view, say) true for this design, with other numbers `instead`?"""
        return bool(apply(self.knowledge.program.texts[condition], {**self.values, **instead} if instead else self.values))
