"""The keys of a spec: what they mean, and what is said about those that mean nothing."""

import pytest

from designgen.problem import ProblemsFound
from tests.spec.known import problems, spec


def hint(text: str) -> str:
    with pytest.raises(ProblemsFound) as found:
        spec(text)
    return found.value.problems[0].hint


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lables: {delay: 1 h}", "2:1 S001 unknown key lables"),
        ("labels: {postive_rate: 1%}", "2:10 S001 unknown fact labels.postive_rate"),
        ("scale.itms: 5", "2:1 S001 unknown fact scale.itms"),
        ("qps.mean: 5/s", "2:1 S001 qps.mean is worked out, not given"),
        ("scale:", "2:1 S002 scale is empty"),
        ("scale: 5", "2:1 S006 scale must be a table"),
        ("scale: {items: 5}\nscale.items: 6", "3:1 S008 scale.items is given twice"),
        ("task: serch", '2:7 S007 task: "serch" is unknown'),
        ("task: [search]", "2:7 S006 task must be text"),
        ("summary: ''", "2:10 S002 summary is empty"),
        ("choose: {ann_indx: hnsw}", "2:10 S001 unknown decision ann_indx"),
        ("choose: {ann_index: hsnw}", '2:21 S007 choose.ann_index: "hsnw" is not an option'),
        ("choose: {ann_index: [hnsw]}", "2:10 S006 choose.ann_index takes one option"),
        ("choose: {metrics: ndcg}", "2:10 S009 choose.metrics: every option that applies is taken, so none can be pinned"),
        ("avoid: {ann_index: [exact, hnsw, ivf]}", "2:9 S009 avoid.ann_index leaves nothing to choose"),
        ("choose: {ann_index: hnsw}\navoid: {ann_index: hnsw}", "2:10 S009 choose.ann_index: hnsw is banned by avoid.ann_index"),
        ("choose: hnsw", "2:1 S006 choose must be a table"),
        ("notes: {marketing: x}", '2:9 S007 notes: "marketing" is not a step'),
        ("id: ../../x", '2:5 S014 id: "../../x" cannot name a folder of the site'),
        ("id: reference", '2:5 S014 id: "reference" cannot name a folder of the site'),
        ("alternatives: {a: {alternatives: {b: {}}}}", "2:20 S013 alternatives cannot stand inside an alternative"),
        ("alternatives: {a: {id: b}}", "2:20 S013 id cannot stand inside an alternative"),
        ("alternatives: {A B: {}}", '2:16 S014 alternatives: "A B" cannot be a name'),
        ("alternatives: {a: cheap}", "2:16 S006 alternatives.a must be a table of what differs"),
        ("alternatives: {a: {scale: {itms: 5}}}", "2:28 S001 unknown fact scale.itms"),
        ("extends: other.yaml", "2:1 S012 extends: only a file can extend another"),
        ("owners: [a, {b: c}]", "2:13 S006 owners must be text"),
    ],
)
def test_a_mistaken_key_is_a_located_problem(text: str, problem: str) -> None:
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labels: {postive_rate: 1%}", "did you mean labels.positive_rate?"),
        ("positive_rate: 1%", "did you mean labels.positive_rate?"),
        ("lables: {delay: 1 h}", "did you mean labels?"),
        ("tilte: x", "did you mean title?"),
        ("task: serch", "did you mean search?"),
        ("choose: {ann_indx: hnsw}", "did you mean ann_index?"),
        ("modality: [imgae]", "did you mean image?"),
        ("latency: {p99: fast}", "for example 200 ms"),
        ("data: {shared: yes}", "write true"),
        ("qps.mean: 5/s", "it is scale.requests"),
    ],
)
def test_a_hint_names_what_was_probably_meant(text: str, expected: str) -> None:
    assert hint(text) == expected


def test_all_problems_are_found_at_once_in_the_order_of_the_file() -> None:
    found = problems("task: x\nscale: {items: many, itms: 5}\nlatency: {p99: 1 GB}\nchoose: {x: y}")
    assert [line.split()[1] for line in found] == ["S007", "S003", "S001", "S004", "S001"]


def test_the_defaults_of_the_task_are_kept_apart_from_what_was_given() -> None:
    known = spec("task: search\nscale: {items: 5}")
    assert known.facts == {"scale.items": 5}
    assert known.presets == {"problem.output": "ordered_list", "modality": ("image", "text"), "scale.items": 2_000_000}


def test_a_spec_needs_no_task() -> None:
    assert spec("scale: {items: 5}").presets == {}


def test_pins_and_bans_are_kept_as_ids() -> None:
    known = spec("choose: {ann_index: hnsw}\navoid: {metrics: ndcg}")
    assert (known.choose, known.avoid) == ({"ann_index": "hnsw"}, {"metrics": ("ndcg",)})


def test_every_given_name_knows_its_place() -> None:
    places = spec("scale:\n  items: 5\nchoose: {ann_index: hnsw}").places
    names = ("title", "scale.items", "choose.ann_index")
    assert [str(places[name]) for name in names] == ["x.yaml:1:1", "x.yaml:3:3", "x.yaml:4:10"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "../../x", "{{7*7}}", "`a` | b", "$(rm -rf /)", "\u202eabc", "'; DROP TABLE x", "=1+1"]
)
def test_free_text_is_carried_as_it_is(text: str) -> None:
    quoted = text.replace("'", "''")
    known = spec(f"summary: '{quoted}'\nowners: ['{quoted}']\nnotes: {{clarify: '{quoted}'}}")
    assert (known.summary, known.owners, known.notes) == (text, (text,), {"clarify": text})


def test_line_breaks_in_a_summary_become_spaces() -> None:
    assert spec("summary: |\n  one\n  two\n").summary == "one two"


def test_text_that_is_too_long_is_refused_with_its_length() -> None:
    assert problems("summary: " + "x" * 2001) == ["2:10 S014 summary has 2,001 characters; at most 2,000 are read"]


def test_an_alternative_is_the_whole_spec_with_its_differences_on_top() -> None:
    known = spec("id: t\ntask: search\nscale: {items: 5, classes: 3}\nalternatives:\n  small: {scale: {items: 2}}")
    small = known.alternatives["small"]
    assert small.facts == {"scale.items": 2, "scale.classes": 3}
    assert (small.id, small.title, small.task, small.alternatives) == ("t-small", "T: small", "search", {})


def test_an_alternative_may_ban_what_the_spec_pins_and_pin_what_it_bans() -> None:
    text = "choose: {ann_index: hnsw}\navoid: {metrics: mrr}\nalternatives:\n  other: {avoid: {ann_index: hnsw}}"
    other = spec(text).alternatives["other"]
    assert (other.choose, other.avoid) == ({}, {"metrics": ("mrr",), "ann_index": ("hnsw",)})
    back = spec("avoid: {ann_index: [hnsw, ivf]}\nalternatives:\n  other: {choose: {ann_index: hnsw}}").alternatives["other"]
    assert (back.choose, back.avoid) == ({"ann_index": "hnsw"}, {"ann_index": ("ivf",)})


def test_more_alternatives_than_fit_a_table_are_refused() -> None:
    many = "\n".join(f"  a{number}: {{}}" for number in range(13))
    assert problems(f"alternatives:\n{many}") == ["15:3 S014 alternatives: more than 12"]
