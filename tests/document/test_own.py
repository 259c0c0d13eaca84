"""A template of one's own: filled with plain values, and kept from everything else."""

from pathlib import Path

import pytest

from designgen.design import Design
from designgen.document.own import filled
from designgen.document.own.values import values_of
from designgen.document.own.worker import answer
from designgen.problem import ProblemsFound
from designgen.resources import resource
from tests.shipped import design

NAME = "visual-search"


def shipped() -> Design:
    return design(resource("specs", f"{NAME}.yaml"))


def made(text: str) -> str:
    return filled(text, "memo.md", shipped())


def test_a_template_prints_facts_numbers_decisions_and_steps() -> None:
    text = made("""# {{ title }}
{{ facts["scale.items"].shown }} items, {{ numbers["qps.peak"].shown }}
{{ decisions.ann_index.name }}: {{ decisions.ann_index.chosen|join(", ") }}
{% for step in steps %}
- {{ step.title }}: {{ step.decisions|length }}
{% endfor %}
""")
    known, option = shipped().knowledge, shipped().decisions["ann_index"].chosen[0]
    assert f"{shipped().facts['scale.items'].shown} items, {shipped().numbers['qps.peak'].shown}" in text
    assert f": {known.decisions['ann_index'].options[option].name}\n" in text
    assert text.count("\n- ") == len(known.frameworks[shipped().framework].steps)


def test_what_it_prints_is_escaped_whatever_it_does_with_it() -> None:
    text = made("""{% set evil = "[a](javascript:b)<i>" %}
{{ evil }} {{ [evil, "x"|code]|join(evil) }} {% autoescape false %}{{ evil }}{% endautoescape %}
""")
    assert "<i>" not in text
    assert "[a]" not in text
    assert "<code>x</code>" in text


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a\nb {{ nope }}", 2, "'nope' is undefined"),
        ("a\n{% if %}", 2, "Expected an expression"),
        ("\n\n{% include '/etc/passwd' %}", 3, "a template reads no other file"),
        ("{{ title ~ title }}", 1, "~ would print a text unescaped"),
        ("{{ title|safe }}", 1, "No filter named 'safe'"),
        ("{{ title.__class__ }}", 1, "unsafe"),
        ("{{ facts.update({}) }}", 1, "unsafe"),
        ("{{ 'a' * 1000000000 }}", 1, "* is for numbers"),
        ("{{ 9 ** 9999999 }}", 1, "a power of more than 100"),
        ("{% for i in range(1000000000) %}{% endfor %}", 1, "Range too big"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "recursion"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, says: str) -> None:
    told = answer(text, values_of(shipped()))
    assert (told["code"], told["line"]) == ("F001", line)
    assert says in told["says"]


def test_a_mistake_is_a_problem_of_the_file_of_the_template() -> None:
    with pytest.raises(ProblemsFound, match=r"memo.md:2:1: F001 'nope' is undefined"):
        made("# A\n{{ nope }}\n")


def test_a_template_that_prints_without_end_is_stopped() -> None:
    told = answer("{% for i in range(99999) %}abcdefghijklmnopqrstuvwxyz{% endfor %}", {})
    assert (told["code"], told["says"]) == ("F002", "it makes more than 2,000,000 letters")


def test_a_template_that_runs_without_end_is_stopped() -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(ProblemsFound, match="F002 the template takes more than 1 s, or too much memory"):
        filled(endless, "memo.md", shipped(), 1)


def test_modules_in_the_folder_at_hand_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jinja2.py").write_text("raise SystemExit(3)", "utf-8")
    assert made("{{ id }}") == f"{NAME}\n"
