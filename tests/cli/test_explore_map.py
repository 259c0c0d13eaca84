"""`designgen explore SPEC --over …`: the artefact in four forms, or an error and no file."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from designgen.resources import resource
from tests.cli.run import run

SEARCH = str(resource("specs", "visual-search.yaml"))
PLANE = ("--over", "scale.daily_users=10k..1B", "--over", "scale.items=10k..100B", "--points", "24")
HOSTILE = """title: '</script><script>alert(1)</script> & "quotes" <img src=x onerror=alert(2)>'
task: search
modality: [image]
scale: {daily_users: 1M, items: 1M}
"""


@pytest.fixture(scope="module")
def html() -> str:
    return run("explore", SEARCH, *PLANE, "-f", "html").stdout


def test_a_plane_in_letters_has_legend_borders_and_what_else_changes() -> None:
    said = run("explore", SEARCH, *PLANE, "--decision", "ann_index").stdout
    assert "↑ Items" in said
    assert "Daily active users →" in said
    assert re.search(r"^[A-Z]  Exact scan \(\d+ %\)$", said, re.MULTILINE)
    assert "down from 180 M: HNSW graph" in said
    assert "Also change here: build or buy" in said


def test_a_strip_cuts_each_decision_at_its_exact_values() -> None:
    said = run("explore", SEARCH, "--over", "scale.items=10k..100B", "--points", "24").stdout
    line = re.sub(r"\s+", " ", said[said.index("Vector index") :])
    assert line.startswith("Vector index exact scan ─ 1.05 M ─ HNSW graph ─ 180 M ─ [inverted lists")


@pytest.mark.slow
def test_the_form_follows_the_name_of_the_file(tmp_path: Path) -> None:
    for name, start in (("map.svg", "<svg"), ("map.html", "<!DOCTYPE html>"), ("map.json", "{"), ("map.txt", "Vector")):
        out = tmp_path / name
        done = run("explore", SEARCH, "--over", "scale.items=10k..100B", "--points", "9", "--decision", "ann_index", "-o", out)
        assert (done.exit_code, done.stdout) == (0, "")
        assert out.read_text("utf-8").startswith(start) or name == "map.txt"


def test_a_picture_is_small_and_tells_itself_in_words() -> None:
    svg = run("explore", SEARCH, *PLANE, "-f", "svg", "--decision", "ann_index").stdout
    root = ElementTree.fromstring(svg)
    told = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert told["title"] == "Vector index, by daily active users and items: Visual search"
    assert "exact scan on" in str(told["desc"])
    assert len(svg) < 60_000
    assert "HNSW graph" in svg


def test_json_holds_axes_regions_and_exact_values() -> None:
    told = json.loads(run("explore", SEARCH, *PLANE, "--json", "--decision", "ann_index").stdout)
    assert [axis["fact"] for axis in told["axes"]] == ["scale.daily_users", "scale.items"]
    (only,) = told["decisions"]
    assert sum(region["share"] for region in only["regions"]) == pytest.approx(1, abs=1e-4)
    assert [sum(row[::2]) for row in only["grid"]] == [24] * 24
    assert [(one["fact"], one["shown"], one["to"]) for one in only["exact"]] == [
        ("scale.items", "1.05 M", "exact scan"),
        ("scale.items", "180 M", "HNSW graph"),
    ]


@pytest.mark.slow
def test_a_page_needs_nothing_beside_it(html: str) -> None:
    assert not re.findall(r"(?:src|href)=[\"'](?!#)", html)
    assert not re.findall(r"url\((?!#)", html)
    assert set(re.findall(r"https?:[^\s\"']*", html)) == {"http://www.w3.org/2000/svg"}  # the name of a vocabulary
    assert "default-src 'none'" in html


@pytest.mark.slow
def test_two_runs_give_the_same_page() -> None:
    one, two = (run("explore", SEARCH, *PLANE, "--decision", "ann_index", "-f", "html").stdout for _ in range(2))
    assert one == two


def test_a_hostile_title_stays_text(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(HOSTILE, "utf-8")
    for form in ("html", "svg"):
        said = run("explore", spec, *PLANE[:4], "--points", "6", "-f", form, "--decision", "ann_index").stdout
        assert "<script>alert" not in said
        assert "<img" not in said
        assert said.count("</script>") == (2 if form == "html" else 0)


def test_a_decision_that_never_changes_is_shown_as_one_region() -> None:
    said = run(
        "explore", SEARCH, "--over", "latency.max_age=1h..2h", "--over", "year", "--points", "4", "--decision", "ml_needed"
    )
    assert (said.exit_code, said.stderr) == (0, "")


def test_nothing_that_changes_is_said() -> None:
    for form in ("text", "html", "svg"):
        done = run("explore", SEARCH, "--over", "latency.p99=400ms..401ms", "--points", "3", "-f", form)
        assert done.exit_code == 0
        assert "Every decision comes out the same" in done.stdout


def test_mistakes_are_told_together_and_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    done = run("explore", SEARCH, "--over", "scale.itmes=1..2", "--over", "latency.p99=1s..5ms", "-o", out)
    assert done.exit_code == 1
    assert "did you mean scale.items?" in done.stderr
    assert "write latency.p99=5ms..1s" in done.stderr
    assert not out.exists()


def test_an_unknown_decision_is_wrong_usage() -> None:
    done = run("explore", SEARCH, *PLANE, "--decision", "ann_indx")
    assert done.exit_code == 2
    assert "did you mean ann_index?" in done.stderr
