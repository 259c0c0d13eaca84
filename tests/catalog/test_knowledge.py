"""The shipped knowledge is sound: nothing unsourced, nothing dead, no hole; and lint sees what is not."""

from dataclasses import replace

import pytest

from designgen.catalog import Knowledge, knowledge_of, lint
from designgen.catalog.model import Source
from designgen.explore.coverage import coverage
from designgen.problem import ProblemsFound
from tests.shipped import knowledge
from tests.small import PRIORITIES
from tests.small import knowledge as small


@pytest.mark.slow
def test_the_shipped_knowledge_has_no_findings() -> None:
    tried = coverage(knowledge())
    assert tried.specs >= 200_000
    assert [str(problem) for problem in (*lint(knowledge(), tried.wins), *tried.problems(knowledge()))] == []


def test_lint_finds_what_no_single_file_can_tell() -> None:
    known = small("""
    store:
      HEAD
      options:
        a:
          name: A
          requires: {corpus.items < 1M: small}
          scores: {quality: "+3 good for {corpus.itms}"}
          adds: {components: [disk]}
        b: {name: B, requires: {corpus.items < 100k: smaller}, sources: [judgement]}
    """)
    found = {(problem.code, problem.text) for problem in lint(known, {("store", "a")})}
    assert {code for code, _ in found} >= {"K006", "K008", "K009", "K010", "K011", "K018"}
    assert ("K009", "no spec chooses store.b") in found
    assert ("K011", "nothing reads modality") in found
    assert ("K006", "store.a: unknown component disk") in found
    assert ("K006", "{corpus.itms} is unknown") in found


def test_lint_finds_sources_that_nothing_cites_or_that_support_nothing() -> None:
    """Sources count as cited by options, numbers, components, prices and comparisons."""
    known = small("""
    store:
      HEAD
      options:
        a: {name: A, sources: [judgement]}
    """)
    read, idle = (
        Source(id, "A text", "Somebody", "2020", "https://a.example", supports, True)
        for id, supports in (("judgement", ""), ("idle", "A claim"))
    )
    known = replace(known, sources={source.id: source for source in (read, idle)})
    found = {(problem.code, problem.text) for problem in lint(known, set()) if problem.code in ("K016", "K017")}
    assert found == {("K016", "nothing cites idle"), ("K017", "judgement does not say what it supports")}


def profile(priorities: str) -> Knowledge:
    text = f"cheap: {{name: cheap, says: it costs little, priorities: {priorities}}}"
    return knowledge_of([{"knowledge/profiles.yaml": text.encode(), "knowledge/priorities.yaml": PRIORITIES.encode()}])


def test_a_profile_names_criteria_that_exist() -> None:
    assert profile("{cost: 5}").profiles["cheap"].priorities == {"cost": 5}
    found = {(problem.code, problem.text) for problem in lint(profile("{cost: 5, qualty: 1}"))}
    assert ("K006", "cheap: unknown criterion qualty") in found


@pytest.mark.parametrize("priorities", ["{cost: 6}", "{cost: 2.5}", "{cost: much}", "{}", "dear"])
def test_a_profile_gives_whole_numbers_up_to_five(priorities: str) -> None:
    with pytest.raises(ProblemsFound, match="K003"):
        profile(priorities)
