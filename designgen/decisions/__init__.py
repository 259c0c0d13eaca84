"""Facts × program -> choices, each with its rationale. Knows no machine learning; that lives in YAML."""

from designgen.decisions.decide import Case, Decided, allowed_of, chosen_of, code_of, decide, fact_value, given_of
from designgen.decisions.flips import flips
from designgen.decisions.model import Entry, Flip, Fragile, KnownFact, Rationale, Robustness, Value, Verdict
from designgen.decisions.rationale import rationales
from designgen.decisions.requirements import Requirement, missing
from designgen.decisions.robust import robustness
from designgen.decisions.tradeoffs import Difference, TradeOff, between, trade_offs
from designgen.decisions.words import Words

__all__ = [
    "Case", "Decided", "Difference", "Entry", "Flip", "Fragile", "KnownFact", "Rationale", "Requirement", "Robustness",
    "TradeOff", "Value", "Verdict", "Words", "allowed_of", "between", "chosen_of", "code_of", "decide", "fact_value", "flips",
    "given_of", "missing", "rationales", "robustness", "trade_offs",
]  # fmt: skip
