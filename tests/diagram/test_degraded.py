"""The view of a failure: what is off, what answers instead, in which order."""

from itertools import pairwise
from pathlib import Path

import pytest

from designgen.diagram import Picture, picture_of
from tests.diagram.test_release import PUBLISHED, made
from tests.shipped import SPECS, design

BY_NAME = {path.stem: path for path in SPECS}


def ladder(picture: Picture) -> list[str]:
    return sorted(picture.steps(), key=lambda box: picture.steps()[box])


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_the_view_names_what_is_off_and_a_ladder_of_what_answers_instead(path: Path) -> None:
    picture = picture_of(design(path), "degraded")
    assert picture is not None
    off = [box for box in picture.boxes if box.detail.startswith("off: ")]
    assert off
    assert all(box.number.startswith("then: ") for box in off)
    assert {edge.target for edge in picture.edges if edge.kind == "control"} >= {box.id for box in off}
    rungs = ladder(picture)
    asked = {(edge.source, edge.target): edge.label for edge in picture.edges}
    assert len(rungs) >= 4
    assert all(asked.get(pair) for pair in pairwise(rungs)), "a rung that nothing leads to"
    assert all(picture.box[rung].detail for rung in rungs)
    assert all(len(line) <= 26 for box in picture.boxes for line in (box.detail, box.number))


@pytest.mark.parametrize(
    ("spec", "rungs"),
    [
        ("news-feed", ["asks", "entry", "retry", "snapshot", "popular"]),
        ("rag-assistant", ["asks", "entry", "retry", "words", "unknown"]),
        ("text-to-image", ["asks", "entry", "drafts", "refused"]),
        ("harmful-content-detection", ["asks", "entry", "hold", "rules", "owner"]),
        ("street-view-blurring", ["run", "again", "held", "hand"]),
        ("people-you-may-know", ["asks", "entry", "snapshot", "popular"]),
    ],
)
def test_the_rungs_are_those_of_the_fallback(spec: str, rungs: list[str]) -> None:
    picture = picture_of(design(BY_NAME[spec]), "degraded")
    assert picture is not None
    assert ladder(picture) == rungs


@pytest.mark.parametrize(
    ("spec", "last"),
    [
        ("gboard-rnnt-2019", "switch"),
        ("smart-compose-2019", "silence"),
        ("google-dr-2016", "default"),
        ("stripe-radar-2023", "constant"),
        ("pinterest-advertiser-churn-2022", "unscored"),
    ],
)
def test_the_last_rung_needs_no_model(spec: str, last: str) -> None:
    picture = picture_of(made(PUBLISHED / f"{spec}.yaml"), "degraded")
    assert picture is not None
    assert ladder(picture)[-1] == last
