"""Published systems, held against our choices: the words fit the knowledge, bad cases are told, and we agree often enough."""

import json
from pathlib import Path

import pytest

from designgen.agreement.before import before
from designgen.agreement.cases import PublishedCase, load_cases
from designgen.agreement.hinges import disagreements
from designgen.agreement.judge import Judge, Verdict
from designgen.agreement.vocabulary import Vocabulary, load_vocabulary
from designgen.resources import resource
from designgen.yamlio import parse_yaml
from tests.agreement.__main__ import main
from tests.agreement.narrow import Rule, deciding, narrow, told
from tests.agreement.odd import lacking
from tests.agreement.perturb import OFF, SCALE, shaken, with_noise
from tests.agreement.record import record
from tests.shipped import knowledge
from tests.small import knowledge as small

CASES = Path(__file__).parent / "cases"
FURTHER = Path(__file__).parent / "further"
LEAST_STRICT = 0.83
SHIPPED = {"spec": ("specs", "published"), "decisions": ("knowledge", "published")}
DECISION = """
index:
  HEAD
  options:
    scan: {name: scan, scores: {quality: +1 exact}}
    graph: {name: graph, adjust: {corpus.items > 10M: {quality: +2 fast}}}
    tree: {name: tree, requires: {corpus.items > 1k: many}, scores: {quality: +2 near, cost: -1 memory}}
"""
CASE = """
title: A shop
year: 2020
spec:
  task: recommend
  scale: {items: 20M, daily_users: 10M}
decisions:
- {question: multi_stage, answer: 'yes', evidence: three stages}
- {question: online_metric, answer: [revenue, ctr]}
- {question: ann_index, answer: ivf_pq, flags: [ambiguous]}
"""


@pytest.fixture(scope="module")
def judge() -> Judge:
    vocabulary, problems = load_vocabulary(knowledge())
    assert not problems
    return Judge(knowledge(), vocabulary)


@pytest.fixture(scope="module")
def shipped(judge: Judge) -> tuple[PublishedCase, ...]:
    cases, problems = load_cases([CASES], judge.knowledge, judge.vocabulary)
    assert not problems
    return cases


def case_of(text: str, judge: Judge, folder: Path) -> tuple[PublishedCase, list[str]]:
    path = folder / "a-shop.yaml"
    path.write_text(text, encoding="utf-8")
    cases, problems = load_cases([path], judge.knowledge, judge.vocabulary)
    return (cases or (None,))[0], [f"{problem.place.line} {problem.code}" for problem in problems]  # type: ignore[return-value]


def verdict_on(question: str, verdicts: list[Verdict]) -> Verdict:
    return next(item for item in verdicts if item.question == question)


def test_every_core_question_is_answered_by_some_decision(judge: Judge) -> None:
    unanswered = {question.id for question in judge.vocabulary.questions.values() if question.core and not question.sources}
    assert not unanswered


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("no_such_decision: {hnsw: hnsw}", "A003"),
        ("feature_freshness: {daily_batch: [], tiered: tiered, near_real_time: [], gone: []}", "A005"),
        ("feature_freshness: {daily_batch: [], tiered: tierd, near_real_time: []}", "A006"),
        ("feature_freshness: {daily_batch: [], tiered: tiered}", "A004"),
    ],
)
def test_a_vocabulary_that_does_not_fit_the_knowledge_is_told(source: str, code: str, tmp_path: Path) -> None:
    text = f"core: [fresh]\nquestions:\n  fresh:\n    answers: [tiered]\n    from: {{{source}}}\n"
    path = tmp_path / "vocabulary.yaml"
    path.write_text(text, encoding="utf-8")
    assert [problem.code for problem in load_vocabulary(knowledge(), path)[1]] == [code]


def test_each_case_is_a_shipped_spec_and_the_record_of_the_same_name() -> None:
    """What is judged is what the gallery shows, so nobody can tune one of them."""
    names = {path.name for path in CASES.glob("*.yaml")}
    assert names == {path.name for path in resource("specs", "published").glob("*.yaml")}
    for name in names:
        case = parse_yaml((CASES / name).read_text("utf-8"), name)
        assert case.keys() == SHIPPED.keys()
        assert all(resource(*folder, name).samefile(CASES / str(case[key])) for key, folder in SHIPPED.items()), name


def test_no_case_pins_or_bans_a_choice(shipped: tuple[PublishedCase, ...]) -> None:
    assert not [case.id for case in shipped if case.spec.choose or case.spec.avoid]


def test_every_case_says_its_year_and_judges_by_it(shipped: tuple[PublishedCase, ...]) -> None:
    assert all(case.year == case.spec.facts["year"] for case in shipped)


