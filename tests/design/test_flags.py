"""Red flags: each is raised by a spec that deserves it, and says what would mend it."""

from dataclasses import replace

import pytest

from designgen.decisions import Value
from designgen.design import Design, Finding, design_for
from tests.shipped import SPECS, design, knowledge

PATHS = {path.stem: path for path in SPECS}


def with_facts(spec: str, **facts: Value) -> Design:
    """A shipped design with some facts changed; dots are written as two underscores."""
    made = design(PATHS[spec])
    changed = {name.replace("__", "."): value for name, value in facts.items()}
    asked = replace(made.spec, facts={**made.spec.facts, **changed})
    return design_for(asked, knowledge(), flips_of=lambda *_: {})


def broken(made: Design) -> dict[str, Finding]:
    return {one.id: one for one in made.findings if one.status == "broken"}


@pytest.mark.parametrize(
    ("spec", "facts", "flag"),
    [
        ("ad-click-prediction", {"latency__p99": 0.006}, "latency_path"),
        ("video-search", {"latency__p99": 0.04}, "latency_at_once"),
        ("ad-click-prediction", {"sizing__utilisation": 0.95, "sizing__zones": 1.0}, "pools_not_too_full"),
        ("video-search", {"sizing__utilisation": 0.9, "sizing__zones": 1.0, "latency__p99": 0.06}, "pools_wait"),
        ("video-search", {"sizing__zones": 1.0}, "zone_can_be_lost"),
        ("rag-assistant", {"sizing__zones": 1.0}, "copies_survive_a_zone"),
        ("ad-click-prediction", {"sizing__utilisation": 0.4, "sizing__zone_rule": "conservative"}, "reserves_not_stacked"),
        ("ad-click-prediction", {"sizing__mde": 0.0005}, "effect_measurable"),
        ("ad-click-prediction", {"scale__requests": 1e8}, "load_near_published"),
        ("video-search", {"scale__items": 1e9}, "coarse_search_is_quick"),
    ],
)
def test_a_flag_is_raised_with_a_mend(spec: str, facts: dict[str, Value], flag: str) -> None:
    found = broken(with_facts(spec, **facts))
    assert flag in found, list(found)
    assert found[flag].says
    assert found[flag].mend


def test_the_mend_of_a_hard_deadline_is_the_sum_of_the_p99s() -> None:
    """A late bid is worth nothing, so the stages must fit even when all are slow at once."""
    made = with_facts("ad-click-prediction", latency__p99=0.006)
    assert made.latency
    assert broken(made)["latency_path"].severity == "error"
    assert f"fit a target of {made.latency.sum_p99 * 1e3:.3g} ms" in broken(made)["latency_path"].mend


def test_a_hard_deadline_is_judged_once() -> None:
    """All p99s at once are the rule itself then, and no second check beside it."""
    hard, soft = design(PATHS["ad-click-prediction"]), design(PATHS["video-search"])
    assert hard.deadline_is_hard
    assert not soft.deadline_is_hard
    assert "latency_at_once" not in {one.id for one in hard.findings}
    assert "latency_at_once" in {one.id for one in soft.findings}


def test_a_soft_target_is_held_by_the_modelled_p99_with_headroom() -> None:
    made = design(PATHS["video-search"])
    assert made.latency
    assert "latency_path" not in broken(made)
    tight = with_facts("video-search", latency__p99=made.latency.p99 / 0.75)
    assert broken(tight)["latency_path"].severity == "warning"


def test_the_nearest_change_that_is_named_does_mend() -> None:
    """31 billion items, says the check; with them it holds, and with a tenth more it does not."""
    path = next(path for path in SPECS if path.stem == "visual-search")
    found = broken(design(path))["rebuild_in_time"]
    assert "Items: 31 B instead of 100 B would do." in found.mend
    assert "rebuild_in_time" not in broken(with_facts("visual-search", scale__items=31e9))
    assert "rebuild_in_time" in broken(with_facts("visual-search", scale__items=34e9))


def test_a_price_is_old_against_the_newest_of_the_file_and_not_against_a_clock() -> None:
    told = broken(design(PATHS["ad-click-prediction"]))["prices_are_fresh"]
    assert "Managed Redis a month (2025-12)" in told.says
    assert "A100" not in told.says
    assert (told.value, told.limit) == ("2025-12", "2026-08")


def test_a_pool_without_a_size_is_said_and_not_only_missing_from_the_bill() -> None:
    ours, path = knowledge(), PATHS["visual-search"]
    spec = design(path).spec
    gateway = ours.components["api_gateway"]
    huge = "scale.items * 100 * 16 bytes"  # as a service time: far more servers than there are
    endless = replace(gateway, pool={**gateway.pool, "takes": (("always", huge),)})
    broke = replace(ours, components={**ours.components, "api_gateway": endless})
    found = broken(design_for(spec, broke, flips_of=lambda *_: {}))
    assert found["pools_are_sized"].value == gateway.name
    assert "pools_are_sized" not in broken(design(path))
