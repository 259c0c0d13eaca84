"""An exam asks for the decisions that matter, grades every option, and gives nothing away."""

import re
from functools import cache
from itertools import groupby

import pytest

from designgen.design import design_for
from designgen.spec import load_spec
from designgen.study.exam import AGREED, DEFENSIBLE, GRADES, REFUTED, Exam
from designgen.study.examine import exam_of, prompt
from tests.shipped import SPECS, design

KINDS = ("ad-click-prediction", "rag-assistant", "street-view-blurring")
PATHS = {path.stem: path for path in SPECS}


@cache
def exam(name: str) -> Exam:
    return exam_of(design(PATHS[name]))


def texts(one: Exam) -> list[str]:
    """Everything that is said."""
    found = [one.prompt, *(text for question in one.questions for text in (question.ask, question.answer))]
    for item in (item for stage in one.stages for item in stage.items):
        found += [item.question, item.because, *(text for probe in item.probes for text in (probe.ask, probe.answer))]
        found += [text for answer in item.answers for text in (answer.name, answer.says, answer.right_if, answer.brief)]
    found += [text for probe in one.probes for text in (probe.ask, probe.answer)]
    return found + [line for signal in one.signals for line in signal.shows]


@pytest.mark.parametrize("name", KINDS)
def test_it_asks_for_about_a_decision_every_two_minutes(name: str) -> None:
    items = [item for stage in exam(name).stages for item in stage.items]
    assert 18 <= len(items) <= 28
    assert all(stage.items for stage in exam(name).stages)
    assert len({item.decision for item in items}) == len(items)
    assert sum(item.pick == "all" for item in items) <= 6


@pytest.mark.parametrize("name", KINDS)
def test_every_option_is_graded_and_the_choice_is_agreed(name: str) -> None:
    made = design(PATHS[name])
    for item in (item for stage in exam(name).stages for item in stage.items):
        assert [answer.option for answer in item.answers] == list(made.knowledge.decisions[item.decision].options)
        assert all(answer.grade in GRADES and answer.says for answer in item.answers)
        agreed = tuple(answer.option for answer in item.answers if answer.grade == AGREED)
        assert agreed == made.decisions[item.decision].chosen
        assert all((answer.behind > 0) <= (answer.grade not in (AGREED, REFUTED)) for answer in item.answers)


@pytest.mark.parametrize("name", KINDS)
def test_what_is_refuted_names_the_requirement(name: str) -> None:
    for item in (item for stage in exam(name).stages for item in stage.items):
        for answer in item.answers:
            if answer.grade == REFUTED:
                assert re.search(r"What decides it: .+|Not called for\..+: |leave no way to settle the \w", answer.says)
            if answer.grade == DEFENSIBLE:
                assert re.search(r"\d+ points? behind|level with", answer.says)


@pytest.mark.parametrize("name", KINDS)
def test_texts_are_filled_and_whole(name: str) -> None:
    for text in texts(exam(name)):
        assert "{" not in text
        assert not re.search(r"\.\.|\s\.|: \.|“”|  |None", text), text


@pytest.mark.parametrize("name", KINDS)
def test_some_questions_change_no_choice(name: str) -> None:
    questions = exam(name).questions
    assert any(one.given for one in questions)
    assert any(not one.given for one in questions)
    assert 4 <= sum(one.matters == 0 for one in questions) <= 13 <= sum(one.matters > 0 for one in questions)
    assert any(one.defines for one in questions)
    assert len({one.ask for one in questions}) == len(questions)


@pytest.mark.parametrize("name", KINDS)
def test_questions_stand_in_groups_and_have_no_asides(name: str) -> None:
    questions = exam(name).questions
    groups = [one.group for one in questions]
    assert [group for group, _ in groupby(groups)] == list(dict.fromkeys(groups))
    assert {one.group for one in questions if one.fact.startswith("scale.")} == {"Scale"} and all(groups)
    assert not any("(" in one.ask for one in questions)


@pytest.mark.parametrize("name", KINDS)
def test_who_asks_need_not_guess(name: str) -> None:
    """Nearly every choice that a fact can change hangs on a fact that may be asked for."""
    asked = {one.fact for one in exam(name).questions}
    items = [item.decision for stage in exam(name).stages for item in stage.items]
    flips = [{flip.fact for flip in design(PATHS[name]).decisions[decision].flips} for decision in items]
    assert sum(bool(facts & asked) for facts in flips) >= sum(map(bool, flips)) - 1


@pytest.mark.parametrize("name", KINDS)
def test_each_signal_shows_what_is_special_here(name: str) -> None:
    signals = exam(name).signals
    assert len(signals) == 5
    assert all(len(signal.shows) >= 2 for signal in signals)
    others = {line for other in KINDS if other != name for signal in exam(other).signals for line in signal.shows}
    own = {line for signal in signals for line in signal.shows}
    assert len(own - others) > 0.7 * len(own)


def test_the_prompt_has_none_of_the_numbers() -> None:
    for name in KINDS:
        assert not re.search(r"\d", exam(name).prompt)


def test_another_framework_asks_in_its_own_steps() -> None:
    from dataclasses import replace

    made = exam_of(replace(design(PATHS["ad-click-prediction"]), framework="six_steps"))
    assert [stage.step for stage in made.stages][:2] == ["requirements", "framing"]
    assert 18 <= sum(len(stage.items) for stage in made.stages) <= 28


def test_what_would_make_it_right_is_a_change_of_the_spec() -> None:
    item = next(item for stage in exam("ad-click-prediction").stages for item in stage.items if item.decision == "loss_label")
    late = next(answer for answer in item.answers if answer.option.startswith("delayed") or "delay" in answer.right_if)
    assert re.search(r"label delay above 1 h \(now 10 min\)", late.right_if)


def test_an_answer_is_not_ruled_out_by_a_choice_that_nobody_is_asked_for() -> None:
    """Learning to rank needs a pairwise objective, which is close behind and no question of the exam."""
    items = {item.decision: item for stage in exam("video-recommendation").stages for item in stage.items}
    assert "ranking_objective" not in items
    answer = next(one for one in items["task_type_list"].answers if one.option == "ranking")
    assert answer.grade == DEFENSIBLE and "a pairwise objective" in answer.says
    far = next(one for one in items["task_type_list"].answers if one.option == "clustering")
    assert far.grade == REFUTED


def test_the_prompt_tells_what_counts_unusually_since_no_question_does() -> None:
    known = design(PATHS["street-view-blurring"])
    assert prompt(known) == known.spec.summary
    wishes = ("priorities.cost=5", "priorities.quality=1")
    spec = load_spec(PATHS["street-view-blurring"], known.knowledge, wishes)
    costly = design_for(spec, known.knowledge, flips_of=lambda *_: {})
    assert prompt(costly) == f"{known.spec.summary} Quality counts little here. Cost counts a lot here."
