"""Numbers that need more than the rule language."""

from designgen.sizing.latency import modelled_p99

__all__ = ["modelled_p99"]
