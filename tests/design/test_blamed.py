"""Which components a broken check is about."""

from itertools import product

import pytest

from designgen.decisions import Value
from designgen.diagram import picture_of
from designgen.diagram.legend import entries
from tests.design.test_flags import PATHS, broken, with_facts
from tests.shipped import design


@pytest.mark.parametrize(
    ("spec", "facts", "flag", "parts"),
    [
        ("ad-click-prediction", {"latency__p99": 0.006}, "latency_path", {"feature_assembler", "ranker"}),
        ("video-search", {"team__budget": 1000.0}, "bill_within_budget", set()),
        ("ad-click-prediction", {"sizing__utilisation": 0.95, "sizing__zones": 1.0}, "pools_not_too_full", set()),
        ("video-search", {"sizing__utilisation": 0.9, "sizing__zones": 1.0, "latency__p99": 0.06}, "pools_wait", set()),
    ],
)
def test_what_is_slow_dear_or_too_full_is_to_blame(spec: str, facts: dict[str, Value], flag: str, parts: set[str]) -> None:
    made = with_facts(spec, **facts)
    blamed = {part for part, findings in made.blamed.items() if flag in {finding.id for finding in findings}}
    assert flag in broken(made)
    assert parts <= blamed
    assert 0 < len(blamed) < len(made.parts) / 2


def test_a_check_of_the_knowledge_blames_what_computes_with_the_number_it_tests() -> None:
    blamed = {part: {finding.id for finding in found} for part, found in design(PATHS["visual-search"]).blamed.items()}
    assert "index_memory_budget" in blamed["vector_index"]
    assert blamed["index_builder"] == {"rebuild_in_time"}
    assert blamed["embedding_job"] == {"reembedding_in_time"}


def test_an_impossible_latency_or_budget_reddens_boxes_and_the_legend_says_what_red_means() -> None:
    late, dear = with_facts("ad-click-prediction", latency__p99=0.003), with_facts("ad-click-prediction", team__budget=1000.0)
    for made, view in product((late, dear), ("overview", "serving_path")):
        picture = picture_of(made, view)
        assert picture is not None
        assert any(box.alert for box in picture.boxes)
        assert "Red: " in picture.description
        assert dict(entries(picture))["alert"] == "breaks a check"


def test_nothing_is_red_where_every_check_holds() -> None:
    made = design(PATHS["news-feed"])
    pictures = [picture for view in made.knowledge.views if (picture := picture_of(made, view))]
    assert not made.blamed
    assert not any(box.alert for picture in pictures for box in picture.boxes)
