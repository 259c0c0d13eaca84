"""Text exports: other programs can read them, and nothing in a name becomes code."""

import ast

import pytest

from designgen.diagram import FORMATS, Box, Edge, Group, Picture, export
from designgen.diagram.worker import run_graphviz
from tests.diagram.target import target

NASTY = '"); import os; os.system("x") \\N <b>&#;| \n end'


def nasty() -> Picture:
    boxes = (Box("a", NASTY, NASTY, NASTY, group="g"), Box("b", "<b>", group="g"))
    return Picture(NASTY, NASTY, "", (Group("g", NASTY, "online"),), boxes, (Edge("a", "b", NASTY, "batch"),), (("a", "b"),))


@pytest.mark.parametrize("format", FORMATS)
def test_every_box_and_arrow_is_exported(format: str) -> None:
    text = export(target(), format)
    assert all(f"n{number}" in text for number in range(18))
    assert "re-embed daily" in text


def test_graphviz_reads_our_dot() -> None:
    (places,) = run_graphviz([export(nasty(), "dot")])
    assert places is not None
    assert set(places) == {"n0", "n1"}


def test_the_script_holds_no_call_but_those_of_diagrams() -> None:
    tree = ast.parse(export(nasty(), "python"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert calls == {"Diagram", "Cluster", "Edge", "Server"}


def test_mermaid_labels_hold_no_quote_or_tag() -> None:
    for line in export(nasty(), "mermaid").splitlines()[4:]:
        assert line.count('"') in {0, 2}
        assert "<b>" not in line
