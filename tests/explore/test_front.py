"""Other designs of one spec: each can be made, none listed beats another, and they truly differ."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from designgen.cli.options import no_flips
from designgen.decisions import Case, decide
from designgen.design import Design, design_for
from designgen.document import front_text
from designgen.explore import Front, Listed, front
from designgen.spec import load_spec
from tests.cli.run import run
from tests.shipped import IDS, SPECS, design, each_spec, knowledge

every_spec = each_spec()
AD_CLICK = SPECS[IDS.index("ad-click-prediction")]
STREET = SPECS[IDS.index("street-view-blurring")]


@cache
def found(path: Path) -> Front:
    return front(design(path))


@cache
def made(path: Path, place: int) -> Design:
    """A listed design, made anew as its user would: by `--set`."""
    pins = found(path).listed[place].pins
    spec = load_spec(path, knowledge(), [f"choose.{decision}={option}" for decision, option in pins.items()])
    return design_for(spec, knowledge(), flips_of=no_flips)


def errors(one: Design) -> set[str]:
    return {item.name for item in one.findings if item.status == "broken" and item.severity == "error"}


@pytest.mark.slow
@every_spec
def test_each_listed_design_is_what_its_pins_make(path: Path) -> None:
    for place, one in enumerate(found(path).listed):
        again = made(path, place)
        assert one.figures.usd == pytest.approx(sum(part.usd or 0.0 for part in again.parts.values()))
        assert one.figures.p99 == pytest.approx(again.latency.p99 if again.latency else 0.0)
        assert one.components == len(again.parts)
        for changed in one.changed:
            assert again.decisions[changed.decision].chosen == ((changed.after,) if changed.after else ())


@every_spec
def test_quality_and_simplicity_are_the_points_that_the_ledgers_say(path: Path) -> None:
    for place, one in enumerate(found(path).listed):
        again = made(path, place)
        won = {"quality": 0, "simplicity": len(design(path).parts) - len(again.parts)}
        for id, rationale in again.decisions.items():
            own = design(path).decisions[id]
            if own.chosen and rationale.chosen:
                for criterion in won:
                    for ledger, sign in ((rationale.ledger, 1), (own.ledger, -1)):
                        won[criterion] += sign * sum(entry.points for entry in ledger if entry.criterion == criterion)
        assert (one.figures.quality, one.figures.simplicity) == (won["quality"], won["simplicity"])


@every_spec
def test_no_listed_design_breaks_what_the_specs_own_keeps(path: Path) -> None:
    for place in range(len(found(path).listed)):
        assert errors(made(path, place)) <= errors(design(path))


@every_spec
def test_no_design_beats_a_listed_one(path: Path) -> None:
    for one in found(path).listed:
        assert not any(other.beats(one.figures) for other in found(path).every)


@every_spec
def test_three_to_seven_are_listed_and_each_pair_differs_by_more_than_a_trifle(path: Path) -> None:
    listed = found(path).listed
    assert 3 <= len(listed) <= 7
    for place, one in enumerate(listed):
        for other in listed[place + 1 :]:
            assert one.pins != other.pins
            assert differ(one, other), f"{dict(one.pins)} and {dict(other.pins)}"


def differ(one: Listed, other: Listed) -> bool:
    """A tenth of the bill or of the p99, or two points."""
    a, b = one.figures, other.figures
    ratios = [max(x, y) / min(x, y) for x, y in ((a.usd, b.usd), (a.p99, b.p99)) if min(x, y) > 0]
    return max(ratios, default=1.0) >= 1.0999 or abs(a.quality - b.quality) >= 2 or abs(a.simplicity - b.simplicity) >= 2


@every_spec
def test_what_a_listed_design_is_called_best_at_no_other_does_better(path: Path) -> None:
    made = found(path)
    for one in made.listed:
        for role in one.roles:
            values = [getattr(other, role) for other in made.every]
            best = min(values) * 1.01 if role in ("usd", "p99") else max(values)
            value = getattr(one.figures, role)
            assert value <= best if role in ("usd", "p99") else value == best
            assert role not in made.unmatched


@every_spec
def test_the_cheapest_and_the_fastest_lead_by_a_twentieth_and_are_just_that(path: Path) -> None:
    made = found(path)
    for one in made.listed:
        for role in {"usd", "p99"}.intersection(one.roles):
            value = getattr(one.figures, role)
            assert value <= getattr(made.own, role) * 0.95
            assert all(value <= getattr(other.figures, role) * 1.001 for other in made.listed)


@every_spec
def test_each_pin_of_a_listed_design_changes_something(path: Path) -> None:
    for one in found(path).listed:
        whole = choices(path, one.pins)
        for decision in one.pins:
            assert choices(path, {id: option for id, option in one.pins.items() if id != decision}) != whole


def choices(path: Path, pins: Mapping[str, str]) -> list[object]:
    spec = design(path).spec
    decided = decide(knowledge(), Case({**spec.presets, **spec.facts}, {**spec.choose, **pins}, spec.avoid))
    return [decided.values[id] for id in knowledge().decisions]


@pytest.mark.slow
def test_a_pin_of_the_spec_stays() -> None:
    spec = load_spec(AD_CLICK, knowledge(), ["choose.list_ranker_family=dlrm"])
    pinned = front(design_for(spec, knowledge(), flips_of=no_flips))
    assert pinned.listed
    assert not any("list_ranker_family" in one.pins for one in pinned.listed)
    assert "list_ranker_family" not in {lever.decision for lever in pinned.levers}


@pytest.mark.slow
def test_two_runs_find_the_same() -> None:
    assert front(design(AD_CLICK)) == found(AD_CLICK)


def test_the_page_says_whether_every_combination_was_tried() -> None:
    assert found(STREET).exhaustive
    assert "in every combination (8)" in front_text(design(STREET), found(STREET))
    assert "these combinations and each other rival of these decisions pinned alone" in front_text(design(STREET), found(STREET))
    assert not found(AD_CLICK).exhaustive
    text = front_text(design(AD_CLICK), found(AD_CLICK))
    assert "too many for every combination" in text
    assert "65 sets of priorities" in text


def test_each_listed_design_stands_on_the_page_with_the_pins_that_make_it() -> None:
    text = front_text(design(AD_CLICK), found(AD_CLICK))
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert [yaml.safe_load(block)["choose"] for block in blocks] == [dict(one.pins) for one in found(AD_CLICK).listed]
    assert "### A. Cheapest and fastest: logistic regression instead of deep and cross network" in text
    assert "**Gives up:** " in text


def test_the_command_prints_alternatives_as_markdown_and_as_json() -> None:
    ran = run("explore", STREET, "--alternatives")
    assert ran.exit_code == 0
    assert "| **This design** |" in ran.stdout
    assert not re.search(r"\]\(|</?[a-z]|\{#|&[a-z#]", ran.stdout)
    told = json.loads(run("explore", STREET, "--alternatives", "--json").stdout)
    assert [one["pins"] for one in told["alternatives"]] == [dict(one.pins) for one in found(STREET).listed]
    assert told["exhaustive"] is True
