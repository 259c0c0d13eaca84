"""How choosing works: knock-outs, points × priority, ties, look-ahead, pins, and what is never silent."""

import pytest

from designgen.problem import ProblemsFound
from tests.small import knowledge, rationale

INDEX = """
ann_index:
  HEAD
  options:
    exact:
      name: Exact scan
      requires: {scan.time <= latency.p99 * 30%: a full scan must fit its share of the latency budget}
      scores: {quality: +3 recall is 100 %, cost: +3 nothing to build}
      sources: [judgement]
    hnsw:
      name: HNSW
      scores: {quality: +2 recall near exact, cost: -1 links in memory}
      adjust:
        corpus.items >= 1B:
          cost: -3 too much memory for {corpus.items} vectors
      sources: [judgement]
    pq:
      name: Product quantisation
      scores: {quality: 0 recall is capped, cost: +1 a few bytes a vector}
      sources: [judgement]
"""


def test_the_largest_sum_of_points_times_priority_wins_among_what_is_left() -> None:
    found = rationale(knowledge(INDEX), "ann_index", corpus__items=1e6)
    assert found.chosen == ("hnsw",)
    assert [(item.id, item.verdict, item.behind_by) for item in found.verdicts] == [
        ("exact", "infeasible", 0),
        ("hnsw", "chosen", 0),
        ("pq", "behind", 2),
    ]


def test_a_knock_out_says_its_reason_with_the_binding_numbers() -> None:
    verdict = rationale(knowledge(INDEX), "ann_index", corpus__items=1e6).verdicts[0]
    assert verdict.because == "a full scan must fit its share of the latency budget (1 s > 30 ms)"


def test_points_that_hold_only_under_a_condition_are_in_the_ledger_when_it_does() -> None:
    found = rationale(knowledge(INDEX), "ann_index", corpus__items=2e9)
    assert found.chosen == ("pq",)
    assert [entry.reason for entry in found.verdicts[1].ledger][-1] == "too much memory for 2 B vectors"


def test_removing_a_losing_option_never_changes_the_winner() -> None:
    without = INDEX[: INDEX.index("    pq:")]
    assert rationale(knowledge(without), "ann_index", corpus__items=1e6).chosen == ("hnsw",)


def test_ties_go_to_file_order() -> None:
    tied = INDEX.replace("cost: -1 links in memory", "cost: -2 links in memory")
    assert rationale(knowledge(tied), "ann_index", corpus__items=1e6).chosen == ("hnsw",)


def test_a_flip_is_the_first_value_on_the_other_side() -> None:
    flips = {flip.fact: flip for flip in rationale(knowledge(INDEX), "ann_index", corpus__items=1e6).flips}
    assert (flips["latency.p99"].to, flips["priorities.quality"].to) == ("exact", "pq")
    assert flips["latency.p99"].value == pytest.approx(1 / 0.3, rel=1e-6)
    largest = [flip for flip in rationale(knowledge(INDEX), "ann_index", corpus__items=1e6).flips if flip.to == "pq"]
    assert ("corpus.items", 1e9) in [(flip.fact, flip.value) for flip in largest]


def test_a_pin_is_obeyed_and_its_cost_is_told() -> None:
    found = rationale(knowledge(INDEX), "ann_index", {"ann_index": "pq"}, corpus__items=1e6)
    assert (found.chosen, found.pinned, found.free_choice, found.pin_cost) == (("pq",), True, "hnsw", 2)


def test_a_pin_against_a_requirement_leaves_a_reported_dead_end() -> None:
    found = rationale(knowledge(INDEX), "ann_index", {"ann_index": "exact"}, corpus__items=1e6)
    assert (found.status, found.chosen) == ("empty", ())
    assert "(1 s > 30 ms)" in found.note


def test_an_option_that_would_leave_a_later_decision_empty_is_knocked_out_with_that_reason() -> None:
    chain = """
    store:
      HEAD
      options:
        disk: {name: Disk, scores: {quality: +3 large}, sources: [judgement]}
        memory: {name: Memory, sources: [judgement]}
    engine:
      HEAD
      options:
        fast:
          name: Fast
          requires: {store is memory: it reads memory only}
          sources: [judgement]
        slow:
          name: Slow
          requires: {corpus.items <= 1k: it is slow}
          sources: [judgement]
    """
    found = rationale(knowledge(chain), "store", corpus__items=1e6)
    assert (found.chosen, found.verdicts[0].because) == (("memory",), "it would leave no answer to: Which?")
    assert rationale(knowledge(chain), "store", corpus__items=100.0).chosen == ("disk",)


def test_pick_all_takes_every_option_whose_condition_holds_with_its_reason() -> None:
    metrics = """
    metrics:
      HEAD
      pick: all
      options:
        recall: {name: Recall, when: {always: it is the contract}, sources: [judgement]}
        bleu: {name: BLEU, when: {modality has text: text is compared}, sources: [judgement]}
        iou: {name: IoU, when: {modality.first is image: boxes overlap}, sources: [judgement]}
    """
    found = rationale(knowledge(metrics), "metrics", modality=("text", "image"))
    assert found.chosen == ("recall", "bleu")
    assert found.reasons["bleu"] == "text is compared"


def test_a_decision_whose_condition_is_false_is_not_needed_and_says_why() -> None:
    gated = INDEX.replace("HEAD\n", "HEAD\n  when: modality has image\n")
    found = rationale(knowledge(gated), "ann_index", {"ann_index": "pq"})
    assert (found.status, found.chosen) == ("not_needed", ())
    assert "has no effect" in found.note


def test_numbers_that_a_choice_gives_are_read_by_later_decisions() -> None:
    giving = """
    index:
      HEAD
      options:
        slow: {name: Slow, gives: {time: scan.time}, sources: [judgement]}
    cache:
      HEAD
      options:
        none:
          name: None
          requires: {index.time <= latency.p99: it must be fast enough}
          scores: {cost: +1 free}
          sources: [judgement]
        results: {name: Results, sources: [judgement]}
    """
    assert rationale(knowledge(giving), "cache", corpus__items=1e3).chosen == ("none",)
    assert rationale(knowledge(giving), "cache", corpus__items=1e9).chosen == ("results",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "scan.time <= latency.p99 * 30%",
            "scan.tim <= latency.p99",
            "all.yaml:11:18: K004 unknown name scan.tim\n  hint: →scan.tim <= latency.p99; did you mean scan.time?",
        ),
        ("latency.p99 * 30%", "4 TB", "K004 a time cannot be compared with bytes"),
        ("quality: +3 recall is 100 %", "quality: good", "K003 exact: quality needs points and a reason"),
        ("quality: +3 recall is 100 %", "beauty: +3 nice", "K006 exact: unknown criterion beauty"),
        ("name: HNSW", "nme: HNSW", "K001 hnsw: unknown key nme"),
        ("a full scan must fit its share of the latency budget", "", "K002 exact: a condition needs its reason"),
        ("scan.time <= latency.p99 * 30%", "ann_index is hnsw", "K007 these wait for each other"),
    ],
)
def test_a_mistake_in_knowledge_is_located(old: str, new: str, expected: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        knowledge(INDEX.replace(old, new))
    assert expected in str(found.value)
