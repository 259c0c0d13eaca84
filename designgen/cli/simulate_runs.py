"""The runs that `designgen simulate` makes: the peak, and each mishap that was asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from designgen.cli.say import progress
from designgen.design import Design
from designgen.design.traffic import Cold, Loss, cold, losses, path_of
from designgen.sizing.runs import Run
from designgen.sizing.served import Path
from designgen.sizing.simulation import simulate, spike


@dataclass(frozen=True, slots=True)
class Ask:
    """What the user wants to see."""

    requests: int
    seed: int
    lose_one: bool
    spike: float | None
    cold_cache: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One run. `kind`: peak, lost, before_spike, spike, after_spike or cold_cache."""

    kind: str
    run: Run
    component: str = ""  # that lost a replica
    left: int = 0  # its replicas then


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All runs of one design; none when nobody waits for an answer."""

    design: Design
    ask: Ask
    path: Path | None = None
    scenes: tuple[Scene, ...] = ()
    cold: Cold | None = None

    def of(self, kind: str) -> tuple[Scene, ...]:
        """The runs of one kind."""
        return tuple(scene for scene in self.scenes if scene.kind == kind)


def rehearse(design: Design, ask: Ask) -> Rehearsal:
    """Everything that was asked, with a bar on stderr while it runs."""
    path = path_of(design)
    if path is None:
        return Rehearsal(design, ask)
    empty = cold(design, path) if ask.cold_cache else None
    runs = list(_runs(design, path, ask, empty))
    with progress(runs, len(runs), "Simulating") as each:
        scenes = tuple(scene for run in each for scene in run())
    return Rehearsal(design, ask, path, scenes, empty)


Runs = Callable[[], tuple[Scene, ...]]


def _runs(design: Design, path: Path, ask: Ask, empty: Cold | None) -> Iterator[Runs]:
    yield lambda: (Scene("peak", simulate(path, ask.requests, ask.seed)),)
    for loss in losses(design, path) if ask.lose_one else ():
        yield lambda loss=loss: (_lost(loss, ask),)  # type: ignore[misc]
    if ask.spike is not None:
        yield lambda: _spiked(path, ask.spike or 1.0, ask)
    if empty is not None and empty.facts:
        yield lambda: (Scene("cold_cache", simulate(empty.path, ask.requests, ask.seed)),)


def _lost(loss: Loss, ask: Ask) -> Scene:
    return Scene("lost", simulate(loss.path, ask.requests, ask.seed), loss.part.id, loss.left)


def _spiked(path: Path, factor: float, ask: Ask) -> tuple[Scene, ...]:
    kinds = "before_spike", "spike", "after_spike"
    return tuple(Scene(kind, run) for kind, run in zip(kinds, spike(path, factor, ask.requests, ask.seed), strict=True))
