"""Options and components explain themselves, or lint says which does not."""

from dataclasses import replace

import pytest

from designgen.catalog.explained import (
    every_component_explains_itself,
    every_option_explains_itself,
    every_spoken_clause_can_be_said,
    sentences,
)
from tests.shipped import knowledge as shipped
from tests.small import knowledge as small


def test_a_sentence_ends_at_a_stop_before_a_space_or_the_end() -> None:
    assert sentences('It takes 1.5 ms. Is that much? "No." That (see above.) is all') == 4


def test_an_option_needs_three_sentences_and_a_case_against_it() -> None:
    known = small("""
    store:
      HEAD
      options:
        a: {name: A, sources: [judgement], works: [It reads., It writes. It fails.], avoid_when: nothing is stored}
        b: {name: B, sources: [judgement], works: It reads. It writes.}
    """)
    assert [problem.text for problem in every_option_explains_itself(known)] == [
        "store.b has too little in works, sentences: 2",
        "store.b does not say when to avoid it",
    ]


def test_what_merely_holds_cannot_be_avoided() -> None:
    known = small("""
    store:
      HEAD
      states: true
      options:
        a: {name: A, sources: [judgement], works: It holds. It follows. It ends.}
    """)
    assert not list(every_option_explains_itself(known))


def test_a_component_has_two_to_five_sentences_and_a_case_against_it() -> None:
    known = shipped()
    cache = known.components["result_cache"]
    for works, avoided, found in (
        ("It keeps answers. It saves time.", "answers differ", []),
        ("It keeps answers.", "answers differ", ["result_cache has too little or too much in works, sentences: 1"]),
        ("It keeps. " * 6, "answers differ", ["result_cache has too little or too much in works, sentences: 6"]),
        ("It keeps answers. It saves time.", "", ["result_cache does not say when to leave it out"]),
    ):
        one = replace(known, components={"result_cache": replace(cache, works=works, avoid_when=avoided)})
        assert [problem.text for problem in every_component_explains_itself(one)] == found


def test_a_component_says_how_it_fails() -> None:
    known = shipped()
    cache = replace(known.components["result_cache"], fails=None)
    one = replace(known, components={"result_cache": cache})
    assert [problem.text for problem in every_component_explains_itself(one)] == ["result_cache does not say how it fails"]


@pytest.mark.parametrize(
    ("decision", "option", "found"),
    [
        ("I'd search with {choice}", "an exact scan", []),
        ("I'd search the vectors", "", ["ann_index: spoken does not fit"]),
        ("I'd search with {choice} at {qps.peak}", "", ["ann_index: spoken does not fit"]),
        ("I'd search with {choice}.", "", ["ann_index: spoken ends a sentence"]),
        ("I'd search with {choice}", "I'd scan {choice}", ["ann_index.exact: spoken does not fit"]),
    ],
)
def test_a_clause_to_say_has_its_choice_and_no_full_stop(decision: str, option: str, found: list[str]) -> None:
    """A reason follows it, so it may not end; numbers come from the reason."""
    known = shipped().decisions["ann_index"]
    exact = replace(known.options["exact"], spoken=option)
    changed = replace(known, spoken=decision, options={"exact": exact})
    told = every_spoken_clause_can_be_said(replace(shipped(), decisions={"ann_index": changed}))
    assert [problem.text for problem in told] == found
