"""The measuring itself, on pictures small enough to count by eye."""

import base64

import pytest

from designgen.diagram import Box, Edge, Group, Picture
from designgen.diagram.geometry import Rect
from tests.gallery.drawing import Drawing, Label, Line, text_width
from tests.gallery.measures import measured
from tests.gallery.readers import read
from tests.gallery.shapes import flattened, long, shapes

PAIR = Picture("pair", "Pair", "", (Group("g", "Group", "online"),), (Box("a", "Alpha", group="g"), Box("b", "Beta", group="g")),
               (Edge("a", "b", "calls"),), (("a",), ("b",)))  # fmt: skip
FOUR = {"a": Rect(0, 0, 20, 20), "b": Rect(100, 0, 20, 20), "c": Rect(0, 100, 20, 20), "d": Rect(100, 100, 20, 20)}


def picture(*edges: Edge) -> Picture:
    boxes = tuple(Box(id, id) for id in FOUR)
    return Picture("p", "p", "", (), boxes, edges, (tuple(FOUR),))


def drawing(*lines: Line, **more: tuple[Label, ...] | tuple[Rect, ...]) -> Drawing:
    return Drawing(dict(FOUR), lines=list(lines), **{key: list(value) for key, value in more.items()})  # type: ignore[arg-type]


ACROSS = Line("a", "d", [(20, 20), (100, 100)])
BACK = Line("b", "c", [(100, 20), (20, 100)])
CALLS = Label("calls", Rect(50, 55, 20, 10))


def test_lines_that_cross_once_count_once() -> None:
    assert measured(drawing(ACROSS, BACK), picture()).crossings == 1


def test_a_crossing_in_the_corner_of_a_line_counts_once() -> None:
    bent = Line("b", "c", [(100, 20), (60, 60), (20, 100)])
    assert measured(drawing(Line("a", "d", [(20, 20), (60, 60), (100, 100)]), bent), picture()).crossings == 1


def test_lines_may_meet_at_the_port_that_they_share() -> None:
    fan = Line("a", "b", [(20, 20), (23, 20), (23, 24), (100, 10)])
    assert measured(drawing(ACROSS, fan), picture()).crossings == 0


def test_lines_that_lie_on_each_other_count_once_a_stretch() -> None:
    beside = Line("a", "b", [(0, 60), (40, 60), (40, 10), (100, 10)])
    along = Line("c", "d", [(10, 61), (38, 61), (38, 110), (100, 110)])
    far = Line("c", "d", [(10, 64), (30, 64), (30, 110), (100, 110)])
    assert measured(drawing(along, beside), picture()).crossings == 1
    assert measured(drawing(far, beside), picture()).crossings == 0


def test_a_line_through_a_foreign_box_counts_and_one_along_its_border_does_not() -> None:
    through, along = Line("a", "b", [(20, 10), (110, 110)]), Line("a", "b", [(20, 10), (20, 99), (99, 99)])
    assert measured(drawing(through), picture()).box_hits == 1
    assert measured(drawing(along), picture()).box_hits == 0


def test_the_own_line_may_run_under_a_label_and_a_foreign_one_may_not() -> None:
    own = picture(Edge("a", "d", "calls"), Edge("b", "c"))
    assert measured(drawing(ACROSS, labels=(CALLS,)), own).label_hits == 0
    assert measured(drawing(ACROSS, BACK, labels=(CALLS,)), own).label_hits == 1


def test_of_two_lines_with_the_same_label_each_owns_the_nearer() -> None:
    edges = picture(Edge("a", "b", "x"), Edge("c", "d", "x"))
    lines = (Line("a", "b", [(20, 10), (100, 10)]), Line("c", "d", [(20, 110), (100, 110)]))
    labels = (Label("x", Rect(50, 105, 20, 10)), Label("x", Rect(50, 5, 20, 10)))
    assert measured(drawing(*lines, labels=labels), edges).label_hits == 0


@pytest.mark.parametrize(
    ("label", "more"),
    [
        (Rect(10, 5, 30, 10), {}),  # on a box
        (Rect(50, 50, 20, 10), {"titles": (Label("Group", Rect(60, 52, 30, 10)),)}),
        (Rect(50, 50, 20, 10), {"panels": (Rect(60, 0, 200, 200),)}),  # on the border of a panel
    ],
)
def test_a_label_on_something_is_a_hit(label: Rect, more: dict[str, tuple[Label, ...] | tuple[Rect, ...]]) -> None:
    line = Line("a", "b", [(20, 30), (100, 30)])
    found = measured(drawing(line, labels=(Label("calls", label),), **more), picture(Edge("a", "b", "calls")))
    assert found.label_hits == 1


def test_a_label_inside_a_panel_is_no_hit_and_one_left_out_is() -> None:
    line, edge = Line("a", "b", [(20, 30), (100, 30)]), picture(Edge("a", "b", "calls"))
    assert measured(drawing(line, labels=(CALLS,), panels=(Rect(0, 0, 200, 200),)), edge).label_hits == 0
    assert measured(drawing(line), edge).label_hits == 1


def test_area_length_and_score() -> None:
    found = measured(drawing(ACROSS, BACK), picture())
    assert found.area == pytest.approx(120 * 120 / 1e6)
    assert found.length == pytest.approx(2 * 80 * 2**0.5 / 1e3)
    assert found.score == pytest.approx(1 + 10 * found.area + found.length)


