"""The answer as one value: facts, numbers, decisions, components, flows and checks for one spec.

design_for(spec, knowledge) -> Design      a pure function
to_json(design) -> text                    the stable serialisation
compare(designs) -> Comparison             what differs, side by side
derivation(design, name) -> steps          a number down to facts, prices and sources
elapsed(latency, components) -> seconds    how much of the path is done after some of its stages
"""

from designgen.design.as_json import as_dict, to_json
from designgen.design.assemble import design_for
from designgen.design.compare import Comparison, compare
from designgen.design.contradictions import contradictions
from designgen.design.derivation import Step, default_of, derivation, every_name, read_by, step_of
from designgen.design.elapsed import elapsed
from designgen.design.model import Design, Finding, Latency, Link, Number, Part, Pool, Stage

__all__ = [
    "Comparison",
    "Design",
    "Finding",
    "Latency",
    "Link",
    "Number",
    "Part",
    "Pool",
    "Stage",
    "Step",
    "as_dict",
    "compare",
    "contradictions",
    "default_of",
    "derivation",
    "design_for",
    "elapsed",
    "every_name",
    "read_by",
    "step_of",
    "to_json",
]
