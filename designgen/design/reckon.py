"""A single number out of the knowledge base: a formula, or a function of the sizing room, for given facts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from designgen.catalog import Knowledge
from designgen.rules import Type, apply
from designgen.rules.parse import typed
from designgen.sizing import latency, queueing

Named = Mapping[str, tuple[float, Type]]
"""Further names that a formula may read: value in base units, and type."""
BOUNDS = ("low", "high")


def _pairs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "wait_share": lambda servers, load: queueing.erlang_c(int(servers), load),
    "wait_p99": lambda servers, load, service_s: queueing.wait_quantile(int(servers), load, service_s),
    "mean_wait_ratio": lambda servers, load, cv2: (
        queueing.mean_wait(int(servers), load, 1, service_cv2=cv2) / queueing.mean_wait(int(servers), load, 1)
    ),
    "servers_at": queueing.servers_at,
    "for_zone_loss": lambda servers, zones: queueing.for_zone_loss(int(servers), int(zones)),
    "for_zone_loss_degraded": lambda load, used, degraded, zones: queueing.for_zone_loss_degraded(
        load, used, degraded, int(zones)
    ),
    "leaf_quantile": lambda leaves: latency.leaf_quantile(int(leaves)),
    "modelled_p99": lambda *times: latency.modelled_p99(_pairs(times)),
    "fenton_wilkinson_p99": lambda *times: latency.fenton_wilkinson_p99(_pairs(times)),
}
"""What a row may call; every argument is a formula."""


def reckoned(knowledge: Knowledge, values: Mapping[str, Any], text: str, named: Named | None = None) -> tuple[float, Type]:
    """The number that `text` says, in base units, and its type. `low x` and `high x` are the bounds of a quantity.

    Raises RuleError for a text that is no formula, KeyError for bounds that a quantity does not have.
    """
    word, _, name = text.partition(" ")
    if word in BOUNDS and name in knowledge.quantities:
        bound = getattr(knowledge.quantities[name], word)
        texts = (formula for when, formula in bound if when == "always" or apply(knowledge.program.texts[when], values))
        return reckoned(knowledge, values, next(texts, name), named)
    more = named or {}
    expr, kind = typed(text, {**knowledge.program.types, **{name: kind for name, (_, kind) in more.items()}})
    return float(apply(expr, {**values, **{name: value for name, (value, _) in more.items()}})), kind


def called(knowledge: Knowledge, values: Mapping[str, Any], call: Sequence[str], named: Named | None = None) -> float:
    """The value of a function of the sizing room, its arguments being formulas. Raises KeyError, ValueError, RuleError."""
    function, *arguments = call
    return float(FUNCTIONS[function](*(reckoned(knowledge, values, text, named)[0] for text in arguments)))
