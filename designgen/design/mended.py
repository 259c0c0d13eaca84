"""What uses a budget up, its repair, and how firmly a choice stands, in sentences."""

import math
from collections.abc import Sequence

from designgen.catalog import Knowledge
from designgen.decisions import Robustness
from designgen.decisions.words import listed, lower
from designgen.design.repair import Mending, Repair, Searched
from designgen.design.uses import Use
from designgen.units import humane

MOST_NAMED = 4


def uses_said(uses: Sequence[Use]) -> str:
    """`Vector search 41.5 ms (59 %), Query encoder 25 ms (36 %)`; of a product `it follows from items (100 B), …`."""
    if any(use.share is None for use in uses):
        return f"it follows from {listed([f'{lower(use.name)} ({use.shown})' for use in uses])}"
    of = shares_of(uses)
    return ", ".join(use_said(use) for use in uses) + (f" ({of})" if of else "")


def shares_of(uses: Sequence[Use]) -> str:
    """Of what the shares are, where that is not the value of the check; "" otherwise."""
    return f"shares of {uses[0].of}" if uses and uses[0].of else ""


def use_said(use: Use) -> str:
    """A line of a list."""
    share = f" ({use.share * 100:.0f} %)" if use.share is not None and use.share < 1 else ""
    return f"{use.name} {use.shown}{share}" if share or use.value is not None else f"{use.name}: {use.shown}"


def repair_said(knowledge: Knowledge, mending: Mending) -> str:
    """The repair with what it costs and brings, or what was searched in vain."""
    return _found(knowledge, mending.repair) if mending.repair else _none(knowledge, mending.searched)


def pinned(repair: Repair) -> str:
    """The options of a command that lay the pins."""
    return " ".join(f"--set choose.{decision}={option}" for decision, option in repair.pins)


def _found(knowledge: Knowledge, repair: Repair) -> str:
    pins = [f"{lower(knowledge.decisions[one].name)} to “{knowledge.decisions[one].options[to].name}”" for one, to in repair.pins]
    points = f"{repair.cost_points} {'point' if repair.cost_points == 1 else 'points'}"
    told = [f"Pin {listed(pins)}", f"which gives up {points}" if repair.cost_points else "which gives up no points"]
    effects = [*_moved("the bill", repair.usd, "usd", " a month"), *_moved("the modelled p99", repair.p99, "second", "")]
    ends = [] if repair.applies else ["There is then nothing left to check."]
    if repair.warns:
        ends.append(f"It brings a warning: {listed([_name(knowledge, id) for id in repair.warns])}.")
    if len(repair.pins) > 1:
        ends.append("No smaller set does.")
    return " ".join([f"{', '.join(told)}{'; ' if effects else ''}{listed(effects)}.", *ends])


def _moved(what: str, pair: tuple[float, float] | None, unit: str, per: str) -> list[str]:
    shown = [humane(one, unit) for one in pair or ()]
    return [f"{what} goes from {shown[0]} to {shown[1]}{per}"] if len(set(shown)) == 2 else []


def _name(knowledge: Knowledge, check: str) -> str:
    return knowledge.checks[check].name if check in knowledge.checks else check.replace("_", " ")


def _none(knowledge: Knowledge, searched: Searched) -> str:
    names = [lower(knowledge.decisions[one].name) for one in searched.decisions]
    more = len(names) - MOST_NAMED
    behind = listed([*names[:MOST_NAMED], f"{more} more"]) if more > 0 else listed(names)
    mends = "mends it without another error" if searched.worse else "mends it"
    if not searched.behind:
        return "No choice mends it: it depends on facts alone."
    if not searched.tried:
        return "No choice mends it: no decision behind it has another feasible option."
    if searched.complete:
        every, were = _every(searched.tried, len(names)), "was" if searched.tried == 1 else "were"
        return f"No choice {mends}: {every} of {behind} {were} tried."
    pins = "single pin" if searched.up_to == 1 else f"set of up to {searched.up_to} pins"
    return f"No {pins} {mends}: {searched.tried} were tried, over {behind}. Larger sets were not."


def _every(tried: int, decisions: int) -> str:
    """All that was tried, in words; only feasible options are."""
    if decisions == 1:
        return {1: "the only other feasible option", 2: "both other feasible options"}.get(
            tried, f"all {tried} other feasible options"
        )
    return f"all {tried} other feasible combinations"


def stays(robust: Robustness) -> str:
    """In how many of the random cases a choice stays; rounded down, so that 100 % is not said of fewer than all."""
    share = f"{math.floor(robust.share * 100)} % of {robust.draws} cases"
    return (
        f"all {robust.draws} cases"
        if robust.share >= 1
        else share
        if robust.share >= 0.01
        else f"hardly any of {robust.draws} cases"
    )
