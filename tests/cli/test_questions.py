"""What to ask first, how firmly a choice stands, and what mends a check, on the command line."""

import json

from tests.cli.run import run
from tests.shipped import SPECS, design

PATH = next(path for path in SPECS if path.stem == "visual-search")
TIGHT = ("--set", "latency.p99=30ms")


def test_questions_are_numbered_with_their_assumption_and_reason() -> None:
    told = run("questions", PATH, "--top", "3").stdout
    assert [line[:2] for line in told.splitlines() if line[:1].isdigit()][:3] == ["1.", "2.", "3."]
    assert told.count("   assumed ") == told.count("   because ") == 3
    assert f"{len(design(PATH).questions) - 3} more; --top {len(design(PATH).questions)} prints all." in told


def test_questions_as_json_hold_every_choice_and_the_ends_of_every_number() -> None:
    found = json.loads(run("questions", PATH, "--json").stdout)
    assert [one["fact"] for one in found] == [one.fact for one in design(PATH).questions]
    first = found[0]
    assert {"decision", "value", "shown", "to", "to_name", "ruled_out"} == set(first["choices"][0])
    assert first["usd"]["low"] <= first["usd"]["high"]
    assert first["boxes"]["low"] > 0


def test_a_question_that_the_spec_answers_is_not_asked() -> None:
    asked = run("questions", PATH, "--top", "100").stdout
    assert "Does somebody adapt in order to beat the model?" in asked
    assert "Does somebody adapt" not in run("questions", PATH, "--top", "100", "--set", "freshness.adversary=yes").stdout


def test_a_check_is_told_with_uses_repair_and_the_pins_as_options() -> None:
    told = run("explain", PATH, "check:latency_path", *TIGHT).stdout
    assert told.startswith("latency_path: The serving path fits its latency target -> error\n")
    assert "uses    Vector search 41.5 ms (59 %)" in told
    assert "pins    --set choose.ann_index=binary_codes --set choose.serving_mode=online" in told
    pins = ("--set", "choose.ann_index=binary_codes", "--set", "choose.serving_mode=online")
    assert "holds" in run("explain", PATH, "check:latency_path", *TIGHT, *pins).stdout


def test_a_check_as_json_is_the_check_of_the_design() -> None:
    found = json.loads(run("explain", PATH, "check:latency_path", "--json", *TIGHT).stdout)
    every = json.loads(run("design", PATH, "-f", "json", *TIGHT).stdout)["checks"]
    assert found in every
    assert found["repair"]["pins"][0] == {"decision": "ann_index", "option": "binary_codes"}
    assert found["repair"]["cost_points"] == 11
    assert found["searched"]["up_to"] == 2
    none = next(one for one in every if one["id"] == "index_memory_budget")
    assert none["repair"] is None
    assert none["searched"]["complete"] is True


def test_check_alone_lists_them_and_an_unknown_one_gets_a_suggestion() -> None:
    lines = run("explain", PATH, "check:", *TIGHT).stdout.splitlines()
    assert lines[0].split()[:2] == ["latency_path", "error"]
    assert any(line.split()[1] == "holds" for line in lines)
    wrong = run("explain", PATH, "check:latency_pat")
    assert wrong.exit_code == 2
    assert "did you mean latency_path" in wrong.output
    assert "it is not needed here" in run("explain", PATH, "check:prompt_fits_window").output


def test_a_decision_is_called_solid_or_fragile_with_what_turns_it() -> None:
    assert "   solid: no one number halved or doubled" in run("explain", PATH, "ann_index").stdout
    assert "   fragile: priorities.quality from 4 on -> retrieve_rank_rerank | " in run("explain", PATH, "multi_stage").stdout
    data = json.loads(run("explain", PATH, "multi_stage", "--json").stdout)["robust"]
    assert data["solid"] is False
    assert data["fragile_to"][0]["to"] == "retrieve_rank_rerank"
    assert 0 < data["share"] < 1
