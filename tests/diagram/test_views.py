"""What a view shows of a design."""

from dataclasses import replace
from itertools import pairwise

from designgen.catalog import Knowledge
from designgen.catalog.architecture import Flow, View, ViewBox, ViewRow
from designgen.decisions import Words
from designgen.design import Design, Finding, Latency, Link, Part, Stage
from designgen.diagram import Edge, picture_of
from designgen.diagram.amounts import figure_of
from designgen.diagram.legend import entries
from designgen.problem import Place
from designgen.rules import FALSE, TRUE, Program
from designgen.spec import Spec

NOWHERE = Place("view.yaml")
Ends = tuple[str, str]


def view(
    *rows: ViewRow, when: str = "always", hide: tuple[Ends, ...] = (), flows: tuple[Flow, ...] = (), path: str = ""
) -> View:
    return View("overview", "The whole", "All of it.", when, tuple(path.split(", ")), (), rows, hide, flows, NOWHERE)


def row(plane: str, label: str, *boxes: str) -> ViewRow:
    """Boxes as `id` or as `id=a+b` for merged components."""
    return ViewRow(plane, label, tuple(_box(text) for text in boxes))


def _box(text: str) -> ViewBox:
    id, _, merged = text.partition("=")
    return ViewBox(id, (("always", f"The {id}"),) if merged else (), "", tuple(merged.split("+")) if merged else (id,))


def part(id: str, p99: float | None = None) -> Part:
    technology, shows = "Triton, ONNX Runtime", f"{id} qps"
    return Part(id, id.title(), "", "online", "rank", "serving", technology, shows, (), None, p99, None, None, None)


def design(shown: View, ids: str, links: tuple[Link, ...] = (), latency: Latency | None = None) -> Design:
    links = links or tuple(Link(one, two, "sync", "") for one, two in pairwise(ids.split()))
    spec = Spec("case", "Case", "", "", {}, {}, {}, {}, {}, "", (), {}, {}, "")
    program = Program((), {}, {"always": TRUE, "never": FALSE}, b"")
    knowledge = Knowledge("", {}, {}, {}, {}, {}, {}, (), {"overview": shown}, {}, {}, {}, {}, {}, {}, {}, program)
    parts = {id: part(id, stage_p99(latency, id)) for id in ids.split()}
    return Design(spec, "", knowledge, {}, {}, {}, parts, links, (), latency, {}, Words(knowledge, {}, {}))


def stage_p99(latency: Latency | None, id: str) -> float | None:
    return next((stage.p99 for stage in latency.stages if stage.component == id), None) if latency else None


def test_only_boxes_whose_components_are_there_are_shown() -> None:
    shown = view(row("client", "Clients", "app"), row("online", "Serving", "gate", "none", "pair=a+b"))
    picture = picture_of(design(shown, "app gate b"), "overview")
    assert picture is not None
    assert picture.rows == (("app",), ("gate", "pair"))
    assert [group.label for group in picture.groups] == ["Clients", "Serving"]


def test_no_picture_when_the_view_does_not_apply_or_is_nearly_empty() -> None:
    rows = row("online", "Serving", "a", "b", "c")
    assert picture_of(design(view(rows, when="never"), "a b c"), "overview") is None
    assert picture_of(design(view(rows), "a b"), "overview") is None
    assert picture_of(design(view(rows), "a b c"), "overview") is not None


def test_flows_follow_their_components_into_merged_boxes() -> None:
    shown = view(row("online", "Serving", "one=a+b", "two=c", "d"))
    links = (Link("a", "b", "sync", "in"), Link("a", "c", "sync", "x"), Link("b", "c", "sync", "y"), Link("c", "d", "async", ""))
    picture = picture_of(design(shown, "a b c d", links), "overview")
    assert picture is not None
    assert picture.edges == (Edge("one", "two", "x"), Edge("two", "d", "", "async"))


def test_a_view_hides_and_rewrites_flows() -> None:
    links = (Link("a", "b", "sync", "x"), Link("b", "c", "sync", "y"), Link("c", "a", "async", "back"))
    flows = (Flow("b", "c", "batch", "nightly", "always", NOWHERE),)
    shown = view(row("online", "Serving", "a", "b", "c"), hide=(("a", "b"),), flows=flows)
    picture = picture_of(design(shown, "a b c", links), "overview")
    assert picture is not None
    assert picture.edges == (Edge("c", "a", "back", "async"), Edge("b", "c", "nightly", "batch"))


def test_a_flow_is_rewritten_only_when_its_condition_holds() -> None:
    links = (Link("a", "b", "sync", "x"), Link("b", "c", "sync", "y"))
    flows = (Flow("a", "b", "batch", "never", "never", NOWHERE), Flow("b", "c", "batch", "nightly", "always", NOWHERE))
    picture = picture_of(design(view(row("online", "Serving", "a", "b", "c"), flows=flows), "a b c", links), "overview")
    assert picture is not None
    assert picture.edges == (Edge("a", "b", "x"), Edge("b", "c", "nightly", "batch"))


