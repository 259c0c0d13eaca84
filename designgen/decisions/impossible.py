"""Proof that no change of one or two facts, whatever their values, makes an option win.

The program is run with intervals over cells that together cover every value of every fact, or of every pair. An option
that can win in none of them never wins. Where one still may, the cell is cut smaller, as long as the budget lasts.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from designgen.decisions.cells import Cell, Cutter, boxes_of, sample, whole
from designgen.decisions.trials import AT_ONCE, Target, Trials

PRIORITIES = "priorities."


MOST_CELLS = 60_000
"""In one round; so many are looked at before the search is given up."""
MOST_PROBES = 1000


class Proof:
    """What is still possible, for the targets of one case. `found` holds points at which a target was seen to win."""

    def __init__(self, trials: Trials, targets: Iterable[Target], pairs: bool) -> None:
        self.trials, self.facts = trials, trials.facts
        self.cutter = Cutter(self.facts, trials.edges, trials.words)
        self.targets = list(targets)
        self.open = dict.fromkeys(trials.decisions, 0)
        for target in self.targets:
            self.open[target.decision] |= 1 << target.bit
        self.cells = list(self.every(pairs))
        self.found: dict[Target, Cell] = {}
        self.looked = 0

    def every(self, pairs: bool) -> Iterator[Cell]:
        """Every fact alone and, with `pairs`, every two that reach a common decision, in their whole ranges."""
        masks = [sum(1 << int(column) for column in np.flatnonzero(row & self.wanted())) for row in self.trials.reach]
        alone = [(self.coarse(place), mask) for place, mask in enumerate(masks) if mask]
        yield from (cell for cells, _ in alone for cell in cells)
        if pairs:
            for (one, left), (two, right) in combinations(alone, 2):
                if left & right:
                    yield from (here + there for here in one for there in two)

    def wanted(self) -> Any:
        """Which of the decisions have open targets."""
        return np.array([self.open[name] != 0 for name in self.trials.decisions])

    def coarse(self, place: int) -> list[Cell]:
        """A fact alone; priorities, which weigh everything, value by value."""
        fact = self.facts[place]
        cell: Cell = ((place, whole(fact, self.trials.words.get(fact.id, ()))),)
        return self.cutter.parts(cell) if fact.id.startswith(PRIORITIES) else [cell]

    def still(self) -> list[Target]:
        """Targets not yet known to be impossible."""
        return [target for target in self.targets if self.open[target.decision] >> target.bit & 1]

    def close(self, targets: Iterable[Target]) -> None:
        """These need no proof."""
        for target in targets:
            self.open[target.decision] &= ~(1 << target.bit)

    def look(self) -> None:
        """Runs all cells, keeps those where an open target may win, and closes the targets that may win in none."""
        alive = dict.fromkeys(self.open, 0)
        live: list[Cell] = []
        for start in range(0, len(self.cells), AT_ONCE):
            self.looked += len(self.cells[start : start + AT_ONCE])
            for name, possible in self.possible(self.cells[start : start + AT_ONCE], live):
                alive[name] |= possible
        self.open = {name: bits & alive[name] for name, bits in self.open.items()}
        self.cells = live

    def possible(self, cells: Sequence[Cell], live: list[Cell]) -> Iterator[tuple[str, int]]:
        """Per open decision the options that may win in some cell; adds the cells where one may to `live`."""
        run = self.trials.enclosed(boxes_of(self.facts, cells), len(cells))
        one, two = np.array([cell[0][0] for cell in cells]), np.array([cell[-1][0] for cell in cells])
        lives = np.zeros(len(cells), dtype=bool)
        for column, name in enumerate(self.trials.decisions):
            if self.open[name]:
                reached = self.trials.reach[one, column] & self.trials.reach[two, column]
                possible = np.where(reached, run.picked[name][1] & self.open[name], 0)
                lives |= possible != 0
                yield name, int(np.bitwise_or.reduce(possible))
        live += [cell for cell, alive in zip(cells, lives, strict=True) if alive]

    def cut(self) -> None:
        self.cells = [part for cell in self.cells for part in self.cutter.parts(cell)]

    def probe(self) -> None:
        """Tries a near and a far point of every cell; a target that wins there is found and closed."""
        some = self.cells[:: len(self.cells) // MOST_PROBES + 1]
        points = [self.point(cell, far) for cell in some for far in (False, True)]
        before = self.still()
        for start in range(0, len(points), AT_ONCE):
            chunk = points[start : start + AT_ONCE]
            outcome = self.trials.points(boxes_of(self.facts, chunk), len(chunk))
            for target in before:
                won = np.flatnonzero(outcome.won(target))
                if len(won):
                    self.found.setdefault(target, chunk[int(won[0])])
        self.looked += len(points)
        self.close(self.found)

    def point(self, cell: Cell, far: bool) -> Cell:
        return tuple((place, sample(self.facts[place], ends, self.trials.tried[place].now, far)) for place, ends in cell)

    def pursue(self, most: int) -> list[Target]:
        """Cuts and probes until every target is found or closed; returns those for which the budget did not suffice."""
        while self.still():
            self.look()
            self.probe()
            if not self.cells or len(self.cells) > MOST_CELLS or self.looked > most:
                break
            self.cut()
        return self.still()
