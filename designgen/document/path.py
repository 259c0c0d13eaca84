"""The walk to draw first: of one request, or, where nobody waits, of the data from their source to the action and back."""

from collections import deque
from collections.abc import Mapping, Sequence

from designgen.design.model import Design, Part
from designgen.document.draft import Draft

OVERVIEW = "overview"
SIDE_BY_SIDE = " ∥ "  # in the name of a stage
BEHIND = ("monitoring", "training")  # planes that nothing passes on its way to an action
SOURCES = ("client", "feature", "stream", "offline")  # planes where a walk may start, the better first
ACTING = ("client", "edge", "online")
STORE, LAKE = "feature", "offline"
Ways = Mapping[str, Sequence[str]]


def path(draft: Draft, most: int) -> list[list[Part]]:
    """The stops of the walk in order, at most so many; boxes that work side by side are one stop."""
    design = draft.design
    walk = _request(design) if design.latency else _journey(design, most) or _request(design)
    beside = _beside(design)
    return [beside.get(name, [design.parts[name]]) for name in _shortened(design, list(dict.fromkeys(walk)), most)]


def _beside(design: Design) -> dict[str, list[Part]]:
    """The parts of each timed stage, by the component that stands for it."""
    named = {part.name: part for part in design.parts.values()}
    stages = design.latency.stages if design.latency else ()
    return {stage.component: [named[name] for name in stage.name.split(SIDE_BY_SIDE)] for stage in stages}


def _request(design: Design) -> list[str]:
    """Who asks, then the timed stages; without a clock, the path of the overview."""
    view = design.knowledge.views.get(OVERVIEW)
    merged = {box.id: box.merges for row in view.rows for box in row.boxes if box.merges} if view else {}
    drawn = [name for box in (view.path if view else ()) for name in merged.get(box, (box,))]
    walk = [name for name in drawn if name in design.parts]
    return [*walk[:1], *(stage.component for stage in design.latency.stages)] if design.latency else walk


def _shortened(design: Design, walk: list[str], most: int) -> list[str]:
    """Without the quickest stages between the ends."""
    times = {stage.component: stage.p99 for stage in design.latency.stages} if design.latency else {}
    inner = sorted(walk[1:-1], key=lambda name: times.get(name, 0.0))
    dropped = set(inner[: max(0, len(walk) - most)])
    return [name for name in walk if name not in dropped]


def _journey(design: Design, most: int) -> list[str]:
    """From the source to the last stage of the overview's path, on to what acts and stores, and back to the data."""
    ways, end = _ways(design), next(iter(_request(design)[-1:]), "")
    starts = [part for plane in SOURCES for part in design.parts.values() if part.plane == plane and _begins(part, ways)]
    walk = next((found for found in (_shortest(ways, part.id, end) for part in starts) if len(found) > 1), [])
    if not walk:
        return []
    tail = [*_results(design, ways, walk), *(name for name in ways.get(end, ()) if design.parts[name].plane in ACTING)]
    walk = list(dict.fromkeys([*walk, *tail]))
    walk += [name for one in walk[-2:] for name in ways.get(one, ()) if design.parts[name].plane == LAKE and name not in walk][:1]
    return _widened(design, ways, walk, most)


def _ways(design: Design) -> dict[str, list[str]]:
    """Where the data of each box go."""
    ways: dict[str, list[str]] = {}
    for link in design.links:
        if link.kind != "control" and not {design.parts[end].plane for end in (link.source, link.target)} & set(BEHIND):
            ways.setdefault(link.source, []).append(link.target)
    return ways


def _begins(part: Part, ways: Ways) -> bool:
    """A person asks again and again; of the others, those that nothing feeds."""
    return part.plane == "client" or not any(part.id in targets for targets in ways.values())


def _shortest(ways: Ways, start: str, end: str) -> list[str]:
    before, queue = {start: ""}, deque([start])
    while queue and end not in before:
        one = queue.popleft()
        for other in ways.get(one, ()):
            if other not in before:
                before[other] = one
                queue.append(other)
    walk = [end] if end in before else []
    while walk and before[walk[0]]:
        walk.insert(0, before[walk[0]])
    return walk


def _results(design: Design, ways: Ways, walk: Sequence[str]) -> list[str]:
    """The stores that the walk fills and nothing in the walk reads."""
    filled = [name for one in walk for name in ways.get(one, ()) if design.parts[name].plane == STORE]
    return [name for name in filled if not ways.get(name)]


def _widened(design: Design, ways: Ways, walk: list[str], most: int) -> list[str]:
    """With serving boxes that stand between two of the walk, from its end backwards, as far as there is room."""
    for place in range(len(walk) - 1, 0, -1):
        between = [name for name in ways.get(walk[place - 1], ()) if walk[place] in ways.get(name, ()) and name not in walk]
        fitting = [name for name in between if design.parts[name].plane in ACTING]
        walk[place:place] = fitting[:1] if len(walk) < most else []
    return walk
