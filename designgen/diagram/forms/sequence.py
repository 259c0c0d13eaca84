"""A sequence as a scene: lifelines side by side, work on the clock as cards on them, and the budget below."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from designgen.diagram.charts import Message, Sequence, Timed, Turn
from designgen.diagram.forms.pieces import SMALL, alert, arrow, centred, frame_of, legend, page, spoken, times
from designgen.diagram.forms.shares import shares
from designgen.diagram.geometry import Rect
from designgen.diagram.icons import icon_path
from designgen.diagram.picture import Box, Picture
from designgen.diagram.scene import Block, Disc, Glyph, Item, Scene, Shape, Stroke
from designgen.diagram.text import fit, width, wrap

_TOP, _HEAD, _TILE, _NAME, _DETAIL = 14.0, 84.0, 26.0, 12.0, 10.5
_MESSAGE, _TIP, _WORK, _LINE, _GAP = 22.0, 5.0, 22.0, 14.0, 9.0
_WIDE, _EDGE = 1000.0, 12.0
_WIDEST, _SIDE = 150.0, 5.0  # of a lane; between two cards, half
_LEAST = 760.0  # px, so that the budget can be read
_DASH = "5 4"


@dataclass
class _Board:
    """What has been drawn so far, and down to where."""

    picture: Picture
    lanes: Mapping[str, float]
    pitch: float
    head: float  # the height of the cards on top
    y: float
    items: list[Shape | Item] = field(default_factory=list)
    covered: dict[str, list[tuple[float, float]]] = field(default_factory=dict)  # of the lifelines, by lane
    step: int = 0

    def cover(self, lane: str, top: float, bottom: float) -> None:
        self.covered.setdefault(lane, []).append((top, bottom))

    @property
    def card(self) -> float:
        return self.pitch - 2 * _SIDE


def sequence_scene(picture: Picture, chart: Sequence) -> Scene:
    """The scene of a sequence."""
    pitch = min(_WIDEST, (_WIDE - 2 * _EDGE) / len(chart.lanes))
    wide = max(pitch * len(chart.lanes) + 2 * _EDGE, _LEAST)
    left = (wide - pitch * len(chart.lanes)) / 2
    lanes = {lane: left + pitch * (place + 0.5) for place, lane in enumerate(chart.lanes)}
    head = max(_head_height(picture.box[lane], pitch - 2 * _SIDE) for lane in lanes)
    board = _Board(picture, lanes, pitch, head, _TOP + head + 8)
    names = {lane: {stage.name for stage in chart.stages if stage.box == lane} for lane in lanes}
    for turn in chart.turns:
        _turn(board, turn, names)
    heads = [_head(picture.box[lane], Rect(x - board.card / 2, _TOP, board.card, head)) for lane, x in lanes.items()]
    planes = {lane: picture.box[lane].plane for lane in lanes}
    foot, bottom = shares(chart, planes, Rect(_EDGE, board.y + 22, wide - 2 * _EDGE, 14))
    signs, bottom = legend(picture, "On a card: p50 / p99 of the step. Dashed: the answer.", bottom, wide)
    return page(picture, bottom, [*_lifelines(board), *board.items, *heads, *foot, *signs], wide)


def _head_lines(box: Box, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of the name and of the technology."""
    return wrap(box.name, _NAME, room - 6, bold=True), wrap(box.detail, _DETAIL, room - 6, lines=3) if box.detail else ()


def _head_height(box: Box, room: float) -> float:
    names, details = _head_lines(box, room)
    return max(_HEAD, 42 + _LINE * (len(names) + len(details)))


def _head(box: Box, place: Rect) -> Item:
    """The card at the top of a lifeline: icon, name, technology below each other."""
    names, details = _head_lines(box, place.w)
    tile = Rect(place.cx - _TILE / 2, place.y + 7, _TILE, _TILE)
    y = (tile.bottom + place.bottom - _LINE * (len(names) + len(details))) / 2 + 10
    lines = [centred(line, (place.cx, y + _LINE * n), "name", "", _NAME, bold=True) for n, line in enumerate(names)]
    y += _LINE * len(names)
    lines += [centred(line, (place.cx, y + _LINE * n), "detail", "", _DETAIL) for n, line in enumerate(details)]
    glyph = Glyph(icon_path(box.icon, box.detail), tile.x + 4, tile.y + 4, "icon", box.plane, 0.75)
    shapes = (*frame_of(box, place), Block(tile, "tile", box.plane, 7), glyph, *lines, *alert(box, place))
    return Item("box", shapes, box.id, spoken(box), box.link)


