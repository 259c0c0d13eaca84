"""How firmly a choice stands, in words."""

from dataclasses import dataclass

from designgen.design.mended import stays
from designgen.design.model import Design
from designgen.document.wording import fact_name, in_sentence

MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Firm:
    """`word` is solid or fragile, `turns` names the facts that turn the choice, nearest first."""

    word: str
    turns: str
    stays: str  # in how many of the random cases the choice stays


def firm(design: Design, decision: str) -> Firm | None:
    """None for a decision without rivals, and for a pinned one."""
    robust = design.robust.get(decision)
    if robust is None:
        return None
    names = [in_sentence(fact_name(one.fact, design)) for one in robust.fragile_to]
    rest = len(names) - MOST_NAMED
    turns = ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    return Firm("solid" if robust.solid else "fragile", turns, stays(robust))
