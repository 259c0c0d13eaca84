"""What a document says first, and how it says it."""

import re
import textwrap
from pathlib import Path

import pytest

from designgen.catalog import Knowledge, knowledge_of, lint
from designgen.decisions import Flip, KnownFact
from designgen.decisions.model import Value
from designgen.design import Design, design_for
from designgen.document import cheat_sheet, design_pages
from designgen.document.blocks.climb import progression
from designgen.document.blocks.sizing import estimation, key_numbers, used
from designgen.document.blocks.talk import why_nots
from designgen.document.blocks.understanding import ask_first, questions, ranked
from designgen.document.draft import Draft, draft
from designgen.document.flips import flip_line, flip_lines
from designgen.document.links import Links
from designgen.document.path import path
from designgen.document.speech import keys, said
from designgen.document.templates import sentence_start
from designgen.document.wording import in_sentence
from tests.document.shop import FILES, design, spec
from tests.shipped import IDS, SPECS, each_spec
from tests.shipped import design as shipped

every_spec = each_spec("one")
DESIGNS = dict(zip(IDS, SPECS, strict=True))
SAY = "sections: [serving, indexes, latency, privacy, cost], say: [queue_kind, watch, index_kind]"


def drafted(made: Design) -> Draft:
    return draft(made, Links(made))


def changed(file: str, old: str, new: str) -> Knowledge:
    """The knowledge of the shop with one file rewritten."""
    files = {f"shop/{name}": textwrap.dedent(text).encode() for name, text in FILES.items()}
    assert old in files[f"shop/{file}"].decode()
    files[f"shop/{file}"] = files[f"shop/{file}"].decode().replace(old, new).encode()
    return knowledge_of([files])


def shop(file: str, old: str, new: str, facts: dict[str, Value] | None = None) -> Design:
    return design_for(spec(facts=facts), changed(file, old, new), "two")


def test_a_framework_says_which_decisions_speak_first() -> None:
    """In its order, without those that this design does not need."""
    made = drafted(shop("frameworks/two.yaml", "sections: [serving, indexes, latency, privacy, cost]", SAY))
    assert [one.id for one in said(made, made.framework.steps[1])] == ["watch", "index_kind"]


def test_without_a_word_of_the_framework_the_weightiest_speaks() -> None:
    made = drafted(design())
    assert [one.id for one in said(made, made.framework.steps[1])] == ["index_kind"]


def test_lint_names_a_decision_that_a_framework_speaks_of_and_nobody_defines() -> None:
    known = changed(
        "frameworks/two.yaml", "sections: [serving, indexes, latency, privacy, cost]", SAY.replace("watch", "watched")
    )
    assert any(one.code == "K006" and "two.build" in one.text and "watched" in one.text for one in lint(known))


@every_spec
def test_the_key_choices_hold_what_an_interviewer_waits_for(one: Path) -> None:
    """Objective, task, labels, loss where anything is trained, model, metric, serving, retraining, whatever else weighs more."""
    made = drafted(shipped(one))
    spoken = " ".join(told.id for told in keys(made, 16))
    taken = " ".join(id for id, known in made.design.decisions.items() if known.chosen)
    for wanted in (
        "objective_target",
        "task_type_",
        "label_source_",
        "loss_",
        "_family",
        "metrics_",
        "serving_mode",
        "retraining",
    ):
        assert wanted in spoken or (wanted == "loss_" and wanted not in taken), wanted


def test_key_choices_share_too_few_lines_by_the_minutes_of_their_steps() -> None:
    made = drafted(shipped(DESIGNS["ad-click-prediction"]))
    assert len(keys(made, 9)) == 9
    assert {told.decision.section for told in keys(made, 9)} >= {"objective", "family", "serving", "retraining"}


