"""The program in a real browser picks what it picks in Python, for 100,000 random specs, and finds the same values and tracks.

Both draw the same specs from pools of values per fact, by the same scrambled numbers; what is compared is a sum of all answers
with weights, modulo 2^32, per decision and 500 specs.
"""

import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from designgen.catalog import Knowledge, load_knowledge, thresholds
from designgen.catalog.model import Fact
from designgen.rules import Allowed, Given

BATCHES, SPECS, CHUNK, TRACED = 8, 12_500, 500, 40
Array = np.ndarray[Any, np.dtype[Any]]
WEIGHTS = (np.arange(1, 100_000, dtype=np.uint64) * 2654435761 & 0xFFFFFFFF) | 1
SUMS = """
const weight = i => Math.imul(i + 1, 2654435761) | 1;
let pools, open, seed;
function take(asked) {
  [pools, open, seed] = JSON.parse(asked);
}
function scrambled(x) {
  x = Math.imul(x ^ x >>> 16, 2146121005);
  x = Math.imul(x ^ x >>> 15, 2221713035);
  return (x ^ x >>> 16) >>> 0;
}
const shares = [13, 102, 205];
function given(row) {
  return pools.map((pool, slot) => {
    const x = scrambled((seed * 2000000 + row) * 256 + slot);
    return (x & 255) < shares[row % 3] ? pool[1 + (x >>> 8) % (pool.length - 1)] : null;
  });
}
function picked(specs, size) {
  const found = [];
  for (let row = 0; row < specs; row++) {
    const at = row % size, picks = designgen.run(given(row), open);
    if (at === 0) found.push(new Array(picks.length).fill(0));
    const sums = found[found.length - 1];
    const words = picks.map(pick => (pick | 0) + Math.imul(pick / 2 ** 32 | 0, 40503));
    words.forEach((word, place) => sums[place] = sums[place] + Math.imul(word, weight(at)) | 0);
  }
  return found;
}
function sum(numbers) {
  const words = new Uint32Array(Float64Array.from(numbers, x => x === x ? x + 0 : 1e300).buffer);
  return words.reduce((total, word, place) => total + Math.imul(word, weight(place)) | 0, 0);
}
function traced(count) {
  const found = [], none = (_, option) => [-1, -1, -1];
  for (let row = 0; row < count; row++) {
    const {values, tracks} = designgen.values(given(row), open);
    const every = tracks.map((track, place) => track || designgen.decisions[place].slice(2).map(none));
    found.push([sum(values), sum(every.flat(2))]);
  }
  return found;
}
"""


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def compared() -> Mapping[str, Sequence[float]]:
    return thresholds(knowledge())


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=knowledge().program.source("javascript"))
    page.add_script_tag(content=SUMS)
    yield page
    page.close()


def numbers(fact: Fact, chance: random.Random) -> list[float]:
    """Its limits, what rules compare it with and numbers beside it, and others."""
    low, high = max(fact.low, 1e-6), min(fact.high, 1e15)
    edges = [one for edge in compared().get(fact.id, ()) for one in (edge, edge * (1 + 1e-9), edge * (1 - 1e-9))]
    found = [fact.low, *filter(math.isfinite, [fact.high]), *edges, *(low * (high / low) ** chance.random() for _ in range(40))]
    within = [value for value in found if fact.low <= value <= fact.high]
    return list(dict.fromkeys(float(round(value)) if fact.integer else value for value in within))[:255]


def pool(name: str, chance: random.Random) -> list[Any]:
    """None and up to 255 values that this input can have, coded."""
    kind, facts = knowledge().program.types[name], knowledge().facts
    size = len(kind.symbols)
    if kind.kind == "number":
        return [None, *numbers(facts[name], chance)]
    if kind.kind == "set":
        return [None, *(1 << bit for bit in range(size)), (1 << size) - 1, *(chance.randrange(1, 1 << size) for _ in range(40))]
    return [None, False, True] if kind.kind == "bool" else [None, *range(1, size + 1)]