def _turn(board: _Board, turn: Turn, names: Mapping[str, set[str]]) -> None:
    for message in turn.messages:
        _message(board, message, turn.stage is None)
    board.y += _TIP if turn.messages else 0
    if turn.stage is None:
        board.y += 10
    elif turn.stage.beside:
        _beside(board, turn.stage)
    else:
        stage = turn.stage
        named = len(names[stage.box]) > 1 or stage.name != board.picture.box[stage.box].name
        bottom = _work(board, stage.box, stage.name if named else "", (stage.p50, stage.p99), badge=True)
        board.y = bottom + _GAP


def _message(board: _Board, message: Message, answer: bool) -> None:
    """A line from lifeline to lifeline, its words over the stretch beside its source."""
    x, to, y = board.lanes[message.source], board.lanes[message.target], board.y + 16
    ends, dash = (message.source, message.target), _DASH if answer else ""
    board.items.append(arrow(((x, y), (to, y)), ends, message.kind, dash))
    if message.label:
        board.items.append(_label(board, message, y))
    board.y += _MESSAGE


def _label(board: _Board, message: Message, y: float) -> Item:
    """Words over a line; lifelines that they would meet are left out there."""
    x, to = board.lanes[message.source], board.lanes[message.target]
    text = fit(message.label, SMALL, abs(to - x) - 26)
    wide, sign = width(text, SMALL), 1 if to > x else -1
    middle = x + sign * max(board.pitch / 2, wide / 2 + 8)
    for lane, at in board.lanes.items():
        if abs(at - middle) < wide / 2 + 3:
            board.cover(lane, y - 15, y - 2)
    return Item("note", (centred(text, (middle, y - 5), "label", message.kind),), ends=(message.source, message.target))


def _work(board: _Board, lane: str, name: str, taken: tuple[float, float], badge: bool) -> float:
    """A card on a lifeline with the times of a stage; where it ends."""
    lines = wrap(name, SMALL, board.card - 6, bold=True) if name else ()
    x, plane = board.lanes[lane], board.picture.box[lane].plane
    place = Rect(x - board.card / 2, board.y, board.card, _WORK + _LINE * len(lines))
    board.cover(lane, place.y, place.bottom)
    texts = [centred(line, (x, place.y + 15 + _LINE * n), "name", "", SMALL, bold=True) for n, line in enumerate(lines)]
    times_at = centred(times(*taken), (x, place.y + 15 + _LINE * len(lines)), "name", "", SMALL)
    board.items += [Block(place, "bar", plane, 5), *texts, times_at]
    if badge:
        board.step += 1
        board.items.append(Disc((place.x + 1, place.y + 1), str(board.step), "step", plane))
    return place.bottom


def _beside(board: _Board, stage: Timed) -> None:
    """Cards side by side in one frame; the stage takes as long as the slowest."""
    top, xs = board.y + 2, [board.lanes[lane] for lane, _, _ in stage.beside]
    board.y += 8
    bottoms = [_work(board, lane, "", (p50, p99), badge=not place) for place, (lane, p50, p99) in enumerate(stage.beside)]
    left, right = min(xs) - board.pitch / 2 + 1, max(xs) + board.pitch / 2 - 1
    bottom = max(bottoms) + 20
    text = f"side by side, the slowest counts: {times(stage.p50, stage.p99)}"
    text = text if width(text, _DETAIL) < right - left - 8 else f"at once: {times(stage.p50, stage.p99)}"
    for lane, x in board.lanes.items():
        if left < x < right:
            board.cover(lane, max(bottoms), bottom - 4)
    board.items += [Block(Rect(left, top, right - left, bottom - top), "frame", "", 6),
                    centred(text, ((left + right) / 2, bottom - 6), "detail", "", _DETAIL)]  # fmt: skip
    board.y = bottom + _GAP


def _lifelines(board: _Board) -> Iterator[Stroke]:
    """Each lifeline down to the answer, but not where something lies on it."""
    for lane, x in board.lanes.items():
        y, plane = _TOP + board.head, board.picture.box[lane].plane
        for top, bottom in sorted((*board.covered.get(lane, ()), (board.y, board.y))):
            if top > y + 1:
                yield Stroke(((x, y), (x, top)), "lifeline", plane, 1.4)
            y = max(y, bottom)


