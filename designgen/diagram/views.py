"""A design seen through a view: the picture of its parts, with what is merged, hidden and renamed there."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from designgen.catalog.architecture import LEAST_BOXES, View, ViewBox
from designgen.design import Design, Part
from designgen.diagram.amounts import figure_of
from designgen.diagram.forms import CHARTED
from designgen.diagram.forms.paths import turns_of
from designgen.diagram.picture import MOST_BOXES, Box, Edge, Group, Picture

Names = tuple[str, ...]
Numbers = tuple[tuple[str, int], ...]


def picture_of(design: Design, view_id: str) -> Picture | None:
    """What the view shows of this design; None if it does not apply, or shows fewer than three boxes.

    A box links to the section of its component: `#<section>`.
    """
    view, whole = design.knowledge.views[view_id], everything(design, view_id)
    if whole and view.form != "rows":
        return CHARTED[view.form](design, view, whole)
    whole = connected(whole) if whole and len(whole.boxes) >= LEAST_BOXES else None
    if whole is None or len(whole.boxes) < LEAST_BOXES:
        return None
    return _blaming(design, _readable(whole, view.most))


def _blaming(design: Design, picture: Picture) -> Picture:
    """With the checks in its text that its red boxes break."""
    broken = [(box.name, design.blamed[part]) for box in picture.boxes for part in box.parts if part in design.blamed]
    told = dict.fromkeys(f"{name} ({finding.name}: {finding.value})" for name, findings in broken for finding in findings)
    return replace(picture, description=f"{picture.description} Red: {'; '.join(told)}.") if told else picture


def everything(design: Design, view_id: str) -> Picture | None:
    """All that the view shows, boxes without an arrow and however many included; None if it does not apply."""
    view = design.knowledge.views[view_id]
    if not design.holds(view.when):
        return None
    rows = [(row.plane, row.label, [box_of(design, shown, row.plane) for shown in row.boxes if is_shown(design, shown)])
            for row in view.rows]
    home = {part: shown.id for row in view.rows for shown in row.boxes for part in (*shown.merges, shown.id)}
    groups, boxes, ids = grouped([row for row in rows if row[2]], design)
    known = {box.id for box in boxes}
    steps = [part.strip() for entry in view.path for part in entry.split("|")]
    walk = [home[part] for part in steps if home.get(part) in known and _walked(design, part)]
    path, numbers = _numbered(design, view, tuple(dict.fromkeys(walk)), {box.id: box.parts for box in boxes})
    edges = (*_steps(design, view, path), *_edges(design, view, home, known))
    return Picture(f"{design.spec.id}-{view_id}", f"{design.spec.title}: {design.say(view.name)}", design.say(view.says),
                   groups, boxes, edges, ids, path, numbers, view.theme, view.order == "fixed", tuple(view.arrows.items()))


def _numbered(design: Design, view: View, path: Names, parts: Mapping[str, Names]) -> tuple[Names, Numbers]:
    """The boxes of a path in the order of their first steps of a request, and those steps, where the view numbers by them.

    What has no step stays behind what it follows. Without a request that somebody waits for, there is no path.
    """
    if view.numbers != "steps":
        return path, ()
    turns = turns_of(design)
    if not turns:
        return (), ()
    first = {box: min((turns[part] for part in parts[box] if part in turns), default=0) for box in path}
    places = list(accumulate(path, lambda before, box: first[box] or before, initial=0))[1:]
    order = sorted(zip(places, path, strict=True), key=lambda one: one[0])
    return tuple(box for _, box in order), tuple((box, first[box]) for _, box in order if first[box])


def parts_in(design: Design, shown: ViewBox) -> list[Part]:
    """The components that the box stands for here; none for a box of its own."""
    return [design.parts[part] for part in shown.merges if part in design.parts]


def is_shown(design: Design, shown: ViewBox) -> bool:
    """Does the design have what the box stands for, and does its condition hold?"""
    return bool(parts_in(design, shown) or not shown.merges) and design.holds(shown.when)


def box_of(design: Design, shown: ViewBox, plane: str) -> Box:
    """The box as it stands here: what the view says of it, else technology and figure of the first component that has one."""
    parts = parts_in(design, shown)
    own = design.first(shown.name)
    alone = len(parts) == 1 and not (own and (shown.says or shown.detail))
    section = shown.section or next((part.section for part in parts), "")
    return Box(
        id=shown.id,
        name=parts[0].name if alone or (parts and not own) else own,
        detail=design.first(shown.detail) or ("" if shown.says else _first_product(parts)),
        number=design.first(shown.number) or figure_of(parts),
        icon=shown.icon if shown.icon and not alone else next((part.icon for part in parts), ""),
        plane=plane,
        link=f"#{section}" if section else "",
        alert=any(part.id in design.blamed for part in parts) or (bool(shown.alert) and design.holds(shown.alert)),
        says=design.first(shown.says),
        parts=tuple(part.id for part in parts),
    )


def _walked(design: Design, part: str) -> bool:
    """Is a component on the way of a request here? One of 0 s is not; what is only a box of the view always is."""
    return part not in design.knowledge.components or (part in design.parts and design.parts[part].p99 != 0)


def _first_product(parts: Sequence[Part]) -> str:
    technology = next((part.technology for part in parts if part.technology), "")
    return technology.split(", ", maxsplit=1)[0].split(" or ", maxsplit=1)[0]


Grouped = tuple[tuple[Group, ...], tuple[Box, ...], tuple[tuple[str, ...], ...]]


def grouped(rows: list[tuple[str, str, list[Box]]], design: Design) -> Grouped:
    """Rows of the same plane and label that follow each other share a panel."""
    groups: list[Group] = []
    boxes: list[Box] = []
    ids: list[tuple[str, ...]] = []
    for (plane, label), members in groupby(rows, key=lambda row: row[:2]):
        group = Group(f"{plane}-{len(groups)}", design.say(label), plane)
        groups.append(group)
        for _, _, row in members:
            boxes += [replace(box, group=group.id) for box in row]
            ids.append(tuple(box.id for box in row))
    return tuple(groups), tuple(boxes), tuple(ids)


def _edges(design: Design, view: View, home: Mapping[str, str], known: set[str]) -> tuple[Edge, ...]:
    """The flows between different boxes, one a pair and kind, without those the view hides, with those it rewrites."""
    found: dict[tuple[str, str, str], Edge] = {}
    rewritten = {(flow.source, flow.target): flow for flow in view.flows if design.holds(flow.when)}
    for link in () if view.own_flows else design.links:
        source, target = home.get(link.source, ""), home.get(link.target, "")
        ends = (source, target)
        if source == target or not {source, target} <= known or ends in view.hide or ends in rewritten:
            continue
        key = (*ends, link.kind)
        if key not in found or not found[key].label:
            found[key] = Edge(source, target, link.label, link.kind)
    for (source, target), flow in rewritten.items():
        if {source, target} <= known:
            found[source, target, ""] = Edge(source, target, design.say(flow.label), flow.kind)
    return tuple(found.values())


def _steps(design: Design, view: View, path: Sequence[str]) -> Iterator[Edge]:
    """The arrows along the path that its boxes have a text for."""
    then = {shown.id: design.first(shown.then) for row in view.rows for shown in row.boxes if shown.then}
    return (Edge(one, other, then[one]) for one, other in pairwise(path) if then.get(one))


def connected(picture: Picture) -> Picture:
    """Without boxes that no arrow of this view touches: they say nothing here."""
    return only(picture, {end for edge in picture.edges for end in (edge.source, edge.target)})


def _readable(picture: Picture, most: int) -> Picture:
    """At most so many boxes; the text names the others."""
    if len(picture.boxes) <= most:
        return picture
    kept = weightiest(picture, most=most)
    left = ", ".join(box.name for box in picture.boxes if box.id not in kept)
    return replace(only(picture, kept), description=f"{picture.description} Not drawn: {left}.")


def weightiest(picture: Picture, first: Container[str] = (), most: int = MOST_BOXES) -> set[str]:
    """As many boxes as can be read: those named first, those of the request path, then those with most arrows."""
    ends = Counter(end for edge in picture.edges for end in (edge.source, edge.target))
    order = sorted(picture.boxes, key=lambda box: (box.id not in first, box.id not in picture.path, -ends[box.id], box.id))
    return {box.id for box in order[:most]}


def only(picture: Picture, kept: Set[str]) -> Picture:
    """The picture of these boxes and the arrows between them."""
    return replace(
        picture,
        boxes=tuple(box for box in picture.boxes if box.id in kept),
        edges=tuple(edge for edge in picture.edges if {edge.source, edge.target} <= kept),
        rows=tuple(row for full in picture.rows if (row := tuple(box for box in full if box in kept))),
        path=tuple(box for box in picture.path if box in kept),
    )
