"""What each stage of a path has of its p99."""

from designgen.design.model import Latency
from designgen.sizing.latency import shares_of_p99


def stage_shares(latency: Latency) -> tuple[float, ...]:
    """Seconds of the modelled p99 that fall to each stage; they add up to `latency.p99`."""
    found = shares_of_p99((stage.p50, stage.p99) for stage in latency.stages)
    whole = sum(found) or 1.0
    return tuple(share * latency.p99 / whole for share in found)
