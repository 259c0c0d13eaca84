"""The comparison: on every reference graph nobody's picture has a lower score than ours."""

import json
import os
import re
from collections.abc import Mapping

import pytest

from designgen.diagram.picture import KINDS
from tests.gallery.__main__ import compared
from tests.gallery.measures import Measures
from tests.gallery.page import Compared, Entry, blind_page, open_page, totals
from tests.gallery.reference import names, reference
from tests.gallery.tools import ALL, OURS, runnable


@pytest.fixture(scope="module")
def graphs() -> list[Compared]:
    """Every second graph: `make gallery` draws them all."""
    tools = runnable()
    if os.environ.get("DESIGNGEN_BROWSER") == "required":
        assert set(tools) == set(ALL), "a tool is missing: make gallery fetches what pip cannot"
    return [compared(name, tools) for name in names()[::2]]


def test_twelve_graphs_of_many_shapes() -> None:
    pictures = [reference(name) for name in names()]
    assert len(pictures) == 12
    assert all(8 <= len(picture.boxes) <= 20 and len(picture.groups) >= 3 for picture in pictures)
    edges = [edge for picture in pictures for edge in picture.edges]
    assert {edge.kind for edge in edges} == set(KINDS)
    assert any(edge.source == edge.target for edge in edges)
    pairs = [(picture.id, edge.source, edge.target) for picture in pictures for edge in picture.edges]
    assert len(pairs) > len(set(pairs)), "parallel arrows"
    for picture in pictures:
        listed = [box for row in picture.rows for box in row]
        assert sorted(listed) == sorted(picture.box)
        assert {end for edge in picture.edges for end in (edge.source, edge.target)} == set(picture.box)


@pytest.mark.slow
def test_ours_is_best_or_equal_on_every_graph(graphs: list[Compared]) -> None:
    for graph in graphs:
        scores = {entry.tool: entry.measures.score for entry in graph.entries}
        assert scores[OURS] == min(scores.values()), f"{graph.picture.id}: {scores}"


@pytest.mark.slow
def test_nothing_lies_on_a_label_or_runs_through_a_box_in_ours(graphs: list[Compared]) -> None:
    ours = {graph.picture.id: graph.entries[0].measures for graph in graphs}
    hits = {id: (found.label_hits, found.box_hits) for id, found in ours.items()}
    assert set(hits.values()) == {(0, 0)}, hits


@pytest.mark.slow
def test_ours_has_the_fewest_crossings_in_all(graphs: list[Compared]) -> None:
    crossings = {tool: sums.crossings for tool, sums in totals(graphs).items()}
    assert crossings[OURS] == min(crossings.values())


def small() -> list[Compared]:
    entries = tuple(Entry(tool, f"<svg><!-- {n} --></svg>", Measures(n, 0, 0, 0.5, 1.0), "<svg/>" if tool == OURS else "")
                    for n, tool in enumerate(ALL))  # fmt: skip
    return [Compared(reference(name), entries) for name in names()]


def test_the_page_needs_no_other_file_and_names_every_tool() -> None:
    page = open_page(small())
    assert all(f"<figcaption>{tool}</figcaption>" in page for tool in ALL)
    assert page.count("<img ") == 12 * len(ALL)
    assert not re.search(r'(?:src|srcset|href)="(?!data:)', page)


def test_the_blind_page_tells_no_names_and_its_key_tells_all() -> None:
    page, text = blind_page(small())
    key: Mapping[str, Mapping[str, str]] = json.loads(text)
    assert not any(tool in page for tool in ALL if tool != "dot")
    assert "prefers-color-scheme: dark)\" srcset" not in page
    assert list(key) == names()
    assert all(set(named.values()) == set(ALL) for named in key.values())
    assert len({tuple(named.values()) for named in key.values()}) > 6
    assert blind_page(small()) == (page, text)
