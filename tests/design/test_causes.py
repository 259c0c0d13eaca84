"""Causes are true: tried again by other means, on every comparison of shipped specs."""

import math
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from designgen.decisions import Case, chosen_of, decide
from designgen.design import Design, compare, design_for
from designgen.design.causes import Cause
from designgen.design.compare import Comparison
from designgen.design.headlines import headline_of
from designgen.spec import load_spec
from designgen.spec.model import Spec
from tests.shipped import IDS, SPECS, knowledge

PEOPLE = next(path for path in SPECS if path.stem == "people-you-may-know")


@cache
def loaded() -> dict[str, Spec]:
    return {path.stem: load_spec(path, knowledge()) for path in SPECS}


def made(spec: Spec) -> Design:
    return design_for(spec, knowledge(), flips_of=lambda *_: {})


def sized(users: float) -> Spec:
    spec = load_spec(PEOPLE, knowledge())
    return replace(spec, id=f"people-{users:g}", facts={**spec.facts, "scale.daily_users": users})


def compared(name: str) -> Comparison:
    if name == "1M against 1B":
        return compare([made(sized(1e6)), made(sized(1e9))])
    spec = loaded()[name]
    if not spec.alternatives:
        profiles = knowledge().profiles.values()
        ranked = [{f"priorities.{one}": rank for one, rank in profile.priorities.items()} for profile in profiles]
        return compare([made(replace(spec, facts={**spec.facts, **facts})) for facts in ({}, *ranked)])
    return compare([made(one) for one in (spec, *spec.alternatives.values())])


def exchanged(base: Spec, other: Spec, names: tuple[str, ...]) -> Spec:
    """The base with these things as the other says them, written without the code under test."""
    facts, choose, avoid = dict(base.facts), dict(base.choose), dict(base.avoid)
    tables: dict[str, tuple[dict[str, Any], Any]] = {"choose": (choose, other.choose), "avoid": (avoid, other.avoid)}
    for name in names:
        head, _, rest = name.partition(".")
        mine, theirs = tables.get(head, (facts, other.facts))
        key = rest if head in tables else name
        mine.pop(key, None)
        if key in theirs:
            mine[key] = theirs[key]
    presets = other.presets if "task" in names else base.presets
    return replace(base, facts=facts, choose=choose, avoid=avoid, presets=presets)


def chosen(spec: Spec) -> dict[str, tuple[str, ...]]:
    known = knowledge()
    done = decide(known, Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid))
    return {id: chosen_of(decision, done.values[id]) for id, decision in known.decisions.items()}


def causes_of(made: Comparison) -> list[tuple[Design, Cause, str, str]]:
    """(other design, cause, decision, option or "") for each decision and each entry of a list."""
    rows: list[tuple[Any, str, str]] = [(row, row.id, "") for row in made.decisions]
    rows += [(row, row.decision, row.id) for row in made.options]
    return [
        (design, cause, decision, option)
        for row, decision, option in rows
        for design, cause in zip(made.designs, row.causes, strict=True)
        if cause
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*IDS, "1M against 1B"])
def test_a_cause_alone_gives_the_other_choice_and_no_part_of_it_does(name: str) -> None:
    made = compared(name)
    base = made.designs[0].spec
    kept: dict[tuple[str, tuple[str, ...], bool], dict[str, tuple[str, ...]]] = {}

    def outcome(other: Design, names: tuple[str, ...], back: bool, decision: str, option: str) -> object:
        key = other.spec.id + other.spec.title + str(other.spec.facts), names, back
        if key not in kept:
            kept[key] = chosen(exchanged(other.spec, base, names) if back else exchanged(base, other.spec, names))
        return option in kept[key][decision] if option else kept[key][decision]

    found = causes_of(made)
    assert found
    for other, cause, decision, option in found:
        before, after = ((option in one.decisions[decision].chosen) if option else one.decisions[decision].chosen
                         for one in (made.designs[0], other))  # fmt: skip
        for names, back in zip(cause.sets, cause.back, strict=True):
            assert names, decision
            assert outcome(other, names, False, decision, option) == after, (decision, names)
            assert (outcome(other, names, True, decision, option) == before) == back, (decision, names)
            for part in combinations(names, len(names) - 1):
                assert outcome(other, part, False, decision, option) != after, (decision, part)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ad-click-prediction", "text-to-image", "1M against 1B"])
