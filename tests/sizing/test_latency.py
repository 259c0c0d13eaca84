"""One p99 of a path: against Monte Carlo in series, exact in parallel and fanned out."""

import math
from collections.abc import Sequence

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designgen.sizing import latency
from tests.sizing.reference import like, tables

Path = list[tuple[float, float]]
STAGES, MEDIANS, TAILS = (4, 8), (1.0, 20.0), (1.5, 4.0)
"""Serving paths as they are: a handful of stages within a factor of 20, tails of 1.5 to 4 times the median."""
DRAWS = 200_000
ANY_PATH = st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e9)), min_size=1, max_size=9)


def random_path(random: numpy.random.Generator) -> Path:
    stages = int(random.integers(STAGES[0], STAGES[1], endpoint=True))
    p50 = numpy.exp(random.uniform(math.log(MEDIANS[0]), math.log(MEDIANS[1]), stages))
    ratio = random.uniform(TAILS[0], TAILS[1], stages)
    return [(float(middle), float(middle * tail)) for middle, tail in zip(p50, ratio, strict=True)]


def drawn(path: Sequence[tuple[float, float]], random: numpy.random.Generator) -> numpy.ndarray:
    """One row a stage."""
    spread = [math.log(p99 / p50) / latency.Z99 for p50, p99 in path]
    return numpy.array(
        [p50 * numpy.exp(sigma * random.standard_normal(DRAWS)) for (p50, _), sigma in zip(path, spread, strict=True)]
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_modelled_p99_is_never_below_monte_carlo_and_at_most_8_percent_above(seed: int) -> None:
    random = numpy.random.default_rng(seed)
    path = random_path(random)
    simulated = float(numpy.quantile(drawn(path, random).sum(axis=0), 0.99))
    assert simulated <= latency.modelled_p99(path) <= 1.08 * simulated
    assert latency.fenton_wilkinson_p99(path) == pytest.approx(simulated, rel=0.09)


@pytest.mark.parametrize("seed", range(6))
def test_parallel_stages_are_their_maximum(seed: int) -> None:
    random = numpy.random.default_rng(seed)
    path = random_path(random)
    simulated = numpy.quantile(drawn(path, random).max(axis=0), [0.5, 0.99])
    assert latency.slowest(path) == pytest.approx(simulated, rel=0.02)


def test_a_fan_out_is_the_maximum_of_equal_leaves() -> None:
    assert latency.fan_out_p99(10, 25, 1) == pytest.approx(25)
    assert latency.fan_out_p99(10, 25, 7) == pytest.approx(latency.slowest([(10, 25)] * 7).p99)
    assert latency.fan_out_p99(0, 25, 7) == pytest.approx(latency.slowest([(0, 25)] * 7).p99)


@pytest.mark.parametrize("row", tables()["fan_out"], ids=lambda row: str(row["leaves"]))
def test_leaf_quantiles_are_those_of_the_reference_table(row: dict[str, float]) -> None:
    leaves = int(row["leaves"])
    assert latency.leaf_quantile(leaves) == like(row["leaf_quantile"])
    assert latency.any_slow(leaves) == like(row["any_slow"])


@given(ANY_PATH)
def test_a_path_is_finite_and_between_its_means_and_its_added_p99s(path: Path) -> None:
    p99 = latency.modelled_p99(path)
    assert sum(latency.Stage(p50, max(p50, p99)).mean for p50, p99 in path) <= p99 * (1 + 1e-9)
    assert p99 <= sum(max(stage) for stage in path) * (1 + 1e-9)
    assert 0 <= latency.fenton_wilkinson_p99(path) < math.inf


@given(ANY_PATH)
def test_the_slowest_of_several_is_no_faster_than_any_of_them(path: Path) -> None:
    together = latency.slowest(path)
    assert math.isfinite(together.p99)
    assert together.p99 >= max(max(stage) for stage in path) * (1 - 1e-9)
    assert together.p50 >= max(p50 for p50, _ in path) * (1 - 1e-9)


def test_one_stage_alone_keeps_its_p99() -> None:
    assert latency.modelled_p99([(5, 20)]) == pytest.approx(20)
    assert latency.fenton_wilkinson_p99([(5, 20)]) == pytest.approx(20)
    assert latency.modelled_p99([]) == 0


@pytest.mark.parametrize("stage", [(-1, 2), (1, math.inf), (math.nan, 2)])
def test_times_that_are_none_are_refused(stage: tuple[float, float]) -> None:
    for add_up in (latency.modelled_p99, latency.fenton_wilkinson_p99, latency.slowest):
        with pytest.raises(ValueError, match="a stage of"):
            add_up([stage])


def test_a_fan_out_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="0 leaves"):
        latency.fan_out_p99(1, 2, 0)