def test_a_number_counts_only_where_the_case_that_uses_it_holds() -> None:
    """A box may print one number in one design and another in the next."""
    cases = 'shows: {scale.items > 1B: "{index.bytes}", always: "{scale.items} items"}'
    checks = "holds: index.bytes <= 10 GB\n          value: index.bytes"
    for items, expected in ((5e6, []), (2e9, ["index.bytes"])):
        files = {
            **FILES,
            "components/online.yaml": FILES["components/online.yaml"].replace('shows: "{scale.items} items"', cases),
        }
        files["checks/size.yaml"] = FILES["checks/size.yaml"].replace(checks, "holds: scale.items <= 1T")
        files["checks/size.yaml"] = files["checks/size.yaml"].replace("{index.bytes} is", "it is")
        made = drafted(_of(files, {"scale.items": items}))
        assert [number.name for number in estimation(made)] == expected
        assert [number.name for number in used(made)] == ["index.bytes"]  # the index is chosen by it


def _of(files: dict[str, str], facts: dict[str, Value]) -> Design:
    known = knowledge_of([{f"shop/{name}": textwrap.dedent(text).encode() for name, text in files.items()}])
    return design_for(spec(facts=facts), known, "two")


def test_numbers_of_monitoring_are_not_to_be_remembered() -> None:
    """They are constants of a method and not of this design."""
    made = drafted(shipped(DESIGNS["street-view-blurring"]))
    names = {number.name for number in key_numbers(made, 20)}
    assert not any(name.startswith(("psi.", "rank.", "embeddings.", "ann.", "ab.")) for name in names), names


def line(fact: str, value: Value, shown: str, facts: dict[str, Value] | None = None) -> str:
    return flip_line([Flip(fact, value, shown, "scan", "full scan")], design(facts=facts)).says


def test_a_flip_says_whether_the_round_number_itself_is_beyond_the_border() -> None:
    assert line("latency.p99", 0.2, "200 ms") == "time limit from 200 ms on (now 100 ms)"
    assert line("latency.p99", 0.2 * (1 + 5e-10), "200 ms") == "time limit above 200 ms (now 100 ms)"
    assert line("latency.p99", 0.05, "50 ms") == "time limit down to 50 ms (now 100 ms)"
    assert line("latency.p99", 0.05 * (1 - 5e-10), "50 ms") == "time limit below 50 ms (now 100 ms)"


def test_a_flip_beside_the_value_of_today_is_not_printed_as_that_value() -> None:
    assert line("latency.p99", 0.1 * (1 + 5e-10), "100 ms") == "time limit just above 100 ms (now 100 ms)"
    assert line("scale.items", 4.998e6, "5 M") == "items down to 4.99 M (now 5 M)"


def test_a_count_is_whole() -> None:
    assert line("scale.items", 2400.4, "2,400") == "items down to 2,400 (now 5 M)"
    assert line("scale.items", 12.3, "12.3") == "items down to 12 (now 5 M)"


def test_a_flip_asks_in_a_sentence() -> None:
    """Numbers rise and fall, words are; a priority matters more or less."""
    made = design()
    flips = [
        Flip("scale.items", 1e6, "1 M", "scan", "full scan"),
        Flip("scale.items", 9e6 * (1 + 5e-10), "9 M", "hash", "hash table"),
        Flip("scale.items", 5e6 * (1 + 5e-10), "5 M", "hash", "hash table"),
        Flip("priorities.cost", 4, "4", "scan", "full scan"),
    ]
    assert [flip_line([flip], made).asks for flip in flips] == [
        "What if items fell to 1 M (now 5 M)?",
        "What if items rose above 9 M (now 5 M)?",
        "What if items rose just above 5 M (now 5 M)?",
        "What if cost mattered more (4 instead of 2)?",
    ]


def test_only_a_near_number_is_a_credible_exception() -> None:
    """Within three orders of magnitude; a switch is likely but is not what a table shows under `Unless`."""
    flips = [
        Flip("waits", False, "no", "hash", "hash table"),
        Flip("scale.items", 10.0, "10", "scan", "full scan"),
        Flip("scale.items", 1e6, "1 M", "scan", "full scan"),
    ]
    lines = flip_lines(flips, design())
    assert [(one.at, one.credible, one.likely) for one in lines] == [
        ("down to 1 M", True, True), ("no", False, True), ("down to 10", False, False),
    ]  # fmt: skip


