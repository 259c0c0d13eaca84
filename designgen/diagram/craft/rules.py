"""What must not be in any drawing, each rule with its code."""

from collections.abc import Iterator
from itertools import combinations

from designgen.diagram.craft.seen import Seen, crosses
from designgen.diagram.geometry import Rect, Segment
from designgen.diagram.scene import Block, Disc, Glyph, Item, Stroke

Found = tuple[str, str]
"""The code, and the subject in words."""

WIDEST, MOST_BOXES = 1000.0, 20
PAGE, LEAST_PX = 690.0, 7.0
_ROOM = 3.0


def text_on_text(seen: Seen) -> Iterator[Found]:
    for one, two in combinations(sorted(seen.texts, key=lambda text: text.rect.y), 2):
        if one.rect.hits(two.rect, -0.5):
            yield "D001", f"“{one.words.whole}” and “{two.words.whole}”"


def labels_in_the_way(seen: Seen) -> Iterator[Found]:
    """Labels on boxes, arrowheads and the borders of panels."""
    for label in seen.labels:
        said = f"“{label.words.whole}”"
        yield from (("D002", f"{said} on {_name(item)}") for item, rect in seen.boxes if label.rect.hits(rect, -0.5))
        yield from (("D003", f"{said} on that of {_arrow(item)}") for item, rect in seen.heads if label.rect.hits(rect, -0.5))
        borders = (side for panel in seen.panels for side in _sides(panel))
        if any(crosses(side, label.rect) for side in borders):
            yield "D004", said


def lines_through_boxes(seen: Seen) -> Iterator[Found]:
    for line in seen.lines:
        for item, rect in seen.boxes:
            if item.id not in line.item.ends and any(crosses(stretch, rect, 1) for stretch in line.segments):
                yield "D005", f"{_arrow(line.item)} through {_name(item)}"


def text_out_of_its_box(seen: Seen) -> Iterator[Found]:
    home = {id(item): rect for item, rect in seen.boxes}
    for text in seen.texts:
        rect = home.get(id(text.item))
        if rect and text.words.role != "step-text" and not _within(text.rect, rect, _ROOM):
            yield "D006", f"“{text.words.whole}” in {_name(text.item)}"


def boxes_on_boxes(seen: Seen) -> Iterator[Found]:
    for (one, first), (two, second) in combinations(seen.boxes, 2):
        if first.hits(second, -0.5):
            yield "D007", f"{_name(one)} and {_name(two)}"


def lines_through_text(seen: Seen) -> Iterator[Found]:
    """Under a label there is no line but its own."""
    for text in seen.texts:
        own = (text.item.id, text.item.ends) if text.item and text.item.kind == "note" else None
        for line in seen.lines:
            if (line.item.id, line.item.ends) != own and any(crosses(stretch, text.rect, 0.5) for stretch in line.segments):
                yield "D008", f"{_arrow(line.item)} and “{text.words.whole}”"


def lines_on_lines(seen: Seen) -> Iterator[Found]:
    for one, two in combinations(seen.lines, 2):
        if one.item is not two.item and any(_together(a, b) for a in one.segments for b in two.segments):
            yield "D009", f"{_arrow(one.item)} and {_arrow(two.item)}"


def lines_over_heads(seen: Seen) -> Iterator[Found]:
    for line in seen.lines:
        for item, rect in seen.heads:
            if item is not line.item and any(crosses(stretch, rect, 0.5) for stretch in line.segments):
                yield "D010", f"{_arrow(line.item)} over that of {_arrow(item)}"


def size(seen: Seen) -> Iterator[Found]:
    scene = seen.scene
    if scene.width > WIDEST:
        yield "D011", f"{scene.width:g} px"
    if len(seen.boxes) > MOST_BOXES:
        yield "D012", f"{len(seen.boxes)} boxes"
    smallest = min((text.words for text in seen.texts), key=lambda words: words.size, default=None)
    if smallest and smallest.size * min(PAGE / scene.width, 1) < LEAST_PX:
        yield "D014", f"“{smallest.whole}” at {smallest.size * PAGE / scene.width:.1f} px"


def things_outside(seen: Seen) -> Iterator[Found]:
    whole = Rect(0, 0, seen.scene.width, seen.scene.height)
    yield from (("D013", f"“{text.words.whole}”") for text in seen.texts if not _within(text.rect, whole, 0))
    for item, shape in seen.shapes:
        if isinstance(shape, Block) and shape.role not in ("page", "shade") and not _within(shape.rect, whole, 0):
            yield "D013", f"{shape.role} of {_name(item)}"
        if isinstance(shape, Stroke) and not all(0 <= x <= whole.w and 0 <= y <= whole.h for x, y in shape.points):
            yield "D013", _arrow(item) if item else shape.role


def cut_text(seen: Seen) -> Iterator[Found]:
    yield from (("D019", f"“{text.words.whole}”") for text in seen.texts if text.words.whole.endswith("…"))


def lost_labels(seen: Seen) -> Iterator[Found]:
    yield from (("D018", f"“{label}”") for label in seen.scene.unplaced)


def legend(seen: Seen) -> Iterator[Found]:
    """What lines, marks and badges mean is shown below the drawing, outside of boxes and arrows."""
    used: set[str] = set()
    explained: set[str] = set()
    for item, shape in seen.shapes:
        if isinstance(shape, Stroke | Disc | Glyph) and shape.role in ("line", "alert", "glyph"):
            (used if item and item.kind in ("box", "edge") else explained).add(shape.of or shape.role)
    yield from (("D017", missing) for missing in sorted(used - explained))


def rows(seen: Seen) -> Iterator[Found]:
    """Boxes beside each other have their middles or their upper sides at one height."""
    for (one, first), (two, second) in combinations(seen.boxes, 2):
        shared = min(first.bottom, second.bottom) - max(first.y, second.y)
        uneven = abs(first.cy - second.cy) > 0.5 and abs(first.y - second.y) > 0.5
        if shared > min(first.h, second.h) / 2 and uneven:
            yield "D016", f"{_name(one)} and {_name(two)}"


OF_LAYOUT = (
    text_on_text, labels_in_the_way, lines_through_boxes, text_out_of_its_box, boxes_on_boxes, lines_through_text,
    lines_on_lines, lines_over_heads, things_outside, lost_labels, rows,
)  # fmt: skip
RULES = (*OF_LAYOUT, size, cut_text, legend)


def _name(item: Item | None) -> str:
    return (item.title.split(":", maxsplit=1)[0] or item.id) if item else "the drawing"


def _arrow(item: Item) -> str:
    return " → ".join(item.ends)


def _within(rect: Rect, outer: Rect, room: float) -> bool:
    across = rect.x >= outer.x + room and rect.right <= outer.right - room
    return across and rect.y >= outer.y + room and rect.bottom <= outer.bottom - room


def _sides(rect: Rect) -> Iterator[Segment]:
    corners = ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
    yield from zip(corners, (*corners[1:], corners[0]), strict=True)


def _together(one: Segment, two: Segment) -> bool:
    """Do two stretches along the same axis lie on each other for more than a point?"""
    for axis in (0, 1):
        if one[0][axis] == one[1][axis] and two[0][axis] == two[1][axis] and abs(one[0][axis] - two[0][axis]) < 3:
            (a, b), (c, d) = (sorted((ends[0][1 - axis], ends[1][1 - axis])) for ends in (one, two))
            return min(b, d) - max(a, c) > 1
    return False