def test_the_cause_of_a_component_or_a_number_holds_too(name: str) -> None:
    comparison = compared(name)
    base = comparison.designs[0]
    for row in comparison.parts:
        for other, cause in zip(comparison.designs, row.causes, strict=True):
            for names in cause.sets if cause else ():
                assert (row.id in made(exchanged(base.spec, other.spec, names)).parts) == (row.id in other.parts)
    for number in comparison.headlines:
        for place, cause in enumerate(number.causes):
            for names in cause.sets if cause else ():
                value = headline_of(number.name, made(exchanged(base.spec, comparison.designs[place].spec, names)))
                first, goal = number.values[0], number.values[place]
                assert value and first and goal
                assert abs(math.log(value / goal)) <= 0.1 * abs(math.log(goal / first)) + 1e-9
            if cause:
                taken = (made(exchanged(base.spec, comparison.designs[place].spec, names)) for names in cause.sets)
                assert cause.reached == pytest.approx([headline_of(number.name, one) for one in taken])
                whole = exchanged(base.spec, comparison.designs[place].spec, (*cause.sets[0], *cause.further))
                assert headline_of(number.name, made(whole)) == pytest.approx(number.values[place], rel=0.001)


@pytest.mark.slow
@pytest.mark.parametrize("name", IDS)
def test_a_design_does_not_differ_from_itself(name: str) -> None:
    design = made(loaded()[name])
    assert not compare([design, design]).differs


def test_the_order_of_the_others_only_permutes() -> None:
    specs = (loaded()["ad-click-prediction"], *loaded()["ad-click-prediction"].alternatives.values())
    first, second, third = map(made, specs)
    one, other = compare([first, second, third]), compare([first, third, second])
    turn = (0, 2, 1)
    for rows, permuted in ((one.facts, other.facts), (one.headlines, other.headlines)):
        assert [tuple(row.shown[place] for place in turn) for row in rows] == [row.shown for row in permuted]
    for row, same in zip(one.decisions, other.decisions, strict=True):
        assert tuple(row.causes[place] for place in turn) == same.causes
    assert [tuple(row.present[place] for place in turn) for row in one.parts] == [row.present for row in other.parts]


def test_the_cheap_ad_click_design_is_cheap_because_quality_counts_less() -> None:
    made = compared("ad-click-prediction")
    bill = next(row for row in made.headlines if row.name == "cost.month")
    assert bill.causes[1] and bill.causes[1].sets == (("priorities.quality",),)
    assert bill.values[0] and bill.values[1] and bill.values[1] < bill.values[0] / 3


def test_a_number_that_takes_several_facts_names_the_one_that_moves_it_most() -> None:
    bill = next(row for row in compared("video-recommendation").headlines if row.name == "cost.month")
    cause = bill.causes[1]
    assert cause and set(cause.sets[0]) == {"scale.daily_users", "scale.items"} and cause.largest
    assert cause.largest[0] == "scale.daily_users"


def test_what_goes_the_rest_of_the_way_is_told_of_a_number() -> None:
    """The priorities alone explain more than nine tenths of the bill; the deadline does the rest, and is not passed over."""
    made = compared("ad-click-prediction")
    bill = next(row for row in made.headlines if row.name == "cost.month")
    cause = bill.causes[2]
    assert cause and cause.sets == (("priorities.latency", "priorities.quality"),)
    assert cause.further == ("latency.p99",)
    assert bill.values[2] and cause.reached[0] > bill.values[2] * 1.01


def test_a_fact_that_moves_a_number_says_so() -> None:
    facts = {row.name: row for row in compared("ad-click-prediction").facts}
    assert {"Bill a month", "p99 of the path"} <= set(facts["latency.p99"].moves)
    assert not facts["priorities.cost"].moves
