"""Properties of the shipped designs: everything is explained, flips are true, two runs agree, the keys are stable."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from designgen.decisions import Case, Flip, allowed_of, given_of
from designgen.decisions.decide import chosen_of
from designgen.design import Design, design_for, to_json
from tests.shipped import SPECS, design, each_spec, knowledge

KEYS = ["schema_version", "spec", "facts", "quantities", "sized", "decisions", "components", "flows", "checks", "risks"]
DECISION_KEYS = {"id", "step", "question", "chosen", "because", "ledger", "rivals", "flips"}
CLOSE = 1e-6
every_design = each_spec()


def case_of(made: Design) -> Case:
    return Case({**made.spec.presets, **made.spec.facts}, made.spec.choose, made.spec.avoid)


def chosen_with(made: Design, decision: str, fact: str, value: object) -> str:
    """What a decision picks when one fact is changed."""
    case = case_of(made)
    case = replace(case, facts={**case.facts, fact: value})  # type: ignore[dict-item]
    picked = knowledge().program.picks(given_of(knowledge(), case), allowed_of(knowledge(), case))
    place = next(number for number, node in enumerate(knowledge().program.decisions) if node.name == decision)
    return next(iter(chosen_of(knowledge().decisions[decision], picked[place])), "not_needed")


def just_before(made: Design, flip: Flip) -> float:
    """A value next to the flip, on the side where the design stands."""
    now, value = made.values[flip.fact], float(flip.value)  # type: ignore[arg-type]
    if knowledge().facts[flip.fact].integer:
        return value + (1 if now > value else -1)
    step = max(abs(value), 1e-9) * CLOSE
    return value + (step if now > value else -step)


@every_design
def test_no_decision_is_left_without_an_answer_or_a_reason(path: Path) -> None:
    for rationale in design(path).decisions.values():
        assert rationale.status != "empty"
        if rationale.status == "not_needed":
            assert rationale.note, rationale.id
        elif rationale.pick == "one":
            assert rationale.because, rationale.id
            assert all(verdict.because for verdict in rationale.verdicts), rationale.id
        else:
            assert all(rationale.reasons.values()), rationale.id


@pytest.mark.slow
@every_design
def test_every_flip_holds_at_its_value_and_not_just_before(path: Path) -> None:
    made, checked = design(path), 0
    for rationale in made.decisions.values():
        for flip in rationale.flips:
            assert chosen_with(made, rationale.id, flip.fact, flip.value) == flip.to, flip
            if isinstance(flip.value, float) and made.values[flip.fact] > 0:
                before = chosen_with(made, rationale.id, flip.fact, just_before(made, flip))
                assert before == next(iter(rationale.chosen), "not_needed"), flip
                checked += 1
    assert checked > 20


@every_design
def test_the_json_has_its_keys_and_is_the_same_twice(path: Path) -> None:
    made = design(path)
    text = to_json(made)
    data = json.loads(text)
    assert list(data) == KEYS
    assert all(set(decision) >= DECISION_KEYS for decision in data["decisions"])
    assert text == to_json(design_for(made.spec, knowledge(), flips_of=lambda *_: _flips(made)))


def _flips(made: Design) -> dict[str, tuple[Flip, ...]]:
    return {id: rationale.flips for id, rationale in made.decisions.items()}


@every_design
def test_every_box_is_connected_and_every_arrow_has_two_ends(path: Path) -> None:
    made = design(path)
    ends = {end for link in made.links for end in (link.source, link.target)}
    assert ends == set(made.parts)


@every_design
def test_a_spec_with_every_fact_written_out_gets_the_same_design_under_any_task(path: Path) -> None:
    made = design(path)
    facts = {name: fact.value for name, fact in made.facts.items()}
    written = replace(made.spec, facts=facts, presets={})
    again = design_for(written, knowledge(), flips_of=lambda *_: {})
    assert {id: item.chosen for id, item in again.decisions.items()} == {id: item.chosen for id, item in made.decisions.items()}


@every_design
def test_no_placeholder_and_no_unbounded_number_reaches_a_reader(path: Path) -> None:
    text = to_json(design(path))
    assert "unbounded" not in text
    assert "{scale." not in text
    assert "{problem." not in text


def test_at_least_eighty_decisions_and_components_and_380_options() -> None:
    known = knowledge()
    assert len(known.decisions) >= 80
    assert len(known.components) >= 80
    assert sum(len(decision.options) for decision in known.decisions.values()) >= 380


@pytest.mark.parametrize(
    ("spec", "decision", "chosen"),
    [
        ("ad-click-prediction", "ranking_objective", "pointwise"),
        ("ad-click-prediction", "calibration", "explicit_layer"),
        ("street-view-blurring", "serving_mode", "batch"),
        ("street-view-blurring", "task_type_other", "object_detection"),
        ("people-you-may-know", "encoder_family", "gnn"),
        ("people-you-may-know", "serving_mode", "batch_lookup"),
        ("video-search", "retrieval_strategy", "hybrid_lexical_semantic"),
        ("visual-search", "loss_encoder", "contrastive"),
        ("harmful-content-detection", "task_type_decision", "multitask_classification"),
        ("similar-listings", "retrieval_strategy", "embedding_knn"),
        ("news-feed", "multi_task", "shared_trunk_heads"),
        ("event-recommendation", "retrieval_strategy", "rules_filter"),
        ("video-recommendation", "objective_target", "relevance_explicit_implicit"),
        ("image-classification", "pretrained", "finetune_pretrained"),
    ],
)
def test_the_known_problems_get_the_answers_that_experts_gave(spec: str, decision: str, chosen: str) -> None:
    path = next(path for path in SPECS if path.stem == spec)
    assert design(path).decisions[decision].chosen == (chosen,)


def test_the_ad_click_path_stays_under_its_ten_milliseconds() -> None:
    latency = design(next(path for path in SPECS if path.stem == "ad-click-prediction")).latency
    assert latency
    assert latency.p99 <= latency.target == 0.01
