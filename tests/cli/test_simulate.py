"""`designgen simulate`: what it prints, and that it agrees with what the sizing says of every example."""

import importlib.util
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from designgen.cli.simulate_runs import Ask, rehearse
from designgen.cli.simulate_text import as_json_text, chart, text
from designgen.design import Design
from designgen.design.traffic import cold, losses, path_of
from designgen.resources import resource
from designgen.sizing.simulation import simulate
from tests.cli.run import MINIMAL, SPEC, run
from tests.shipped import IDS, SPECS, design

FEW = ("--requests", "2000")
SPECS_BY_ID = dict(zip(IDS, SPECS, strict=True))
NOBODY_WAITS = str(resource("specs", "street-view-blurring.yaml"))
SEARCH = str(resource("specs", "video-search.yaml"))


def planned_to_hold(made: Design) -> bool:
    """The design's own check of its target."""
    return any(finding.id == "latency_path" and finding.status == "ok" for finding in made.findings)


@pytest.mark.slow
@pytest.mark.parametrize("spec", IDS)
def test_a_simulation_agrees_with_the_sizing_of_every_example(spec: str) -> None:
    """The modelled p99 is on the safe side: at most 5 % below the simulated one, at most 15 % above it."""
    made = design(SPECS_BY_ID[spec])
    path = path_of(made)
    assert (path is None) == (made.latency is None)
    if path and made.latency:
        found = simulate(path, 20_000)
        assert 0.85 * made.latency.p99 <= found.p99 <= 1.05 * made.latency.p99
        assert found.dropped == 0
        assert found.overloaded == ()
        for pool in found.pools:
            known = made.parts[pool.name].pool
            assert pool.load == pytest.approx(known.utilisation if known else 0, rel=0.01)
        assert found.p99 <= path.target or not planned_to_hold(made)


