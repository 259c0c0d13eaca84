"""The cheat sheet in print: exactly one page, or two."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from designgen.design.model import Design, Latency, Number
from designgen.diagram import draw
from designgen.document.draft import Draft, draft
from designgen.document.escape import one_line
from designgen.document.links import Links
from designgen.document.sheet import MORE, Line, Minute, Sheet, sheet
from designgen.document.templates import sentence, sentence_start
from designgen.document.wording import in_sentence
from designgen.paper.fit import Data, Fitted, fitted
from designgen.paper.typesetter import Pictures, template, typeset
from designgen.units import humane

PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Our names of papers -> Typst's."""
THEME = "whiteboard"
MOST_STAGES = 7
A_LINE = 50  # characters of a sum
_EDGE = 11.0  # px of white around a drawing
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"')


def sheet_pdf(design: Design, pages: int = 1, paper: str = "a4") -> bytes:
    """The cheat sheet of a design as PDF/UA-1 of so many pages. Raises ProblemsFound (T001–T003)."""
    return fitted_sheet(design, pages, paper).pdf


def fitted_sheet(design: Design, pages: int, paper: str) -> Fitted:
    """The same with what was left out."""
    data, pictures = sheet_data(draft(design, Links(design)), paper)
    return fitted(data, pages, alone(pictures))


def alone(pictures: Pictures) -> Callable[[Data], bytes]:
    """Sets a sheet that has these drawings."""
    return lambda data: typeset(template("sheet.typ"), data, pictures)


def sheet_data(draft: Draft, paper: str, name: str = "drawing") -> tuple[Data, Pictures]:
    """All that a sheet could hold, and its drawing by this name."""
    design = draft.design
    told = sheet(draft, MORE)
    known, pictures = _drawn(name, told)
    data = {
        "title": design.spec.title,
        "paper": PAPERS[paper],
        "prompt": sentence(told.prompt),
        "about": f"{told.length} minutes, {in_sentence(draft.framework.name)}",
        **_content(told),
        **known,
        "says": bool(told.strokes),
        "whys": True,
        "apart": False,
    }
    cleaned: Data = one_lined(data)
    return cleaned, pictures


def _content(told: Sheet) -> dict[str, Any]:
    return {
        "asks": [
            {"ask": one.ask, "shown": one.asked.shown, "assumed": one.asked.assumed, "why": one.why} for one in told.questions
        ],
        "numbers": [*(_number(one) for one in told.numbers[:1]), *_bill(told.bill), *(_number(one) for one in told.numbers[1:])],
        "strokes": [{"number": one.number, "name": one.name, "says": one.says} for one in told.strokes],
        "steps": [_step(one) for one in told.minutes],
        "latency": _latency(told.latency) if told.latency else None,
        "measures": [{"name": one.name, "says": "; ".join(list_.choice for list_ in one.lists)} for one in told.measures],
        "traps": [sentence(one.says) for one in told.traps],
        "follow_ups": [{"ask": one.ask, "answer": sentence(one.answer)} for one in told.follow_ups],
    }


def _number(one: Number) -> dict[str, str]:
    """A sum of more than a line is looked up, not remembered."""
    return {"shown": one.shown, "title": in_sentence(one.title), "sum": one.arithmetic if len(one.arithmetic) <= A_LINE else ""}


def _bill(bill: Number | None) -> Iterable[dict[str, str]]:
    return [{"shown": bill.shown, "title": "a month for all of it", "sum": ""}] if bill else []


def _step(one: Minute) -> dict[str, Any]:
    return {
        "title": one.step.title,
        "start": one.start,
        "end": one.start + one.step.minutes,
        "goal": one.step.goal,
        "lines": [_line(line) for line in one.lines],
    }


def _line(line: Line) -> dict[str, str]:
    return {"start": line.start, "choice": line.choice, "why": line.why, "turn": line.turn}


def _latency(latency: Latency) -> dict[str, Any]:
    """Typical times of the stages side by side and what the p99 adds, as shares of the longer of p99 and target."""
    whole = max(latency.target, latency.p99)
    ordered = sorted(latency.stages, key=lambda stage: -stage.p99)[:MOST_STAGES]
    shown = [stage for stage in latency.stages if stage in ordered]
    rest = latency.sum_p50 - sum(stage.p50 for stage in shown)
    stages = [(sentence_start(stage.name), stage.p50, _time(stage.p99)) for stage in shown]
    stages += [(f"{len(latency.stages) - len(shown)} more", rest, "")] if len(latency.stages) > len(shown) else []
    return {
        "stages": [{"name": name, "part": p50 / whole, "p50": _time(p50), "p99": p99} for name, p50, p99 in stages],
        "tail": max(0.0, latency.p99 - latency.sum_p50) / whole,
        "budget": latency.target / whole,
        "typical": _time(latency.sum_p50),
        "p99": _time(latency.p99),
        "target": _time(latency.target),
        "holds": latency.p99 <= latency.target,
    }


def _time(seconds: float) -> str:
    return humane(seconds, "second")


def _drawn(name: str, told: Sheet) -> tuple[dict[str, Any], Pictures]:
    """The drawing without the white around it; nothing where there is none."""
    if told.picture is None:
        return {"picture": "", "alt": "", "wide": 0, "high": 0}, {}
    svg = draw(told.picture, THEME)
    found = _SIZE.search(svg)
    assert found
    wide, high = float(found[1]) - 2 * _EDGE, float(found[2]) - 2 * _EDGE
    size = f'width="{wide:g}" height="{high:g}" viewBox="{_EDGE:g} {_EDGE:g} {wide:g} {high:g}"'
    known = {"picture": name, "alt": told.picture.description or told.picture.title, "wide": wide, "high": high}
    return known, {name: svg.replace(found[0], size, 1)}


def one_lined(value: Any) -> Any:
    """Every text without control and direction characters."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return {key: one_lined(one) for key, one in value.items()}
    return [one_lined(one) for one in value] if isinstance(value, list) else value
