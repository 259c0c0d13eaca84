"""What a picture of another form than rows draws to scale. Times in seconds; `box` is the id of a box of the picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timed:
    """A stage of the serving path; `share` is what it has of the modelled p99 of the path, `parts` are its components."""

    box: str
    name: str
    p50: float
    p99: float
    share: float
    parts: tuple[str, ...]
    beside: tuple[tuple[str, float, float], ...] = ()  # (box, p50, p99) of what runs side by side in it


@dataclass(frozen=True, slots=True)
class Budget:
    """The serving path against its target: the modelled p99, and the p99s added up, which a hard deadline must hold."""

    p99: float
    added: float
    target: float
    hard: bool
    fails: bool  # the check of the path, which wants headroom as well


@dataclass(frozen=True, slots=True)
class Tier:
    """How many enter and leave a stage of a funnel, and the stages of the path in it."""

    box: str
    enters: float
    leaves: float
    stages: tuple[Timed, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """From everything to what is shown, in order. `budget` is None where nobody waits."""

    tiers: tuple[Tier, ...]
    budget: Budget | None

    @property
    def share(self) -> float:
        """What its stages have of the modelled p99."""
        return sum(stage.share for tier in self.tiers for stage in tier.stages)


@dataclass(frozen=True, slots=True)
class Message:
    """A call, or an answer on its way back."""

    source: str
    target: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What happens next in a sequence: messages arrive, then a stage works. The last turn has no stage: the answer."""

    messages: tuple[Message, ...]
    stage: Timed | None


@dataclass(frozen=True, slots=True)
class Sequence:
    """One request: the lanes from left to right, its turns in order, its budget."""

    lanes: tuple[str, ...]
    turns: tuple[Turn, ...]
    budget: Budget

    @property
    def stages(self) -> tuple[Timed, ...]:
        return tuple(turn.stage for turn in self.turns if turn.stage)


@dataclass(frozen=True, slots=True)
class Phase:
    """Something that takes from `start` to `end` after the first event; what takes no time is a point."""

    box: str
    start: float
    end: float
    shown: str  # how long, in words
    track: str  # the group it is in

    @property
    def is_point(self) -> bool:
        return self.end == self.start


@dataclass(frozen=True, slots=True)
class Timeline:
    """Phases in order; from the last point an arrow leads back to the first phase."""

    phases: tuple[Phase, ...]

    @property
    def points(self) -> tuple[Phase, ...]:
        return tuple(phase for phase in self.phases if phase.is_point)


Chart = Funnel | Sequence | Timeline
