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


ROWS = "[{plane: online, label: L, boxes: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]}]"


def problems_of(view: str, **given: str) -> list[str]:
    """What is wrong with a pack of one view, `KEY: VALUE` lines besides a name, a sentence and three boxes."""
    fields = {"name": "T", "says": "S", "rows": ROWS} | given
    text = "v:\n" + "".join(f"  {key}: {value}\n" for key, value in fields.items()) + view
    try:
        knowledge_of([{"knowledge/priorities.yaml": PRIORITIES.encode()}, {"pack/views/v.yaml": text.encode()}])
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


def test_a_view_of_three_boxes_has_nothing_wrong() -> None:
    assert problems_of("  most: 3\n  hide: [a -> b]\n  flows: {b -> c: {label: on}}\n") == []


def test_a_box_of_a_view_is_there_once() -> None:
    rows = "[{plane: online, boxes: [{id: a, name: A}, b, {id: a, name: Z}, c]}]"
    (found,) = problems_of("", rows=rows)
    assert found.startswith("pack/views/v.yaml:4:60: K005 v: the box a is there twice")
    assert "hint: it is there 2 times" in found


@pytest.mark.parametrize("rows", ["[]", "[{plane: online}]", "[{plane: online, boxes: []}, {plane: online, boxes: [a, b, c]}]"])
def test_a_sequence_begins_with_its_caller(rows: str) -> None:
    (found,) = problems_of("  form: sequence\n", rows=rows)
    assert "pack/views/v.yaml:4:3: K003 v: rows of a sequence must begin with a box" in found


@pytest.mark.parametrize(("plane", "hint"), [("onlin", "did you mean online?"), ("'x\" onload=1'", "planes are client, edge")])
def test_a_row_lies_in_a_plane(plane: str, hint: str) -> None:
    (found,) = problems_of("", rows=f"[{{plane: {plane}, boxes: [a, b, c]}}]")
    assert found.startswith("pack/views/v.yaml:4:18: K003 v: ")
    assert f"hint: {hint}" in found


@pytest.mark.parametrize("most", ["2", "0", "-3", "21", "500"])
def test_a_view_shows_three_to_twenty_boxes_at_most(most: str) -> None:
    (found,) = problems_of(f"  most: {most}\n")
    assert "pack/views/v.yaml:5:3: K003 v: most must be from 3 to 20" in found


@pytest.mark.parametrize("key", ["hide: [a -> bb]", "flows: {a -> bb: {label: x}}"])
def test_an_arrow_of_a_view_runs_between_its_boxes(key: str) -> None:
    (found,) = problems_of(f"  {key}\n")
    assert found.startswith("pack/views/v.yaml:5:")
    assert "K006 v: a -> bb: no box of this view is called bb" in found


def test_an_arrow_is_told_to_name_the_box_and_not_a_part_of_it() -> None:
    rows = "[{plane: online, boxes: [{id: both, name: Both, merges: [one, two]}, b, c]}]"
    (found,) = problems_of("  hide: [one -> b]\n", rows=rows)
    assert "hint: here it is a part of the box both" in found


def test_what_is_hidden_is_an_arrow() -> None:
    (found,) = problems_of("  hide: [a]\n")
    assert "pack/views/v.yaml:5:10: K003 v: a is no arrow\n  hint: an arrow is `a -> b`" in found


@pytest.mark.parametrize("boxes", ["a", "[[a], b, c]"])
def test_the_boxes_of_a_row_are_ids_and_tables(boxes: str) -> None:
    (found,) = problems_of("", rows=f"[{{plane: online, boxes: {boxes}}}]")
    assert "K003 v: boxes must" in found


@pytest.mark.parametrize(
    "given",
    [
        {"name": "'The {no.such}'"},
        {"says": "'It says {no.such}.'"},
        {"rows": "[{plane: online, label: 'L {no.such}', boxes: [a, b, c]}]"},
        {"rows": "[{plane: online, boxes: [{id: a, name: A, number: '{no.such}'}, b, c]}]"},
    ],
)
def test_a_text_of_a_view_names_what_there_is(given: dict[str, str]) -> None:
    (found,) = problems_of("", **given)
    assert found.startswith("pack/views/v.yaml:")
    assert ": K006 {no.such} is unknown" in found
    assert not found.startswith("pack/views/v.yaml:1:")


def signals(text: str) -> Knowledge:
    return knowledge_of([{"knowledge/signals.yaml": text.encode(), "knowledge/priorities.yaml": PRIORITIES.encode()}])


def test_a_signal_names_sections_and_decisions_that_exist_and_counts_each_once() -> None:
    found = [
        (problem.code, problem.text)
        for problem in lint(
            signals("one: {name: one, asks: A?, sections: [a], decisions: [b]}\ntwo: {name: two, asks: B?, sections: [a]}")
        )
    ]
    assert ("K006", "one: unknown section a") in found
    assert ("K006", "one: unknown decision b") in found
    assert ("K022", "two: the section a counts for one already") in found


def test_a_signal_shows_what_we_can_tell() -> None:
    with pytest.raises(ProblemsFound, match="clock"):
        signals("one: {name: one, asks: A?, shows: [clocks]}")
