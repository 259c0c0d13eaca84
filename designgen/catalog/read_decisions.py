"""Decisions and their options out of their files."""

import re
from collections.abc import Iterator

from designgen.catalog.model import Decision, Option, Points, Rule
from designgen.catalog.reader import Entry, cases_of
from designgen.yamlio import Table, Text

MOST_OPTIONS = 48
"""What is picked, failed or earned is a bit mask, which every printer keeps exact below 2^53."""
OPTION = re.compile(r"[a-z][a-z0-9_]*")
RULE_WORDS = frozenset(("not_needed", "and", "or", "not", "is", "in", "has", "true", "false", "always"))
SCORE = re.compile(r"([+-]?[0-9])\s+(\S.*)", re.DOTALL)


def read_decision(entry: Entry) -> Decision:
    pick = entry.one_of("pick", ("one", "all"), "one")
    decision = Decision(
        id=entry.id,
        step=entry.text("step"),
        section=entry.text("section"),
        name=entry.text("name"),
        question=entry.text("question"),
        matters=entry.text("matters"),
        when=entry.text("when", "always"),
        pick=pick,
        table=entry.words("table"),
        options={option.id: _option(option, pick) for option in entry.entries("options")},
        place=entry.place,
        states=entry.one_of("states", ("true", "false"), "false") == "true",
        spoken=entry.text("spoken", ""),
    )
    for option in decision.options.values():
        if option.id in RULE_WORDS or not OPTION.fullmatch(option.id):
            entry.report.add(option.place, "K003", f"{entry.id}: {option.id} cannot be named in rules", "use a-z, 0-9 and _")
    if not 1 <= len(decision.options) <= MOST_OPTIONS:
        entry.wrong("options", f"must be 1 to {MOST_OPTIONS}")
    for option in decision.options.values():
        if set(option.row) != set(decision.table):
            entry.report.add(
                option.place, "K003", f"{entry.id}.{option.id}: row needs exactly {', '.join(decision.table) or 'nothing'}"
            )
    entry.done()
    return decision


def _option(entry: Entry, pick: str) -> Option:
    follow_up = entry.mapping("follow_up")
    adds = entry.take("adds")
    components = Entry(entry.id, adds, entry.at("adds"), entry.report).words("components") if isinstance(adds, Table) else ()
    gives = entry.take("gives")
    option = Option(
        id=entry.id,
        name=entry.text("name"),
        summary=entry.text("summary", ""),
        rules=tuple(_rules(entry, "requires" if pick == "one" else "when")),
        points=(*_points(entry, "always", entry.take("scores"), "scores"), *_adjustments(entry)),
        gives={key: cases_of(value) for key, value in gives.items()} if isinstance(gives, Table) else {},
        components=components,
        works=tuple(" ".join(text.split()) for text in entry.words("works")),
        formula=entry.text("formula", ""),
        where=entry.text("where", ""),
        sources=entry.words("sources"),
        avoid_when=entry.text("avoid_when", ""),
        ask=follow_up.get("ask", ""),
        answer=follow_up.get("answer", ""),
        trap=entry.text("trap", ""),
        row=entry.mapping("row"),
        place=entry.place,
        spoken=entry.text("spoken", ""),
    )
    for key, many in (("requires" if pick == "one" else "when", option.rules), ("scores", option.points)):
        if len(many) > MOST_OPTIONS:
            entry.wrong(key, f"holds {len(many)} rules, adjustments included; at most {MOST_OPTIONS}")
    entry.done()
    return option


def _rules(entry: Entry, key: str) -> Iterator[Rule]:
    table = entry.take(key)
    if isinstance(table, Table):
        for condition, reason in table.items():
            if isinstance(reason, Text) and reason.strip():
                yield Rule(condition, " ".join(reason.split()), table.at(condition))
            else:
                entry.report.add(table.at(condition), "K002", f"{entry.id}: a condition needs its reason as its value")
    elif table is not None:
        entry.wrong(key, "must be a table of condition: reason")


def _adjustments(entry: Entry) -> Iterator[Points]:
    table = entry.take("adjust")
    if isinstance(table, Table):
        for condition, scores in table.items():
            yield from _points(entry, Text(condition, table.at(condition)), scores, "adjust")
    elif table is not None:
        entry.wrong("adjust", "must be a table of condition: {criterion: points}")


def _points(entry: Entry, condition: str, scores: object, key: str) -> Iterator[Points]:
    if scores is None:
        return
    if not isinstance(scores, Table):
        entry.wrong(key, "must be a table of criterion: +points reason")
        return
    for criterion, text in scores.items():
        match = SCORE.fullmatch(text) if isinstance(text, Text) else None
        if match is None:
            entry.report.add(
                scores.at(criterion), "K003", f"{entry.id}: {criterion} needs points and a reason, such as +2 inserts work"
            )
        else:
            yield Points(criterion, int(match[1]), " ".join(match[2].split()), condition, scores.at(criterion))
