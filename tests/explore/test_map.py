"""Maps: every point is what the spec would get there, regions cover the ground, borders are flips."""

import json
import random
from functools import cache

import numpy
import pytest

from designgen.decisions import allowed_of, given_of
from designgen.design import Design, design_for
from designgen.explore.busiest import busiest
from designgen.explore.grid import axes_of
from designgen.explore.ground import EMPTY
from designgen.explore.map import Map, map_of, map_over
from designgen.explore.map_json import map_json
from designgen.explore.outline import outlines, straightened
from designgen.explore.regions import Room, borders, connected
from designgen.explore.ticks import ticks
from designgen.problem import ProblemsFound
from designgen.spec import parse_spec
from tests.shipped import SPECS, design, knowledge

USERS, ITEMS = "scale.daily_users=10k..1B", "scale.items=10k..100B"


@cache
def shipped(name: str = "visual-search") -> Design:
    return design(next(path for path in SPECS if path.stem == name))


@cache
def plane() -> Map:
    """Visual search over users and items, 60 values each."""
    return map_of(shipped(), (USERS, ITEMS), 60)


def small(text: str) -> Design:
    known = knowledge()
    return design_for(parse_spec(text, "small.yaml", known), known, flips_of=lambda *_: {})


def at(map: Map, row: int, column: int) -> list[int]:
    return [int(codes[row, column]) for codes in map.columns.values()]


def chosen(map: Map, row: int, column: int) -> list[int]:
    """What a spec with these values would get."""
    case = map.ground.case_at(map.ground.spot(row, column))
    return list(knowledge().program.picks(given_of(knowledge(), case), allowed_of(knowledge(), case)))


def test_every_point_has_the_choices_of_a_spec_with_its_values() -> None:
    map, rng = plane(), random.Random(4)
    for _ in range(200):
        row, column = rng.randrange(60), rng.randrange(60)
        assert at(map, row, column) == chosen(map, row, column)


@pytest.mark.slow
def test_the_shipped_specs_agree_with_their_maps_over_facts_of_every_kind() -> None:
    rng = random.Random(5)
    for name, overs in (
        ("rag-assistant", ("labels.source", "latency.p99=5ms..1min")),
        ("ad-click-prediction", ("priorities.cost", "labels.positive_rate=0.01%..50%")),
        ("street-view-blurring", ("problem.query", "risk.stakes")),
        ("people-you-may-know", ("problem.personalised=true,false",)),
    ):
        map = map_of(shipped(name), overs, 17)
        for _ in range(15):
            row = rng.randrange(len(map.axes[1].values)) if len(map.axes) > 1 else 0
            column = rng.randrange(len(map.axes[0].values))
            assert at(map, row, column) == chosen(map, row, column)


def test_regions_share_out_the_ground() -> None:
    for id in (*plane().changing, ""):
        layer = plane().layer(id)
        assert sum(region.share for region in layer.regions) == pytest.approx(1)
        assert {number for row in layer.runs() for number in row[1::2]} == {region.number for region in layer.regions}
        assert [sum(row[::2]) for row in layer.runs()] == [60] * 60
        for region in layer.regions:
            assert set(layer.codes[layer.cells == region.number].tolist()) == {region.outcome.code}


def test_neighbours_of_one_choice_are_one_region() -> None:
    codes = numpy.array([[1, 1, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], [3, 1, 3, 3]])
    assert connected(codes).tolist() == [[0, 0, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0], [2, 0, 3, 3]]
    assert set(borders(connected(codes))) == {(0, 1), (0, 2), (0, 3)}


@pytest.mark.slow
def test_exact_borders_through_the_spec_are_its_flips() -> None:
    """Every flip of every shipped spec within the axes of its map is a border there, to the same option at the same value."""
    met = 0
    for path in SPECS:
        made = design(path)
        axes = busiest(made, 40)
        map = map_over(made, axes) if axes else None
        for id, flip in ((one.id, flip) for one in made.decisions.values() for flip in one.flips):
            axis = next((axis for axis in axes or () if axis.fact.id == flip.fact), None)
            if map is None or axis is None or not axis.ends[0] <= float(flip.value) <= axis.ends[1]:  # type: ignore[arg-type]
                continue
            there = [
                one
                for one in map.crossings(id)
                if map.axes[one.axis] is axis and one.value == pytest.approx(flip.value, rel=1e-8)
            ]
            assert [(one.shown, one.to) for one in there] == [(flip.shown, flip.to_name)], (path.stem, id, flip)
            met += 1
    assert met > 100


