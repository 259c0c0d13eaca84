"""Unit tables of index memory, statistics and language-model serving, through the quantities of the knowledge base."""

from pathlib import Path
from typing import Any

import pytest

from designgen.decisions import Case, decide
from designgen.design.accuracy import Outcome, accuracy
from designgen.design.reckon import reckoned
from designgen.spec import load_spec
from tests.shipped import knowledge
from tests.sizing.reference import like, tables

SPEC = "title: A table\ntask: recommend\nscale: {items: 1B}\nlabels: {positive_rate: 1%}\n"


def reckon(row: dict[str, Any], folder: Path) -> float:
    (folder / "table.yaml").write_text(SPEC, "utf-8")
    spec = load_spec(folder / "table.yaml", knowledge(), row["set"])
    decided = decide(knowledge(), Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid))
    return reckoned(knowledge(), decided.values, row["formula"])[0]


@pytest.mark.parametrize(("name", "row"), tables()["bytes_per_vector"].items())
def test_bytes_per_vector(name: str, row: dict[str, Any], tmp_path: Path) -> None:
    assert reckon(row, tmp_path) == like(row["value"]), name


@pytest.mark.parametrize(("name", "row"), tables()["statistics"].items())
def test_statistics(name: str, row: dict[str, Any], tmp_path: Path) -> None:
    assert reckon(row, tmp_path) == like(float(row["value"])), name


def outcome(name: str) -> Outcome:
    return next(one for one in accuracy(knowledge()) if one.comparison.id == name)


def test_the_serving_model_errs_as_the_reference_says() -> None:
    wanted, found = tables()["language_models"], outcome("llm_throughput")
    assert len(found.rows) == wanted["points"]
    assert found.median == like(wanted["median_abs_err"])
    assert found.largest == like(wanted["max"])
    assert sum(row.error for row in found.rows) / len(found.rows) == like(wanted["mean_signed_err"])
    assert sum(abs(row.error) <= wanted["p90"] + 0.001 for row in found.rows) >= 0.9 * len(found.rows)


def test_a_benchmark_that_nothing_was_fitted_to() -> None:
    wanted, (offline,) = tables()["language_models"], outcome("llm_out_of_sample").rows
    assert offline.predicted == like(wanted["mlperf_offline_pred_req_s"])
    assert offline.row.measured == like(wanted["mlperf_offline_measured_req_s"])


def test_near_saturation_the_time_a_token_is_not_to_be_believed(tmp_path: Path) -> None:
    wanted = tables()["language_models"]
    sets = ["problem.output=text", "scale.input_tokens=294", "scale.output_tokens=290"]
    formula = "llm_large.step / (1 - 74.42/s / 4 * llm_large.work) / 1 ms"
    assert reckon({"set": sets, "formula": formula}, tmp_path) == pytest.approx(wanted["mlperf_tpot_pred_ms"], rel=0.01)
    assert wanted["mlperf_tpot_measured_mean_ms"] > 2 * wanted["mlperf_tpot_pred_ms"]
