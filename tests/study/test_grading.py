"""The marks of three people who answered, and of answers that do not go together, read fair."""

import random
from functools import cache
from pathlib import Path

import pytest

from designgen.study.answers import Answers, load_answers
from designgen.study.exam import AGREED, DEFENSIBLE, REFUTED, WEAK
from designgen.study.grading import MISSING, NOT_NEEDED, Grading, Mark, graded
from tests.shipped import design
from tests.study.test_exam import PATHS, exam

FILES = Path(__file__).parent / "answers"
ADS = "ad-click-prediction"


@cache
def marks(name: str) -> Grading:
    made = design(PATHS[ADS])
    return graded(exam(ADS), made, load_answers(FILES / f"{name}.yaml", made))


def answered(name: str, **options: str) -> dict[str, Mark]:
    """The marks of a few answers to the exam of a shipped spec, by decision."""
    found = graded(exam(name), design(PATHS[name]), Answers({key: (value,) for key, value in options.items()}))
    return {mark.decision: mark for mark in (*found.marks, *found.beyond)}


def share(name: str) -> float:
    value = marks(name).overall.value
    assert value is not None
    return value


def counts(name: str) -> dict[str, int]:
    grades = [mark.grade for mark in marks(name).marks]
    return {grade: grades.count(grade) for grade in grades}


def test_who_decides_as_the_design_gets_nearly_everything() -> None:
    assert share("good") > 0.95
    assert set(counts("good")) == {AGREED, DEFENSIBLE}
    asking = marks("good").asking
    assert asking is not None
    assert asking.score > 0.9
    assert [one.fact for one in asking.idle] == ["data.pretrained_fit"]


def test_who_builds_the_plainer_system_passes_and_hears_what_to_say() -> None:
    assert 0.7 < share("defensible") < 0.85
    assert counts("defensible")[DEFENSIBLE] >= 8
    assert REFUTED not in counts("defensible")
    assert counts("defensible")[MISSING] == 2
    calibrated = next(mark for mark in marks("defensible").marks if mark.decision == "calibration")
    assert "4 points behind" in calibrated.says[0]
    assert "Say what it gains: it needs one small fit per release." in calibrated.says[0]
    assert "within days" in calibrated.says[1]


def test_who_answers_another_problem_fails_and_hears_why() -> None:
    assert share("wrong") < 0.15
    assert counts("wrong")[REFUTED] >= 15
    stages = next(mark for mark in marks("wrong").marks if mark.decision == "multi_stage")
    assert "2,000 ≤ 5,000" in stages.says[0]
    index = marks("wrong").beyond[0]
    assert (index.decision, index.grade, index.score) == ("ann_index", NOT_NEEDED, None)
    assert "hard filters alone" in index.says[0]


def test_the_three_are_apart_on_every_signal_that_decisions_show() -> None:
    for place in range(4):
        values = [marks(name).signals[place].value for name in ("good", "defensible", "wrong")]
        assert all(value is not None for value in values)
        assert values == sorted(values, reverse=True)  # type: ignore[type-var]
        assert len(set(values)) == 3


def test_a_number_within_a_factor_of_two_agrees() -> None:
    (near,), (far,) = marks("good").numbers, marks("wrong").numbers
    assert near.agreed
    assert not far.agreed
    assert far.shown.startswith("926")


def test_an_empty_sheet_gets_nothing_and_hears_every_answer() -> None:
    found = graded(exam(ADS), design(PATHS[ADS]), Answers({}))
    assert found.overall.value == 0
    assert found.answered.value is None
    assert all(mark.grade == MISSING and mark.choice and mark.says for mark in found.marks)


def test_answers_that_exclude_each_other_are_named_with_the_requirement() -> None:
    found = answered("news-feed", list_ranker_family="gbdt", retraining_cadence="online_continuous")
    mark = found["retraining_cadence"]
    assert "contradicts your ranking model (gradient-boosted trees)" in mark.says[-1]
    assert "boosted trees cannot be updated row by row" in mark.says[-1]
    assert mark.score == 0.5
    assert answered("news-feed", retraining_cadence="online_continuous")["retraining_cadence"].score == 1


def test_what_follows_from_an_own_choice_is_right_beside_it() -> None:
    alone = answered("news-feed", train_split="time_based")["train_split"]
    beside = answered("news-feed", list_ranker_family="gbdt", train_split="time_based", retraining_cadence="daily")["train_split"]
    assert alone.grade in (DEFENSIBLE, WEAK, REFUTED)
    assert beside.grade == AGREED
    assert beside.says[0].startswith("Right beside your other answers")


def test_a_question_that_falls_away_with_an_own_choice_does_not_count() -> None:
    mark = answered("rag-assistant", text_generator_family="ngram_lm")["llm_serving"]
    assert (mark.grade, mark.score) == (NOT_NEEDED, None)


def test_a_question_that_an_own_choice_brings_is_answered_beside_it() -> None:
    mark = answered("rag-assistant", build_vs_buy="train_own", train_split="by_place")["train_split"]
    assert (mark.grade, mark.score) == (NOT_NEEDED, None)
    assert mark.says[0].startswith("Only your other answers bring this question")
    assert mark.says[1].startswith("There it is ruled out: pictures must be taken in overlapping series")


def test_any_answers_at_all_can_be_graded() -> None:
    """Whatever is picked, marks are between nothing and all, and their texts are filled."""
    made, draw = design(PATHS["image-classification"]), random.Random(5)
    for _ in range(4):
        picked = {
            id: (draw.choice(list(known.options)),) for id, known in made.knowledge.decisions.items() if draw.random() < 0.5
        }
        found = graded(exam("image-classification"), made, Answers(picked))
        assert all(mark.score is None or 0 <= mark.score <= 1 for mark in (*found.marks, *found.beyond))
        assert {mark.decision for mark in (*found.marks, *found.beyond)} >= set(picked)
        assert "{" not in "".join(
            text for mark in (*found.marks, *found.beyond) for text in (*mark.picked, *mark.choice, *mark.says)
        )


def test_half_a_list_counts_half_and_says_what_is_left_out() -> None:
    found = graded(exam(ADS), design(PATHS[ADS]), Answers({"metrics_numeric": ("log_loss", "mae")}))
    mark = next(one for one in found.marks if one.decision == "metrics_numeric")
    assert mark.score == pytest.approx(2 * 1 / (3 + 2))
    assert mark.grade == WEAK
    assert mark.says[0].startswith("mean absolute error: Not called for.")
    assert [line.split(":")[0] for line in mark.says[1:]] == ["Left out – normalised entropy", "Left out – calibration"]