def test_a_case_takes_the_year_and_title_for_its_spec(judge: Judge, tmp_path: Path) -> None:
    case, problems = case_of(CASE, judge, tmp_path)
    assert (case.spec.facts["year"], case.spec.title, problems) == (2020, "A shop", [])


def test_one_of_several_published_answers_is_enough(judge: Judge, tmp_path: Path) -> None:
    case, _ = case_of(CASE, judge, tmp_path)
    verdict = verdict_on("online_metric", list(judge.verdicts(case)))
    assert verdict.agrees and "ctr" in verdict.ours and "revenue" not in verdict.ours


def test_the_same_group_counts_one_half(judge: Judge, tmp_path: Path) -> None:
    case, _ = case_of(CASE.replace("answer: 'yes'", "answer: 'no'").replace("ivf_pq", "vespa_ann"), judge, tmp_path)
    verdicts = list(judge.verdicts(case))
    assert verdict_on("ann_index", verdicts).score == 0.5
    assert verdict_on("multi_stage", verdicts).score == 0


def test_flags_keep_a_decision_out_of_the_sets_they_spoil(judge: Judge, tmp_path: Path) -> None:
    case, _ = case_of(CASE.replace("evidence: three stages", "flags: [inferred_no]"), judge, tmp_path)
    verdicts = list(judge.verdicts(case))
    assert not verdict_on("multi_stage", verdicts).headline
    assert (verdict_on("ann_index", verdicts).headline, verdict_on("ann_index", verdicts).strict_set) == (True, False)


def test_words_that_the_vocabulary_lacks_are_told_and_count_against_us(judge: Judge, tmp_path: Path) -> None:
    text = CASE.replace("multi_stage", "multi_stages").replace("ivf_pq", "annoy")
    case, problems = case_of(text, judge, tmp_path)
    verdicts = list(judge.verdicts(case))
    assert problems == ["8 A016", "10 A017"]
    assert (verdicts[0].covered, verdicts[0].feasible, verdicts[2].covered, verdicts[2].score) == (False, False, True, 0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("task: recommend", "task: recomend", ["5 S007"]),
        ("{items: 20M, daily_users: 10M}", "{items: many}", ["6 S003"]),
        ("spec:", "facts:", ["2 A011"]),
        ("decisions:", "chosen:", ["2 A013"]),
        ("answer: 'yes',", "", ["8 A014"]),
        ("- {question: ann_index, answer: ivf_pq, flags: [ambiguous]}", "- ann_index", ["10 A014"]),
        ("ann_index", "multi_stage", ["10 A015"]),
        ("year: 2020", "year: [2020", ["4 Y003"]),
    ],
)
def test_a_bad_case_file_is_told_with_its_line(old: str, new: str, told: list[str], judge: Judge, tmp_path: Path) -> None:
    assert case_of(CASE.replace(old, new), judge, tmp_path)[1] == told


def test_the_command_reports_bad_files_and_judges_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.yaml").write_text(CASE, "utf-8")
    (tmp_path / "bad.yaml").write_text("title: x\n", "utf-8")
    assert main([str(tmp_path), "--json"]) == 1
    printed = capsys.readouterr()
    assert "bad.yaml:1:1: A011" in printed.err
    found = json.loads(printed.out)
    assert found["counts"] == {"cases": 1, "decisions": 3, "headline": 3}


def test_a_folder_without_cases_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no *.yaml" in capsys.readouterr().err


def test_a_difference_says_why_where_the_other_stands_and_what_would_lead_there(judge: Judge, tmp_path: Path) -> None:
    case, _ = case_of(CASE.replace("ivf_pq", "exact"), judge, tmp_path)
    verdicts = list(judge.verdicts(case))
    found = next(item for item in disagreements(judge, case, verdicts) if item.verdict.question == "ann_index")
    assert found.reason
    assert [(item.option, item.verdict) for item in found.standing] == [("exact", "infeasible")]
    assert "scale.items" in {hinge.fact for hinge in found.hinges}


def test_a_recorded_case_is_never_recorded_again(judge: Judge, tmp_path: Path) -> None:
    case, _ = case_of(CASE, judge, tmp_path)
    path = tmp_path / "before.yaml"
    verdicts = {case.id: tuple(judge.verdicts(case))}
    assert record(verdicts, path) == ["a-shop"]
    first = path.read_text("utf-8")
    assert record(verdicts, path) == [] and path.read_text("utf-8") == first
    assert before(path)["a-shop"][0] == 3


