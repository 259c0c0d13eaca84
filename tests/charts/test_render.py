"""Vega-Lite draws the same bytes each time, in a process of its own, and asks nobody for data."""

import json
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from designgen.charts import ahead, chart, render, standalone
from designgen.charts.house import NARROW, WIDE, Says, Spec
from designgen.charts.waterfall import Leg, waterfall
from designgen.charts.waterfall import Path as Way
from designgen.charts.worker import Worker
from tests.charts.drawn import root, shapes

NASTY = '"><script>alert(1)</script> & {{ x }} datum.px ]'


def way(name: str = "Model") -> Spec:
    path = Way([Leg("Gateway", 0.002, 0.008), Leg(name, 0.02, 0.06, 0.01)], 0.07, 0.068, 0.1)
    return waterfall(path, Says(name, name), WIDE)


def test_another_process_draws_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = chart(way())
    render._worker.cache_clear()
    monkeypatch.setenv("DESIGNGEN_CACHE", str(tmp_path))
    assert before == chart(way())


def test_what_is_begun_ahead_is_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = chart(way())
    monkeypatch.setenv("DESIGNGEN_CACHE", str(tmp_path))
    ahead([way()])
    assert chart(way()) == before
    assert list(tmp_path.glob("chart-*"))


def test_data_come_from_the_spec_alone() -> None:
    """An address is refused, and the next chart is drawn; our specs name none."""
    spec = {"data": {"url": "https://example.org/data.json"}, "mark": "bar"}
    with pytest.raises(RuntimeError, match="External data url not allowed"):
        render._worker().ask(json.dumps(spec)).result()
    assert "<svg" in render._worker().ask(json.dumps(way())).result()


def test_a_process_that_ended_is_started_again(tmp_path: Path) -> None:
    """It may have ended for want of questions just as one came."""
    file = tmp_path / "once.py"
    file.write_text(dedent("""
        import sys, json
        for line in sys.stdin:
            print(json.dumps(line.strip()), flush=True)
            break
    """), "utf-8")  # fmt: skip
    once = Worker("fonts", (sys.executable, str(file)))
    assert [once.ask(f'"{n}"').result() for n in range(3)] == ['"0"', '"1"', '"2"']


def test_texts_stay_texts() -> None:
    svg = chart(way(NASTY))
    assert not list(root(svg).iter("{http://www.w3.org/2000/svg}script"))
    assert root(svg).findtext("{http://www.w3.org/2000/svg}title") == NASTY
    assert any(shape.tip.startswith(NASTY) for shape in shapes(svg))


def test_a_chart_refers_to_nothing_and_names_no_id() -> None:
    svg = chart(way())
    assert not [name for name in ("href", "url(", "<style", "<image", " id=") if name in svg]
    assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_a_file_follows_the_scheme_of_its_reader() -> None:
    svg = standalone(chart(way()))
    assert "prefers-color-scheme:dark" in svg
    assert root(svg).tag.endswith("svg")
    assert svg.index("<desc>") < svg.index("<style>") < svg.index("<rect")


def test_a_phone_gets_a_chart_of_its_own_width() -> None:
    assert (WIDE, NARROW) == (720, 360)
