"""One value of a spec changed in its text: nothing around it moves."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designgen.problem import ProblemsFound
from designgen.spec import with_value
from designgen.yamlio import parse_yaml

SPECS = Path(__file__).parents[2] / "specs"
TEXT = """\
# Ünïcode → first 😀
title: A shop   # its name
task: search
scale:
  daily_users: 2M # people
  # how many things there are
  items: 20k
latency: {p99: 200 ms, slo: 99.9%} # both
problem:
  modality:
    - text
    - image
  query: event
notes:
  deploy: |
    Two lines,
    kept.
"""
CHANGES = [
    ("scale.items", "30k", "  items: 20k", "  items: 30k"),
    ("scale.daily_users", "1 M", "users: 2M # people", "users: 1 M # people"),
    ("scale.new_items", "5/day", "  items: 20k\n", "  items: 20k\n  new_items: 5/day\n"),
    ("latency.p99", "1 s", "p99: 200 ms,", "p99: 1 s,"),
    ("latency.budget", "9 ms", "99.9%}", "99.9%, budget: 9 ms}"),
    ("latency.p99", None, "{p99: 200 ms, slo", "{slo"),
    ("latency.slo", None, "ms, slo: 99.9%}", "ms}"),
    ("scale.daily_users", None, "  daily_users: 2M # people\n", ""),
    ("problem.modality", ["text"], "modality:\n    - text\n    - image\n", "modality: [text]\n"),
    ("problem.actions", ["a", "b"], "  query: event\n", "  query: event\n  actions: [a, b]\n"),
    ("team.size", "3", "  query: event\n", "  query: event\nteam:\n  size: 3\n"),
    ("title", "It's: new", "A shop   #", "'It''s: new'   #"),
    ("summary", "Said", "title:", "summary: Said\ntitle:"),
    ("risk.stakes", None, "", ""),
    ("year", "2020", "  query: event\n", "  query: event\nyear: 2020\n"),
]


@pytest.mark.parametrize(("name", "value", "before", "after"), CHANGES)
def test_only_the_value_moves(name: str, value: str | list[str] | None, before: str, after: str) -> None:
    assert with_value(TEXT, name, value) == TEXT.replace(before, after, 1) if before else TEXT


def test_the_last_value_of_a_table_takes_the_table_along() -> None:
    assert with_value("title: A\nscale:\n  items: 1\ntask: b\n", "scale.items", None) == "title: A\ntask: b\n"
    assert with_value("title: A\nscale: {items: 1}", "scale.items", None) == "title: A\n"


def test_a_key_with_a_dot_is_changed_where_it_stands() -> None:
    assert with_value("title: A\nscale.items: 1 # so\n", "scale.items", "2") == "title: A\nscale.items: 2 # so\n"


@pytest.mark.parametrize("text", ["{title: A}", "title: A\nscale: 5\n", "title: A\nscale:\n"])
def test_what_would_touch_something_else_is_refused(text: str) -> None:
    with pytest.raises(ProblemsFound, match=r"S020 scale[.]items cannot be changed by itself here"):
        with_value(text, "scale.items", "B")


@pytest.mark.parametrize("path", sorted(SPECS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_fact_of_a_shipped_spec_can_be_changed_and_changed_back(path: Path) -> None:
    text = path.read_text("utf-8")
    for group, table in parse_yaml(text, "spec").items():
        for key, value in table.items() if isinstance(table, dict) and group not in ("alternatives", "notes") else ():
            if isinstance(value, str) and re.fullmatch(r"[\w .%/]+", value):
                other = with_value(text, f"{group}.{key}", "17")
                assert with_value(other, f"{group}.{key}", str(value)) == text


NAMES = st.sampled_from(["scale.items", "latency.p99", "problem.modality", "title", "risk.stakes"])
VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(name=NAMES, value=VALUES)
def test_any_value_can_be_written_and_read_again(name: str, value: str) -> None:
    table = parse_yaml(with_value(TEXT, name, value), "spec")
    group, _, key = name.partition(".")
    inner = table[group]
    assert (inner.get(key) if isinstance(inner, dict) else inner) == " ".join(value.split())
