"""How long an answer has taken by the time it reaches a place on its path."""

from collections.abc import Container

from designgen.design.model import Latency
from designgen.sizing.latency import modelled_p99


def elapsed(latency: Latency, components: Container[str]) -> float | None:
    """Seconds: the modelled p99 of the stages that have one of these components; None without any.

    Of all components it is the p99 of the path.
    """
    done = [(stage.p50, stage.p99) for stage in latency.stages if any(one in components for one in stage.components)]
    return modelled_p99(done) if done else None
