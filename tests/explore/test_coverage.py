"""Random specs show which parts of the knowledge nothing ever uses."""

from designgen.explore.coverage import coverage
from tests.small import knowledge

IDLE = """
store:
  HEAD
  options:
    a:
      name: A
      requires: {corpus.items >= 0: it must hold something}
      scores: {quality: +3 good}
      adjust:
        corpus.items > 10 and corpus.items < 5:
          cost: +1 a corpus that cannot be
        corpus.items > 1M:
          cost: -1 large
    b: {name: B, requires: {corpus.items < 100k: smaller}, scores: {quality: +1 fair}}
hole:
  HEAD
  options:
    c: {name: C, requires: {corpus.items < 1B: it fits}}
never:
  HEAD
  when: store is b
  options:
    d: {name: D}
"""


def test_what_nothing_uses_is_found_and_nothing_else() -> None:
    known = knowledge(IDLE)
    found = coverage(known, specs=20_000)
    assert found.specs >= 20_000
    assert found.wins == {("store", "a"), ("hole", "c")}
    assert sorted((problem.code, problem.text) for problem in found.problems(known)) == [
        ("K010", "hole can come up empty"),
        ("K019", "nothing asks never"),
        ("K020", "store.a: `corpus.items > 10 and corpus.items < 5` is never true"),
        ("K021", "store.a: `corpus.items >= 0` rules nothing out"),
    ]
    hole = next(problem for problem in found.problems(known) if problem.code == "K010")
    assert "corpus.items=" in hole.hint


def test_the_same_seed_finds_the_same() -> None:
    known = knowledge(IDLE)
    assert coverage(known, specs=5_000) == coverage(known, specs=5_000)
