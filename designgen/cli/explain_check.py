"""`designgen explain SPEC check:NAME`: a check with what uses its budget up, and the smallest set of pins that repairs it."""

import json
from collections.abc import Iterator

import click

from designgen.design import Design, Finding
from designgen.design.as_json import check_dict
from designgen.design.mended import pinned, repair_said, shares_of, use_said
from designgen.problem import did_you_mean


def check_text(design: Design, name: str, as_json: bool) -> str:
    """A check in full, or, without a name, the list of them. Raises BadParameter for one that was not made."""
    made = {finding.id: finding for finding in design.findings if finding.status != "not_needed"}
    if not name:
        return _json({id: check_dict(design, one) for id, one in made.items()}) if as_json else _list(list(made.values()))
    if name not in made:
        known = any(finding.id == name for finding in design.findings)
        told = "it is not needed here" if known else did_you_mean(name, made) or "check: alone lists them all"
        raise click.BadParameter(f"{'' if known else 'unknown '}check {name}: {told}", param_hint="check:NAME")
    return _json(check_dict(design, made[name])) if as_json else "\n".join([*_lines(design, made[name]), ""])


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _list(made: list[Finding]) -> str:
    wide = max((len(finding.id) for finding in made), default=0)
    order = sorted(made, key=lambda finding: finding.status != "broken")
    return "".join(f"{one.id:<{wide}}  {_outcome(one):<7}  {one.name}\n" for one in order)


def _outcome(finding: Finding) -> str:
    return finding.severity if finding.status == "broken" else "holds"


def _lines(design: Design, finding: Finding) -> Iterator[str]:
    yield f"{finding.id}: {finding.name} -> {_outcome(finding)}"
    if finding.value:
        yield f"   value   {finding.value}{f', limit {finding.limit}' if finding.limit else ''}"
    if finding.status != "broken":
        return
    yield f"   says    {finding.says}"
    if mending := design.mendings.get(finding.id):
        for number, use in enumerate(mending.uses):
            yield f"   {'uses' if not number else '':<7} {use_said(use)}"
        if of := shares_of(mending.uses):
            yield f"           {of}"
        yield f"   repair  {repair_said(design.knowledge, mending)}"
        if mending.repair:
            yield f"   pins    {pinned(mending.repair)}"
    if finding.mend:
        yield f"   else    {finding.mend}"
