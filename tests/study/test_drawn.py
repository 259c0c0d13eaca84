"""Drawn problems are plausible, repeatable, round, and have an answer to everything."""

import re
from collections.abc import Iterator

import pytest

from designgen.catalog import Knowledge, knowledge_of, lint
from designgen.catalog.practice import LEVELS
from designgen.problem import ProblemsFound
from designgen.spec import parse_spec
from designgen.study.drawn import STEPS, drawn, drawn_from, rounded, sound, written
from tests.shipped import knowledge

NUMBER = re.compile(r": ([\d.]+)([kMBT]?)(?:/day)?$", re.MULTILINE)


def every_kind() -> Iterator[tuple[str, str, str]]:
    """Each problem at the easiest and the hardest level, once: a drill, a variant and the text of a spec."""
    for drill in knowledge().drills.values():
        for variant in drill.variants.values():
            for level in (LEVELS[0], LEVELS[-1]):
                yield drill.id, variant.id, written(knowledge(), drill, variant, level, 7)


def test_there_are_many_kinds_over_the_whole_field() -> None:
    outputs = {knowledge().tasks[drill.task].facts.get("problem.output", "score") for drill in knowledge().drills.values()}
    assert len(knowledge().drills) >= 8
    assert outputs >= {"ordered_list", "score", "class", "labels", "regions", "number", "distribution", "text", "image", "edges"}
    assert all(len(drill.variants) >= 2 for drill in knowledge().drills.values())


@pytest.mark.slow
def test_nearly_every_draw_is_sound_and_every_problem_can_be() -> None:
    """One in ten may be drawn anew; it is checked before anybody sees it."""
    found = [(drill, variant, sound(knowledge(), text)) for drill, variant, text in every_kind()]
    assert sum(fine for _, _, fine in found) > 0.9 * len(found)
    assert {(drill, variant) for drill, variant, fine in found if fine} == {(drill, variant) for drill, variant, _ in found}


def test_numbers_are_those_that_people_say_and_the_prompt_has_none() -> None:
    for _, _, text in every_kind():
        spec = parse_spec(text, "drawn.yaml", knowledge())
        assert not re.search(r"\d", spec.summary + spec.title)
        for digits, _ in NUMBER.findall(text):
            mantissa = float(f"{float(digits):e}".split("e")[0])
            assert mantissa in STEPS or float(digits) <= 20, text


@pytest.mark.parametrize(
    ("low", "high", "whole"), [(3, 8, True), (50, 2000, True), (0.2, 5, False), (5e5, 2e9, True), (7, 7.5, False)]
)
def test_a_number_stays_in_its_range(low: float, high: float, whole: bool) -> None:
    shares = [place / 50 for place in range(50)]
    values = [rounded(low, high, share, whole) for share in shares]
    assert all(low <= value <= high for value in values)
    assert values == sorted(values)
    assert not whole or all(value == int(value) for value in values)


def test_the_same_seed_is_the_same_problem_everywhere() -> None:
    assert drawn(knowledge(), 5, "senior") == drawn(knowledge(), 5, "senior")
    one = drawn(knowledge(), 5, "staff")
    assert (one.drill, one.variant) == ("home_page", "recipes")
    assert "  daily_users: " in one.text
    assert one.text.startswith("# Drawn by: designgen practice --random --seed 5 --level staff\nid: recipes-5\n")
    assert len({drawn(knowledge(), seed, "junior").text for seed in range(6)}) == 6


def test_a_harder_level_tells_less_about_the_same_problem() -> None:
    for drill in knowledge().drills.values():
        for variant in drill.variants.values():
            kept = [set(draws) - without for draws, without in (drawn_from(drill, variant, level) for level in LEVELS)]
            assert kept[0] - kept[1] or kept[0] - kept[2], (drill.id, variant.id)
            tight = [drawn_from(drill, variant, level)[0] for level in LEVELS]
            assert tight[0] != tight[2]


def drills(text: str) -> Knowledge:
    facts = "corpus.items: {name: Items, type: number, unit: count, integer: true, range: [1, 1M], default: 5, ask: A?, why: B}"
    files = {"drills/a": text, "facts/a": facts, "priorities": "cost: {name: cost, says: what it costs, default: 2}"}
    return knowledge_of([{f"knowledge/{name}.yaml": content.encode() for name, content in files.items()}])


@pytest.mark.parametrize(
    ("facts", "code", "said"),
    [
        ("{corpus.itms: 5}", "K006", "one: unknown fact corpus.itms"),
        ("{corpus.items: 2M}", "K024", "one: corpus.items cannot be 2M"),
        ("{corpus.items: [5, 5 ms]}", "K024", "one: corpus.items cannot be 5 ms"),
        ("{corpus.items: 1.5}", "K024", "one: corpus.items cannot be 1.5"),
        ("{corpus.items: 10..5}", "K024", "one: corpus.items runs from 10 down to 5"),
    ],
)
def test_lint_finds_draws_that_cannot_be(facts: str, code: str, said: str) -> None:
    known = drills(f"one: {{name: One, task: t, variants: {{a: {{title: A, summary: B}}}}, facts: {facts}}}")
    found = {(problem.code, problem.text) for problem in lint(known)}
    assert (code, said) in found
    assert ("K006", "one: unknown task t") in found


@pytest.mark.parametrize("facts", ["5", "{corpus.items: []}", "{corpus.items: {a: b}}", "{corpus.items: [[[5]]]}"])
def test_a_draw_of_the_wrong_form_is_reported(facts: str) -> None:
    with pytest.raises(ProblemsFound, match="K003"):
        drills(f"one: {{name: One, task: t, variants: {{a: {{title: A, summary: B}}}}, facts: {facts}}}")


def test_a_drill_without_problems_is_reported() -> None:
    with pytest.raises(ProblemsFound, match="K002"):
        drills("one: {name: One, task: t}")


def test_knowledge_without_drills_says_so() -> None:
    from dataclasses import replace

    with pytest.raises(ProblemsFound, match="no drills"):
        drawn(replace(knowledge(), drills={}), 1, "senior")
