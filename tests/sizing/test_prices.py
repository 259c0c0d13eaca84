"""Prices are dated data, and a user's own replace them."""

import re
from pathlib import Path

import pytest

from designgen.catalog import load_knowledge
from designgen.design import design_for
from designgen.problem import ProblemsFound
from designgen.spec import load_spec
from tests.shipped import SPECS, design, knowledge

AD = next(path for path in SPECS if path.stem == "ad-click-prediction")
OWN = "{{name: Our vCPU, unit: usd/hour, low: {low}, typical: {typical}, high: {high}, date: 2026-11, sources: [judgement]}}"


def pack(folder: Path, **prices: float) -> Path:
    (folder / "prices.yaml").write_text(f"vcpu: {OWN.format(**prices)}\n", "utf-8")
    return folder


def test_every_price_is_dated_and_has_a_range() -> None:
    for price in knowledge().prices.values():
        assert re.fullmatch(r"20\d\d-\d\d", price.date), price.id
        assert 0 < price.low <= price.typical <= price.high, price.id
        assert price.sources, price.id


@pytest.mark.slow
def test_prices_of_a_pack_replace_ours(tmp_path: Path) -> None:
    old = knowledge().prices["vcpu"]
    hourly = {end: 10 * getattr(old, end) * 3600 for end in ("low", "typical", "high")}
    known = load_knowledge([pack(tmp_path, **hourly)])
    ours, theirs = design(AD), design_for(load_spec(AD, known), known, flips_of=lambda *_: {})
    dearer = [id for id, part in theirs.parts.items() if part.usd == pytest.approx(10 * (ours.parts[id].usd or 0), rel=1e-6)]
    assert "api_gateway" in dearer
    assert theirs.parts["api_gateway"].usd_low == pytest.approx(10 * (ours.parts["api_gateway"].usd_low or 0))
    assert theirs.parts["api_gateway"].usd_high == pytest.approx(10 * (ours.parts["api_gateway"].usd_high or 0))
    assert known.prices["redis"] == knowledge().prices["redis"]


@pytest.mark.slow
def test_a_price_out_of_its_own_range_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match=r"prices\.yaml:1.*must lie between low and high"):
        load_knowledge([pack(tmp_path, low=2, typical=1, high=3)])
