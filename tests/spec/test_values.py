"""How a value in a spec is read: by the type, the unit and the range of its fact."""

import pytest

from tests.spec.known import problems, spec


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("latency: {p99: 10ms}", "latency.p99", 0.01),
        ("latency.p99: 10 ms", "latency.p99", 0.01),
        ("scale: {items: 391M}", "scale.items", 391_000_000),
        ("scale: {items: 1_000}", "scale.items", 1000),
        ("scale: {requests: 86400/day}", "scale.requests", 1),
        ("labels: {positive_rate: 1%}", "labels.positive_rate", 0.01),
        ("labels: {positive_rate: 0.01}", "labels.positive_rate", 0.01),
        ("labels: {delay: 0}", "labels.delay", 0),
        ("sizing: {memory: 2 TB}", "sizing.memory", 2 * 10**12),
        ("data: {shared: true}", "data.shared", True),
        ("problem: {output: ordered_list}", "problem.output", "ordered_list"),
        ("modality: [video, text]", "modality", ("video", "text")),
        ("modality: image", "modality", ("image",)),
        ("year: 2016", "year", 2016),
        ("priorities: {cost: 5}", "priorities.cost", 5),
    ],
)
def test_a_value_is_read_in_base_units(text: str, name: str, value: object) -> None:
    assert spec(text).facts == {name: value}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("latency: {p99: 10 apples}", '2:16 S003 latency.p99: "10 apples" is not a number with a unit'),
        ("scale: {items: 400 Q}", '2:16 S003 scale.items: "400 Q" is not a number with a unit'),
        ("latency: {p99: 10 GB}", '2:16 S004 latency.p99: "10 GB" is bytes, but a time is wanted'),
        ("latency: {p99: 10}", '2:16 S004 latency.p99: "10" is a plain number, but a time is wanted'),
        ("scale: {requests: 50M}", '2:19 S004 scale.requests: "50M" is a plain number, but a rate is wanted'),
        ("scale: {items: 10 ms}", '2:16 S004 scale.items: "10 ms" is a time, but a plain number is wanted'),
        ("latency: {p99: 2 days}", '2:16 S005 latency.p99: "2 days" is outside 1 ms to 24 h'),
        ("labels: {positive_rate: 150%}", '2:25 S005 labels.positive_rate: "150%" is outside 0.01 % to 99 %'),
        ("scale: {items: -5}", '2:16 S005 scale.items: "-5" is outside 1 to 1 T'),
        ("year: 1999", '2:7 S005 year: "1999" is outside 2000 to 2035'),
        ("priorities: {cost: 6}", '2:20 S005 priorities.cost: "6" is outside 0 to 5'),
        ("scale: {classes: 2.5}", '2:18 S005 scale.classes: "2.5" is not a whole number'),
        ("data: {shared: yes}", '2:16 S006 data.shared: "yes" is not true or false'),
        ("scale: {items: [1, 2]}", "2:16 S006 scale.items takes one number, not a list"),
        ("problem: {output: {a: b}}", "2:19 S006 problem.output takes one word, not a table"),
        ("modality: {text: yes}", "2:11 S006 modality takes a list of words"),
        ("problem: {output: list}", '2:19 S007 problem.output: "list" is not one of its 2 values'),
        ("modality: [text, sound]", '2:18 S007 modality: "sound" is not one of its 3 values'),
        ("modality: [text, image, text]", "2:25 S008 modality: text is here twice"),
        ("modality: []", "2:11 S002 modality is an empty list"),
        ("scale: {items: }", "2:9 S002 scale.items is empty"),
        ('scale: {items: ""}', "2:16 S002 scale.items is empty"),
    ],
)
def test_a_value_that_does_not_fit_its_fact_is_a_located_problem(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_a_message_quotes_a_long_or_hostile_value_in_one_short_line() -> None:
    (found,) = problems('scale: {items: "' + "x\\n\\e[31m" * 50 + '"}')
    assert len(found) < 150
    assert "\n" not in found
    assert "\x1b" not in found