@every_spec
def test_no_document_tells_more_than_a_few_flips_of_a_decision(one: Path) -> None:
    """None of them is the year, and those of another problem stand apart."""
    for told in drafted(shipped(one)).decided():
        assert len(told.nearby) <= 5
        assert len({flip.to for flip in told.nearby}) == len(told.nearby)
        assert all(flip.fact != "year" for flip in told.flips)
        assert not any(flip.fact == "problem.output" for flip in told.nearby)


@pytest.mark.slow
def test_money_that_nobody_named_is_not_a_price_of_nothing() -> None:
    made = shipped(DESIGNS["street-view-blurring"])
    assert isinstance(made.facts["team.budget"], KnownFact)
    assert "| not stated *(assumed)* |" in design_pages(made)["street-view-blurring/1-clarify.md"]


@every_spec
def test_the_questions_that_change_most_come_first(one: Path) -> None:
    """At most twelve: assumptions whose other answers change something, heaviest first, then what is given."""
    made = drafted(shipped(one))
    first = questions(made)["first"]
    assert len(first) <= 12
    assert [ask.assumed for ask in first[:3]] == [True] * 3
    assert all(ask.flips or ask.because for ask in first)
    weights = [ask.question.weight for ask in first if ask.question]
    assert weights == sorted(weights, reverse=True)
    assert all(ask.because and ask.because != ask.fact.why for ask in first if ask.assumed)
    assert ask_first(ranked(made), 6, 4) != ask_first(ranked(made), 6, 0)


def test_questions_differ_between_problems() -> None:
    made = [drafted(shipped(DESIGNS[name])) for name in ("street-view-blurring", "ad-click-prediction")]
    first, second = ({ask.fact.id for ask in ranked(one)} for one in made)
    assert first - second
    assert second - first


def test_why_not_weighs_in_whole_sentences() -> None:
    """For, against, and the choice; nothing is glued from clauses."""
    answers = [one.answer for path in SPECS[:3] for one in why_nots(drafted(shipped(path)))]
    assert answers
    for answer in answers:
        assert re.fullmatch(r"In its favour: .+\.( Against it: .+\.)? Chosen instead: .+, because .+", answer), answer


@every_spec
def test_rivals_of_a_model_differ_from_it_in_something_said(one: Path) -> None:
    """What speaks for the choice is told once and not repeated for each rival."""
    for climbs in progression(drafted(shipped(one))):
        told = [difference.choice for climb in climbs for difference in (*climb.better, *climb.worse) if difference.choice]
        assert len(told) == len(set(told))
        assert all(climb.worse for climb in climbs if climb.rival.behind_by)


def walk(name: str) -> list[str]:
    return [stop[0].id for stop in path(drafted(shipped(DESIGNS[name])), 9)]


def test_where_nobody_waits_the_walk_goes_from_the_source_to_the_action() -> None:
    assert walk("street-view-blurring")[:4] == ["media_store", "data_lake", "batch_scorer", "model_server_gpu"]
    found = walk("harmful-content-detection")
    assert found[:1] == ["client_app"]
    places = [found.index(name) for name in ("client_app", "event_bus", "stream_scorer", "decision_engine", "action_executor")]
    assert places == sorted(places)


@every_spec
def test_a_walk_fits_on_a_whiteboard(one: Path) -> None:
    assert 4 <= len(path(drafted(shipped(one)), 9)) <= 9


@pytest.mark.slow
def test_stages_side_by_side_are_one_stop() -> None:
    """The slowest of them counts, but all of them are drawn."""
    assert re.search(r"\*\*Vector search\*\*[^→]* ∥ \*\*Keyword search\*\*", cheat_sheet(shipped(DESIGNS["video-search"])))


def test_capitals_of_a_name_are_its_own() -> None:
    """A heading does not turn mAP into MAP, and a sentence does not turn API into aPI."""
    words = ("mAP@k", "nDCG@k", "p99 of the path", "log loss", "ROC-AUC")
    assert [sentence_start(text) for text in words] == ["mAP@k", "nDCG@k", "p99 of the path", "Log loss", "ROC-AUC"]
    titles = ("API contract", "Label delay", "p99 latency target", "A/B test", "A list is asked for", "ML task")
    assert [in_sentence(text) for text in titles] == [
        "API contract", "label delay", "p99 latency target", "A/B test", "a list is asked for", "ML task",
    ]  # fmt: skip
