"""Numbers that need more than the rule language: loops, quantiles, logarithms.

queueing    waiting for a free server; how many servers a load needs, and after the loss of a zone
latency     one p99 from the stages of a path: in series, in parallel, fanned out
simulation  a path request by request
"""

from designgen.sizing.latency import modelled_p99

__all__ = ["modelled_p99"]
