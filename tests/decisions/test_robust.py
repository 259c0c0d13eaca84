"""Robustness: solid and fragile are what evaluation says they are."""

from pathlib import Path

import pytest

from designgen.decisions import Case, Robustness, decide, flips, robustness
from designgen.decisions.decide import chosen_of
from designgen.decisions.robust import is_single
from tests.shipped import design, each_spec
from tests.small import knowledge

every_spec = each_spec()


@every_spec
def test_what_is_called_fragile_turns_at_the_value_named_and_within_reach(path: Path) -> None:
    made = design(path)
    for name, robust in made.robust.items():
        for one in robust.fragile_to:
            now = float(made.facts[one.fact].value)  # type: ignore[arg-type]
            by_step = one.fact.startswith("priorities.")
            assert abs(one.value - now) <= 1 if by_step else now / 2.0001 <= one.value <= now * 2.0001, (one, now)
            values = decide(made.knowledge, Case({**made.case.facts, one.fact: one.value}, {}, {})).values
            chosen = chosen_of(made.knowledge.decisions[name], values[name])
            assert chosen == (() if one.to == "not_needed" else (one.to,))
            assert chosen != made.decisions[name].chosen


@every_spec
def test_what_is_called_solid_stays_at_half_and_at_double_and_a_step_up_and_down(path: Path) -> None:
    """Each number and each priority on its own; a 0, a count of one, a date and the ends of ranges are left as they are."""
    made = design(path)
    solid = {name for name, robust in made.robust.items() if robust.solid}
    assert solid
    before = decide(made.knowledge, made.case).values
    for name, fact in made.knowledge.facts.items():
        now = before[name]
        if fact.kind != "number" or name == "year" or is_single(fact, now):
            continue
        moved = (now - 1, now + 1) if name.startswith("priorities.") else (now / 2, now * 2)
        for value in moved:
            if fact.low <= value <= fact.high and (not fact.integer or value == int(value)):
                after = decide(made.knowledge, Case({**made.case.facts, name: value}, {}, {})).values
                assert not [id for id in solid if after[id] != before[id]], (name, value)


def robust(text: str, **facts: float) -> dict[str, Robustness]:
    """By decision of a small knowledge base, what robustness says with these facts."""
    known = knowledge(text)
    case = Case({name.replace("__", "."): value for name, value in facts.items()}, {}, {})
    decided = decide(known, case)
    return robustness(known, case, decided, flips(known, case, decided))


NEAR = """
near:
  HEAD
  options:
    small: {name: small, requires: {corpus.items <= LIMIT: it must fit}, scores: {quality: +1 a}, sources: [judgement]}
    large: {name: large, sources: [judgement]}
"""


LIMITS = {"1.5M": False, "2M": True, "3M": True, "0.9M": False, "0.4M": True, "0.5M": False}


@pytest.mark.parametrize(("limit", "solid"), LIMITS.items())
def test_a_threshold_within_a_factor_of_two_makes_a_choice_fragile(limit: str, solid: bool) -> None:
    """At a million: small up to 1.5 M turns before double; small up to 2 M still holds at double; large turns at half."""
    found = robust(NEAR.replace("LIMIT", limit), corpus__items=1e6)["near"]
    assert found.solid is solid
    assert (not found.fragile_to) is solid


def test_the_share_counts_the_draws_in_which_the_choice_stays() -> None:
    """With a limit at the value itself, half of the log-uniform draws lie above it; the same every time."""
    first, second = (robust(NEAR.replace("LIMIT", "1M"), corpus__items=1e6)["near"] for _ in range(2))
    assert first == second
    assert 0.35 < first.share < 0.65
    assert first.draws == 256
    far = robust(NEAR.replace("LIMIT", "1B"), corpus__items=1e6)["near"]
    assert far.share == 1.0
