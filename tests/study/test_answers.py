"""Mistakes in a file of answers are all found, each at its place."""

import pytest

from designgen.problem import ProblemsFound
from designgen.study.answers import Answers, read_answers
from designgen.study.codes import CODES
from designgen.study.form import blank
from designgen.yamlio import parse_yaml
from tests.shipped import design
from tests.study.test_exam import PATHS, exam

ADS = "ad-click-prediction"


def read(text: str) -> Answers:
    return read_answers(parse_yaml(text, "mine.yaml"), design(PATHS[ADS]))


def wrong(text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read(text)
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hardwear: gpu", 'mine.yaml:1:1: A001 there is no decision "hardwear"\n  hint: did you mean hardware?'),
        ("hardware: gpuu", 'mine.yaml:1:11: A002 hardware has no option "gpuu"\n  hint: did you mean gpu?'),
        ("hardware: [gpu, tpu]", "mine.yaml:1:11: A003 hardware takes one option, not a list"),
        ("hardware: {gpu: yes}", "mine.yaml:1:11: A003 hardware takes ids of options, not a table"),
        ("metrics_numeric: [log_loss, mae, log loss]", "mine.yaml:1:34: A004 metrics_numeric: log_loss stands here twice"),
        ("metrics_numeric: [[log_loss]]", "mine.yaml:1:18: A003 metrics_numeric takes ids of options"),
        ("asked: [latency.p9]", 'mine.yaml:1:9: A005 there is no fact "latency.p9"\n  hint: did you mean latency.p99?'),
        ("numbers: {qps.peek: 2/s}", 'mine.yaml:1:11: A006 this design has no number "qps.peek"\n  hint: did you mean qps.peak?'),
        ("numbers: {qps.peak: 2 TB}", "mine.yaml:1:21: A006 qps.peak is bytes, but a rate is wanted"),
        ("numbers: {qps.peak: many}", "mine.yaml:1:21: A006 qps.peak is not a number with a unit"),
        ("numbers: [1]", "mine.yaml:1:10: A003 numbers takes a table"),
        ("hardware:", "mine.yaml: A007 nothing is answered"),
        ("hardware: gpu\nhardware: tpu", "mine.yaml:2:1: Y004"),
        ('hardware: "\\e[2Jgpu"', "mine.yaml:1:11: A002 hardware has no option \"\N{REPLACEMENT CHARACTER}[2Jgpu\""),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place_and_code(text: str, said: str) -> None:
    (problem,) = wrong(text)
    assert problem.startswith(said)


def test_all_mistakes_are_told_at_once_and_every_code_is_known() -> None:
    found = wrong("hardwear: gpu\nhardware: gpuu\nasked: [x]\nnumbers: {y: 1}\n")
    codes = [problem.split()[1] for problem in found]
    assert codes == ["A001", "A002", "A005", "A006"]
    assert set(codes) < set(CODES)


def test_an_option_goes_by_its_id_or_its_name() -> None:
    assert read("loss_label: Binary Cross-Entropy").options == {"loss_label": ("cross_entropy",)}
    assert read("metrics_numeric: log_loss").options == {"metrics_numeric": ("log_loss",)}


def test_an_empty_form_can_be_read_and_filled() -> None:
    form = blank(exam(ADS))
    assert [problem.split()[1] for problem in wrong(form)] == ["A007"]
    asked = [item for stage in exam(ADS).stages for item in stage.items]
    for item in asked:
        form = form.replace(f"\n{item.decision}:\n", f"\n{item.decision}: {item.answers[0].option}\n")
    assert set(read(form).options) == {item.decision for item in asked}


def test_a_form_gives_nothing_away_and_takes_any_title() -> None:
    from dataclasses import replace

    form = blank(replace(exam(ADS), title="Ads\nhardware: gpu\u2028x: y", prompt="a\r\nb: c"))
    assert [problem.split()[1] for problem in wrong(form)] == ["A007"]
    assert "926" not in form
