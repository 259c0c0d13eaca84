"""`designgen explain SPEC DECISION --why-not OPTION`: what stands in the way, and the smallest change that clears it."""

import json
import re

import pytest

from tests.cli.run import run

SPEC = "specs/ad-click-prediction.yaml"


def answer(*arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("explain", SPEC, *arguments, "--json").stdout)
    return found


def test_an_option_that_is_ruled_out_says_which_requirement_fails_with_its_numbers() -> None:
    text = run("explain", SPEC, "list_ranker_family", "--why-not", "gbdt").stdout
    assert "Ruled out: a tree cannot split usefully" in text
    assert "(kind of features: sparse ids and their crosses)" in " ".join(text.split())


def test_an_option_that_is_behind_says_where_it_loses_and_where_it_wins() -> None:
    text = run("explain", SPEC, "hardware", "--why-not", "cpu").stdout
    assert re.search(r"\d+ points behind ", text)
    assert "Loses on latency by " in text
    assert "Wins on simplicity by " in text


@pytest.mark.slow
def test_the_change_that_is_printed_makes_the_option_win() -> None:
    for decision, option in (("hardware", "cpu"), ("list_ranker_family", "gbdt"), ("data_sources", "graph")):
        found = run("explain", SPEC, decision, "--why-not", option).stdout
        first = next(line for line in found.splitlines() if "--set" in line)
        sets = [part for quoted, plain in re.findall(r"--set (?:'([^']+)'|(\S+))", first) for part in ("--set", quoted or plain)]
        chosen = json.loads(run("explain", SPEC, decision, "--json", *sets).stdout)["chosen"]
        assert option == chosen or option in chosen, first


def test_the_answer_as_json_has_the_change_with_both_values() -> None:
    found = answer("hardware", "--why-not", "cpu")
    assert (found["status"], found["proven"]) == ("behind", True)
    assert isinstance(found["behind_by"], int) and found["behind_by"] > 0
    change = found["changes"][0]  # type: ignore[index]
    assert set(change) == {"fact", "value", "shown", "from", "set"}
    assert change["set"].startswith(f"{change['fact']}=")


@pytest.mark.slow
def test_all_asks_for_every_option_that_is_not_chosen() -> None:
    found = answer("hardware", "--why-not", "all")
    options = [item["option"] for item in found]  # type: ignore[index]
    assert "cpu" in options
    assert answer("hardware")["chosen"] not in options


def test_the_chosen_option_says_that_it_is_chosen_and_until_when() -> None:
    chosen = str(answer("hardware")["chosen"])
    text = run("explain", SPEC, "hardware", "--why-not", chosen).stdout
    assert "It is chosen: " in text
    assert "Until: " in text


def test_a_decision_that_is_not_needed_says_why_and_what_would_make_it_arise() -> None:
    text = run("explain", SPEC, "ann_index", "--why-not", "hnsw").stdout
    assert "The question does not arise: " in text
    assert "--set " in text


def test_what_a_pin_closes_is_answered_without_the_pin() -> None:
    chosen = str(answer("hardware")["chosen"])
    text = run("explain", SPEC, "hardware", "--why-not", chosen, "--set", "choose.hardware=cpu").stdout
    assert "The spec pins server CPUs. Without that:" in text
    assert "It would be chosen: " in text


def test_an_unknown_option_is_wrong_usage_with_a_suggestion() -> None:
    done = run("explain", SPEC, "hardware", "--why-not", "cpuu")
    assert done.exit_code == 2
    assert "hardware has no option cpuu; did you mean cpu" in done.stderr


def test_why_not_without_a_decision_is_wrong_usage() -> None:
    done = run("explain", SPEC, "--why-not", "cpu")
    assert done.exit_code == 2
    assert "--why-not needs a decision" in done.stderr


def test_a_decision_as_a_sentence_and_all_of_them_as_a_log() -> None:
    sentence = run("explain", SPEC, "hardware", "--y").stdout
    assert sentence.startswith("In the context of Ad click prediction (")
    assert "we decided for " in sentence
    log = run("explain", SPEC, "--y").stdout
    assert f"hardware: {sentence}" in log
    assert "does not arise" not in log
    assert answer("hardware")["y_statement"] == sentence.strip()


def test_explain_tells_what_the_choice_gives_up_against_its_nearest_rivals() -> None:
    text = run("explain", SPEC, "hardware").stdout
    assert re.search(r"against .+: wins .+; gives up simplicity by 3: ", text)
    offs = answer("hardware")["trade_offs"]
    assert all({"rival", "behind_by", "won", "lost"} <= set(off) for off in offs)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("hardware", "--why-not", ""), "is empty; name an option, or all"),
        (("",), "is empty; leave it out for an overview"),
        (("hardware", "--why-not", "cpu", "--y"), "does not go with --why-not"),
        (("number:", "--y"), "does not go with number: or check:"),
        (("check:", "--y"), "does not go with number: or check:"),
    ],
)
def test_what_would_be_ignored_is_wrong_usage(arguments: tuple[str, ...], says: str) -> None:
    done = run("explain", SPEC, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


def test_bans_that_leave_nothing_are_told_shortly_with_the_ban_to_lift() -> None:
    ban = "avoid.retrieval_strategy=embedding_knn"
    done = run("explain", "specs/visual-search.yaml", "retrieval_strategy", "--set", ban)
    assert done.exit_code == 1
    assert "S011 avoid.retrieval_strategy: nothing is left to choose; ruled out are " in done.stderr
    assert "; and 7 more\n  hint: lift the ban on embedding_knn" in done.stderr
    assert len(done.stderr) < 650
