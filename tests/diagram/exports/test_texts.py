"""Exports as text: they hold every box and arrow, nothing in a name becomes code, equal pictures have equal bytes."""

import ast
import importlib
import re
import xml.etree.ElementTree as ET

import pytest

from designgen.diagram import FORMATS, export, export_bytes
from designgen.diagram.nodes import node_classes, node_of
from designgen.diagram.picture import Box, Edge, Group, Picture
from designgen.diagram.worker import run_graphviz
from tests.diagram.exports.pictures import nasty
from tests.diagram.target import target

TEXTS = [name for name, format in FORMATS.items() if not format.binary]


@pytest.mark.parametrize("format", TEXTS)
def test_every_box_and_arrow_is_exported(format: str) -> None:
    text = export(target(), format)
    assert all(box.name.split()[0] in text for box in target().boxes)
    assert "re-embed" in text


@pytest.mark.parametrize("format", TEXTS)
def test_equal_pictures_have_equal_bytes(format: str) -> None:
    assert export_bytes(nasty(), format) == export_bytes(nasty(), format)


def test_suffixes_tell_formats_apart() -> None:
    assert len({format.suffix for format in FORMATS.values()}) == len(FORMATS)


def test_no_text_format_gives_bytes_unasked() -> None:
    with pytest.raises(ValueError, match="png is no text"):
        export(target(), "png")


def test_an_svg_stands_on_its_own() -> None:
    text = export(nasty(), "svg")
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    assert not re.search(r'(?:src|href)="(?!#|https://)|url\(|@import|<!ENTITY|<script', text)


def test_graphviz_reads_our_dot() -> None:
    (places,) = run_graphviz([export(nasty(), "dot")])
    assert places is not None
    assert set(places) == {"n0", "n1", "n2"}


def test_the_script_holds_no_call_but_those_of_diagrams() -> None:
    tree = ast.parse(export(nasty(), "python"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert calls == {"Diagram", "Cluster", "Edge", "Server"}


def test_mermaid_labels_hold_no_quote_or_tag() -> None:
    for line in export(nasty(), "mermaid").splitlines()[4:]:
        assert line.count('"') in {0, 2, 4}
        assert "<b>" not in line


@pytest.mark.parametrize("format", TEXTS)
def test_a_box_whose_name_shows_nothing_has_its_id(format: str) -> None:
    text = export(Picture("t", "t", "", (), (Box("shown-id", "\u200b"),), (), (("shown-id",),)), format)
    assert re.search("shown(-|#45;)id", text)
    assert "\u200b" not in text


def test_entities_reach_a_reader_as_they_were_written() -> None:
    said = "a &lt; b & c"
    boxes, edges = (Box("a", said, group="g"), Box("b", "b")), (Edge("a", "b", said),)
    picture = Picture("t", said, "", (Group("g", said, "online"),), boxes, edges, (("a",), ("b",)))
    dot, script = export(picture, "dot"), export(picture, "python")
    assert dot.count('label="a &amp;lt; b &amp; c"') == 4
    assert script.count("'a &amp;lt; b &amp; c'") == 4


def test_every_class_that_a_technology_is_mapped_to_exists() -> None:
    missing = []
    for node in node_classes().values():
        module, _, name = node.rpartition(".")
        if not hasattr(importlib.import_module(f"diagrams.{module}"), name):
            missing.append(node)
    assert missing == []
    assert len(node_classes()) > 140


def test_the_words_that_stand_first_choose_the_class() -> None:
    assert node_of(Box("a", "a", "SageMaker Model Registry")) == "aws.ml.SagemakerModel"
    assert node_of(Box("a", "a", "Iceberg on MinIO")) == "onprem.storage.Ceph"
    assert node_of(Box("a", "a", "Redisson", plane="edge")) == "generic.network.Router"
