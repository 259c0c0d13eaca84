"""Each kind of chart: its marks are in proportion, in their frame, and its words do not touch."""

from itertools import combinations, pairwise

import pytest

from designgen.charts import chart
from designgen.charts.climb import Climb, Size, Span, Stretch, climb
from designgen.charts.costs import MOST, Cost, costs
from designgen.charts.flips import Flip, Reach, Turning, reaches, turnings
from designgen.charts.flips import Stretch as Piece
from designgen.charts.house import NARROW, WIDE, Says, Spec
from designgen.charts.scatter import Axis, Dot, scatters
from designgen.charts.spread import spread
from designgen.charts.stacks import Key, Stack, stacks
from designgen.charts.ticks import by_ratio, even
from designgen.charts.waterfall import Leg, Path, waterfall
from designgen.palette import LIGHT
from tests.charts.drawn import Shape, outside, shapes

SAYS = Says("A chart", "what it shows")
LEGS = (Leg("Gateway", 0.002, 0.008), Leg("Retrieval of candidates", 0.011, 0.03, 0.006), Leg("Scoring model", 0.02, 0.06, 0.012))
BILL = tuple(Cost(f"Component {n}", "online" if n % 2 else "stream", 1000.0 / n, 500.0 / n, 2400.0 / n) for n in range(1, 16))
SIZES = tuple(
    Size(10.0**n, f"1{n} zeros", n == 6, 10.0 ** (n - 1), f"${n}", 10.0 ** (n - 2), f"{n}/s", f"{n} ms", n > 6)
    for n in (4, 6, 8, 9)
)
CACHE = Span("Cache", "feature", (Stretch(1e5, 1e9, "", "from 100 k"),))
INDEX = Span("Index", "", (Stretch(1e4, 1e7, "Exact scan", ""), Stretch(1e7, 1e9, "Graph", "from 10 M")))
CLIMB = Climb("Users", SIZES, (CACHE,), (INDEX,))
ITEMS = (Piece(0.001, 0.2, "Exact scan", "1 M"), Piece(0.2, 40.0, "Graph", ""), Piece(40.0, 1000.0, "Disk", "200 M"))
TIME = (Piece(0.001, 0.1, "Exact scan", "10 ms"), Piece(0.1, 1000.0, "Graph", ""))
TURNS = (Turning("Items", "5 M", ITEMS), Turning("Time limit", "100 ms", TIME))
FLIPS = (Flip(0.2, "1 M", "Index", "Exact scan"), Flip(40.0, "200 M", "Index", "Disk"), Flip(41.0, "205 M", "Cache", "None"))
REACH = (Reach("Items", "5 M", FLIPS),)
AXES = (
    Axis("Bill a month", "usd", "less is better", (100.0, 900.0, 300.0, 310.0)),
    Axis("p99", "second", "less is better", (0.1, 0.1, 0.1, 0.1)),
    Axis("Quality", "", "more is better", (0.0, 5.0, -3.0, -3.0)),
)
DOTS = (
    Dot("own", "", "this design", "this design"), Dot("listed", "A", "best <quality>: x", "best <quality>"),
    Dot("listed", "B", "cheap", "cheapest"), Dot("faint", "", ""),
)  # fmt: skip
BINS = tuple((n / 100, (n + 1) / 100, 0.1 - abs(n - 5) / 100) for n in range(10))


def path(target: float = 0.1) -> Path:
    return Path(LEGS, 0.07, 0.098, target)


def stacked() -> tuple[Key, list[Stack]]:
    near = Stack("A", (2.0, 1.0), ("2 s", "1 s"), "3 s of 2.5 s", 2.5, missed=True)
    return Key(("Model", "Store"), goal="target"), [near, Stack("B", (1.0, 0.0), ("1 s", "0"), "1 s of 9 s", 9.0)]


def every(wide: float) -> dict[str, Spec]:
    return {
        "waterfall": waterfall(path(), SAYS, wide), "far": waterfall(path(9.0), SAYS, wide), "costs": costs(BILL, SAYS, wide),
        "stacks": stacks(*stacked(), SAYS, wide), "climb": climb(CLIMB, SAYS, wide), "turnings": turnings(TURNS, SAYS, wide),
        "reaches": reaches(REACH, SAYS, wide), "scatter": scatters(AXES, DOTS, "Shop")[0],
        "spread": spread(BINS, {"p50": 0.05, "p99": 0.095, "target": 0.3}, [("Model", 0.02, 0.05, 0.01)], SAYS),
    }  # fmt: skip


