"""Numbers that follow what was decided: runs of training, cores of scoring, a nightly batch, the size of an experiment."""

from pathlib import Path

import pytest

from designgen.cli.options import no_flips
from designgen.design import Design, Number, design_for
from designgen.resources import resource
from designgen.spec import load_spec
from tests.shipped import knowledge


def made(name: str, *sets: str) -> Design:
    return design_for(load_spec(Path(resource("specs")) / f"{name}.yaml", knowledge(), sets), knowledge(), flips_of=no_flips)


def number(design: Design, name: str) -> Number:
    return design.numbers[name] if name in design.numbers else design.sized[name]


@pytest.mark.parametrize(("cadence", "runs"), [("daily", "30.4"), ("weekly", "4.35"), ("on_schedule_or_alarm", "1")])
def test_a_full_run_belongs_to_each_refresh(cadence: str, runs: str) -> None:
    design = made("similar-listings", f"choose.retraining_cadence={cadence}", "choose.retraining_method=full_retrain")
    assert number(design, "train.runs").shown == runs


def test_a_linear_model_needs_fewer_cores_than_a_network() -> None:
    linear, network = (
        float(str(number(made("event-recommendation", f"choose.list_ranker_family={family}"), "rank.cores").value))
        for family in ("logistic_regression", "dnn_mlp")
    )
    assert linear < network / 5


def test_an_accelerator_behind_a_nightly_batch_is_priced_as_one() -> None:
    cores, cards = (
        number(made("people-you-may-know", f"choose.hardware={one}", "sizing.gpu_rank_rate=100k/s"), "batch_scorer.usd").formula
        for one in ("batch_cpu", "gpu")
    )
    assert ("price.vcpu" in cores, "price.gpu_a100" in cores) == (True, False)
    assert ("price.vcpu" in cards, "price.gpu_a100" in cards) == (False, True)


def test_an_experiment_lasts_whole_weeks_and_wants_no_more_users_than_there_are() -> None:
    small, large = (made("event-recommendation", f"scale.daily_users={users}") for users in ("1M", "5M"))
    status = [next(found.status for found in one.findings if found.id == "experiment_reach") for one in (small, large)]
    assert (number(small, "ab.time").shown, status) == ("21 days", ["broken", "ok"])


@pytest.mark.parametrize(("requests", "lasts"), [("10M/day", "3 h"), ("200k/day", "23.8 h"), ("1k/day", "3 days")])
def test_a_canary_waits_for_answers_where_a_peak_hour_brings_too_few(requests: str, lasts: str) -> None:
    assert number(made("event-recommendation", f"scale.requests={requests}"), "release.canary_time").shown == lasts


def test_a_texts_time_is_that_of_the_decision_and_no_outcome_comes_after_nothing() -> None:
    moderation, listings = made("harmful-content-detection"), made("similar-listings")
    assert moderation.parts["stream_features"].shows == "fresh within seconds"
    assert "outcome_at_once" in listings.decisions["data_schema"].chosen
    assert "outcome" in made("similar-listings", "labels.delay=1h").decisions["data_schema"].chosen