def test_paths_are_flattened() -> None:
    assert flattened("M1,2l3 4H9v1Z") == [(1, 2), (4, 6), (9, 6), (9, 7), (1, 2)]
    half = flattened("M0 0 C 0 55.2 44.8 100 100 100")
    assert long(half) == pytest.approx(157, abs=1)
    assert flattened("M0 0Q5 0 5 5T10 10")[-1] == (10, 10)


def test_transforms_add_up() -> None:
    inner = '<rect transform="rotate(90)" x="1" y="0" width="2" height="4"/>'
    svg = f'<svg><g transform="translate(10 20) scale(2)">{inner}</g></svg>'
    (found,) = [shape for shape in shapes(svg) if shape.tag == "rect"]
    assert found.rect == pytest.approx((2, 22, 8, 4))


def test_text_is_as_wide_as_in_helvetica() -> None:
    assert text_width("Wil.", 10) == pytest.approx(9.44 + 2.22 + 2.22 + 2.78)


def _d2(name: str, inside: str) -> str:
    return f'<g class="{base64.b64encode(name.encode()).decode()}">{inside}</g>'


TEXT = '<text x="{0}" y="{1}" font-size="{2}" text-anchor="middle">{3}</text>'
SVGS = {
    "designgen": '<rect class="dg-panel" x="0" y="0" width="100" height="130"/>'
    '<g class="dg-edge" data-source="a" data-target="b"><path class="dg-line" d="M50 40V80"/></g>'
    '<g class="dg-box" data-id="a"><rect class="dg-card" x="10" y="20" width="80" height="20"/>'
    '<text class="dg-name" x="50" y="30" font-size="13">Alpha</text></g>'
    '<g class="dg-box" data-id="b"><rect class="dg-card" x="10" y="80" width="80" height="20"/></g>'
    '<text class="dg-label" x="50" y="62" font-size="11" text-anchor="middle">calls</text>',
    "dot": f'<g class="cluster"><title>c</title><polygon points="0,0 100,0 100,130 0,130"/>{TEXT.format(50, 15, 13, "Group")}</g>'
    f'<g class="node"><title>n0</title><polygon points="10,20 90,20 90,40 10,40"/>{TEXT.format(50, 30, 13, "Alpha")}</g>'
    f'<g class="node"><title>n1</title><polygon points="10,80 90,80 90,100 10,100"/>{TEXT.format(50, 90, 13, "Beta")}</g>'
    f'<g class="edge"><title>n0->n1</title><path d="M50,40C50,50 50,70 50,80"/>{TEXT.format(50, 62, 13, "calls")}</g>',
    "d2 elk": _d2("g_g", f'<rect x="0" y="0" width="100" height="130"/>{TEXT.format(50, 15, 13, "Group")}')
    + _d2("g_g.n0", f'<rect x="10" y="20" width="80" height="20"/>{TEXT.format(50, 30, 13, "Alpha")}')
    + _d2("g_g.n1", f'<rect x="10" y="80" width="80" height="20"/>{TEXT.format(50, 90, 13, "Beta")}')
    + _d2("g_g.(n0 -&gt; n1)[0]", f'<path class="connection" d="M50 40L50 80"/>{TEXT.format(50, 62, 13, "calls")}'),
    "mermaid": '<g class="cluster"><rect x="0" y="0" width="123" height="160"/></g>'
    '<g class="node" id="m-flowchart-n0-0"><rect class="label-container" x="12" y="25" width="98" height="24.6"/></g>'
    '<g class="node" id="m-flowchart-n1-1" transform="translate(0 74)"><rect class="label-container" x="12" y="25" width="98" '
    'height="24.6"/></g><path data-id="L_n0_n1_0" d="M61.5,49.2L61.5,98.5"/><g class="edgeLabel" transform="translate(61.5 74)">'
    '<foreignObject x="-20" y="-12" width="40" height="24">calls</foreignObject></g>',
}


@pytest.mark.parametrize("tool", SVGS)
def test_each_tool_is_read_alike(tool: str) -> None:
    found = read(tool, f"<svg>{SVGS[tool]}</svg>", PAIR)
    assert found.boxes["a"] == pytest.approx((10, 20, 80, 20), abs=0.5)
    assert found.boxes["b"].y == pytest.approx(80, abs=0.5)
    assert [rect.h for rect in found.panels] == pytest.approx([130])
    assert [(line.source, line.target) for line in found.lines] == [("a", "b")]
    assert [label.text for label in found.labels] == ["calls"]
    numbers = measured(found, PAIR)
    assert (numbers.crossings, numbers.label_hits, numbers.box_hits) == (0, 0, 0)
    assert numbers.length == pytest.approx(0.04, abs=0.001)


def test_two_lines_of_a_group_are_one_label() -> None:
    one, two = (f'<text class="dg-label" x="50" y="{y}" font-size="11" text-anchor="middle">{word}</text>'
                for y, word in ((55, "calls"), (68, "often")))  # fmt: skip
    alone = SVGS["designgen"].index('<text class="dg-label"')
    (label,) = read("designgen", f"<svg>{SVGS['designgen'][:alone]}<g>{one}{two}</g></svg>", PAIR).labels
    assert label.text == "calls often"
    assert label.rect.h == pytest.approx(13 + 0.97 * 11)


def test_a_picture_that_lacks_an_arrow_is_refused() -> None:
    with pytest.raises(ValueError, match="0 of 1 arrows"):
        read("designgen", f"<svg>{SVGS['designgen'].replace('dg-line', 'x')}</svg>", PAIR)