def text(svg: str, words: str) -> Shape:
    return next(shape for shape in shapes(svg) if shape.text == words)


def bars_of(svg: str, fill: str) -> list[Shape]:
    return [shape for shape in shapes(svg) if shape.kind == "path" and shape.fill == fill and shape.bottom - shape.top > 12]


@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_everything_lies_in_the_picture_and_no_words_touch(wide: float) -> None:
    """Two texts at one place are a text and its halo."""
    for name, spec in every(wide).items():
        svg = chart(spec)
        assert outside(svg) == [], name
        words = [shape for shape in shapes(svg) if shape.kind == "text" and shape.fill != LIGHT.page]
        assert len(words) > 5, name
        assert [(one.text, two.text) for one, two in combinations(words, 2) if _touch(one, two)] == [], name


def _touch(one: Shape, two: Shape) -> bool:
    return one.left < two.right - 1 and two.left < one.right - 1 and one.top + 3 < two.bottom and two.top + 3 < one.bottom


def test_each_stage_starts_where_the_typical_request_reaches_it() -> None:
    svg = chart(waterfall(path(), SAYS, WIDE))
    typical, tails = bars_of(svg, LIGHT.bold), bars_of(svg, LIGHT.pale)
    assert [one.right for one in typical[:-1]] == pytest.approx([one.left for one in typical[1:]], abs=0.1)
    assert [one.left for one in tails] == pytest.approx([one.right for one in typical], abs=0.1)
    assert (tails[2].right - typical[2].left) / (tails[0].right - typical[0].left) == pytest.approx(0.06 / 0.008, rel=0.01)
    waits = [shape for shape in shapes(svg) if shape.fill == LIGHT.warm and "waits" in shape.tip]
    assert (waits[1].right - waits[1].left) / (waits[0].right - waits[0].left) == pytest.approx(2.0, rel=0.01)


def test_a_target_is_a_line_or_far_to_the_right() -> None:
    near, far = (chart(waterfall(path(target), SAYS, WIDE)) for target in (0.1, 9.0))
    assert text(near, "target 100 ms")
    assert text(far, "target 9 s →").right > WIDE - 5
    middle = (text(near, "target 100 ms").left + text(near, "target 100 ms").right) / 2
    assert any(one.left == one.right == pytest.approx(middle, abs=1) for one in shapes(near) if one.kind == "line")


def test_a_path_that_misses_its_target_is_of_the_colour_of_what_is_bad() -> None:
    assert bars_of(chart(waterfall(path(0.1), SAYS, WIDE)), LIGHT.good)
    assert bars_of(chart(waterfall(path(0.05), SAYS, WIDE)), LIGHT.bad)


def test_the_bill_has_whiskers_planes_and_one_bar_for_the_rest() -> None:
    svg = chart(costs(BILL, SAYS, WIDE))
    online = bars_of(svg, LIGHT.planes["online"].accent)
    assert online[0].right - online[0].left == pytest.approx(3 * (online[1].right - online[1].left), rel=0.01)
    assert text(svg, f"{16 - MOST} more")
    assert {"online", "stream"} <= {shape.text for shape in shapes(svg)}
    whiskers = [one for one in shapes(svg) if one.kind == "line" and one.top == one.bottom]
    assert whiskers[0].right == pytest.approx(online[0].left + 2.4 * (online[0].right - online[0].left), abs=0.2)


def test_stacked_pieces_follow_each_other_on_one_scale() -> None:
    svg = chart(stacks(*stacked(), SAYS, WIDE))
    pieces = [shape for shape in shapes(svg) if shape.tip]
    assert [one.tip for one in pieces] == ["A: Model 2 s", "A: Store 1 s", "B: Model 1 s"]
    assert pieces[0].right == pytest.approx(pieces[1].left)
    assert pieces[0].right - pieces[0].left == pytest.approx(2 * (pieces[2].right - pieces[2].left), abs=0.1)
    assert text(svg, "3 s of 2.5 s").fill == LIGHT.bad
    assert text(svg, "target")


def test_no_target_in_the_key_where_none_is_drawn() -> None:
    key, (_, far) = stacked()
    assert "target" not in [shape.text for shape in shapes(chart(stacks(key, [far], SAYS, WIDE)))]


