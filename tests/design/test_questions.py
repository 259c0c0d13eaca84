"""Clarifying questions: what each claims is so, and what could change most comes first."""

from dataclasses import replace
from pathlib import Path

import pytest

from designgen.decisions import Case, Value, decide
from designgen.decisions.decide import chosen_of
from designgen.design import Design, design_for
from designgen.design.asked import Change, Question
from designgen.design.plausible import answers, reach
from tests.document import shop
from tests.shipped import SPECS, design, each_spec

every_spec = each_spec()


def asked(made: Design) -> dict[str, Question]:
    return {question.fact: question for question in made.questions}


@pytest.mark.slow
@every_spec
def test_every_change_that_a_question_claims_happens_at_that_answer(path: Path) -> None:
    """Each choice and each list, by deciding the spec anew with the answer."""
    made = design(path)
    claims: dict[tuple[str, Value], list[Change]] = {}
    for question in made.questions:
        for change in question.changes:
            claims.setdefault((question.fact, change.value), []).append(change)
    for (fact, value), changes in claims.items():
        values = decide(made.knowledge, Case({**made.case.facts, fact: value}, made.case.choose, made.case.avoid)).values
        for change in changes:
            chosen = chosen_of(made.knowledge.decisions[change.decision], values[change.decision])
            assert chosen != made.decisions[change.decision].chosen, (fact, change)
            assert not change.to or chosen == ((change.to,) if change.to != "not_needed" else ()), (fact, change)


@every_spec
def test_what_is_given_is_not_asked_and_the_heaviest_comes_first(path: Path) -> None:
    """What would make it another problem comes last."""
    made = design(path)
    assert not set(asked(made)) & (set(made.spec.facts) | {"year"})
    ranks = [(question.defines, -question.weight) for question in made.questions]
    assert ranks == sorted(ranks)
    assert all(question.because for question in made.questions)


def test_the_bill_that_a_question_names_is_the_bill_with_that_answer() -> None:
    """The ends of three questions about numbers, by building the designs."""
    made = design(next(path for path in SPECS if path.stem == "ad-click-prediction"))
    for name in ("scale.peak_factor", "sizing.rank_depth", "scale.classes"):
        question = asked(made)[name]
        low, high = reach(made.knowledge.facts[name], float(made.facts[name].value))  # type: ignore[arg-type]
        bills = []
        for value in (low, high):
            spec = replace(made.spec, facts={**made.spec.facts, name: value})
            then = design_for(spec, made.knowledge, flips_of=lambda *_: {})
            bills.append(sum(part.usd or 0.0 for part in then.parts.values()))
        assert question.usd.low <= min(bills) * (1 + 1e-9)
        assert question.usd.high >= max(bills) * (1 - 1e-9)


def test_a_bill_that_moves_names_the_component_that_makes_most_of_it() -> None:
    """By building the designs at both ends; what the sentence says is what was found."""
    made = design(next(path for path in SPECS if path.stem == "ad-click-prediction"))
    question, now = asked(made)["scale.peak_factor"], made.knowledge.facts["scale.peak_factor"]
    ends = []
    for value in reach(now, float(made.facts[now.id].value)):  # type: ignore[arg-type]
        spec = replace(made.spec, facts={**made.spec.facts, now.id: value})
        then = design_for(spec, made.knowledge, flips_of=lambda *_: {})
        ends.append({part.name: part.usd or 0.0 for part in then.parts.values()})
    more = {name: usd - ends[0].get(name, 0.0) for name, usd in ends[1].items()}
    assert question.usd.most == max(more, key=lambda name: more[name])
    assert more[question.usd.most] >= (sum(ends[1].values()) - sum(ends[0].values())) / 2 > 0
    assert f", most of the difference for {question.usd.most[:1].lower()}{question.usd.most[1:]}" in question.because


def test_a_question_says_the_answer_the_choice_and_why_the_old_one_is_out() -> None:
    made = shop.design()
    question = asked(made)["scale.items"]
    assert question.range == ("500 k", "50 M")
    assert [(change.decision, change.to) for change in question.choices] == [("index_kind", "scan")]
    assert question.because == "around 1 M, index becomes full scan"
    assert asked(made)["waits"].because.startswith("if no, the question of queue arises (answer: event log)")
    assert "scale.items" not in asked(shop.design(facts={"scale.items": 5e6}))
    assert next(iter(asked(made))) == "waits"  # a choice and a list; the other is a choice alone


@pytest.mark.slow
def test_what_follows_from_given_facts_alone_is_not_asked() -> None:
    """Users times requests a user, both given, are the requests; with one of them assumed they are a question."""
    made = design(next(path for path in SPECS if path.stem == "visual-search"))
    assert {"scale.daily_users", "scale.requests_per_user"} <= set(made.spec.facts)
    assert "scale.requests" not in asked(made)
    fewer = {name: value for name, value in made.spec.facts.items() if name != "scale.requests_per_user"}
    again = design_for(replace(made.spec, facts=fewer), made.knowledge)
    assert {"scale.requests", "scale.requests_per_user"} & set(asked(again))


def test_answers_lie_around_what_is_assumed() -> None:
    """A factor of ten for what the asker knows, two for what we plan with, one step for a priority."""
    made = design(SPECS[0])
    facts = made.knowledge.facts
    assert reach(facts["scale.requests"], 1000.0) == (100.0, 10000.0)
    assert reach(facts["sizing.hnsw_links"], 32.0) == (16.0, 64.0)
    assert reach(facts["priorities.cost"], 5.0) == (4.0, 5.0)
    assert answers(facts["team.budget"], 0.0, [], 1000.0) == [100.0, 1000.0, 10000.0]
    assert set(answers(facts["risk.stakes"], "low", [], 0.0)) == {"money", "rights", "safety"}


def test_an_answer_that_leaves_no_option_says_so() -> None:
    """Everything but the scan is excluded: above a million items nothing is left of it."""
    made = shop.design(facts={"waits": True}, avoid={"index_kind": ("tree", "hash")}, presets={"scale.items": 9e5})
    question = asked(made)["scale.items"]
    assert [(change.to, change.to_name) for change in question.choices] == [("empty", "no answer")]
    assert question.because.startswith("around 1 M, no option is left for index")
