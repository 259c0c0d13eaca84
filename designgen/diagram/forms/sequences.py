"""A design as one request, step by step: who calls whom, what each stage takes, and the budget."""

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Many
from dataclasses import replace
from itertools import pairwise

from designgen.catalog.architecture import View
from designgen.design import Design
from designgen.diagram.charts import Message, Sequence, Timed, Turn
from designgen.diagram.forms.paths import budget_of, in_turn, timed
from designgen.diagram.picture import Box, Edge, Picture

MOST_LANES = 9
_LEAST = 3


def sequence_of(design: Design, view: View, picture: Picture) -> Picture | None:
    """The picture with its sequence: the caller, and every box that is on the clock; None where nobody waits.

    The caller is the first box of the view. The answer comes from what is linked back to the caller, else from the last.
    """
    budget, caller = budget_of(design), view.rows[0].boxes[0].id
    if budget is None or caller not in picture.box:
        return None
    picture = _narrowed(picture, design, caller)
    stages = in_turn(design, timed(design, _home(picture)), caller)
    lanes = (caller, *dict.fromkeys(place for stage in stages for place in _places([stage]) if place != caller))
    if len(lanes) < _LEAST:
        return None
    turns = tuple(_turns(stages, caller, picture.edges))
    chart = Sequence(lanes, turns, budget)
    boxes = tuple(box for box in picture.boxes if box.id in lanes)
    edges = dict.fromkeys(Edge(m.source, m.target, m.label, m.kind) for turn in turns for m in turn.messages)
    rows = tuple(row for full in picture.rows if (row := tuple(id for id in full if id in lanes)))
    return replace(picture, boxes=boxes, edges=tuple(edges), rows=rows, path=lanes, numbers=_first_steps(stages), chart=chart)


def _first_steps(stages: Many[Timed]) -> tuple[tuple[str, int], ...]:
    numbered = [(place, step) for step, stage in enumerate(stages, 1) for place in _places([stage])]
    return tuple(dict(reversed(numbered)).items())


def _home(picture: Picture) -> Mapping[str, str]:
    return {part: box.id for box in picture.boxes for part in box.parts}


def _places(stages: Many[Timed]) -> list[str]:
    return [place for stage in stages for place in dict.fromkeys(at for at, _, _ in stage.beside) or (stage.box,)]


def _turns(stages: Many[Timed], caller: str, edges: Many[Edge]) -> Iterator[Turn]:
    """A stage is told by whoever is linked to it and had its turn, else by the stage before it; each link is used once."""
    seen, used = [caller], set[Edge]()
    for stage in stages:
        messages, last = [], seen[-1]
        for place in _places([stage]):
            told = _told(place, seen, [edge for edge in edges if edge not in used])
            used |= set(told)
            messages += [Message(edge.source, place, edge.label, edge.kind) for edge in told]
            if not told and last != place:
                messages.append(Message(last, place, "", "sync"))
        seen += _places([stage])
        yield Turn(tuple(messages), stage)
    back = [edge for edge in edges if edge.target == caller and edge.source in seen]
    answer = max(back, key=lambda edge: _latest(seen, edge.source), default=Edge(seen[-1], caller, "answer"))
    yield Turn((Message(answer.source, caller, answer.label or "answer", "sync"),), None)


def _told(place: str, seen: Many[str], edges: Many[Edge]) -> list[Edge]:
    """The links by which those who had their turn tell a place, the latest first; the same words are said once."""
    found = [edge for edge in edges if edge.target == place and edge.source in seen and edge.source != place
             and edge.kind in ("sync", "control")]  # fmt: skip
    found.sort(key=lambda edge: -_latest(seen, edge.source))
    return list({edge.label: edge for edge in reversed(found)}.values())


def _latest(seen: Many[str], place: str) -> int:
    return max(turn for turn, at in enumerate(seen) if at == place)


def _narrowed(picture: Picture, design: Design, caller: str) -> Picture:
    """With at most MOST_LANES lanes: neighbours of one row that take least together share one."""
    while True:
        stages = timed(design, _home(picture))
        places = _places(stages)
        lanes = [box for box in picture.boxes if box.id == caller or box.id in places]
        together = [{at for at, _, _ in stage.beside} for stage in stages]
        pairs = [(one, two) for one, two in pairwise(lanes)
                 if one.group == two.group and not any({one.id, two.id} <= apart for apart in together)]  # fmt: skip
        if len(lanes) <= MOST_LANES or not pairs:
            return picture
        takes = {box.id: sum(stage.p99 for stage in stages if stage.box == box.id) for box in lanes}
        picture = _merged(picture, *min(pairs, key=lambda pair: takes[pair[0].id] + takes[pair[1].id]))


def _merged(picture: Picture, one: Box, two: Box) -> Picture:
    """The two boxes as one with the name of their row, and the arrows of both."""
    name = picture.group[one.group].label or f"{one.name}, {two.name}"
    whole = replace(one, name=name, detail=one.detail or two.detail, number=one.number or two.number,
                    parts=(*one.parts, *two.parts), alert=one.alert or two.alert)  # fmt: skip
    moved = [replace(edge, source=one.id if edge.source == two.id else edge.source,
                     target=one.id if edge.target == two.id else edge.target) for edge in picture.edges]  # fmt: skip
    return replace(
        picture,
        boxes=tuple(whole if box.id == one.id else box for box in picture.boxes if box.id != two.id),
        edges=tuple(edge for edge in moved if edge.source != edge.target),
        rows=tuple(tuple(id for id in row if id != two.id) for row in picture.rows),
    )