def scrambled(numbers: Array) -> Array:
    """As in the page: 32 bits of each."""
    x = numbers & 0xFFFFFFFF
    x = ((x ^ x >> 16) * 2146121005) & 0xFFFFFFFF
    x = ((x ^ x >> 15) * 2221713035) & 0xFFFFFFFF
    return x ^ x >> 16


def restricted(chance: random.Random) -> Allowed:
    """An option in eight banned, a decision in eight pinned."""
    every = []
    for node in knowledge().program.decisions:
        pinned = chance.randrange(len(node.options)) if chance.random() < 0.125 else None
        every.append(tuple(chance.random() > 0.125 if pinned is None else place == pinned for place in range(len(node.options))))
    return tuple(every)


class Batch:
    def __init__(self, seed: int) -> None:
        chance, program = random.Random(seed), knowledge().program
        self.pools = [pool(name, chance) for name in program.inputs]
        self.seed, rows = seed, np.arange(SPECS)[:, None]
        numbers = scrambled((seed * 2_000_000 + rows) * 256 + np.arange(len(self.pools)))
        given = (numbers & 255) < np.array([13, 102, 205])[rows % 3]
        sizes = np.array([len(pool) for pool in self.pools])
        self.rows = (1 + (numbers >> 8) % (sizes - 1)) * given
        free = tuple((True,) * len(node.options) for node in program.decisions)
        self.allowed = restricted(chance) if seed else free

    def asked(self) -> str:
        return json.dumps([self.pools, self.allowed, self.seed])

    def picks(self) -> Array:
        """Of Python, over columns: a row per spec, a column per decision."""
        columns = []
        for places, pool in zip(self.rows.T, self.pools, strict=True):
            values = np.array([0, *pool[1:]], float)
            columns.append((values[places], places > 0))
        program = knowledge().program
        found = program.columns(columns, self.allowed, SPECS)
        return np.array([found[node.name] for node in program.decisions], np.int64).T

    def given(self, row: int) -> Given:
        return [pool[place] for pool, place in zip(self.pools, self.rows[row], strict=True)]


def sums_of(picks: Array) -> list[list[int]]:
    """Per 500 specs and decision, as a signed number of 32 bits."""
    whole = picks.astype(np.uint64)
    mixed = (whole & 0xFFFFFFFF) + (whole >> 32) * 40503
    chunks = mixed.reshape(-1, CHUNK, picks.shape[1]) * WEIGHTS[:CHUNK, None]
    return np.array(chunks.sum(axis=1) & 0xFFFFFFFF, np.uint32).view(np.int32).tolist()  # type: ignore[no-any-return]


def sum_of(numbers: list[Any]) -> int:
    """Of the bits of floats; nothing that is no number has bits of its own."""
    words = (np.nan_to_num(np.array(numbers, float), nan=1e300, posinf=np.inf, neginf=-np.inf) + 0.0).view(np.uint32)
    return int(np.array((words * WEIGHTS[: len(words)]).sum() & 0xFFFFFFFF, np.uint32).view(np.int32))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("seed", range(BATCHES))
def test_a_browser_picks_what_python_picks(page: Page, seed: int) -> None:
    batch, program = Batch(seed), knowledge().program
    page.evaluate("asked => take(asked)", batch.asked())
    found, expected = page.evaluate("([specs, size]) => picked(specs, size)", [SPECS, CHUNK]), sums_of(batch.picks())
    names = [node.name for node in program.decisions]
    wrong = np.argwhere(np.array(found) != np.array(expected))
    assert [f"{names[place]}, from spec {chunk * CHUNK}" for chunk, place in wrong] == []
    for row, sums in enumerate(page.evaluate("count => traced(count)", TRACED)):
        values, tracks = program.trace(batch.given(row), batch.allowed)
        none = [[(-1, -1, -1)] * len(node.options) for node in program.decisions]
        every = [number for track, no in zip(tracks, none, strict=True) for option in track or no for number in option]
        assert sums == [sum_of(list(values.values())), sum_of(every)], f"spec {row}"
