"""The judgement in numbers and tables, for people and as JSON with stable keys."""

from collections.abc import Callable, Sequence
from typing import Any

from designgen.agreement.cases import PublishedCase
from designgen.agreement.hinges import Explained
from designgen.agreement.judge import Verdict
from designgen.agreement.shares import by_frequency, numbers

Table = dict[str, Any]
SETS: dict[str, Callable[[Verdict], bool]] = {
    "headline": lambda verdict: verdict.headline,
    "headline_strict": lambda verdict: verdict.strict_set,
    "all": lambda verdict: True,
}


def as_json(cases: Sequence[PublishedCase], verdicts: Sequence[Verdict], differences: Sequence[Explained]) -> Table:
    """The whole. The four shares at the top are of the headline set."""
    headline = [verdict for verdict in verdicts if verdict.headline]
    top = numbers(headline)
    return {
        "strict": top["strict"], "lenient": top["lenient"], "coverage": top["coverage"], "feasible": top["feasible"],
        "counts": {"cases": len(cases), "decisions": len(verdicts), "headline": len(headline)},
        "sets": {name: numbers([verdict for verdict in verdicts if inside(verdict)]) for name, inside in SETS.items()},
        "questions": {name: _parts([item for item in verdicts if item.question == name]) for name in by_frequency(verdicts)},
        "cases": {
            case.id: {"title": case.title, "year": case.year, **_parts([item for item in verdicts if item.case == case.id])}
            for case in cases
        },
        "disagreements": [_difference(item) for item in differences],
    }  # fmt: skip


def _parts(verdicts: Sequence[Verdict]) -> Table:
    """Headline numbers, and those of everything where that is more."""
    return {"headline": numbers([item for item in verdicts if item.headline]), "all": numbers(verdicts)}


def _difference(item: Explained) -> Table:
    verdict = item.verdict
    return {
        "case": verdict.case, "question": verdict.question, "published": list(verdict.published), "ours": list(verdict.ours),
        "picked": [f"{decision}={option}" for decision, option in verdict.picked], "score": verdict.score,
        "covered": verdict.covered, "feasible": verdict.feasible, "headline": verdict.headline, "flags": list(verdict.flags),
        "evidence": verdict.evidence, "reason": item.reason,
        "standing": [vars(standing) for standing in item.standing], "hinges": [vars(hinge) for hinge in item.hinges],
    }  # fmt: skip


def as_text(found: Table) -> str:
    """The same for a terminal: the shares, a table per question and per case, and the differences of the headline set."""
    lines = [_heading(found), ""]
    lines += ["set               decisions  strict  lenient  coverage  feasible or better"]
    lines += [f"{name:<17} {_row(row)}" for name, row in found["sets"].items()]
    if past := found.get("before_first_look"):
        then, now = _share(past["strict"]).strip(), _share(past["strict_now"]).strip()
        lines += ["", f"{past['cases']} of these cases are on record: strict {then} before their first look, {now} now"]
    for title, kind in (("question", "questions"), ("case", "cases")):
        lines += ["", f"{title:<34} {'headline: decisions strict lenient coverage feasible':<50}  all: decisions strict"]
        for name, row in found[kind].items():
            every = row["all"]
            lines.append(f"{name:<34} {_row(row['headline'])}   {every['decisions']:>8} {_share(every['strict'])}")
    for item in found["disagreements"]:
        if item["headline"]:
            lines += ["", *_told(item)]
    return "\n".join(lines)


def _heading(found: Table) -> str:
    counts = found["counts"]
    return (
        f"{counts['cases']} cases, {counts['decisions']} published decisions, {counts['headline']} of them in the headline set: "
        f"strict {_share(found['strict']).strip()}, lenient {_share(found['lenient']).strip()}"
    )


def _row(row: Table) -> str:
    shares = (_share(row[name]) for name in ("strict", "lenient", "coverage", "feasible"))
    return f"{row['decisions']:>9}  " + "   ".join(shares)


def _share(value: float | None) -> str:
    return "     –" if value is None else f"{value:>6.1%}"


def _told(item: Table) -> list[str]:
    ours = ", ".join(item["ours"]) or "no answer"
    picked = f" ({', '.join(item['picked'][:6])})" if item["picked"] else ""
    flags = f" [{', '.join(item['flags'])}]" if item["flags"] else ""
    lines = [f"{item['case']} · {item['question']}: published {', '.join(item['published'])}{flags}; ours {ours}{picked}"]
    if item["reason"]:
        lines.append(f"    ours because {item['reason'][:300]}")
    for standing in item["standing"]:
        behind = f" by {standing['behind_by']}" if standing["verdict"] == "behind" else ""
        fared = f"{standing['decision']}={standing['option']} {standing['verdict']}{behind}"
        lines.append(f"    {fared}: {standing['because'][:240]}")
    if not item["standing"]:
        lines.append("    no option of ours says that")
    for hinge in item["hinges"]:
        lines.append(f"    would agree with {hinge['fact']} {hinge['value']} (now {hinge['now']})")
    return lines