def test_a_box_without_an_arrow_in_this_view_is_not_drawn() -> None:
    links = (Link("a", "b", "sync", ""), Link("b", "c", "sync", ""))
    picture = picture_of(design(view(row("online", "Serving", "a", "b", "c", "d")), "a b c d", links), "overview")
    assert picture is not None
    assert picture.rows == (("a", "b", "c"),)


def test_the_path_names_boxes_once_and_in_order() -> None:
    shown = view(row("online", "Serving", "one=a+b", "c", "d"), path="a, b, c | gone, d")
    picture = picture_of(design(shown, "a b c d"), "overview")
    assert picture is not None
    assert picture.path == ("one", "c", "d")


def test_a_box_shows_its_first_technology_its_figure_and_its_section() -> None:
    picture = picture_of(design(view(row("online", "Serving", "a", "b", "c")), "a b c"), "overview")
    assert picture is not None
    box = picture.boxes[0]
    assert (box.name, box.detail, box.number, box.link) == ("A", "Triton", "a qps", "#serving")


def test_a_box_behind_a_broken_check_is_red_and_the_text_says_why() -> None:
    latency = Latency((Stage("a", "A", 0.01, 0.08), Stage("b", "B", 0.01, 0.01)), 0.02, 0.1, 0.09, 0.1)
    made = design(view(row("online", "Serving", "a", "b", "c")), "a b c", latency=latency)
    late = Finding("latency_path", "The path fits", "warning", "broken", "90 ms", "70 ms", "", "")
    picture = picture_of(replace(made, findings=(late,)), "overview")
    assert picture is not None
    assert [box.alert for box in picture.boxes] == [True, False, False]
    assert picture.description == "All of it. Red: A (The path fits: 90 ms)."
    assert dict(entries(picture))["alert"] == "breaks a check"
    kept = picture_of(replace(made, findings=(replace(late, status="ok"),)), "overview")
    assert kept is not None
    assert "alert" not in dict(entries(kept))
    assert not any(box.alert for box in kept.boxes)


def test_a_crowd_is_thinned_to_what_can_be_read() -> None:
    ids = [f"b{n}" for n in range(24)]
    shown = view(row("online", "Serving", *ids[:12]), row("stream", "Events", *ids[12:]), path="b23, b22, b21")
    picture = picture_of(design(shown, " ".join(ids)), "overview")
    assert picture is not None
    assert len(picture.boxes) == 20
    assert {"b21", "b22", "b23"} <= set(picture.box)
    assert "Not drawn" in picture.description


def test_the_name_of_a_box_may_depend_on_the_design() -> None:
    own = ViewBox("own", (("never", "Trees"), ("always", "Network")), "", ())
    boxes = ViewRow("online", "Serving", (own, _box("a"), _box("b")))
    shown = view(boxes, flows=(Flow("own", "a", "sync", "", "always", NOWHERE),))
    picture = picture_of(design(shown, "a b"), "overview")
    assert picture is not None
    assert picture.box["own"].name == "Network"


def test_a_view_may_say_what_its_arrows_mean() -> None:
    shown = replace(view(row("online", "Serving", "a", "b", "c")), arrows={"sync": "values"})
    picture = picture_of(design(shown, "a b c"), "overview")
    assert picture is not None
    assert entries(picture) == [("sync", "values")]


def test_a_view_that_draws_its_own_arrows_names_boxes_in_its_path_and_keeps_to_its_size() -> None:
    flows = (Flow("one", "two", "sync", "x", "always", NOWHERE), Flow("two", "own", "sync", "y", "always", NOWHERE))
    own = ViewBox("own", (("always", "Its own"),), "", (), says=(("always", "Said."),))
    rows = (row("online", "Serving", "one=a+b", "two=c", "d"), ViewRow("online", "Serving", (own,)))
    shown = replace(view(*rows, flows=flows, path="one, two, own"), own_flows=True)
    picture = picture_of(design(shown, "a b c d"), "overview")
    assert picture is not None
    assert [(edge.source, edge.target) for edge in picture.edges] == [("one", "two"), ("two", "own")]
    assert picture.path == ("one", "two", "own")
    assert picture.box["own"].says == "Said."
    small = picture_of(design(replace(shown, most=2), "a b c d"), "overview")
    assert small is not None
    assert len(small.boxes) == 2
    assert "Not drawn" in small.description


def test_a_box_whose_component_shows_nothing_tells_its_machines_its_time_or_its_bill() -> None:
    bare = replace(part("a"), shows="")
    assert figure_of([bare]) == ""
    assert figure_of([bare, replace(bare, usd=12_000.0)]) == "$12 k a month"
    assert figure_of([replace(bare, p99=0.003, usd=12_000.0)]) == "p99 3 ms"
    assert figure_of([replace(bare, replicas=1.0, p99=0.003)]) == "1 replica"
    assert figure_of([replace(bare, replicas=12.0), part("b")]) == "b qps"
