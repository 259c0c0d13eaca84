"""The talk track: what is said aloud is grammatical, short enough, and of this design."""

import pytest

from designgen.document.draft import Draft, draft
from designgen.document.links import Links
from designgen.document.talk import spoken
from designgen.document.talk.aloud import aloud, words
from designgen.document.talk.clauses import because, kind
from tests import shipped


def drafted(path) -> Draft:  # type: ignore[no-untyped-def]
    design = shipped.design(path)
    return draft(design, Links(design))


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("recall is 100 % by construction", "clause"),
        ("labels exist for items", "clause"),
        ("the part of the history that resembles this candidate decides", "clause"),
        ("starts from what millions of examples taught", "predicate"),
        ("two properties that people agree on, and that can be judged one by one", "words"),
        ("no price per call, and little or no training", "words"),
        ("a proper score – its minimum is known", "words"),
    ],
)
def test_a_reason_is_told_apart_as_clause_predicate_or_mere_words(reason: str, expected: str) -> None:
    """Only a clause may follow `because`."""
    assert kind(reason) == expected


def test_a_clause_follows_because_and_words_a_colon() -> None:
    """`it` stands for the choice where a reason has no subject."""
    assert because(["data stay in our systems", "learns fast"]) == ", because data stay in our systems, and it learns fast"
    assert because(["learns within minutes", "one pass"]) == ", because it learns within minutes"
    assert because(["one pass", "every platform has it"]) == ": one pass, and every platform has it"
    assert because([]) == ""


def test_numbers_are_read_out_as_one_says_them() -> None:
    """Rates, sizes, times and signs; bytes and per cent stay."""
    assert aloud("926 k/s and 5/day within 2.5 s") == "926 thousand a second and 5 a day within 2.5 seconds"
    assert aloud("$1.68 M for 4 TB, 1 ms, 60 %") == "$1.68 million for 4 TB, 1 millisecond, 60 %"
    assert aloud("463 k/s × 2") == "463 thousand a second times 2"
    assert aloud("5 min at p99 (3 Mb)") == "5 minutes at p99 (3 Mb)"


@shipped.each_spec()
def test_the_lines_of_a_sheet_are_few_short_and_in_the_first_person(path) -> None:  # type: ignore[no-untyped-def]
    """At most three lines a step, of at most 25 words, each a sentence without holes."""
    made = drafted(path)
    for step in made.framework.steps:
        lines = spoken(made, step)
        assert 1 <= len(lines) <= 3, step.id
        for line in lines:
            assert words(line) <= 25 and line[-1] in ".?!" and "{" not in line, line
        assert any("I'd" in line for line in lines), lines
