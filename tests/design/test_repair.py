"""Repairs of broken checks: each one holds when it is built, and none is said not to exist that does."""

from dataclasses import replace
from functools import cache
from itertools import product
from textwrap import dedent

import pytest

from designgen.catalog import Knowledge, knowledge_of
from designgen.cli.options import remembering
from designgen.decisions import Value
from designgen.design import Design, design_for
from designgen.design.mended import repair_said, uses_said
from designgen.design.repair import Mending
from designgen.problem import ProblemsFound
from designgen.units import humane
from tests.document import shop
from tests.shipped import IDS, SPECS, design, knowledge

PATHS = {path.stem: path for path in SPECS}
FAILING = [
    ("visual-search", {"latency.p99": 0.03}),
    ("video-recommendation", {"latency.p99": 0.02}),
    ("text-to-image", {"team.budget": 1e6}),
    ("rag-assistant", {"team.budget": 20e3}),
    ("harmful-content-detection", {"team.reviewers": 100.0}),
    ("ad-click-prediction", {"latency.p99": 0.006}),
    *((name, {}) for name in IDS),
]


def pinned(made: Design, choose: dict[str, str]) -> Design:
    asked = replace(made.spec, choose={**made.spec.choose, **choose})
    return design_for(asked, made.knowledge, made.framework, flips_of=lambda *_: {})


def with_facts(spec: str, facts: dict[str, Value]) -> Design:
    made = design(PATHS[spec])
    asked = replace(made.spec, facts={**made.spec.facts, **facts})
    return design_for(asked, knowledge(), flips_of=lambda *_: {}, remember=remembering(asked, knowledge()))


def broken(made: Design) -> dict[str, str]:
    return {finding.id: finding.severity for finding in made.findings if finding.status == "broken"}


@pytest.mark.slow
@pytest.mark.parametrize(("spec", "facts"), FAILING)
def test_a_repair_that_is_named_repairs_and_breaks_no_other_error(spec: str, facts: dict[str, Value]) -> None:
    made = with_facts(spec, facts)
    errors = {id for id, severity in broken(made).items() if severity == "error"}
    for check, mending in made.mendings.items():
        assert repair_said(made.knowledge, mending)
        if mending.repair:
            then = pinned(made, dict(mending.repair.pins))
            found = broken(then)
            assert check not in found
            assert {id for id, severity in found.items() if severity == "error"} <= errors
            assert mending.repair.cost_points == sum(then.decisions[decision].pin_cost for decision, _ in mending.repair.pins)
            assert {id for id, severity in found.items() if severity == "warning"} - set(broken(made)) == set(
                mending.repair.warns
            )
            assert sum(part.usd or 0.0 for part in then.parts.values()) == pytest.approx(mending.repair.usd[1])


@pytest.mark.slow
def test_two_pins_are_named_only_where_no_single_one_does() -> None:
    """Tried by building every design with one pin on a decision behind the check."""
    made = with_facts("visual-search", {"latency.p99": 0.03})
    mending = made.mendings["latency_path"]
    assert mending.repair
    assert len(mending.repair.pins) == 2
    for id in mending.searched.decisions:
        for option in [one.id for one in made.decisions[id].verdicts if one.verdict == "behind"]:
            assert "latency_path" in broken(pinned(made, {id: option})), (id, option)


def test_what_uses_the_budget_up_is_told_biggest_first() -> None:
    mending = with_facts("visual-search", {"latency.p99": 0.03}).mendings["latency_path"]
    assert [use.name for use in mending.uses[:2]] == ["Vector search", "Query encoder"]
    shares = [use.share or 0.0 for use in mending.uses]
    assert shares == sorted(shares, reverse=True)
    assert 0.95 < sum(shares) <= 1.0
    assert uses_said(mending.uses).startswith("Vector search 41.5 ms (59 %), ")


def test_shares_of_stages_say_of_what_they_are_and_the_limit_is_the_one_that_is_tested() -> None:
    made = with_facts("visual-search", {"latency.p99": 0.03})
    mending, path = made.mendings["latency_path"], made.latency
    assert path and mending.uses[0].value and mending.uses[0].share
    assert mending.uses[0].share == pytest.approx(mending.uses[0].value / path.sum_p99)
    assert uses_said(mending.uses).endswith(f"(shares of {humane(path.sum_p99, 'second')}, the p99s of all stages together)")
    assert next(one.limit for one in made.findings if one.id == "latency_path") == "21 ms (70 % of 30 ms)"
    assert not uses_said(made.mendings["latency_at_once"].uses).endswith("together)")


def test_the_bill_is_held_against_a_budget_once_there_is_one() -> None:
    made = with_facts("text-to-image", {"team.budget": 1e6})
    assert broken(made)["bill_within_budget"] == "error"
    assert "bill_within_budget" not in {one.id for one in design(PATHS["text-to-image"]).findings}
    assert made.mendings["bill_within_budget"].uses[0].name == "Media generator"
    assert "bill_within_budget" not in broken(with_facts("text-to-image", {"team.budget": 5e6}))


