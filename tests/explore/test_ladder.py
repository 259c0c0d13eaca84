"""A ladder of scale: the fact that climbs, what turns on the way, and at which size."""

import json
import math
import re
from functools import cache
from pathlib import Path

import pytest

from designgen.cli.alone import standing_alone
from designgen.cli.options import no_flips
from designgen.decisions import Case, decide
from designgen.design import design_for
from designgen.design.headlines import SERVERS, headline_of
from designgen.document import ladder_text, what_if_pages
from designgen.explore import Ladder, ladder
from designgen.spec import load_spec
from tests.cli.run import run
from tests.shipped import IDS, SPECS, design, each_spec, knowledge

PEOPLE = SPECS[IDS.index("people-you-may-know")]
every_spec = each_spec()


@cache
def found(path: Path) -> Ladder:
    made = ladder(design(path))
    assert made
    return made


def outcome(path: Path, fact: str, value: float, decision: str) -> object:
    spec = design(path).spec
    case = Case({**spec.presets, **spec.facts, fact: value}, spec.choose, spec.avoid)
    return decide(knowledge(), case).values[decision]


@every_spec
def test_the_rungs_rise_and_one_of_them_is_the_size_of_the_spec(path: Path) -> None:
    rungs = found(path).rungs
    assert [rung.value for rung in rungs] == sorted({rung.value for rung in rungs})
    assert [rung.design is design(path) for rung in rungs] == [rung.own for rung in rungs]
    assert sum(rung.own for rung in rungs) == 1


@every_spec
def test_a_decision_turns_at_the_size_that_is_named_and_not_before(path: Path) -> None:
    made = found(path)
    for below, rung in zip(made.rungs, made.rungs[1:], strict=False):
        for turn in rung.turns:
            assert below.value < turn.at <= rung.value
            before = turn.at - 1 if made.fact.integer else turn.at * (1 - 1e-6)
            there = outcome(path, made.fact.id, rung.value, turn.decision)
            assert outcome(path, made.fact.id, turn.at, turn.decision) == there, f"{turn.decision} at {turn.at}"
            assert outcome(path, made.fact.id, before, turn.decision) != there, f"{turn.decision} before {turn.at}"


@every_spec
def test_every_turn_and_every_box_says_why(path: Path) -> None:
    for rung in found(path).rungs[1:]:
        assert [turn.decision for turn in rung.turns if not turn.why] == []
        turned = {turn.decision for turn in rung.turns}
        assert all(set(moved.by) <= turned for moved in (*rung.entered, *rung.left))
        assert [moved.part.id for moved in (*rung.entered, *rung.left) if not moved.by] == []


@every_spec
def test_nothing_moves_besides_what_climbs_and_what_follows_by_default(path: Path) -> None:
    made = found(path)
    given = {name for name in design(path).spec.facts if name != made.fact.id}
    for rung in made.rungs:
        assert {name: rung.design.facts[name].value for name in given} == {name: design(path).facts[name].value for name in given}
        assert not given & set(rung.followed)


@pytest.mark.slow
def test_a_spec_that_gives_its_requests_climbs_them() -> None:
    climbed = {path.stem: found(path).fact.id for path in SPECS}
    assert climbed["ad-click-prediction"] == "scale.daily_users"
    assert climbed["street-view-blurring"] == "scale.requests"
    assert climbed["harmful-content-detection"] == "scale.requests"  # users are given as well, and move nothing


def test_a_size_that_a_pin_makes_impossible_is_named_with_the_reason() -> None:
    pinned = load_spec(SPECS[0], knowledge(), ["choose.capacity_policy=shed_then_degrade"])
    made = ladder(design_for(pinned, knowledge(), flips_of=no_flips))
    assert made
    assert [shown for shown, _ in made.barred] == ["10 k", "1 M"]
    assert all("choose.capacity_policy: degrade first, shed last cannot be chosen" in why for _, why in made.barred)


