"""Small knowledge bases, written in a test as the files an author would write."""

import textwrap

from designgen.catalog import Knowledge, knowledge_of
from designgen.decisions import Case, Rationale, Words, decide, fact_value, flips, rationales
from designgen.decisions.model import Value

FACTS = """
corpus.items: {name: Corpus, type: number, unit: count, range: [1, 1T], default: 1M, ask: How many?, why: it sizes the index}
latency.p99: {name: Target, type: number, unit: ms, range: [1 ms, 1 day], default: 100 ms, ask: How fast?, why: it caps the model}
modality:
  name: Modality
  type: set
  ordered: true
  values: {text: text, image: images}
  default: [text]
  ask: Which?
  why: it selects the encoder
"""
QUANTITIES = """
scan.time: {name: Scan, unit: second, formula: corpus.items * 1 us, sources: [judgement]}
"""
PRIORITIES = """
quality: {name: Quality, says: how good, default: 3}
cost: {name: Cost, says: how dear, default: 2}
"""


def knowledge(decisions: str, facts: str = FACTS) -> Knowledge:
    """Knowledge with these decisions; `HEAD` in the text stands for the fields that a test does not care about."""
    parts = {"facts": facts, "quantities": QUANTITIES, "priorities": PRIORITIES, "decisions": textwrap.dedent(decisions)}
    head = "step: serving\n  section: indexes\n  name: A choice\n  question: Which?\n  matters: it matters"
    files = {f"knowledge/{kind}/all.yaml": text.replace("HEAD", head).encode() for kind, text in parts.items()}
    return knowledge_of([files])


def rationale(known: Knowledge, name: str, choose: dict[str, str] | None = None, **facts: Value) -> Rationale:
    """How one decision comes out; `__` in a fact's name stands for the dot."""
    case = Case({key.replace("__", "."): value for key, value in facts.items()}, choose or {}, {})
    decided = decide(known, case)
    said = {id: fact_value(fact, case, decided.values, known.program.types[id]) for id, fact in known.facts.items()}
    words = Words(known, decided.values, said)
    found = rationales(known, case, decided, words, flips(known, case, decided), frozenset(case.facts))
    return next(item for item in found if item.id == name)
