"""The drawing: well-formed, safe, readable, the same bytes each time."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from designgen.diagram import draw, stylesheet
from designgen.diagram.craft.contrast import contrast
from designgen.diagram.faces import DETAIL_PX, NAME_PX, face
from designgen.diagram.icons import icon_path
from designgen.diagram.picture import Box, Edge, Group, Picture
from designgen.diagram.svg import safe_link
from designgen.diagram.text import width
from designgen.diagram.theme import THEMES, Theme
from tests.diagram.pictures import random_picture
from tests.diagram.target import target

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '"><script>alert(1)</script>&amp;\x00\ud7ff]]>'


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of layouts, so that the target is laid out once."""
    return tmp_path_factory.mktemp("layouts")


def drawn(picture: Picture, folder: Path, theme: str = "light") -> ET.Element:
    return ET.fromstring(draw(picture, theme, folder))


def two_boxes(first: Box = Box("a", "A")) -> Picture:  # noqa: B008 - frozen
    boxes = (first, Box("b", "B"))
    return Picture("p", "P", "", (Group("g", "G", "online"),), boxes, (Edge("a", "b", "x"),), (("a", "b"),))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_every_text_can_be_read(theme: Theme) -> None:
    grounds = [theme.page, *(tone.panel for tone in theme.planes.values()), *(tone.nested for tone in theme.planes.values())]
    pairs = [(theme.ink, theme.box), (theme.soft, theme.box), (theme.soft, theme.page), (theme.on_accent, theme.alarm)]
    pairs += [(colour, ground) for colour in theme.kinds.values() for ground in grounds]
    for tone in theme.planes.values():
        pairs += [(tone.accent, tone.panel), (tone.accent, tone.nested), (tone.accent, theme.box), (theme.on_accent, tone.accent)]
        pairs += [(tone.accent, sign.tint) for sign in theme.signs.values()]
    for sign in theme.signs.values():
        pairs += [(ink, sign.tint) for ink in (theme.ink, theme.soft, sign.strong)] + [(theme.on_accent, sign.strong)]
        pairs += [(sign.strong, ground) for ground in (*grounds, theme.box)]
    assert [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 4.5] == []


def test_names_sizes_and_words_for_screen_readers_are_there(kept: Path) -> None:
    svg = drawn(target(), kept)
    assert svg.attrib["role"] == "group"
    assert svg.attrib["viewBox"] == f"0 0 {svg.attrib['width']} {svg.attrib['height']}"
    assert svg[0].tag == f"{SVG}title"
    assert svg[1].tag == f"{SVG}desc"
    assert svg.attrib["aria-labelledby"] == svg[0].attrib["id"] == "dg-target-title"


def test_ids_begin_with_the_name_of_the_picture(kept: Path) -> None:
    ids = [item.attrib["id"] for item in drawn(target(), kept).iter() if "id" in item.attrib]
    assert all(id.startswith("dg-target") for id in ids)
    assert len(ids) == len(set(ids))


def test_nothing_of_a_text_becomes_markup(tmp_path: Path) -> None:
    picture = two_boxes(Box("a", NASTY, NASTY, NASTY, "../../secret", NASTY, NASTY))
    svg = drawn(picture, tmp_path)
    assert not list(svg.iter(f"{SVG}script"))
    assert not list(svg.iter(f"{SVG}a"))


@pytest.mark.parametrize("link", ["#s", "https://a.b/c?d=e#f", "http://a", "page.html#x", "../a/b.html", "/a/b", "a/"])
def test_ordinary_links_are_kept(link: str) -> None:
    assert safe_link(link) == link


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil", "data:x", " #x", "http://a b", "JaVaScript:x", "a\nb"])
def test_other_links_are_dropped(link: str) -> None:
    assert not safe_link(link)


def test_the_legend_names_only_what_occurs(tmp_path: Path) -> None:
    texts = [text.text for text in drawn(two_boxes(), tmp_path).iter(f"{SVG}text") if text.attrib["class"] == "dg-legend"]
    assert texts == ["request, caller waits"]


def test_dark_differs_from_light_in_colours_only(kept: Path) -> None:
    plain = [re.sub(r"#[0-9a-f]{6}|dg-(light|dark)", "", draw(target(), theme, kept)) for theme in THEMES]
    assert plain[0] == plain[1]


def test_every_class_with_a_colour_is_repainted_by_the_style_sheet(kept: Path) -> None:
    css = stylesheet(".dark")
    painted = {item.attrib["class"].split()[0] for item in drawn(target(), kept).iter()
               if re.match("#", item.attrib.get("fill", "")) or "stroke" in item.attrib}
    assert {name for name in painted if f".{name}" not in css} == set()


def test_same_picture_same_bytes_with_and_without_the_cache(tmp_path: Path) -> None:
    first = draw(random_picture(8), "light", tmp_path / "a")
    assert draw(random_picture(8), "light", tmp_path / "a") == first
    assert draw(random_picture(8), "light", tmp_path / "b") == first


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"boxes": 3}', "null"])
def test_a_damaged_cache_entry_counts_as_missing(tmp_path: Path, damage: str) -> None:
    first = draw(two_boxes(), "light", tmp_path)
    (entry,) = tmp_path.iterdir()
    entry.write_text(damage)
    assert draw(two_boxes(), "light", tmp_path) == first


def test_long_words_are_wrapped_or_cut_never_wider_than_the_box() -> None:
    name = "Supercalifragilistic expialidocious 漢字漢字漢字"
    shown = face(Box("a", name, "Vertex AI Vector Search, managed", "391 M vectors of 128 bytes"))
    assert shown.name == ("Supercalifragilistic", "expialidocious", "漢字漢字漢字")
    room = shown.w - 48 - 8
    assert all(width(line, NAME_PX, bold=True) <= room for line in shown.name)
    assert all(width(part, DETAIL_PX) <= room for line in shown.details for part in line)


def test_a_product_has_its_logo_and_anything_else_a_glyph() -> None:
    assert icon_path("kv", "Feast + Redis") == icon_path("", "Redis")
    assert icon_path("kv", "own service") == icon_path("kv")
    assert icon_path("no such icon") == icon_path("cube") != ""
