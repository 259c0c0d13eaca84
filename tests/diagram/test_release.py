"""The plan of a release as stages: what is true of each kind of design, and a gate between all of them."""

from itertools import pairwise
from pathlib import Path

import pytest

from designgen.cli.options import no_flips
from designgen.design import Design, design_for
from designgen.diagram import Picture, picture_of
from designgen.resources import resource
from designgen.spec import load_spec
from tests.shipped import SPECS, knowledge

LONGEST = {"detail": 26, "number": 26}
SHIPPED, PUBLISHED = resource("specs"), resource("specs/published")


def made(path: Path) -> Design:
    return design_for(load_spec(path, knowledge()), knowledge(), flips_of=no_flips)


def stages(path: Path) -> tuple[Picture, list[str]]:
    picture = picture_of(made(path), "release")
    assert picture is not None
    return picture, sorted(picture.steps(), key=lambda box: picture.steps()[box])


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_every_stage_says_its_share_or_time_and_ends_in_a_gate(path: Path) -> None:
    picture, order = stages(path)
    assert order[:2] == ["candidate", "offline"]
    assert "full" in order
    gates = {(edge.source, edge.target): edge.label for edge in picture.edges}
    assert all(gates.get(pair) for pair in pairwise(order)), "a stage without a gate"
    assert all(picture.box[stage].number for stage in order if stage != "candidate")
    back = {edge.source for edge in picture.edges if edge.target == "previous" and edge.kind == "control"}
    assert back - {"stopper", "caller"}, "no way back from a stage"
    assert back & {"stopper", "caller"}
    assert all(len(getattr(box, line)) <= most for box in picture.boxes for line, most in LONGEST.items())


@pytest.mark.parametrize(
    ("path", "there", "absent"),
    [
        (SHIPPED / "news-feed.yaml", {"canary", "test", "holdback", "stopper"}, {"shadow", "tables", "download", "audit"}),
        (SHIPPED / "harmful-content-detection.yaml", {"attack", "shadow", "canary", "test"}, {"holdback", "tables", "trial"}),
        (SHIPPED / "street-view-blurring.yaml", {"tables", "audit", "caller"}, {"canary", "test", "stopper", "download"}),
        (PUBLISHED / "gboard-rnnt-2019.yaml", {"download", "caller"}, {"canary", "shadow", "tables", "stopper"}),
        (PUBLISHED / "google-dr-2016.yaml", {"shadow", "trial", "canary"}, {"test", "holdback"}),
        (PUBLISHED / "pinterest-advertiser-churn-2022.yaml", {"tables", "test", "caller"}, {"canary", "shadow"}),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else "",
)
def test_a_release_has_the_stages_that_are_true_there(path: Path, there: set[str], absent: set[str]) -> None:
    boxes = {box.id for box in stages(path)[0].boxes}
    assert there <= boxes
    assert not absent & boxes


def test_the_stages_carry_numbers_of_the_design() -> None:
    ads = stages(SHIPPED / "ad-click-prediction.yaml")[0]
    assert ads.box["test"].detail == "3.96 M users an arm"
    assert ads.box["test"].number == "half of users, 7 days"
    assert ("canary", "test", "p99 ≤ 10 ms") in {(edge.source, edge.target, edge.label) for edge in ads.edges}
    assert dict(ads.meanings)["control"] == "back to the previous version"
