"""Servers behind a queue: enough for the target, no more than the rule asks for, and never absurd."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designgen.catalog.architecture import Component
from designgen.design.model import Pool
from designgen.design.pools import LADDER, MANY, Planning, pool_of, wait_of, with_spare
from designgen.problem import Place
from designgen.rules import Const
from designgen.sizing.queueing import erlang_c, wait_quantile

PLANNING = Planning(None, 0.9, 3, "economical", 0.8, 0.1, 0.2, 0.05)


def pool(rate: float, takes: float, planning: Planning = PLANNING, slots: float = 1, groups: float = 1) -> Pool:
    cases = {key: (("always", key),) for key in ("rate", "takes", "slots", "groups")}
    texts = {"rate": Const(rate), "takes": Const(takes), "slots": Const(slots), "groups": Const(groups)}
    component = Component("a", "A", "", "online", "", "", {}, (), {}, cases, (), (), (), "", (), None, Place("x"))
    found = pool_of(component, {}, texts, 0.01, planning)
    assert found
    return replace(found, wait=wait_of(found))


def test_the_example_of_the_textbook() -> None:
    """4.4 busy servers and 10 ms of room: 8 servers wait 8.9 ms at p99; 4 would never catch up."""
    found = pool(440, 0.01, replace(PLANNING, wait_share=0.25))
    assert found.busy == pytest.approx(4.4)
    assert found.servers == 8
    assert found.wait_limit == pytest.approx(0.01)
    assert wait_quantile(8, 4.4, 0.01) <= 0.01 < wait_quantile(7, 4.4, 0.01) or found.cap == 0.6


@given(st.floats(0.001, 1e6), st.floats(1e-5, 10), st.sampled_from([1.0, 2.0, 16.0]), st.integers(1, 6))
def test_every_pool_keeps_its_promises(rate: float, takes: float, slots: float, zones: int) -> None:
    found = pool(rate, takes, replace(PLANNING, zones=zones), slots)
    caps = dict(LADDER)
    assert found.servers >= 2
    assert found.busy / found.servers <= found.cap
    assert found.cap in caps.values()
    assert found.wait is not None
    assert found.wait_limit is not None
    assert found.wait <= found.wait_limit
    assert 2 <= found.needed <= found.economical <= max(found.conservative, found.economical)
    left = found.replicas - math.ceil(found.replicas / zones) if zones > 1 else found.replicas
    assert found.busy / slots <= left * max(0.8, found.cap) + 1e-6


@given(st.integers(2, 10_000), st.integers(2, 6))
def test_what_is_left_without_the_fullest_zone_is_enough_and_no_replica_is_idle(needed: int, zones: int) -> None:
    spare = with_spare(needed, zones)
    assert spare - math.ceil(spare / zones) >= needed
    assert spare - 1 - math.ceil((spare - 1) / zones) < needed


@given(st.floats(MANY, 3000))
def test_with_five_roots_of_idle_servers_hardly_anybody_waits(busy: float) -> None:
    assert erlang_c(math.ceil(busy + 5 * math.sqrt(busy)), busy) < 1e-4


def test_larger_pools_may_be_busier() -> None:
    caps = [pool(rate, 0.002).busy / pool(rate, 0.002).servers for rate in (200, 2000, 20_000, 200_000)]
    assert caps == sorted(caps)
    assert caps[0] < 0.5
    assert caps[-1] > 0.79


def test_where_nobody_waits_servers_are_busy_and_no_zone_is_to_spare() -> None:
    found = pool(1000, 0.1, replace(PLANNING, target=None))
    assert (found.replicas, found.wait, found.wait_limit) == (112, None, None)


def test_a_utilisation_that_is_given_holds() -> None:
    assert pool(1000, 0.1, replace(PLANNING, utilisation=0.5)).servers == 200


def test_each_shard_has_a_pool() -> None:
    one, four = pool(1000, 0.01), pool(1000, 0.01, groups=4)
    assert four.replicas == 4 * one.replicas
    assert four.utilisation == one.utilisation


def test_a_load_beyond_any_pool_has_none() -> None:
    cases = {key: (("always", key),) for key in ("rate", "takes")}
    component = Component("a", "A", "", "online", "", "", {}, (), {}, cases, (), (), (), "", (), None, Place("x"))
    for rate, takes in ((1e300, 1e10), (1e20, 1.0), (-1.0, 1.0)):
        assert pool_of(component, {}, {"rate": Const(rate), "takes": Const(takes)}, 0.01, PLANNING) is None