@pytest.mark.slow
@pytest.mark.parametrize("spec", IDS)
def test_the_loss_of_a_zone_is_survived_by_every_example(spec: str) -> None:
    """A third of the replicas of every component gone: nothing is turned away, and a target that is planned to hold does."""
    made = design(SPECS_BY_ID[spec])
    path = path_of(made)
    if path is None:
        assert made.latency is None
        return
    for pool in (pool for step in path.steps for pool in step if pool.servers is not None):
        part = made.parts[pool.name]
        assert part.pool
        each = (part.replicas or 0) / part.pool.groups
        path = path.without(pool.name, round(-(-each // 3) * part.pool.slots))
    found = simulate(path, 20_000)
    assert found.overloaded == ()
    assert found.dropped < 0.001
    assert found.p99 <= path.target or not planned_to_hold(made)


def simulated(*words: str) -> dict[str, Any]:
    done = run("simulate", SEARCH, *FEW, "--json", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def kinds(found: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in found["runs"]]


def test_it_prints_the_quantiles_beside_the_model_and_the_target() -> None:
    done = run("simulate", SEARCH, *FEW)
    assert done.exit_code == 0
    for words in ("p50", "p99", "p99.9", "modelled", "target", "Keyword search", "The target holds", "█"):
        assert words in done.stdout


@pytest.mark.slow
def test_a_hard_deadline_that_only_the_modelled_tail_meets_is_said_to_break_the_plan() -> None:
    """The same verdict as the design's own check, although the simulated p99 is within the target."""
    done = run("simulate", SPECS_BY_ID["ad-click-prediction"], *FEW, "--set", "latency.p99=9 ms")
    assert done.exit_code == 0
    assert "The plan asks more and is broken" in done.stdout
    assert "The target holds:" not in done.stdout


@pytest.mark.slow
def test_two_runs_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (
        run("simulate", SEARCH, *FEW, "--seed", seed, "-o", tmp_path / f"{n}.svg") for n, seed in enumerate(("1", "1", "2"))
    )
    charts = [(tmp_path / f"{n}.svg").read_bytes() for n in range(3)]
    assert first.stdout == again.stdout != other.stdout
    assert charts[0] == charts[1] != charts[2]


@pytest.mark.slow
def test_every_component_with_replicas_loses_one_in_turn() -> None:
    found = simulated("--lose-one")
    lost = [one for one in found["runs"] if one["kind"] == "lost"]
    path = path_of(design(SPECS_BY_ID["video-search"]))
    assert path
    assert [one["component"] for one in lost] == [pool.name for step in path.steps for pool in step if pool.servers]
    for one in lost:
        before, after = (
            next(stage["utilisation"] for stage in scene["stages"] if stage["component"] == one["component"])
            for scene in (found["runs"][0], one)
        )
        assert after > before


@pytest.mark.slow
def test_a_spike_is_shown_before_during_and_after() -> None:
    found = simulated("--spike")
    assert kinds(found) == ["peak", "before_spike", "spike", "after_spike"]
    peak, _, during, _ = found["runs"]
    for calm, busy in zip(peak["stages"], during["stages"], strict=True):
        assert busy["utilisation"] == pytest.approx(3 * calm["utilisation"])
    assert during["dropped"] > 0
    assert during["overloaded"]


@pytest.mark.slow
def test_a_spike_takes_a_factor() -> None:
    calm = simulated("--spike", "1.2")["runs"][2]
    assert calm["dropped"] == 0
    assert calm["overloaded"] == []


@pytest.mark.slow
def test_an_empty_cache_makes_reads_slower_and_strains_the_store() -> None:
    made = design(SPECS_BY_ID["news-feed"])
    path = path_of(made)
    assert path
    empty = cold(made, path)
    assert "sizing.item_cache_hit" in empty.facts
    assert empty.strained["online_store"] > 2
    assert simulate(empty.path, 3000).p50 > simulate(path, 3000).p50


@pytest.mark.slow
def test_a_path_without_a_cache_says_that_nothing_changes() -> None:
    done = run("simulate", SEARCH, *FEW, "--cold-cache")
    assert "Nothing changes" in done.stdout
    assert simulated("--cold-cache")["cold_cache"]["facts"] == []


@pytest.mark.slow
def test_a_missed_target_is_said_once_and_not_blamed_on_a_loss() -> None:
    done = run("simulate", SEARCH, *FEW, "--lose-one", "--set", "latency.p99=20 ms")
    assert "The target is missed" in done.stdout
    assert "missed without any loss" in done.stdout
    assert "times over" in done.stdout


@pytest.mark.slow
def test_a_server_that_many_requests_share_is_named_as_no_queue(tmp_path: Path) -> None:
    spec = tmp_path / "x.yaml"
    spec.write_text("title: Answers from documents\ntask: answer_questions\n")
    done = run("simulate", spec, *FEW)
    assert "since many requests share a server: Model server" in done.stdout


@pytest.mark.slow
def test_a_loss_takes_one_replica_of_each_shard() -> None:
    made = design(SPECS_BY_ID["visual-search"])
    path = path_of(made)
    assert path
    loss = next(loss for loss in losses(made, path) if loss.part.pool and loss.part.pool.groups > 1)
    assert loss.part.pool
    assert loss.part.replicas == loss.left + loss.part.pool.groups


def test_a_design_where_nobody_waits_is_said_to_have_no_path(tmp_path: Path) -> None:
    done = run("simulate", NOBODY_WAITS, "-o", tmp_path / "x.svg")
    assert done.exit_code == 0
    assert "Nobody waits" in done.stdout
    assert "was not written" in done.stderr
    assert list(tmp_path.iterdir()) == []
    assert json.loads(run("simulate", NOBODY_WAITS, "--json").stdout)["runs"] == []


@pytest.mark.slow
def test_an_overloaded_design_is_reported_as_such(tmp_path: Path) -> None:
    """Replicas follow from the load, so overload is made by a spike over a path that is already busy."""
    made = rehearse(design(SPECS_BY_ID["video-search"]), Ask(3000, 1, False, 1000.0, False))
    said = text(made)
    assert "The spike is more than these can do" in said
    assert json.loads(as_json_text(made))["runs"][2]["dropped"] > 0.9
    assert ElementTree.fromstring(chart(made)).tag.endswith("svg")


@pytest.mark.slow
def test_the_chart_is_read_in_light_and_dark(tmp_path: Path) -> None:
    out = tmp_path / "chart.svg"
    assert run("simulate", SEARCH, *FEW, "-o", out).exit_code == 0
    drawn = out.read_text("utf-8")
    assert "prefers-color-scheme:dark" in drawn
    assert "Video search" in drawn
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


@pytest.mark.slow
def test_a_title_from_a_spec_does_not_command_the_terminal(tmp_path: Path) -> None:
    spec = tmp_path / "x.yaml"
    spec.write_text('title: "red \\e[31m and \\u202eback"\ntask: predict_click\n')
    assert not {"\x1b", "\u202e"} & set(run("simulate", spec, *FEW).stdout)


@pytest.mark.slow
def test_a_title_from_a_spec_is_harmless_in_the_chart(tmp_path: Path) -> None:
    spec, out = tmp_path / "x.yaml", tmp_path / "x.svg"
    spec.write_text('title: "<script>alert(1)</script> & \\"x"\ntask: predict_click\n')
    assert run("simulate", spec, *FEW, "-o", out).exit_code == 0
    assert "<script" not in out.read_text("utf-8")


WRONG = [
    ("--requests", "10"), ("--requests", "many"), ("--requests", "9000000"), ("--seed", "x"), ("--spike", "0.5"),
    ("--spike", "nan"), ("--spike", "inf"), ("--spike", "much"), ("-o", "/nowhere/x.svg"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("words", WRONG)
def test_a_bad_option_is_said_before_any_work(words: tuple[str, ...]) -> None:
    done = run("simulate", SEARCH, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error" in done.stderr


@pytest.mark.slow
def test_a_spec_after_a_bare_spike_is_told_where_to_stand() -> None:
    assert "after the SPEC" in run("simulate", "--spike", SEARCH).stderr


@pytest.mark.slow
def test_a_missing_simpy_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "simpy" else real(name, *rest))
    done = run("simulate", SPEC)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: the simulation needs simpy: pip install 'designgen[simulate]'\n"


@pytest.mark.slow
def test_facts_can_be_set_as_in_every_command(tmp_path: Path) -> None:
    spec = tmp_path / "x.yaml"
    spec.write_text(MINIMAL)
    few, many = (
        json.loads(run("simulate", spec, *FEW, "--json", "--set", f"scale.daily_users={users}").stdout)["rate"]
        for users in ("100k", "10M")
    )
    assert many == pytest.approx(100 * few)
