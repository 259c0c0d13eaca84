"""Facts of a spec that cannot all be true: broken checks of severity error that read nothing but facts."""

from collections.abc import Iterator

from designgen.catalog.model import Check
from designgen.design.model import Design
from designgen.problem import Place, Problem
from designgen.rules import reads


def contradictions(design: Design) -> Iterator[Problem]:
    """One located problem for each, at the first fact concerned that the spec itself states."""
    for finding in design.findings:
        check = design.knowledge.checks.get(finding.id)
        if check and finding.status == "broken" and finding.severity == "error":
            place = _stated(design, check)
            if place:
                yield Problem(place, "S018", finding.says, finding.mend)


def _stated(design: Design, check: Check) -> Place | None:
    """Where the spec states a fact of the check; None when it states none, or when the check reads more than facts."""
    names = list(dict.fromkeys(reads(design.knowledge.program.texts[check.holds])))
    if not all(name in design.facts for name in names):
        return None
    spec = design.spec
    return next((spec.places.get(name, Place(spec.path)) for name in names if name in spec.facts), None)
