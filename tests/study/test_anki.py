"""Decks for Anki, held against the official library: what an import, a second import and a changed spec do."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from designgen.cli.options import remembered_flips
from designgen.design import Design, design_for
from designgen.spec import load_spec
from designgen.study.cards import Deck, as_apkg, as_csv, as_markdown, decks_of
from tests.shipped import SPECS, design, knowledge

pytestmark = pytest.mark.slow
pytest.importorskip("anki")
FRAMEWORK, THEN, LATER = "seven_steps", 1_700_000_000, 1_700_000_060
AD, RAG = (next(path for path in SPECS if path.stem == id) for id in ("ad-click-prediction", "rag-assistant"))
HOSTILE = "<script>alert(1)</script> [sound:a.mp3] {{c1::x}} \\(x\\) A::B [latex]x[/latex]"


@cache
def decks(path: Path = AD) -> tuple[Deck, ...]:
    return decks_of([design(path)], knowledge(), FRAMEWORK)


@cache
def changed() -> tuple[Deck, ...]:
    """The decks of the same spec at another size."""
    spec = load_spec(AD, knowledge(), ("scale.daily_users=90M",))
    return decks_of([design_for(spec, knowledge(), flips_of=remembered_flips)], knowledge(), FRAMEWORK)


@cache
def imported() -> bytes:
    """The package that most collections have."""
    return as_apkg(decks(), THEN)


def called(title: str) -> Design:
    return replace(design(AD), spec=replace(design(AD).spec, title=title))


class Anki:
    """A collection of the official library."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        self.folder, self.all = folder, Collection(str(folder / "collection.anki2"))

    def take(self, package: bytes) -> tuple[int, int]:
        """Imports a package as the default settings do; how many notes are new and how many changed."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        file = self.folder / "deck.apkg"
        file.write_bytes(package)
        request = ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
        log = self.all.import_anki_package(request).log
        assert not log.conflicting and not log.empty_first_field and not log.missing_notetype
        return len(log.new), len(log.updated)

    def notes(self) -> dict[str, list[str]]:
        found = [self.all.get_note(id) for id in self.all.find_notes("")]
        return {note.guid: list(note.fields) for note in found}

    def review(self, card: Any) -> None:
        """Answers a card as good."""
        from anki.scheduler.v3 import CardAnswer, Scheduler

        scheduler = self.all.sched
        assert isinstance(scheduler, Scheduler)
        card.start_timer()
        states = self.all._backend.get_scheduling_states(card.id)
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=CardAnswer.GOOD))

    def card(self, guid: str) -> Any:
        (id,) = (id for id in self.all.find_notes("") if self.all.get_note(id).guid == guid)
        (card,) = self.all.get_note(id).cards()
        return card


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    made = Anki(tmp_path)
    yield made
    made.all.close()


def count(made: tuple[Deck, ...]) -> int:
    return sum(len(deck.cards) for deck in made)


def test_a_second_import_adds_nothing_and_changes_nothing(anki: Anki) -> None:
    package = imported()
    assert anki.take(package) == (count(decks()), 0)
    before = anki.notes()
    assert anki.take(package) == (0, 0)
    assert anki.notes() == before
    assert {one.name for one in anki.all.decks.all_names_and_ids()} >= {"designgen::Ad click prediction", "designgen::Framework"}


def test_a_changed_spec_updates_the_cards_and_keeps_their_schedule(anki: Anki) -> None:
    first = imported()
    second = as_apkg(changed(), THEN, first)
    old, new = ({card.guid: card for deck in made for card in deck.cards} for made in (decks(), changed()))
    differ = [guid for guid in old.keys() & new.keys() if old[guid].back != new[guid].back]
    anki.take(first)
    card = anki.card(differ[0])
    anki.review(card)
    reviewed = anki.card(differ[0])
    added, updated = anki.take(second)
    now = anki.card(differ[0])
    assert added == len(new.keys() - old.keys()) and updated >= len(differ) > 0
    assert new[differ[0]].back.split()[0] in now.note()["Back"]
    assert (now.reps, now.due, now.ivl, now.type, now.queue) == (1, reviewed.due, reviewed.ivl, reviewed.type, reviewed.queue)


def test_a_card_that_is_gone_stays_in_the_collection(anki: Anki) -> None:
    fewer = (replace(decks()[0], cards=decks()[0].cards[5:]), *decks()[1:])
    first = imported()
    anki.take(first)
    assert anki.take(as_apkg(fewer, LATER, first)) == (0, 0)
    assert len(anki.notes()) == count(decks())


def test_a_new_look_reaches_the_collection(anki: Anki, monkeypatch: pytest.MonkeyPatch) -> None:
    first = imported()
    anki.take(first)
    monkeypatch.setattr("designgen.study.cards.notes.stylesheet", lambda _: ".new-look {}")
    assert anki.take(as_apkg(decks(), THEN, first)) == (0, 0)
    look = anki.all.models.by_name("designgen")
    assert look and ".new-look {}" in look["css"]


def test_framework_cards_are_there_once_for_two_designs(anki: Anki) -> None:
    anki.take(as_apkg(decks(AD), THEN))
    known = {card.guid for deck in decks(AD) for card in deck.cards}
    fresh = sum(card.guid not in known for deck in decks(RAG) for card in deck.cards)
    assert anki.take(as_apkg(decks(RAG), THEN)) == (fresh, 0)
    assert fresh < count(decks(RAG)) - len(decks(RAG)[-1].cards)
    assert len(anki.all.find_notes("deck:designgen::Framework")) == len(decks(RAG)[-1].cards)


def test_a_new_title_adds_no_cards(anki: Anki) -> None:
    renamed = decks_of([called("Clicks")], knowledge(), FRAMEWORK)
    first = imported()
    anki.take(first)
    assert anki.take(as_apkg(renamed, THEN, first)) == (0, len(renamed[0].cards))
    assert {fields[1] for fields in anki.notes().values()} == {"Clicks", "General", "Framework"}


def test_a_newer_file_updates_without_the_old_deck(anki: Anki) -> None:
    anki.take(imported())
    added, updated = anki.take(as_apkg(changed(), LATER))
    assert updated == count(changed()) - added


@pytest.mark.parametrize("title", [HOSTILE, "x" * 200, "推薦系統 🎯", "\u202eevil\u202c", ":: ::"])
def test_a_hostile_title_is_text_in_anki(anki: Anki, title: str) -> None:
    made = decks_of([called(title)], knowledge(), FRAMEWORK)
    assert anki.take(as_apkg(made, THEN)) == (count(made), 0)
    card = anki.card(made[0].cards[0].guid)
    question = card.question()
    assert "<script" not in question and "[sound" not in question and "[latex" not in question and "\\(" not in question
    assert card.question_av_tags() == [] and card.note().note_type()["name"] == "designgen"
    assert len(anki.all.decks.all_names_and_ids()) == 5


def test_pictures_and_dark_styling_reach_the_card(anki: Anki) -> None:
    anki.take(imported())
    picture = next(card for card in decks()[0].cards if card.picture)
    card = anki.card(picture.guid)
    assert "<svg" in card.question() and ">?<" in card.question() and picture.back.split(".")[0] in card.answer()
    assert ".nightMode" in card.question()
    assert all("designgen::" in tag for tag in card.note().tags)


def test_equal_cards_and_dates_are_equal_bytes() -> None:
    one = as_apkg(decks(), THEN)
    assert one == as_apkg(decks(), THEN) == as_apkg(decks(), LATER, one)
    assert as_apkg(decks(), LATER) != one


@pytest.mark.parametrize("spoil", [lambda _: b"no zip", lambda one: one[:-200], lambda one: one.replace(b"SQLite", b"SQLote")])
def test_what_is_no_deck_of_ours_is_replaced_as_if_it_were_not_there(spoil: Any) -> None:
    assert as_apkg(decks(), THEN, spoil(as_apkg(decks(), LATER))) == imported()


def test_csv_goes_into_anki_once(anki: Anki, tmp_path: Path) -> None:
    from anki.collection import ImportCsvRequest

    file = tmp_path / "cards.csv"
    file.write_bytes(as_csv(decks()).encode())
    basic = anki.all.models.by_name("Basic")
    assert basic
    for new in (sum(not card.picture for deck in decks() for card in deck.cards), 0):
        metadata = anki.all.get_csv_metadata(str(file), None)
        assert (metadata.guid_column, metadata.deck_column, metadata.tags_column, metadata.is_html) == (1, 2, 3, True)
        metadata.global_notetype.id = basic["id"]
        metadata.global_notetype.field_columns[:] = [4, 5]
        log = anki.all.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
        assert len(log.new) == new and not log.conflicting


def test_no_cell_of_the_csv_is_a_formula() -> None:
    card = replace(decks()[0].cards[0], front="=1+1", back="@SUM(A1)")
    rows = list(csv.reader(StringIO(as_csv((replace(decks()[0], cards=(card,)),)))))
    assert len(rows[-1]) == 5 and not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row)
    assert rows[-1][3].startswith("&#61;1+1")


def test_markdown_has_every_question_below_its_step() -> None:
    text = as_markdown(decks(), "https://example.org/site/")
    assert text.count("<details>") == text.count("</details>") == sum(not card.picture for deck in decks() for card in deck.cards)
    assert "## Clarify requirements" in text and "](https://example.org/site/ad-click-prediction/" in text
