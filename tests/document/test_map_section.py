"""The map on the pages of a design: two numbers that turn much, a picture in the colours of the site, small ones beside it."""

import re
import shlex
from xml.etree import ElementTree

import pytest

from designgen.design import Design
from designgen.document.maps import default_map
from designgen.document.maps.colours import HATCH, TEXTURES, style
from designgen.document.maps.neighbours import over_of
from designgen.document.maps.shapes import texture_of
from designgen.document.what_if import what_if_pages
from designgen.explore.busiest import busiest
from designgen.explore.map import map_of
from designgen.resources import resource
from tests.shipped import SPECS, design


def shipped(name: str) -> Design:
    return design(next(path for path in SPECS if path.stem == name))


def test_the_axes_are_the_two_numbers_on_which_most_decisions_turn() -> None:
    found = default_map(shipped("visual-search"), 40)
    assert found
    assert [axis.fact.id for axis in found.map.axes] == ["scale.daily_users", "scale.items"]
    assert [axis.says(end) for axis in found.map.axes for end in axis.ends] == ["1 M", "1 B", "1 B", "1 T"]
    assert found.layer.id == "ann_index"
    assert (
        found.command
        == "designgen explore visual-search.yaml --over scale.daily_users=1M..1B --over scale.items=1B..1T -o map.html"
    )


def test_the_command_under_a_map_means_its_axes() -> None:
    found = {path.stem: axes for path in SPECS if (axes := busiest(design(path), 9))}
    assert len(found) > 5
    for name, axes in found.items():
        overs = shlex.split(" ".join(over_of(axes)))[1::2]
        read = map_of(shipped(name), overs, 2).axes
        assert [end for axis in read for end in axis.ends] == pytest.approx([end for axis in axes for end in axis.ends], rel=0.01)


def test_the_picture_is_inline_svg_without_a_style_of_its_own() -> None:
    found = default_map(shipped("visual-search"), 40)
    assert found
    root = ElementTree.fromstring(f"<figure>{found.drawn}</figure>")
    assert not [child for child in root.iter() if child.tag.endswith("style")]
    assert "{" not in found.drawn
    assert len(found.drawn) < 30_000
    assert all(ElementTree.fromstring(one.drawn) is not None for one in found.small)


def test_few_turning_numbers_make_no_map() -> None:
    assert default_map(shipped("street-view-blurring"), 40) is None


@pytest.mark.slow
def test_the_page_shows_the_map_with_its_table_and_leads_to_the_decisions() -> None:
    (page,) = what_if_pages(shipped("visual-search")).values()
    after = page[page.index("## Where the choices change {#map}") :]
    assert "| 1 Inverted lists with product codes (IVF-PQ) |" in after
    assert 'href="2-frame.html#decision-multi_stage"' in after


def test_the_site_repaints_maps_in_the_colours_of_the_dark_theme() -> None:
    css = resource("site", "assets", "css", "maps.css").read_text("utf-8")
    wanted = style("dark", '[data-md-color-scheme="slate"] .mp').replace("}", "}\n")
    assert css.endswith(f"@media screen {{\n{wanted}}}\n")


def test_only_a_region_without_a_choice_is_hatched() -> None:
    assert {texture_of("chosen", number) for number in range(30)} & {"mp-hatch-l", "mp-hatch-s"} == set()
    assert texture_of("empty", 1) == "mp-hatch-l"
    slanted = [data for data in TEXTURES if data == HATCH or re.search(r"M0 |[HV]8|L8 ", data)]
    assert slanted == []  # marks that reach from edge to edge would join into lines