FILES = {
    "facts/all.yaml": """
        limit: {name: Limit, type: number, unit: count, range: [0, 100], default: 9, ask: How much?, why: it is the budget}
    """,
    "quantities/all.yaml": """
        total: {name: Total, unit: count, formula: one.load + two.load + three.load, sources: [judgement]}
    """,
    "decisions/deploy/one.yaml": """
        one:
          HEAD
          options:
            big: {name: big, scores: {quality: +3 good}, gives: {load: 5}, sources: [judgement]}
            middle: {name: middle, scores: {quality: +2 fair}, gives: {load: 4}, sources: [judgement]}
            small: {name: small, gives: {load: 1}, sources: [judgement]}
    """,
    "decisions/deploy/two.yaml": """
        two:
          HEAD
          options:
            big: {name: big, scores: {quality: +2 good}, gives: {load: 5}, sources: [judgement]}
            small: {name: small, requires: {one is not big: it needs room}, gives: {load: 2}, sources: [judgement]}
            odd: {name: odd, scores: {quality: +1 odd}, gives: {load: 4}, sources: [judgement]}
    """,
    "decisions/deploy/three.yaml": """
        three:
          HEAD
          options:
            big: {name: big, scores: {quality: +1 good}, gives: {load: 5}, sources: [judgement]}
            small: {name: small, scores: {cost: -1 dear}, gives: {load: 3}, sources: [judgement]}
    """,
    "checks/all.yaml": """
        fits: {name: It fits, severity: warning, holds: total <= limit, value: total, limit: limit, says: too much, mend: less}
        no_odd: {name: Nothing odd, severity: error, holds: not (two is odd and three is small), says: odd, mend: not both}
    """,
}
HEAD = "step: deploy\n  section: serving\n  name: A choice\n  question: Which?\n  matters: it matters"
KEPT = ("priorities.yaml", "sections.yaml", "frameworks/two.yaml", "sources/all.yaml")


@cache
def small() -> Knowledge:
    files = {name: dedent(text).replace("HEAD", HEAD) for name, text in FILES.items()}
    shared = {name: dedent(shop.FILES[name]) for name in KEPT}
    return knowledge_of([{f"small/{name}": text.encode() for name, text in (files | shared).items()}])


def small_design(limit: float, choose: dict[str, str]) -> Design | None:
    """None where a pin cannot be obeyed."""
    spec, known = shop.spec(facts={"limit": limit}, task="", choose=choose), small()
    try:
        return design_for(spec, known, "two", flips_of=lambda *_: {})
    except ProblemsFound:
        return None


def brute(limit: float) -> tuple[int, int] | None:
    """How many pins repair it and how many points they cost, by building every design there is."""
    options: list[list[tuple[str, str] | None]] = [
        [None, *((id, option) for option in decision.options)] for id, decision in small().decisions.items()
    ]
    found = []
    for pins in product(*options):
        choose = dict(pin for pin in pins if pin)
        made = small_design(limit, choose)
        if made and not {"fits", "no_odd"} & set(broken(made)):
            found.append((len(choose), sum(made.decisions[id].pin_cost for id in choose)))
    return min(found, default=None)


@pytest.mark.parametrize("limit", range(16))
def test_the_smallest_repair_is_found_and_none_is_said_only_where_there_is_none(limit: int) -> None:
    """Against every set of pins of a small knowledge base, its costs and its second check included."""
    made = small_design(limit, {})
    assert made
    expected = brute(limit)
    if "fits" not in broken(made):
        assert expected == (0, 0)
        return
    mending: Mending = made.mendings["fits"]
    if mending.repair is None:
        assert expected is None
        assert mending.searched.complete
    else:
        assert (len(mending.repair.pins), mending.repair.cost_points) == expected


def test_a_search_that_was_cut_short_says_how_far_it_went(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.design.repair.MOST_TRIED", 6)
    made = small_design(1, {})
    assert made
    mending = made.mendings["fits"]
    assert mending.repair is None
    assert not mending.searched.complete
    assert mending.searched.up_to == 1
    assert repair_said(small(), mending).startswith("No single pin mends it")


def test_a_check_of_facts_alone_is_mended_by_no_choice() -> None:
    made = with_facts("visual-search", {"sizing.mde": 0.0005})
    said = {check: repair_said(made.knowledge, mending) for check, mending in made.mendings.items()}
    assert "prices_are_fresh" not in said
    stale = with_facts("ad-click-prediction", {"scale.item_lifetime": 3e9, "scale.new_items": 1e6})
    told = repair_said(stale.knowledge, stale.mendings["turnover_matches_items"])
    assert told == "No choice mends it: it depends on facts alone."
