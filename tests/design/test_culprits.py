"""Which file of the knowledge turned a choice."""

import textwrap

from designgen.catalog import Files, Knowledge, is_whole
from designgen.design.culprits import MOST_FILES, Culprits
from designgen.spec.model import Spec
from tests.small import FACTS, PRIORITIES, QUANTITIES

HEAD = "step: serving, section: indexes, name: A choice, question: Which?, matters: it matters"
STORE = """
store: {%s, options: {a: {name: A, requires: {scan.time < 2 s: it is read through}}, b: {name: B}}}
cache: {%s, options: {c: {name: C, scores: {quality: +1 it is good}}, d: {name: D, scores: {cost: +1 it is cheap}}}}
"""


def files(**changed: str) -> Files:
    """A whole knowledge base, some of whose files say something else."""
    texts = {"facts": FACTS, "quantities": QUANTITIES, "priorities": PRIORITIES, "decisions": STORE % (HEAD, HEAD)}
    names = {"facts": "facts/all", "quantities": "quantities/all", "decisions": "decisions/all"}
    return {f"old/{names.get(kind, kind)}.yaml": textwrap.dedent(text).encode() for kind, text in (texts | changed).items()}


def read(_: Knowledge) -> Spec:
    return Spec("x", "X", "x.yaml", "", {}, {}, {}, {}, {}, "", (), {}, {}, "")


SLOW = QUANTITIES.replace("1 us", "3 us")
CHEAP = PRIORITIES.replace("default: 2", "default: 5")


def test_each_choice_is_traced_to_the_file_that_turned_it() -> None:
    culprits = Culprits([files()], [files(quantities=SLOW, priorities=CHEAP, glossary="Quorum: Most of us.")])
    assert len(culprits.changed) == 3
    found = culprits.of(["store", "cache"], read)
    assert found["store"].sets == (("0/quantities/all.yaml",),)
    assert found["cache"].sets == (("0/priorities.yaml",),)
    assert found["store"].back == found["cache"].back == (True,)


def test_a_choice_that_is_the_same_has_no_culprit() -> None:
    assert Culprits([files()], [files(priorities=CHEAP)]).of(["store"], read) == {}


def test_a_file_that_is_no_knowledge_without_another_is_named_with_it() -> None:
    renamed = files(quantities=SLOW.replace("scan.time", "read.time"), decisions=(STORE % (HEAD, HEAD)).replace("scan.", "read."))
    found = Culprits([files()], [renamed]).of(["store"], read)
    assert found["store"].sets == (("0/decisions/all.yaml", "0/quantities/all.yaml"),)


def test_many_changed_files_are_not_tried() -> None:
    more = {f"glossary/{number}.yaml": "Quorum: Most." for number in range(MOST_FILES + 1)}
    new = {**files(quantities=SLOW)} | {f"new/{name}": text.encode() for name, text in more.items()}
    assert Culprits([files()], [new]).of(["store"], read) == {}


def test_knowledge_that_needs_none_below_it_is_told_from_a_pack() -> None:
    assert not is_whole(files())
    assert is_whole(files(tasks="", sections=""))
