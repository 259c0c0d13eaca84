"""Cards: enough of each kind, no two that ask the same, short answers, and pictures that keep their secret."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from designgen.design import design_for
from designgen.spec import load_spec
from designgen.study.cards import KINDS, Card, cards_of, framework_cards
from designgen.study.cards.model import MOST_WORDS
from tests.shipped import SPECS, design, each_spec, knowledge

LEAST, MOST = 40, 95
AD = next(path for path in SPECS if path.stem == "ad-click-prediction")
FRAMEWORK = "seven_steps"
NOT_EACH = {"framework"}


@cache
def cards(path: Path) -> tuple[Card, ...]:
    return cards_of(design(path))


def normal(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def core(card: Card) -> str:
    """What the answer says first."""
    return re.split(r"[.:=] |, (?:and|then) | = ", card.back)[0].strip(". ")


@each_spec()
def test_a_design_has_enough_cards_of_every_kind(path: Path) -> None:
    kinds = Counter(card.kind for card in cards(path))
    assert LEAST <= sum(kinds.values()) <= MOST
    assert sum(not card.shared for card in cards(path)) >= LEAST
    assert set(kinds) == set(KINDS) - NOT_EACH
    assert min(kinds.values()) >= 3


@each_spec()
def test_no_two_cards_ask_the_same(path: Path) -> None:
    fronts = Counter(normal(card.front) for card in (*cards(path), *framework_cards(knowledge(), FRAMEWORK)))
    guids = Counter(card.guid for card in (*cards(path), *framework_cards(knowledge(), FRAMEWORK)))
    assert {front: times for front, times in fronts.items() if times > 1} == {}
    assert max(guids.values()) == 1


@each_spec()
def test_every_answer_is_short_whole_and_not_in_its_question(path: Path) -> None:
    for card in (*cards(path), *framework_cards(knowledge(), FRAMEWORK)):
        asked = normal(f"{card.front} {card.given}")
        assert 0 < len(card.back.split()) <= MOST_WORDS, card
        assert card.back[-1] in ".!?" and "…" not in card.back, card
        assert not re.search(r"\{[a-z_.]+\}", card.front + card.back + card.given), card
        assert len(normal(core(card)).split()) < 2 or f" {normal(core(card))} " not in f" {asked} ", card


@each_spec()
def test_every_card_belongs_to_a_step_and_leads_somewhere(path: Path) -> None:
    steps = {step.id for step in knowledge().frameworks[FRAMEWORK].steps}
    for card in cards(path):
        assert card.step in steps
        assert re.fullmatch(rf"{'reference' if card.shared else path.stem}(/[\w-]+)+\.html#[\w-]+", card.link)


@each_spec()
def test_a_picture_does_not_tell_which_box_is_hidden(path: Path) -> None:
    for card in cards(path):
        if card.kind != "picture":
            assert not card.picture and not card.shown
            continue
        name, id = core(card), card.about.partition(".")[2]
        assert name.lower() not in card.picture.lower() and f'"{id}"' not in card.picture
        assert ">?<" in card.picture and "href" not in card.picture
        assert normal(name) in normal(" ".join(re.findall(r">([^<]+)<", card.shown)))
        assert re.search(r'viewBox="[^"]+"', card.picture)[0] == re.search(r'viewBox="[^"]+"', card.shown)[0]  # type: ignore[index]


def test_a_renamed_or_resized_problem_keeps_the_ids_of_its_cards() -> None:
    known = knowledge()
    spec = load_spec(AD, known)
    other = replace(spec, title="Clicks, renamed", facts={**spec.facts, "scale.daily_users": 900e6})
    old = {(card.kind, card.about): card for card in cards(AD)}
    new = {(card.kind, card.about): card for card in cards_of(design_for(other, known))}
    shared = old.keys() & new.keys()
    assert len(shared) > LEAST
    assert all(old[one].guid == new[one].guid for one in shared)
    assert any(old[one].back != new[one].back for one in shared)
    assert replace(spec, id="another").id not in {card.guid for card in old.values()}


def test_two_designs_share_what_holds_for_both_and_the_framework_is_asked_once() -> None:
    first, second = (cards(next(path for path in SPECS if path.stem == id)) for id in ("ad-click-prediction", "rag-assistant"))
    both = {card.guid: card for card in first if card.guid in {card.guid for card in second}}
    assert both and all(card.shared and card in second for card in both.values())
    framework = framework_cards(knowledge(), FRAMEWORK)
    assert len(framework) > 15 and all(card.kind == "framework" for card in framework)


@pytest.mark.slow
def test_a_shared_card_says_the_same_whichever_design_makes_it() -> None:
    found: dict[str, set[Card]] = {}
    for card in (card for path in SPECS for card in cards(path) if card.shared):
        found.setdefault(card.guid, set()).add(card)
    assert {guid: made for guid, made in found.items() if len(made) > 1} == {}


def test_another_framework_sorts_the_same_cards_into_its_steps() -> None:
    known = knowledge()
    made = cards_of(design_for(load_spec(AD, known), known, "six_steps", lambda *_: {}))
    assert {card.step for card in made} <= {step.id for step in known.frameworks["six_steps"].steps}
    assert {card.guid for card in made} & {card.guid for card in cards(AD)}


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "x" * 200, "推薦系統 🎯", "{{c1::x}} [sound:a.mp3] \\(x\\)"])
def test_a_hostile_title_changes_no_question(title: str) -> None:
    known = knowledge()
    other = replace(load_spec(AD, known), title=title)
    made = cards_of(design_for(other, known, flips_of=lambda *_: {}))
    kept = {card.guid: card.front for card in cards(AD)}
    assert all(kept[card.guid] == card.front for card in made if card.guid in kept)
    assert not any("<script>" in card.picture + card.shown for card in made)


@each_spec()
def test_a_rival_is_asked_beside_what_it_lost_to(path: Path) -> None:
    for card in cards(path):
        if card.kind == "trade-off":
            assert re.fullmatch(r"[^:]+: .+\. Why not .+\?", card.front), card


@each_spec()
def test_every_question_about_a_choice_tells_under_which_circumstances(path: Path) -> None:
    for card in cards(path):
        if card.kind in ("decision", "flip", "trade-off"):
            assert card.given or "(now " in card.front, card
            assert "somebody waits for it; somebody waits" not in card.given, card


@each_spec()
def test_the_two_slowest_stages_are_not_left_to_look_slower_than_the_whole(path: Path) -> None:
    latency = design(path).latency
    found = [card for card in cards(path) if card.about == "path.p99"]
    if latency and found:
        two = sum(sorted((stage.p99 for stage in latency.stages), reverse=True)[:2])
        assert ("Less than both together" in found[0].back) == (two > latency.p99)


@each_spec()
def test_a_choice_of_words_that_follows_from_another_is_no_question(path: Path) -> None:
    assert not {card.about for card in cards(path)} & {"optimiser.data.features", "pretrained.data.features"}