def test_choices_change_at_an_exact_border_and_not_before_it() -> None:
    map = plane()
    places = {node.name: place for place, node in enumerate(knowledge().program.decisions)}
    every = [one for id in map.changing for one in map.crossings(id)]
    assert len(every) > 20
    for one in every:
        here = list(map.ground.here)
        own = map.axes[one.axis].here
        towards = 1 if isinstance(own, float | int) and one.value < own else -1
        before = one.value + towards * (1.0 if map.axes[one.axis].fact.integer else 1e-7 * one.value)
        picked = []
        for value in (one.value, before):
            here[one.axis] = value
            picked.append(map.ground.picks(tuple(here))[places[one.decision]])
        assert picked == [one.code, one.before]


def test_a_region_knows_why_and_what_keeps_its_neighbours_out() -> None:
    layer = plane().layer("ann_index")
    names = {region.number: region.outcome.name for region in layer.regions}
    assert {"exact scan", "HNSW graph", "inverted lists with product codes (IVF-PQ)"} <= set(names.values())
    assert all(region.because for region in layer.regions)
    scan = next(border for border in layer.borders if (names[border.one], names[border.two]) == ("exact scan", "HNSW graph"))
    assert scan.there
    assert scan.back
    own = next(region for region in layer.regions if region.at == plane().ground.here)
    assert own.because == shipped().decisions["ann_index"].because


def test_facts_that_follow_a_varied_one_are_named() -> None:
    followers = map_of(shipped(), ("scale.items=10k..100B",), 5).ground.followers()
    assert "scale.candidates" in followers
    assert not set(followers) & set(shipped().spec.facts)


def test_a_pin_that_cannot_hold_somewhere_leaves_nothing_to_choose() -> None:
    text = "title: Pinned\ntask: search\nmodality: [image]\nscale: {items: 100k}\nchoose: {ann_index: exact}\n"
    map = map_of(small(text), ("scale.items=10k..100B",), 50)
    layer = map.layer("ann_index")
    empty = next(region for region in layer.regions if region.outcome.status == "empty")
    assert empty.outcome.code == EMPTY
    assert "exact scan" in empty.because
    assert empty.high == (map.axes[0].values[-1],)


def test_the_count_of_differences_is_zero_at_the_spec() -> None:
    layer = plane().layer("")
    own = next(region for region in layer.regions if region.at == plane().ground.here)
    assert own.outcome.name == "nothing differs"
    assert [outcome.code for outcome, _ in layer.legend] == sorted(outcome.code for outcome, _ in layer.legend)


def test_outlines_cover_each_cell_of_coarse_ground_once() -> None:
    codes = numpy.array([[1, 1, 2, 2], [1, 3, 3, 2], [1, 3, 1, 2], [1, 1, 1, 1]])
    layer = plane().layer("ann_index")
    for cells, rings in ((connected(codes), None), (layer.cells, layer.outlines)):
        areas = [abs(sum(_area(ring) for ring in every)) for every in rings or outlines(cells)]
        assert sum(areas) == cells.size
        for number, area in enumerate(areas):
            assert area == pytest.approx(int((cells == number).sum()), rel=0.05, abs=4)


