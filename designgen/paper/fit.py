"""How a sheet comes to fill exactly its pages: the type gets smaller, then what matters least is left out."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from designgen.document.sheet import USUAL
from designgen.problem import NOWHERE, Problem, ProblemsFound

LEAST, COMFORT, LARGEST, STEP = 6.5, 8.5, 9.0, 0.1
"""Sizes of the type in points: the least, the one from which room is used for more items instead, the largest; steps."""
EXPECTED = 6.8  # pt, of most sheets of one page
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)")
Data = Mapping[str, Any]
ROOM = (("follow_ups", USUAL.follow_ups), ("traps", USUAL.traps), ("numbers", USUAL.numbers))
"""Lists of which a sheet with room to spare has more than these."""
FLOORS = (("follow_ups", 1), ("traps", 1), ("numbers", 3))
"""What is left out first where even the least type is too large, in this order, and how many of each stay."""
NAMES = {
    "follow_ups": ("follow-up", "follow-ups"), "traps": ("trap", "traps"), "numbers": ("number", "numbers"),
    "lines": ("decision of a step", "decisions of steps"), "says": ("what to say while drawing",) * 2,
    "whys": ("why each question is asked",) * 2, "picture": ("the diagram",) * 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing to leave out; `usual` things are missed."""

    what: str
    usual: bool = True
    step: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sheet that fits: how large its type is, and what was left out of it."""

    pdf: bytes
    data: Data
    left_out: tuple[str, ...]


def fitted(data: Data, pages: int, make: Callable[[Data], bytes]) -> Fitted:
    """The largest type, then the most items, with which `make` fills so many pages. Raises ProblemsFound (T003)."""
    order = cuts(data)
    rungs = ladder(order)
    made: dict[tuple[int, float], bytes] = {}

    def fits(rung: tuple[int, float]) -> bool:
        count, size = rung
        if rung not in made:
            made[rung] = make({**without(data, order[:count]), "size": size})
        return page_count(made[rung]) <= pages

    found = _first(rungs, fits, _guess(rungs, pages))
    if found is None:
        raise ProblemsFound([_too_much(pages)])
    count, size = found
    count -= _more(order[:count], lambda more: fits((count - more, size)))
    chosen = {**without(data, order[:count]), "size": size}
    pdf = made[count, size]
    if page_count(pdf) < pages:
        chosen = {**chosen, "apart": True}
        pdf = make(chosen)
    return Fitted(pdf, chosen, said(order[:count]))


def _guess(rungs: Sequence[tuple[int, float]], pages: int) -> int:
    """Where most sheets end."""
    usual = max(count for count, size in rungs if size == COMFORT)
    return rungs.index((usual, EXPECTED)) if pages == 1 else rungs.index((usual // 2, COMFORT))


def _first(rungs: Sequence[tuple[int, float]], fits: Callable[[tuple[int, float]], bool], guess: int) -> tuple[int, float] | None:
    """The first that fits, where all after one that fits do: in growing strides away from a guess, then halving what is left."""
    low, high, at, stride = 0, len(rungs), guess, 3
    while low < high:
        if fits(rungs[at]):
            high = at
        else:
            low = at + 1
        if low > 0 and high < len(rungs):
            at = (low + high) // 2
        else:
            at = max(low, high - 1 - stride) if high < len(rungs) else min(high - 1, low + stride)
            stride *= 2
    return rungs[low] if low < len(rungs) else None


def _more(gone: Sequence[Cut], fits: Callable[[int], bool]) -> int:
    """How many things that only fill a page go back into it, if what was left out ends with such: twice as many at each try."""
    spare = len(gone) if gone and not gone[-1].usual else 0
    more, step = 0, 1
    while more + step <= spare and fits(more + step):
        more, step = more + step, step * 2
    return more


def _too_much(pages: int) -> Problem:
    hint = "ask for two pages, or shorten the title, the summary and the texts of your own knowledge"
    text = f"this does not fit {pages} {'page' if pages == 1 else 'pages'}, even in {LEAST} pt with all left out that may be"
    return Problem(NOWHERE, "T003", text, hint)


def page_count(pdf: bytes) -> int:
    """Pages of a PDF by Typst, which says so in its metadata."""
    found = _PAGES.search(pdf)
    assert found
    return int(found[1])


def ladder(order: Sequence[Cut]) -> list[tuple[int, float]]:
    """(how many cuts, size of the type), the best first."""
    spare = sum(not cut.usual for cut in order)
    down = [round(LARGEST - STEP * n, 1) for n in range(round((LARGEST - LEAST) / STEP) + 1)]
    roomy = [(0, size) for size in down if size > COMFORT]
    fewer = [(count, COMFORT) for count in range(spare)]
    smaller = [(spare, size) for size in down if size <= COMFORT]
    return [*roomy, *fewer, *smaller, *((count, LEAST) for count in range(spare + 1, len(order) + 1))]


def cuts(data: Data) -> list[Cut]:
    """All that may be left out, what matters least first: what only fills a page, in turn, then by FLOORS, then decisions of
    steps from the last step on, the sentences at the diagram, the reasons of the questions, and the diagram."""
    lengths = {name: len(data[name]) for name, _ in ROOM}
    lines = [len(step["lines"]) for step in data["steps"]]
    found: list[Cut] = []
    while spare := _spare(lengths, lines):
        found += [_shorter(name, lengths, lines, usual=False) for name in spare]
    for name, floor in FLOORS:
        while lengths[name] > floor:
            found.append(_shorter(name, lengths, lines, usual=True))
    while max(lines, default=0) > 1:
        found.append(_shorter("lines", lengths, lines, usual=True))
    return [*found, *(Cut(name) for name in (("says", "whys", "picture") if data["picture"] else ("whys",)))]


def _spare(lengths: Mapping[str, int], lines: Sequence[int]) -> list[str]:
    """What can do with one less; of decisions of steps two, since there are so many."""
    found = [name for name, usual in ROOM if lengths[name] > usual]
    return [*found, *["lines"] * min(2, sum(max(0, count - USUAL.lines) for count in lines))]


def _shorter(name: str, lengths: dict[str, int], lines: list[int], usual: bool) -> Cut:
    """One less of a list, or of the last of the steps that have the most lines; counts it."""
    if name != "lines":
        lengths[name] -= 1
        return Cut(name, usual)
    step = max(place for place, count in enumerate(lines) if count == max(lines))
    lines[step] -= 1
    return Cut("lines", usual, step)


def without(data: Data, gone: Sequence[Cut]) -> dict[str, Any]:
    """The data without what these cuts take from the ends of its lists."""
    less = Counter(cut.what for cut in gone)
    lines = Counter(cut.step for cut in gone if cut.what == "lines")
    kept = {name: data[name][: len(data[name]) - less[name]] for name, _ in ROOM}
    steps = [{**step, "lines": step["lines"][: len(step["lines"]) - lines[place]]} for place, step in enumerate(data["steps"])]
    return {
        **data, **kept, "steps": steps,
        "says": data["says"] and not less["says"], "whys": data["whys"] and not less["whys"],
        "picture": "" if less["picture"] else data["picture"],
    }  # fmt: skip


def said(gone: Sequence[Cut]) -> tuple[str, ...]:
    """What is missed, in words: `2 traps`, `the diagram`."""
    counts = Counter(cut.what for cut in gone if cut.usual)
    return tuple(
        NAMES[what][0] if NAMES[what][0] == NAMES[what][1] else f"{count} {NAMES[what][count > 1]}"
        for what, count in counts.items()
    )
