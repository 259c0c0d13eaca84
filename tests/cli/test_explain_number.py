"""A number can be followed to the facts, prices and sources it rests on."""

import json
from pathlib import Path

from designgen.design import derivation, every_name
from tests.cli.run import run
from tests.shipped import SPECS, design, each_spec

PATH = next(path for path in SPECS if path.stem == "video-search")


def test_a_number_is_told_down_to_facts_prices_and_sources() -> None:
    told = run("explain", PATH, "number:query_encoder.usd").stdout
    assert "query_encoder.usd = $" in told
    assert "query_encoder.replicas * query_encoder.server * 730 h" in told
    assert "scale.peak_factor = 2  (assumed: How much higher is the busiest hour than the mean?)" in told
    assert "latency.p99 = 300 ms  (given)" in told
    assert "price.gpu_l4 = $0.805/h  (L4 GPU, $0.35/h to $1/h, 2026-08) [ec2_rates_2026]" in told
    assert "https://aws.amazon.com/ec2/pricing/on-demand/" in told
    assert told.count("= qps.mean * scale.peak_factor") == 1  # a number that is met twice is derived once


def test_a_source_cited_from_memory_is_marked() -> None:
    told = run("explain", PATH, "number:llm_small.tuning_time").stdout
    assert "†" in told.splitlines()[-1]


def test_the_json_holds_each_step_once() -> None:
    data = json.loads(run("explain", PATH, "number:path.p99", "--json").stdout)
    assert data["steps"]["path.p99"]["reads"] == ["path.means", "path.tail"]
    assert {below for step in data["steps"].values() for below in step.get("reads", ())} <= set(data["steps"])
    assert {source for step in data["steps"].values() for source in step.get("sources", ())} == set(data["sources"])


def test_number_alone_lists_them_all() -> None:
    lines = run("explain", PATH, "number:").stdout.splitlines()
    assert len(lines) == len(every_name(design(PATH))) > 100
    assert json.loads(run("explain", PATH, "number:", "--json").stdout)["qps.peak"] == "5,787/s"


def test_an_unknown_number_gets_a_suggestion() -> None:
    done = run("explain", PATH, "number:qps.peek")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "unknown number qps.peek; did you mean qps.peak?" in done.stderr


@each_spec()
def test_every_number_ends_in_facts_prices_and_named_sources(path: Path) -> None:
    made = design(path)
    for name in every_name(made):
        for step in derivation(made, name).values():
            assert step.kind != "price" or step.date, step
            assert step.kind != "number" or step.sources or step.reads, step
            assert set(step.sources) <= set(made.knowledge.sources)