def _area(ring: tuple[tuple[int, int], ...]) -> float:
    return sum(x * below - left * y for (x, y), (left, below) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def test_a_staircase_is_drawn_as_a_line_and_a_corner_stays() -> None:
    stairs = tuple((step // 2 + step % 2, step // 2) for step in range(21))
    assert straightened(stairs, 0.75) == ((0, 0), (10, 10))
    assert straightened(((0, 0), (5, 0), (5, 5)), 0.75) == ((0, 0), (5, 0), (5, 5))


def test_a_label_stands_where_there_is_most_room() -> None:
    mask = numpy.zeros((20, 30), dtype=bool)
    mask[2:12, 3:25] = True
    assert Room(mask).place(10, 4) == pytest.approx((14, 7), abs=1)
    assert Room(mask).place(23, 2) is None


def test_two_runs_give_the_same_bytes() -> None:
    one, two = (map_json(map_of(shipped(), (USERS, ITEMS), 20), "ann_index") for _ in range(2))
    assert one == two
    told = json.loads(one)
    assert [layer["id"] for layer in told["decisions"]] == ["ann_index"]
    assert len(told["changing"]) > 20


@pytest.mark.parametrize(
    ("overs", "points", "said"),
    [
        (("scale.daily_user=1k..1M",), 300, "did you mean scale.daily_users?"),
        (("latency.p99=5ms..1GB",), 300, '"1GB" is bytes, but a time is wanted'),
        (("scale.items=1B..10k",), 300, "write scale.items=10k..1B"),
        (("scale.items=5k..5k",), 300, "is one value, not a range"),
        (("latency.p99=5ms..1000 days",), 300, "is outside"),
        (("scale.items=10k..1B", "scale.items=10k..1B"), 300, "scale.items is given twice"),
        ((USERS, ITEMS, "latency.p99"), 300, "a map has one or two axes, not 3"),
        (("scale.items=10k",), 300, "is not low..high"),
        (("scale.items=",), 300, "names no values"),
        (("problem.output=ranking..score",), 300, "takes words, not a range"),
        (("labels.source=implicit,implict",), 300, "did you mean implicit?"),
        (("labels.source=implicit+implicit,explicit",), 300, "names a word twice"),
        (("risk.stakes=low",), 300, "one word is not an axis"),
        (("ann_index=hnsw,exact",), 300, "unknown"),
        ((ITEMS,), 1, "1 points are not 2 to 500"),
        ((ITEMS,), 1_000_000, "1000000 points are not 2 to 500"),
    ],
)  # fmt: skip
def test_what_makes_no_axis_is_refused_with_a_hint(overs: tuple[str, ...], points: int, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        map_of(shipped(), overs, points)
    assert said in "\n".join(map(str, found.value.problems))


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        map_of(shipped(), ("scale.itmes=1..2", "latency.p99=1s..5ms"), 0)
    assert [problem.code for problem in found.value.problems] == ["S001", "S019", "S005"]


def test_an_axis_counts_as_people_do() -> None:
    users, p99, share, cost, age = (
        axes_of((over,), knowledge(), lambda name: shipped().facts[name].value, 30)[0]
        for over in (USERS, "latency.p99=5ms..1s", "labels.positive_rate=10%..60%", "priorities.cost", "latency.max_age=0 s..1h")
    )
    assert [text for _, text in ticks(users, 7)] == ["10 k", "100 k", "1 M", "10 M", "100 M", "1 B"]
    assert {"10 ms", "100 ms", "1 s"} <= {text for _, text in ticks(p99, 8)}
    assert [text for _, text in ticks(share, 6)] == ["10 %", "20 %", "30 %", "40 %", "50 %", "60 %"]
    assert [text for _, text in ticks(cost, 8)] == ["0", "1", "2", "3", "4", "5"]
    assert cost.values == (0, 1, 2, 3, 4, 5)
    assert [text for _, text in ticks(age, 4)] == ["0 s", "15 min", "30 min", "45 min", "1 h"]


def test_on_top_stands_the_weightiest_decision_that_turns_on_both_axes() -> None:
    made = map_of(shipped("people-you-may-know"), ("scale.daily_users", "latency.p99"), 60)
    top = made.columns[made.changing[0]]
    assert (top != top[:, :1]).any()
    assert (top != top[:1]).any()
    assert made.changing[:2] == ("hardware", "serving_mode")  # the second is weightier, and depends on the users alone


def test_a_trifle_that_turns_on_both_axes_does_not_go_before_what_weighs_far_more() -> None:
    axes = busiest(shipped("event-recommendation"), 60)
    assert axes
    made = map_over(shipped("event-recommendation"), axes)
    column = made.columns["prerank_model"]
    assert (column != column[:, :1]).any()
    assert (column != column[:1]).any()
    assert made.changing.index("prerank_model") > 0
