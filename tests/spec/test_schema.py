"""The JSON Schema says what the reader accepts, and `new` writes what it reads."""

import json
from typing import Any

import jsonschema
import pytest

from designgen.spec import new_spec, parse_spec, read_answer, spec_schema
from tests.spec.known import knowledge


def valid(spec: dict[str, Any]) -> bool:
    schema = spec_schema(knowledge())
    return bool(jsonschema.Draft202012Validator(schema).is_valid({"title": "T", **spec}))


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(spec_schema(knowledge()))


@pytest.mark.parametrize(
    "spec",
    [
        {"scale": {"items": "391M", "requests": "50M/day", "classes": 5}},
        {"scale.items": 5, "latency.p99": "10ms", "year": 2016},
        {"latency": {"p99": "1.5 s"}, "sizing": {"memory": "2 TB"}, "labels": {"positive_rate": "1%", "delay": 0}},
        {"modality": "text", "problem": {"output": "score"}, "data": {"shared": True}, "priorities": {"cost": 4}},
        {"modality": ["text", "image"], "choose": {"ann_index": "hnsw"}, "avoid": {"ann_index": ["ivf"], "metrics": "mrr"}},
        {"alternatives": {"cheap": {"scale": {"items": 5}}}, "extends": "x.yaml", "owners": ["me"], "notes": {"clarify": "x"}},
    ],
)
def test_what_the_reader_accepts_the_schema_accepts(spec: dict[str, Any]) -> None:
    assert valid(spec)
    lines = "\n".join(f"{key}: {json.dumps(value)}" for key, value in spec.items() if key != "extends")
    parse_spec(f"title: T\n{lines}", "x.yaml", knowledge())


@pytest.mark.parametrize(
    "spec",
    [
        {"scal": {}}, {"scale": {"itms": 5}}, {"latency": {"p99": "10 GB"}}, {"latency": {"p99": 10}},
        {"scale": {"requests": "50M"}}, {"year": 1999}, {"priorities": {"cost": 6}}, {"modality": ["sound"]},
        {"data": {"shared": "yes"}},
        {"choose": {"ann_index": "x"}}, {"choose": {"metrics": "mrr"}}, {"id": "../x"},
        {"alternatives": {"a": {"alternatives": {}}}},
    ],
)  # fmt: skip
def test_what_the_reader_refuses_the_schema_refuses(spec: dict[str, Any]) -> None:
    assert not valid(spec)


def test_a_new_spec_can_be_read_and_holds_the_answers() -> None:
    text = new_spec("Search: a test", "search", {"scale.items": "7M", "modality": "[image]"}, knowledge())
    known = parse_spec(text, "x.yaml", knowledge())
    assert known.title == "Search: a test"
    assert known.facts == {"scale.items": 7_000_000, "modality": ("image",)}


def test_a_new_spec_shows_what_is_assumed_as_comments() -> None:
    text = new_spec("T", "search", {}, knowledge(), {"scale.items": "2 M"})
    assert "#   items: 2 M  # How many?" in text.splitlines()


TITLES = ["<script>", "a: b", "# x", "'quoted'", "{{7*7}}", "true", "- x", "two\nlines", "\u202ertl", "12"]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_survives_a_new_spec(title: str) -> None:
    text = new_spec(title, "", {}, knowledge())
    read = parse_spec(text, "x.yaml", knowledge()).title
    assert read == " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())


def test_an_answer_is_checked_by_the_type_of_its_fact() -> None:
    facts = knowledge().facts
    assert read_answer(facts["modality"], "image text") == ("[image, text]", [])
    assert [one.code for one in read_answer(facts["latency.p99"], "10 GB")[1]] == ["S004"]
