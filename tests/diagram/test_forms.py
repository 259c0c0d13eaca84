"""Funnel, sequence and line of time: what they say of the shipped designs, and that their drawings are well made."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from designgen.catalog import load_knowledge
from designgen.cli.options import no_flips
from designgen.design import Design, design_for
from designgen.diagram import Picture, draw, export, picture_of, prepare, scene_of
from designgen.diagram.charts import Funnel, Sequence, Timeline
from designgen.diagram.craft import judge
from designgen.spec.load import parse_spec
from tests.shipped import IDS, SPECS, design, each_spec, knowledge

FORMS = ("funnel", "sequence", "timeline")
WAITED = [path for path in SPECS if path.stem not in
          ("harmful-content-detection", "image-classification", "street-view-blurring")]  # fmt: skip
FUNNELS = {"ad-click-prediction", "event-recommendation", "news-feed", "people-you-may-know", "rag-assistant", "similar-listings",
           "video-recommendation", "video-search", "visual-search"}  # fmt: skip


def made(text: str) -> Design:
    return design_for(parse_spec(text, "spec.yaml", knowledge()), knowledge(), flips_of=no_flips)


def funnel_in(design: Design) -> Funnel:
    picture = picture_of(design, "funnel")
    assert picture and isinstance(picture.chart, Funnel)
    return picture.chart


def sequence_in(design: Design) -> Sequence:
    picture = picture_of(design, "sequence")
    assert picture and isinstance(picture.chart, Sequence)
    return picture.chart


def timeline_in(design: Design) -> Timeline:
    picture = picture_of(design, "timeline")
    assert picture and isinstance(picture.chart, Timeline)
    return picture.chart


def pictures(design: Design) -> list[Picture]:
    return [picture for form in FORMS if (picture := picture_of(design, form))]


def shipped(name: str) -> Design:
    return design(SPECS[IDS.index(name)])


@pytest.mark.slow
def test_designs_that_choose_among_many_items_have_a_funnel_and_no_others() -> None:
    assert {path.stem for path in SPECS if picture_of(design(path), "funnel")} == FUNNELS


@each_spec(specs=[path for path in SPECS if path.stem in FUNNELS])
def test_counts_never_grow_down_a_funnel(path: Path) -> None:
    tiers = funnel_in(design(path)).tiers
    assert all(tier.leaves <= tier.enters for tier in tiers)
    assert all(above.leaves == below.enters for above, below in pairwise(tiers))
    assert tiers[0].leaves > 1000 * tiers[-1].leaves


def test_the_counts_of_a_funnel_are_the_numbers_of_the_design() -> None:
    values = shipped("news-feed").values
    counts = {tier.box: tier.leaves for tier in funnel_in(shipped("news-feed")).tiers}
    assert counts == {"everything": values["scale.items"], "filters": values["scale.candidates"], "light": values["rank.cap"],
                      "heavy": values["rank.cap"], "policy": values["list.shown"]}  # fmt: skip


def test_a_funnel_that_was_walked_ahead_takes_no_time_of_the_request() -> None:
    assert funnel_in(shipped("people-you-may-know")).share == 0
    picture = picture_of(shipped("people-you-may-know"), "funnel")
    assert picture and "done ahead of the request" in draw(picture)


@each_spec()
def test_every_design_with_a_path_has_a_sequence_and_no_batch_design_has_one(path: Path) -> None:
    assert (picture_of(design(path), "sequence") is not None) == (design(path).latency is not None) == (path in WAITED)


@each_spec(specs=WAITED)
def test_the_steps_of_a_sequence_are_the_stages_of_the_path_and_share_its_p99(path: Path) -> None:
    latency, chart = design(path).latency, sequence_in(design(path))
    assert latency
    assert sorted(stage.name for stage in chart.stages) == sorted(stage.name for stage in latency.stages)
    assert sum(stage.share for stage in chart.stages) == pytest.approx(latency.p99)
    assert len(chart.lanes) <= 9


@each_spec(specs=WAITED)
def test_who_speaks_in_a_sequence_was_spoken_to_before(path: Path) -> None:
    chart = sequence_in(design(path))
    heard = {chart.lanes[0]}
    for turn in chart.turns:
        assert {message.source for message in turn.messages} <= heard
        heard |= {message.target for message in turn.messages}
    assert chart.turns[-1].messages[-1].target == chart.lanes[0]


def test_a_step_waits_for_those_that_are_linked_to_it() -> None:
    order = [stage.name for stage in sequence_in(shipped("text-to-image")).stages]
    assert order.index("Media generator") < order.index("Post-processor") < order.index("Output guard")


def test_searches_side_by_side_are_one_step_on_two_lifelines() -> None:
    together = [stage for stage in sequence_in(shipped("video-search")).stages if stage.beside]
    assert [[lane for lane, _, _ in stage.beside] for stage in together] == [["ann_search", "keyword_search"]]


def test_a_path_over_its_target_is_marked_in_the_budget() -> None:
    late = made("{title: T, task: recommend, scale: {daily_users: 1B, items: 1B}, latency: {p99: 5 ms}}")
    assert sequence_in(late).budget.fails
    picture = picture_of(late, "sequence")
    assert picture and "too long" in draw(picture)
    assert judge(scene_of(picture)).faults == ()


@each_spec()
def test_the_phases_of_a_line_of_time_follow_each_other(path: Path) -> None:
    chart = timeline_in(design(path))
    assert chart.phases[0].start == 0
    assert all(phase.start <= phase.end for phase in chart.phases)
    ends = {0.0, *(phase.end for phase in chart.phases)}
    assert all(phase.start in ends for phase in chart.phases)
    assert [point.start for point in chart.points][1] < chart.points[-1].start


def test_late_labels_postpone_training_unless_the_loss_corrects_for_them() -> None:
    def trained(handling: str) -> float:
        spec = f"{{title: T, task: predict_click, labels: {{delay: 5 days}}, choose: {{label_delay_handling: {handling}}}}}"
        return next(phase.start for phase in timeline_in(made(spec)).phases if phase.box == "wait")

    assert trained("waiting_window_joiner") == 5 * 86400
    assert trained("fake_negative_weighting") == 0


def test_a_model_that_learns_from_the_stream_is_minutes_behind_and_passes_the_stages_only_when_it_changes() -> None:
    chart = timeline_in(shipped("ad-click-prediction"))
    assert next(phase.end for phase in chart.phases if phase.box == "live") == 20 * 60
    assert next(phase.box for phase in chart.phases if phase.track.startswith("Only")) == "gate_changed"


def test_labels_made_by_people_are_drawn_labelled_and_audited() -> None:
    assert [phase.box for phase in timeline_in(shipped("image-classification")).phases][:3] == ["event", "votes", "audit"]


@each_spec()
def test_the_drawings_of_the_forms_have_no_fault(path: Path) -> None:
    assert {picture.form: judge(scene_of(picture)).faults for picture in pictures(design(path))} == {
        picture.form: () for picture in pictures(design(path))
    }


def test_forms_need_no_layout(tmp_path: Path) -> None:
    prepare(pictures(shipped("news-feed")), tmp_path, workers=1)
    assert not list(tmp_path.iterdir())
    assert all("<svg" in draw(picture, "dark", tmp_path) for picture in pictures(shipped("news-feed")))
    assert not list(tmp_path.iterdir())


def test_forms_have_text_for_other_tools() -> None:
    for picture in pictures(shipped("news-feed")):
        for format in ("dot", "mermaid", "d2", "structurizr"):
            text = str(export(picture, format))
            assert all(box.name in text for box in picture.boxes)


SHOP = "{title: Shop, task: recommend, scale: {daily_users: 2M, items: 300k}}"
CHARTED = {"funnel": "count", "timeline": "lasts", "rows": "count"}
BOUNDLESS = " * ".join(["1T"] * 26)
HUGE, TINY = " * ".join(["1T"] * 24), " / ".join(["1", *["1T"] * 24])
CHAIN = "  flows:\n" + "".join(f"    b{n} -> b{n + 1}: {{label: on}}\n" for n in range(139))
VIEWS = {
    "odd": ("funnel", ["1M", "0", "5k", "0 - scale.items", BOUNDLESS, "20", "-7"]),
    "two_stages": ("funnel", ["1M", "0", "20", "-7"]),
    "grows": ("funnel", ["100", "140", "50", "70", "5"]),
    "vanishes": ("funnel", ["1M", HUGE, "20", TINY, "5"]),
    "late": ("timeline", ["0 s", "0 s - 229 s", "1 h", "1 h, start: 0 s - 2 h", "2 h"]),
    "two_phases": ("timeline", ["1 h", "0 s - 1 h", "2 h", "0 s - 9 h"]),
    "endless": ("timeline", ["1 h", f"{HUGE} * 1T * 1M * 1 s * 100", f"{HUGE} * 1T * 1M * 1 s * 100", "2 h", "3 h"]),
    "many_boxes": ("rows", ["1"] * 140),
    "many_stages": ("funnel", [str(500 - n) for n in range(140)]),
    "many_phases": ("timeline", [f"{500 - n} min" for n in range(140)]),
}  # fmt: skip
"""View of a pack -> its form, and the amount of each of its boxes b0, b1 …"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Design:
    """A design with the views above."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "views").mkdir()
    for id, (form, amounts) in VIEWS.items():
        boxes = "".join(f"        - {{id: b{n}, name: Box {n}, {CHARTED[form]}: {amount}}}\n" for n, amount in enumerate(amounts))
        text = (f"{id}:\n  name: T\n  says: S\n  form: {form}\n{CHAIN if form == 'rows' else ''}"
                f"  rows:\n    - plane: online\n      label: L\n      boxes:\n{boxes}")  # fmt: skip
        (folder / "views" / f"{id}.yaml").write_text(text, "utf-8")
    known = load_knowledge([folder])
    return design_for(parse_spec(SHOP, "spec.yaml", known), known, flips_of=no_flips)


def packed_funnel(design: Design, view: str) -> list[tuple[str, float, float]]:
    picture = picture_of(design, view)
    assert picture and isinstance(picture.chart, Funnel)
    return [(tier.box, tier.enters, tier.leaves) for tier in picture.chart.tiers]


def packed_phases(design: Design, view: str) -> list[tuple[str, float, float]]:
    picture = picture_of(design, view)
    assert picture and isinstance(picture.chart, Timeline)
    return [(phase.box, phase.start, phase.end) for phase in picture.chart.phases]


def test_a_stage_that_counts_nothing_is_no_stage(packed: Design) -> None:
    assert packed_funnel(packed, "odd") == [("b0", 1e6, 1e6), ("b2", 1e6, 5e3), ("b5", 5e3, 20)]
    picture = picture_of(packed, "odd")
    assert picture and judge(scene_of(picture)).faults == ()


@pytest.mark.parametrize("view", ["two_stages", "two_phases"])
def test_a_chart_of_two_boxes_says_nothing(packed: Design, view: str) -> None:
    assert picture_of(packed, view) is None


def test_what_grows_down_a_funnel_is_no_stage_of_it(packed: Design) -> None:
    assert packed_funnel(packed, "grows") == [("b0", 100, 100), ("b2", 100, 50), ("b4", 50, 5)]
    picture = picture_of(packed, "grows")
    assert picture and "140" not in "".join(re.findall(">([^<]*)</text>", draw(picture)))


def test_counts_that_cannot_be_are_no_stages(packed: Design) -> None:
    assert packed_funnel(packed, "vanishes") == [("b0", 1e6, 1e6), ("b2", 1e6, 20), ("b4", 20, 5)]


def test_a_phase_of_less_than_no_time_is_no_phase(packed: Design) -> None:
    assert packed_phases(packed, "late") == [("b0", 0, 0), ("b2", 0, 3600), ("b4", 3600, 10800)]
    picture = picture_of(packed, "late")
    assert picture and 'width="-' not in draw(picture)


def test_a_line_of_time_never_ends_beyond_all_bounds(packed: Design) -> None:
    assert [box for box, _, _ in packed_phases(packed, "endless")] == ["b0", "b3", "b4"]


@pytest.mark.parametrize("view", ["many_boxes", "many_stages", "many_phases"])
def test_a_view_of_too_many_boxes_shows_as_many_as_can_be_read(packed: Design, view: str) -> None:
    picture = picture_of(packed, view)
    assert picture and len(picture.boxes) == 20
    assert "Not drawn: Box " in picture.description


def test_a_funnel_cut_short_ends_as_it_did_before(packed: Design) -> None:
    stages = packed_funnel(packed, "many_stages")
    assert stages[-1] == ("b139", 482, 361)
    assert stages[:2] == [("b0", 500, 500), ("b1", 500, 499)]
