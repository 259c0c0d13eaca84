"""The talk track: what is said aloud is grammatical, short enough, and of this design."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from designgen.design import Design, design_for
from designgen.document import design_pages, document, talk_track
from designgen.document.draft import Draft, draft
from designgen.document.links import Links
from designgen.document.talk import Talk, spoken, talk_of
from designgen.document.talk.aloud import aloud, words
from designgen.document.talk.clauses import because, kind
from designgen.spec import load_spec
from tests import shipped
from tests.document.shop import design as shop

PATHS = {path.stem: path for path in shipped.SPECS}


@cache
def drafted(path: Path) -> Draft:
    design = shipped.design(path)
    return draft(design, Links(design))


@cache
def talk(path: Path) -> Talk:
    return talk_of(drafted(path))


def talk_about(design: Design) -> Talk:
    return talk_of(draft(design, Links(design)))


def test_no_question_has_an_aside() -> None:
    asked = [line.text for turn in talk(PATHS["rag-assistant"]).turns for line in turn.lines if line.kind == "ask"]
    assert len(asked) > 5 and not [text for text in asked if "(" in text.split("?")[0]]


def brief_text(told: Talk) -> str:
    return " ".join(line.text for turn in told.brief for line in turn.lines)


def full_text(told: Talk) -> str:
    return " ".join(line.text for turn in told.turns for line in turn.lines)


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
def test_the_lines_of_a_sheet_are_few_short_and_in_the_first_person(path: Path) -> None:
    """At most three lines a step, of at most 25 words, each a sentence without holes."""
    made = drafted(path)
    for step in made.framework.steps:
        lines = spoken(made, step)
        assert 1 <= len(lines) <= 3, step.id
        for line in lines:
            assert words(line) <= 25 and line[-1] in ".?!" and "{" not in line, line
        assert any("I'd" in line for line in lines), lines


@shipped.each_spec()
def test_two_minutes_hold_the_whole_talk_in_the_first_person(path: Path) -> None:
    """250 to 320 words; a paragraph a step, each with an I; load, path and bill are in it."""
    told, design = talk(path), shipped.design(path)
    assert 250 <= told.brief_words <= 320
    for turn in told.brief:
        assert re.search(r"\bI\b", " ".join(line.text for line in turn.lines)), turn.step.id
    text = brief_text(told)
    assert "a month" in text
    assert any(aloud(design.say(load)).split()[0] in text for load in ("{qps.peak}", "{scale.requests}"))
    assert not design.latency or not design.latency.stages or "The path takes" in text


@shipped.each_spec()
def test_the_talk_can_be_read_aloud(path: Path) -> None:
    """No hole, no doubled word, no doubled sign, no `because because`, no aside within an aside; each line is a sentence."""
    for line in (line for turn in (*talk(path).turns, *talk(path).brief) for line in turn.lines):
        assert "{" not in line.text, line
        assert not re.search(r"\b(\w+) \1\b(?! of)", line.text.lower()), line
        assert not re.search(r"[,;:.] ?[,;:.](?!\.)|\(\)|because because", line.text), line
        assert not re.search(r"\([^)]*\(", line.text), line
        assert line.text[0].isupper() or line.text[0] in "“‘" or line.text[0].isdigit() or line.text.startswith("mAP"), line
        assert line.text[-1] in ".?!”", line


@shipped.each_spec()
def test_the_minutes_of_the_steps_add_up(path: Path) -> None:
    """Each step starts where the one before ends, opens, and hands over with a question."""
    told, framework = talk(path), drafted(path).framework
    assert told.minutes == sum(step.minutes for step in framework.steps)
    starts = [turn.start for turn in told.turns]
    assert starts == [sum(step.minutes for step in framework.steps[:place]) for place in range(len(framework.steps))]
    for turn in told.turns:
        assert turn.lines[0].kind == "open"
        assert turn.lines[-1].kind == "check in" and turn.lines[-1].text.endswith("?")
        assert any(line.kind == "propose" for line in turn.lines), turn.step.id


@pytest.mark.slow
def test_two_designs_share_a_paragraph_only_with_its_cause() -> None:
    """The same words stand on the same decision, choice, reasons and numbers; no paragraph is in all of them."""
    causes: dict[str, set[tuple[str, ...]]] = {}
    count: dict[str, int] = {}
    for path in shipped.SPECS:
        lines = [line for turn in talk(path).turns for line in turn.lines]
        for line in lines:
            assert line.cause, line
            causes.setdefault(line.text, set()).add(line.cause)
        for text in {line.text for line in lines}:
            count[text] = count.get(text, 0) + 1
    assert not {text: found for text, found in causes.items() if len(found) > 1}
    assert max(count.values()) < len(shipped.SPECS)


def test_a_broken_budget_is_owned_up_to() -> None:
    """In full with what to try first, and in two minutes."""
    path = PATHS["visual-search"]
    broken = [one for one in shipped.design(path).findings if one.status == "broken" and one.severity in ("error", "warning")]
    told = [line for turn in talk(path).turns for line in turn.lines if line.kind == "own up"]
    assert len(told) == len(broken) > 1
    assert all("doesn't hold yet" in line.text and "What I'd try first" in line.text for line in told)
    assert f"{len(broken) - 1} more of my checks don't hold" in brief_text(talk(path))


def changed(name: str, **overrides: str) -> Design:
    """A shipped spec with values set, without searching flips anew."""
    known = shipped.knowledge()
    spec = load_spec(PATHS[name], known)
    return design_for(replace(spec, choose={**spec.choose, **overrides}), known, flips_of=lambda *_: {})


def test_a_pinned_choice_is_said_to_be_pinned() -> None:
    """With what would have been chosen, and what that costs."""
    told = talk_about(changed("rag-assistant", ann_index="hnsw"))
    assert "This one is pinned by the spec, not by me: I'd search the vectors with an HNSW graph." in full_text(told)
    assert "Left to myself, I'd search the vectors with a graph on SSD" in full_text(told)
    assert "The spec, not I, settles this: I'd search the vectors with an HNSW graph." in brief_text(told) or (
        "pinned by the spec" in brief_text(told)
    )


def test_a_missed_deadline_is_said_with_its_distance() -> None:
    """A path that is too slow is no footnote."""
    design = shipped.design(PATHS["rag-assistant"])
    assert design.latency
    late = replace(design, latency=replace(design.latency, target=0.5))
    assert "so I miss the target by 114 milliseconds" in full_text(talk_about(late)).lower().replace("so i", "so I")
    assert "so I miss it by 114 milliseconds" in brief_text(talk_about(late))


def test_other_frameworks_are_walked_in_their_own_order() -> None:
    """Six steps have words of their own; a framework without any says its goals."""
    design = replace(shipped.design(PATHS["ad-click-prediction"]), framework="six_steps")
    told = talk_about(design)
    assert [turn.step.id for turn in told.turns][2] == "architecture"
    assert 250 <= told.brief_words <= 320
    assert "With the target clear I draw the whole before its parts" in full_text(told)
    small = shop()
    mute = talk_about(small)
    assert [turn.step.id for turn in mute.turns] == [step.id for step in small.knowledge.frameworks[small.framework].steps]
    assert all(turn.lines[0].text.startswith("Next comes this: ") for turn in mute.turns)


@pytest.mark.parametrize("title", ["<script>alert(1)</script> # {#x} " + "x" * 200, "电影 🎬 שלום", "*a* | `b` {{7*7}}"])
def test_a_hostile_title_stays_text(title: str) -> None:
    """It stands in the heading only, and is escaped there."""
    small = shop()
    page = talk_track(replace(small, spec=replace(small.spec, title=title)))
    assert "<script" not in page and "{{7" not in page
    assert page.startswith("# Talk track: ")
    assert page.count("电影") == ("电影" in title)


def test_the_talk_is_a_page_of_the_site_and_not_of_the_one_file() -> None:
    """It stands after the cheat sheet, and the overview leads to it."""
    small = shop()
    pages = list(design_pages(small))
    assert pages.index(f"{small.spec.id}/talk.md") == pages.index(f"{small.spec.id}/cheat-sheet.md") + 1
    assert "[Talk track](talk.md#talk-track)" in design_pages(small)[f"{small.spec.id}/index.md"]
    assert "Talk track" not in document(small)
