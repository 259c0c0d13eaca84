"""Waiting and pools: the reference table, the shape of Erlang C, and sizes that are the smallest that hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designgen.sizing import queueing
from tests.sizing.reference import like, tables

LOADS = st.floats(0, 1e15, allow_nan=False)


@pytest.mark.parametrize("row", tables()["queue"], ids=lambda row: f"{row['servers']}-{row['utilisation']}")
def test_waits_are_those_of_the_reference_table(row: dict[str, float]) -> None:
    servers = int(row["servers"])
    load = servers * row["utilisation"]
    assert queueing.erlang_c(servers, load) == like(row["waits"])
    assert queueing.wait_quantile(servers, load, 1) == like(row["wait_p99"])


@pytest.mark.parametrize(("service_cv2", "simulated"), [(0, 0.53), (1, 1.0), (4, 2.2)])
def test_service_that_varies_more_waits_longer(service_cv2: float, simulated: float) -> None:
    factor = queueing.mean_wait(4, 3.2, 1, service_cv2=service_cv2) / queueing.mean_wait(4, 3.2, 1)
    assert factor == pytest.approx(simulated, rel=0.15)


def test_mean_and_tail_of_one_exponential_server_are_those_of_the_textbook() -> None:
    assert queueing.mean_wait(1, 0.5, 2) == pytest.approx(2.0)
    assert queueing.wait_quantile(1, 0.5, 2, q=0.5) == 0
    assert queueing.wait_quantile(1, 0.5, 2, q=0.75) == pytest.approx(math.log(2) * 4)


@given(st.floats(0, 3000), st.floats(1e-4, 10), st.floats(0, 1), st.floats(0.1, 0.99))
def test_a_pool_is_the_smallest_that_holds(load: float, service_s: float, limit_s: float, cap: float) -> None:
    servers = queueing.servers_for(load, service_s, limit_s, cap)
    assert servers * cap >= load * (1 - 1e-6)
    assert queueing.wait_quantile(servers, load, service_s) <= limit_s
    if servers > 2:
        fewer = servers - 1
        too_busy = fewer * cap < load * (1 + 1e-6)
        assert too_busy or queueing.wait_quantile(fewer, load, service_s) > limit_s


@given(LOADS, st.floats(0.1, 0.99))
def test_huge_loads_are_sized_at_once_and_finitely(load: float, cap: float) -> None:
    assert 2 <= queueing.servers_for(load, 0.01, 0, cap) <= load / cap * 20 + 20


def test_an_idle_pool_has_two_servers() -> None:
    assert queueing.servers_for(0, 0.01, 0) == 2
    assert queueing.erlang_c(2, 0) == 0


def test_small_pools_must_stay_emptier_than_large_ones() -> None:
    small, large = (queueing.servers_for(load, 0.01, 0.005) for load in (2, 200))
    assert 2 / small < 0.5
    assert 200 / large == pytest.approx(0.8)


def test_two_rules_for_the_loss_of_a_zone() -> None:
    assert queueing.for_zone_loss(156, 3) == 234
    assert queueing.for_zone_loss_degraded(77.75, 0.5, 0.8, 3) == 156
    assert queueing.for_zone_loss_degraded(156.74, 0.8, 1.0, 3) == 236
    assert queueing.for_zone_loss(7, 1) == 7


@pytest.mark.parametrize(
    "call",
    [
        lambda: queueing.erlang_c(0, 1),
        lambda: queueing.erlang_c(3, -1),
        lambda: queueing.erlang_c(3, math.nan),
        lambda: queueing.wait_quantile(3, 3, 1),
        lambda: queueing.wait_quantile(3, 1, 1, q=1),
        lambda: queueing.mean_wait(3, 4, 1),
        lambda: queueing.servers_for(1, 1, -1),
        lambda: queueing.servers_for(math.inf, 1, 1),
        lambda: queueing.servers_for(1, math.nan, 1),
        lambda: queueing.servers_at(1, 1.2),
        lambda: queueing.for_zone_loss_degraded(1, 0.8, 0.5, 3),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"\d|nan|inf"):
        call()


def test_an_overloaded_pool_makes_everybody_wait() -> None:
    assert queueing.erlang_c(3, 3) == 1