def test_sizes_stand_at_their_ratios_and_bars_begin_where_they_say() -> None:
    svg = chart(climb(CLIMB, SAYS, WIDE))
    middles = [(one.left + one.right) / 2 for one in (text(svg, size.shown) for size in SIZES)]
    gaps = [two - one for one, two in pairwise(middles)]
    assert gaps == pytest.approx([2 * gaps[2], 2 * gaps[2], gaps[2]], abs=1)
    cache = next(shape for shape in shapes(svg) if shape.tip == "Cache: from 100 k")
    assert cache.left == pytest.approx(middles[0] + gaps[2], abs=1)
    graph, scan = (
        next(shape for shape in shapes(svg) if shape.tip.startswith(f"Index: {name}")) for name in ("from 10 M: Graph", "Exact")
    )
    assert graph.left == pytest.approx(scan.right)


def test_a_missed_target_is_told_at_its_size() -> None:
    svg = chart(climb(CLIMB, SAYS, WIDE))
    assert [text(svg, f"{n} ms").fill == LIGHT.bad for n in (4, 6, 8)] == [False, False, True]


def test_a_choice_holds_around_now() -> None:
    svg = chart(turnings(TURNS, SAYS, WIDE))
    own = next(shape for shape in shapes(svg) if shape.tip == "Items: Graph")
    other = next(shape for shape in shapes(svg) if shape.tip == "Items: 200 M: Disk")
    now = text(svg, "now")
    assert own.left < (now.left + now.right) / 2 < own.right == pytest.approx(other.left)


def test_flips_that_are_near_share_a_dot_and_the_name_of_the_first() -> None:
    svg = chart(reaches(REACH, SAYS, WIDE))
    dots = [shape for shape in shapes(svg) if shape.kind == "path" and shape.tip]
    assert len(dots) == 2
    assert dots[1].right - dots[1].left > dots[0].right - dots[0].left
    assert "200 M: Index becomes Disk; 205 M: Cache becomes None" in dots[1].tip
    assert text(svg, "Disk +1")


def test_a_figure_that_does_not_differ_is_no_axis() -> None:
    (spec,) = scatters(AXES, DOTS, "Shop")
    assert spec["usermeta"] == {
        "title": "Shop: bill a month and quality of 4 designs",
        "told": "this design: $100 and 0; A: $900 and +5; B: $300 and −3",
    }
    assert scatters(AXES[:2], DOTS, "Shop") == []
    svg = chart(spec)
    assert {"A", "B", "best <quality>", "cheapest", "this design"} <= {shape.text for shape in shapes(svg)}


def test_a_distribution_is_as_tall_as_its_shares() -> None:
    svg = chart(spread(BINS, {"p50": 0.05}, [], SAYS))
    found = [shape for shape in shapes(svg) if shape.tip]
    tall = [one.bottom - one.top for one in found]
    assert tall == pytest.approx([max(tall) * share / 0.1 for _, _, share in BINS], abs=0.1)
    assert text(chart(spread([], {}, [], SAYS)), "No request was answered.")


def test_stages_have_a_scale_of_their_own_below_the_distribution() -> None:
    stages = [("Model", 0.2, 0.8, 0.0), ("Gateway", 0.1, 0.4, 0.05)]
    svg = chart(spread(BINS, {"p50": 0.05}, stages, SAYS))
    tails, typical = (
        [one for one in shapes(svg) if one.fill == fill and not one.tip and one.bottom - one.top > 12]
        for fill in (LIGHT.pale, LIGHT.bold)
    )
    assert [one.left for one in typical] == pytest.approx([text(svg, "Model").right + 8] * 2, abs=12)
    assert tails[0].right - typical[0].left == pytest.approx(2 * (tails[1].right - typical[1].left), abs=0.1)
    assert tails[0].right > 500


def test_ticks_are_round_and_each_is_said_once() -> None:
    assert [tick.text for tick in even(0.0, 0.1, "second", 6)] == ["0", "20 ms", "40 ms", "60 ms", "80 ms", "100 ms"]
    assert [tick.text for tick in by_ratio(1.0, 1e6, "usd", 4)] == ["$1", "$100", "$10 k", "$1 M"]
    assert [tick.text for tick in by_ratio(205.0, 255.0, "usd", 5)] == ["$210", "$220", "$230", "$240", "$250"]
    assert [tick.text for tick in even(-3.2, 4.0)] == ["−2", "0", "+2", "+4"]