def test_two_runs_say_the_same() -> None:
    one, two = (ladder_text(design(SPECS[0]), made) for made in (found(SPECS[0]), ladder(design(SPECS[0]))) if made)
    assert one == two


def test_the_page_names_what_enters_and_the_exact_size() -> None:
    text = ladder_text(design(SPECS[0]), found(SPECS[0]))
    assert "**[400 M](#rung-400m)** this spec" in text
    assert "**Enters:** Embedding store (pre-ranker)" in text
    assert "| from 85.8 M on | [Serving hardware]" in text
    assert "{#rung-1b}" in text


def test_server_replicas_are_those_of_a_comparison() -> None:
    text = ladder_text(design(PEOPLE), found(PEOPLE))
    assert "| Server replicas |" in text
    for rung in found(PEOPLE).rungs:
        (line,) = [line for line in text.splitlines() if line.startswith("|") and f"[{rung.shown}](" in line]
        assert line.split(" | ")[3] == f"{headline_of(SERVERS, rung.design):.0f}"


def test_entries_of_one_name_that_replace_each_other_are_told_apart() -> None:
    lines = ladder_text(design(PEOPLE), found(PEOPLE)).splitlines()
    (told,) = [line for line in lines if "[Design of the experiment]" in line]
    assert "| Length (the full size would take 784 days" in told
    assert "| Length (14 days, if half of the " in told


@every_spec
def test_no_list_drops_and_adds_the_same(path: Path) -> None:
    rows = [
        line.split(" | ")
        for line in ladder_text(design(path), found(path)).splitlines()
        if line.startswith(("| from", "| above"))
    ]
    assert rows
    assert [row for row in rows if row[2] != "–" and row[2] == row[3]] == []


@pytest.mark.slow
def test_a_drawing_with_the_same_components_as_below_is_folded() -> None:
    (page,) = what_if_pages(design(PEOPLE)).values()
    assert page.count('<figure class="dg dg-compared"') == 5
    assert (
        page.count('<details class="dg-again"')
        == sum(not rung.entered and not rung.left for rung in found(PEOPLE).rungs[1:])
        == 3
    )
    assert "the same components as at 300 M" in page


def test_in_a_terminal_there_are_no_links_and_no_elements() -> None:
    told = run("explore", PEOPLE, "--ladder").stdout
    assert "**1 list that gets longer or shorter:**" in told
    assert "(0.231/s < 10/s)" in told
    assert not re.search(r"\]\(|</?[a-z]|\{#|&[a-z#]", told)


def test_what_a_spec_could_smuggle_in_stays_text() -> None:
    assert standing_alone("a &lt;b&gt; &#42;c&#42; &#124; 1 &lt; 2") == "a &lt;b> \\*c\\* \\| 1 < 2"
    assert standing_alone("&amp;lt;b&gt; of R &amp; D, &#91;x&#93;(y)") == "&amp;lt;b> of R & D, \\[x\\](y)"
    assert standing_alone("### A: x {#a}\n\n[A](#a) and [B](6-b.md#c)\n") == "### A: x\n\nA and B\n"


def test_the_command_prints_a_ladder_as_markdown_and_as_json() -> None:
    ran = run("explore", SPECS[0], "--ladder")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("From rung to rung one fact moves: daily active users.")
    made = json.loads(run("explore", SPECS[0], "--ladder", "--json").stdout)
    assert [rung["shown"] for rung in made["rungs"]] == ["10 k", "1 M", "100 M", "400 M", "1 B"]
    assert [rung["own"] for rung in made["rungs"]] == [False, False, False, True, False]
    assert all(math.isfinite(rung["usd_per_month"]) for rung in made["rungs"])


def test_a_ladder_needs_a_spec() -> None:
    ran = run("explore", "--ladder")
    assert ran.exit_code == 2
    assert "--ladder needs a SPEC" in ran.stderr
