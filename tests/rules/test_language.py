"""The rule language: what it accepts, what it means, where it points when something is wrong."""

import math

import pytest

from designgen.rules import BOOL, Type, apply
from designgen.rules.parse import RuleError, condition, formula

SCOPE = {
    "scale.items": Type("number"),
    "latency.p99": Type("number", (1, 0, 0)),
    "modality": Type("set", symbols=("text", "image", "video")),
    "output": Type("enum", symbols=("order", "score")),
    "waits": BOOL,
}
VALUES = {"scale.items": 5e6, "latency.p99": 0.2, "modality": 0b011, "output": 2, "waits": True}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("scale.items <= 5M", True),
        ("latency.p99 * 30% <= 60ms", True),
        ("latency.p99 / 1 ms > 199", True),
        ("modality has image and not modality has [video]", True),
        ("modality has [video, text]", True),
        ("output in [order, score] or waits", True),
        ("output is not score", False),
        ("output is not_needed", False),
        ("waits is false", False),
        ("not waits or scale.items > 1M and output is order", False),
        ("(not waits or scale.items > 1M) and output is score", True),
        ("min(scale.items, 3) + ceil(2.1) - floor(2.9) * sqrt(4) is 2", True),
        ("always", True),
    ],
)
def test_a_condition_means_what_it_reads(text: str, value: bool) -> None:
    assert apply(condition(text, SCOPE), VALUES) is value


@pytest.mark.parametrize("number", [1e-9, 0.5, 1, 2, 1000, 1e6, 5e8, 1e15])
def test_a_logarithm_is_made_of_square_roots(number: float) -> None:
    assert apply(formula(f"ln({number})", SCOPE, (0, 0, 0)), VALUES) == pytest.approx(math.log(number), rel=1e-7, abs=1e-10)


def test_a_logarithm_is_total() -> None:
    assert apply(formula("ln(0) + ln(0 - 5)", SCOPE, (0, 0, 0)), VALUES) == 0


def test_division_is_total() -> None:
    assert apply(formula("1 / (scale.items - 5M)", SCOPE, (0, 0, 0)), VALUES) == float("inf")
    assert apply(formula("0 / (scale.items - 5M)", SCOPE, (0, 0, 0)), VALUES) == 0


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("scale.itms > 5", 0, "unknown name scale.itms"),
        ("latency.p99 >= 10 MB", 15, "a time cannot be compared with bytes"),
        ("output is scor", 10, "scor is not one of its words"),
        ("modality is text", 0, "this is a set; say `has` instead of `is`"),
        ("output has score", 0, "this is one word; `has` wants a set on its left"),
        ("scale.items", 0, "this is a number, not a condition"),
        ("scale.items + 3 ms > 2", 14, "a time cannot be added to a plain number"),
        ("scale.items > 1 and", 16, "did not expect the end here"),
        ("scale.items > 'x'", 14, 'unexpected "\'"'),
        ("ceil(latency.p99) > 1", 0, "ceil wants a plain number; divide by a unit first"),
        ("median(1, 2) > 1", 0, "unknown function median"),
        ("scale.items > 1 " + "or waits " * 60, 0, "longer than 400 characters"),
        ("-" * 300 + "scale.items < 1", 59, "nested deeper than 60 levels"),
        ("not " * 70 + "waits", 240, "nested deeper than 60 levels"),
        ("scale.items" + "+1" * 70 + " > 1", 0, "nested deeper than 60 levels"),
        ("waits and __import__", 10, "unknown name __import__"),
    ],
)
def test_a_mistake_names_its_column(text: str, column: int, what: str) -> None:
    with pytest.raises(RuleError) as found:
        condition(text, SCOPE)
    assert (found.value.text, found.value.column) == (what, column)


def test_a_misspelt_name_gets_a_suggestion() -> None:
    with pytest.raises(RuleError) as found:
        condition("scale.itms > 5", SCOPE)
    assert found.value.hint == "did you mean scale.items?"