@pytest.mark.slow
def test_we_agree_with_published_systems(
    judge: Judge, shipped: tuple[PublishedCase, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(CASES), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"strict", "lenient", "coverage", "feasible", "counts", "questions", "cases", "disagreements"} <= found.keys()
    assert found["counts"]["cases"] == len(shipped)
    assert found["strict"] >= LEAST_STRICT
    assert found["coverage"] >= 0.95


def test_every_case_names_its_source(shipped: tuple[PublishedCase, ...]) -> None:
    assert not [case.id for case in shipped if not (case.kind and case.source and case.url)]


def test_decisions_may_stand_in_a_file_of_their_own(judge: Judge, tmp_path: Path) -> None:
    spec, rest = CASE.split("decisions:\n")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "record.yaml").write_text(f"title: Another\nsource: a book\ndecisions:\n{rest}", "utf-8")
    case, problems = case_of(f"{spec}decisions: shared/record.yaml\n", judge, tmp_path)
    assert (case.title, case.source, len(case.published), problems) == ("A shop", "a book", 3, [])


def test_a_named_file_of_decisions_that_is_not_there_is_told(judge: Judge, tmp_path: Path) -> None:
    spec, _ = CASE.split("decisions:\n")
    assert [code for _, code in map(str.split, case_of(f"{spec}decisions: gone.yaml\n", judge, tmp_path)[1])] == ["A013"]


@pytest.mark.slow
def test_shaking_every_point_is_repeatable_and_leaves_requirements_alone(judge: Judge) -> None:
    same = [with_noise(judge.knowledge, 3).program.decisions for _ in range(2)]
    assert same[0] == same[1] != judge.program.decisions
    for node, noisy in zip(judge.program.decisions, same[0], strict=True):
        assert [option.knock_outs() for option in node.options] == [option.knock_outs() for option in noisy.options]
        for option, other in zip(node.options, noisy.options, strict=True):
            pairs = [(was[1], now[1]) for was, now in zip(option.points, other.points, strict=True)]
            assert node.pick == "all" or all(abs(now - SCALE * was) <= OFF * SCALE * abs(was) + 0.5 for was, now in pairs)


@pytest.mark.slow
def test_no_rule_stands_for_one_remembered_case(judge: Judge, shipped: tuple[PublishedCase, ...]) -> None:
    found = narrow(judge, shipped)
    assert not found, "\n".join(told(judge.knowledge, rule, case) for rule, case in found.items())


def test_a_rule_decides_where_another_option_would_win_without_it() -> None:
    known = small(DECISION)
    judge = Judge(known, Vocabulary({}, {}, frozenset(), frozenset()))
    assert list(deciding(judge, [50_000_000.0, None, None, None, None, None])) == [Rule("index", "graph", "adjustment", 0)]
    assert list(deciding(judge, [5.0, None, None, None, None, None])) == [Rule("index", "tree", "requirement", 0)]


@pytest.mark.slow
def test_no_agreement_hangs_on_exact_points(judge: Judge, shipped: tuple[PublishedCase, ...]) -> None:
    assert shaken(judge, shipped, seed=1)["mean_loss"] <= 0.03


def test_a_summary_that_speaks_of_what_is_not_there_is_noticed() -> None:
    there = ("score", "event", "request", "tabular")
    assert lacking("crops of a picture", there) == ["pictures"]
    assert lacking("crops of a picture", ("score", "event", "request", "image")) == []


def test_every_shipped_case_was_recorded_at_its_first_run(shipped: tuple[PublishedCase, ...]) -> None:
    assert {case.id for case in shipped} <= before().keys()


@pytest.mark.parametrize(("folder", "least"), [("seen", 0.6), ("kept", 0.6)])
def test_systems_that_no_rule_was_written_for_agree_as_well(judge: Judge, folder: str, least: float) -> None:
    """The rules carry beyond the cases they were first held against; copying the commonest answer agrees in a third."""
    cases, problems = load_cases([FURTHER / folder], judge.knowledge, judge.vocabulary)
    assert not problems
    verdicts = [verdict for case in cases for verdict in judge.verdicts(case) if verdict.headline]
    assert len(verdicts) > 200
    assert sum(verdict.score for verdict in verdicts) / len(verdicts) > least


@pytest.mark.parametrize("year", ["[2020]", "twenty", "0", "²"])
def test_a_year_that_is_none_is_told_with_its_place(tmp_path: Path, judge: Judge, year: str) -> None:
    (tmp_path / "x.yaml").write_text(CASE.replace("year: 2020", f"year: {year}").replace("  task:", "  year: 2020\n  task:"))
    _, problems = load_cases([tmp_path], judge.knowledge, judge.vocabulary)
    assert [(problem.code, problem.place.line) for problem in problems if problem.code == "A018"] == [("A018", 3)]


def test_without_a_case_the_report_keeps_its_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert {"strict", "lenient", "coverage", "feasible", "counts", "questions", "cases", "disagreements"} <= set(told)
