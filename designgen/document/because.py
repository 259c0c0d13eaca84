"""Causes in words: what a spec says differently from another, and what that does."""

from collections.abc import Iterable, Sequence

from designgen.decisions.words import listed
from designgen.design.between import AVOID, CHOOSE, TASK
from designgen.design.causes import Cause
from designgen.design.model import Design
from designgen.document.wording import decision_name, fact_name, in_sentence, option_name, stated

PRIORITIES = "priorities."
BASE = "as specified"
MOST_NAMED = 4


def labels(designs: Sequence[Design]) -> list[str]:
    """What designs are called beside each other: variants of one title by what is their own."""
    titles = [design.spec.title for design in designs]
    if stem := stem_of(designs):
        return [title.removeprefix(stem).removeprefix(": ") or BASE for title in titles]
    if len(set(titles)) == len(titles):
        return titles
    return [f"{title} ({design.spec.id})" for title, design in zip(titles, designs, strict=True)]


def stem_of(designs: Sequence[Design]) -> str:
    """The title whose variants these designs are; "" if they are not of one."""
    titles = [design.spec.title for design in designs]
    stem = titles[0].partition(": ")[0]
    variants = len(set(titles)) == len(titles) and all(title == stem or title.startswith(f"{stem}: ") for title in titles)
    return stem if variants else ""


def moves(lever: str, base: Design, other: Design) -> str:
    """How the other spec differs in this from the base: `p99 latency target down from 100 ms to 10 ms`."""
    if lever == TASK:
        return f"the task “{_task(other)}” instead of “{_task(base)}”"
    if lever.startswith((CHOOSE, AVOID)):
        return _pin(lever, other)
    fact = base.knowledge.facts[lever]
    name = in_sentence(fact_name(lever, base))
    name = f"the {name}" if lever.startswith(PRIORITIES) else name
    old, new = (one.facts[lever] for one in (base, other))
    was, now = (stated(fact, known.value, known.shown) for known in (old, new))
    if fact.kind == "number" and isinstance(old.value, int | float) and isinstance(new.value, int | float):
        if old.value == new.value:
            return f"{name} {now}, {'given' if lever in other.spec.facts else 'left open'}"
        return f"{name} {'up' if new.value > old.value else 'down'} from {was} to {now}"
    return f"{name}: {now} instead of {was}"


def _task(design: Design) -> str:
    known = design.knowledge.tasks.get(design.spec.task)
    return in_sentence(known.name) if known else "none"


def _pin(lever: str, other: Design) -> str:
    if lever.startswith(CHOOSE):
        id = lever.removeprefix(CHOOSE)
        name, option = in_sentence(decision_name(id, other)), other.spec.choose.get(id)
        return f"{name} pinned to {option_name(id, option, other)}" if option else f"no pin of {name}"
    id = lever.removeprefix(AVOID)
    name, banned = in_sentence(decision_name(id, other)), other.spec.avoid.get(id, ())
    return f"{listed([option_name(id, one, other) for one in banned])} excluded" if banned else f"nothing excluded for {name}"


def all_of(levers: Iterable[str], base: Design, other: Design) -> str:
    """Several of them in one phrase, beyond a few by number."""
    told = [moves(lever, base, other) for lever in levers]
    if len(told) > MOST_NAMED:
        told = [*told[: MOST_NAMED - 1], f"{len(told) - MOST_NAMED + 1} more facts"]
    return listed(told)


def short(lever: str, base: Design, other: Design) -> str:
    """The same for a table: `p99 latency target 100 ms → 10 ms`."""
    if lever == TASK or lever.startswith((CHOOSE, AVOID)):
        return moves(lever, base, other)
    fact = base.knowledge.facts[lever]
    was, now = (stated(fact, one.facts[lever].value, one.facts[lever].shown) for one in (base, other))
    name = in_sentence(fact_name(lever, base))
    return f"{name} {was} → {now}" if fact.kind == "number" else f"{name}: {now}"


def because(cause: Cause, base: Design, other: Design) -> str:
    """`a 1 → 2`, `a 1 → 2 and b: c together`, `a 1 → 2, or b: c`; "" where no cause is known."""
    ways = [
        listed([short(lever, base, other) for lever in one[:MOST_NAMED]])
        + (f" and {len(one) - MOST_NAMED} more" if len(one) > MOST_NAMED else "")
        + (" together" if len(one) > 1 else "")
        for one in cause.sets
    ]
    return ", or ".join(ways)


def given(cause: Cause, base: Design, other: Design) -> str:
    """The same at the start of a sentence: `With a`, `With a or b, either of which is enough`."""
    ways = [all_of(one, base, other) for one in cause.sets]
    together = " together" if len(cause.sets[0]) > 1 else ""
    if len(ways) > 1:
        return f"With {', or with '.join(way for way in ways)}{together}, either of which is enough"
    return f"With {ways[0]}{together}"
