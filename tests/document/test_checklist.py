"""Every shipped document answers what a reviewer asks, and its parts agree with each other."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from designgen.design import Design
from designgen.document import blocks, document
from designgen.document.escape import ours
from tests.shipped import SPECS, design, each_spec

ENOUGH = 45  # of 50 topics
SHORTEST = 60  # characters: one honest sentence
TABLE = Path(__file__).with_name("checklist.yaml")
HEADING = re.compile(r"^(#{1,3}) [^\n]*\{#([a-z0-9_-]+)\}$", re.MULTILINE)
LISTED = re.compile(r'^\| <span id="(row-[a-z_]+)">[^|]*\|(.*)\|$', re.MULTILINE)
FOLDED = re.compile(r"<(small|summary)>.*?</\1>|<[^>]*>")
every_spec = each_spec()

Topic = Mapping[str, object]


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings answer no topic, and laying them out takes most of the time."""
    monkeypatch.setattr(blocks, "figure", lambda *_: ours(""))


@cache
def answers(path: Path) -> dict[str, str]:
    """What stands under each heading, down to the next one of its rank, and why a decision is not needed."""
    text = document(design(path))
    found = list(HEADING.finditer(text))
    told = {
        f"#{row[1]}": f"is not needed here, because this is what the facts say: {row[2]}"
        for row in LISTED.finditer(text)
        if row[2].strip()
    }
    for place, one in enumerate(found):
        after = (later.start() for later in found[place + 1 :] if len(later[1]) <= len(one[1]))
        told[f"#{one[2]}"] = text[one.end() : next(after, len(text))]
    return told


def under(name: str, told: Mapping[str, str]) -> str:
    return told.get(name if name.startswith("#") else f"#decision-{name}", "")


def says_something(text: str) -> bool:
    """Whether more than a question and a source stands there."""
    lines = (line for line in FOLDED.sub("", text).splitlines() if not re.match(r"#|\*[^*]|\|[-:| ]+$|$", line))
    return sum(map(len, lines)) >= SHORTEST


def unanswered(topic: Topic, told: Mapping[str, str]) -> list[str]:
    """What is missing for a topic: names without content, and the pattern that their text does not hold."""
    lines: list[list[str]] = topic["in"]  # type: ignore[assignment]
    missing = [" or ".join(names) for names in lines if not any(says_something(under(name, told)) for name in names)]
    text = "\n".join(under(name, told) for names in lines for name in names)
    wanted = str(topic.get("also", ""))
    return missing + ([wanted] if not re.search(wanted, text) else [])


@cache
def topics(kind: str) -> list[Topic]:
    return yaml.safe_load(TABLE.read_text("utf-8"))[kind]  # type: ignore[no-any-return]


def gaps(kind: str, path: Path) -> dict[str, list[str]]:
    return {str(topic["asks"]): missing for topic in topics(kind) if (missing := unanswered(topic, answers(path)))}


def test_the_table_has_fifty_topics() -> None:
    assert len(topics("topics")) == len({topic["asks"] for topic in topics("topics")}) == 50


@every_spec
def test_a_document_answers_the_topics_of_a_reviewer(path: Path) -> None:
    open_ones = gaps("topics", path)
    assert 50 - len(open_ones) >= ENOUGH, open_ones


@every_spec
def test_a_document_has_all_its_contents(path: Path) -> None:
    assert not gaps("contents", path)


def rows(made: Design, decision: str) -> Iterator[dict[str, str]]:
    """The chosen rows of a table, with this design's values in them."""
    item = made.decisions.get(decision)
    if item and item.status == "chosen":
        yield from (dict(made.row(decision, option)) for option in item.chosen)


@every_spec
def test_the_chain_from_loss_to_goal_has_every_link(path: Path) -> None:
    """An offline metric without a goal above it is optimised for its own sake."""
    levels = "".join(sorted(row["Level"][0] for row in rows(design(path), "metric_hierarchy")))
    assert re.fullmatch("12+3+4", levels), levels


@every_spec
def test_every_risk_has_a_fallback(path: Path) -> None:
    assert all(len(row["Fallback"]) > 10 for row in rows(design(path), "risks"))


@every_spec
def test_the_baseline_is_a_rung_of_the_fallback_ladder(path: Path) -> None:
    made = design(path)
    names = {made.knowledge.decisions[one].options[option].name.lower()
             for one in ("baseline_model", "baseline_constant") for option in made.decisions[one].chosen}  # fmt: skip
    rungs = " ".join(cell for row in rows(made, "fallback_ladder") for cell in row.values()).lower()
    assert any(name in rungs for name in names), names


@every_spec
def test_every_feature_comes_from_a_listed_source(path: Path) -> None:
    made = design(path)
    sources = {row["Source"] for row in rows(made, "data_sources")}
    used = {row["Source"] for decision in made.decisions if decision.startswith("features_") for row in rows(made, decision)}
    unknown = {name for name in used if not _listed(name, sources)}
    assert used and not unknown


def _listed(name: str, sources: set[str]) -> bool:
    """A cell names one source, or several joined by commas and `and`."""
    return name in sources or all(part in sources for part in re.split(r", | and ", name))


SAME = {  # a threshold of monitoring, and where the same number is a gate
    ("monitoring_table", "join_rate", "Threshold"): ("label_quality", "join_rate", "Limit"),
    ("monitoring_table", "train_serve_skew", "Threshold"): ("data_quality_rules", "skew", "Threshold"),
    ("monitoring_table", "slice_floor", "Threshold"): ("rollout_stages", "offline_gate", "Gate"),
    ("monitoring_table", "score_drift", "Threshold"): ("rollout_stages", "shadow", "Gate"),
    ("monitoring_table", "recall_of_index", "Threshold"): ("rollout_stages", "index_check", "Gate"),
    ("monitoring_table", "feature_drift", "Threshold"): ("data_quality_rules", "range", "Threshold"),
}


@pytest.mark.parametrize("alarm", SAME, ids=lambda place: place[1])
def test_an_alarm_has_the_threshold_of_its_gate(alarm: tuple[str, str, str]) -> None:
    """Who releases at one number and wakes people at another has two definitions of good."""
    watched, gate = (set(re.findall(r"\d+(?:[.,]\d+)*", _cell(*place))) for place in (alarm, SAME[alarm]))
    assert watched & gate


def _cell(decision: str, option: str, column: str) -> str:
    return design(SPECS[0]).knowledge.decisions[decision].options[option].row[column]


def test_the_alarm_on_calibration_has_the_bounds_of_the_offline_metric() -> None:
    decisions = design(SPECS[0]).knowledge.decisions
    alarm = set(re.findall(r"\d+ %", _cell("monitoring_table", "calibration_drift", "Threshold")))
    metric = " ".join(decisions["metrics_numeric"].options["calibration_error"].works)
    assert {"1 %", "5 %"} <= alarm & set(re.findall(r"\d+ %", metric))
