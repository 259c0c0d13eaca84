"""Knowledge -> program: every text parsed once, with its problems placed in the file it came from."""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from designgen.catalog.architecture import AMOUNTS, Component, Flow, View, ViewBox
from designgen.catalog.cases import Cases
from designgen.catalog.model import Check, Comparison, Decision, Fact, Framework, Option, Price, Quantity, Step
from designgen.catalog.types import PLACEHOLDER, first_of, number_of, type_of
from designgen.problem import Place, Problem, ProblemsFound, did_you_mean
from designgen.rules import (
    BOOL,
    TRUE,
    Const,
    Cycle,
    DecisionNode,
    Expr,
    FactNode,
    Node,
    OptionNode,
    Program,
    QuantityNode,
    Type,
    compiled,
)
from designgen.rules.parse import RuleError, choose, condition, formula
from designgen.units import PLAIN, Dimension

MOST_CASES = 48
"""One value inside the other when printed, which Python bounds."""
GIVES: Mapping[str, Dimension] = {"time": (1, 0, 0), "memory": (0, 1, 0), "usd": (0, 0, 1)}
POOL: Mapping[str, Dimension] = {
    "rate": (-1, 0, 0), "takes": (1, 0, 0), "slots": PLAIN, "groups": PLAIN, "usd": (-1, 0, 1),
}  # fmt: skip
Parts = Mapping[str, Any]


def program_of(parts: Parts) -> Program:
    """The program of these parts. Raises ProblemsFound."""
    compiler = _Compiler(parts)
    nodes = compiler.nodes()
    compiler.read_texts()
    if compiler.problems:
        raise ProblemsFound(compiler.problems)
    try:
        return compiled(nodes, compiler.scope, compiler.texts)
    except Cycle as cycle:
        place = compiler.places[cycle.names[0]]
        raise ProblemsFound([Problem(place, "K007", f"these wait for each other: {cycle}")]) from None


class _Compiler:
    def __init__(self, parts: Parts) -> None:
        self.facts = cast("Mapping[str, Fact]", parts["facts"])
        self.quantities = cast("Mapping[str, Quantity]", parts["quantities"])
        self.prices = cast("Mapping[str, Price]", parts["prices"])
        self.decisions = cast("Mapping[str, Decision]", parts["decisions"])
        self.parts = parts
        self.problems: list[Problem] = []
        self.texts: dict[str, Expr] = {}
        self.scope = self._scope()
        self.places: dict[str, Place] = {
            thing.id: thing.place for kind in (self.facts, self.quantities, self.decisions) for thing in kind.values()
        }

    def _scope(self) -> dict[str, Type]:
        scope = {fact.id: type_of(fact) for fact in self.facts.values()}
        scope |= {f"{fact.id}.first": Type("enum", symbols=tuple(fact.values)) for fact in self.facts.values() if fact.ordered}
        scope |= {item.id: BOOL if item.unit == "bool" else number_of(item.unit) for item in self.quantities.values()}
        scope |= {f"price.{price.id}": number_of(price.unit) for price in self.prices.values()}
        for decision in self.decisions.values():
            kind = "enum" if decision.pick == "one" else "set"
            scope[decision.id] = Type(kind, symbols=tuple(decision.options))
            scope |= {f"{decision.id}.{key}": Type("number", GIVES.get(key, PLAIN)) for key in _gives(decision)}
        return scope

    def nodes(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        for fact in self.facts.values():
            nodes += self.fact(fact)
        nodes += [QuantityNode(f"price.{price.id}", Const(price.typical)) for price in self.prices.values()]
        nodes += [
            QuantityNode(item.id, self.cases(item.formula, self.scope[item.id], item.place)) for item in self.quantities.values()
        ]
        nodes += [self.decision(decision) for decision in self.decisions.values()]
        return tuple(nodes)

    def fact(self, fact: Fact) -> list[Node]:
        kind = self.scope[fact.id]
        nodes: list[Node] = [FactNode(fact.id, self.cases(fact.default, kind, fact.place))]
        if fact.ordered:
            firsts = tuple((when, first_of(value)) for when, value in fact.default)
            nodes.append(FactNode(f"{fact.id}.first", self.cases(firsts, self.scope[f"{fact.id}.first"], fact.place)))
        return nodes

    def decision(self, decision: Decision) -> DecisionNode:
        return DecisionNode(
            name=decision.id,
            pick=decision.pick,
            when=self.condition(decision.when, decision.place),
            options=tuple(self.option(option) for option in decision.options.values()),
            gives=_gives(decision),
        )

    def option(self, option: Option) -> OptionNode:
        for points in option.points:
            if points.criterion not in self.parts["criteria"]:
                hint = did_you_mean(points.criterion, self.parts["criteria"])
                self.problems.append(Problem(points.place, "K006", f"{option.id}: unknown criterion {points.criterion}", hint))
        return OptionNode(
            id=option.id,
            rules=tuple(self.condition(rule.condition, rule.place) for rule in option.rules),
            points=tuple(
                (f"priorities.{item.criterion}", item.points, self.condition(item.condition, item.place))
                for item in option.points
            ),
            gives={
                key: self.cases(cases, Type("number", GIVES.get(key, PLAIN)), option.place) for key, cases in option.gives.items()
            },
        )

    def cases(self, cases: Cases, kind: Type, place: Place, partial: bool = False) -> Expr:
        """An ordered choice of values of one type; its last condition must be `always`, unless `partial`."""
        pairs = tuple((self.condition(when, place), self.value(text, kind, place)) for when, text in cases)
        if pairs and pairs[-1][0] != TRUE and not partial:
            self.problems.append(Problem(place, "K004", "the last condition of a table of values must be `always`"))
        if len(pairs) > MOST_CASES:
            self.problems.append(Problem(place, "K004", f"a table of {len(pairs)} values; at most {MOST_CASES}"))
        return choose(pairs) if pairs else Const(0)

    def value(self, text: str, kind: Type, place: Place) -> Expr:
        if kind.kind == "number":
            return self._parsed(text, place, lambda: formula(text, self.scope, kind.dimension))
        if kind.kind == "bool":
            return self.condition(text, place)
        words = re.findall(r"[a-z0-9_]+", text)
        unknown = [word for word in words if word not in kind.symbols]
        if unknown or not words or (kind.kind == "enum" and len(words) > 1):
            hint = did_you_mean(unknown[0], kind.symbols) if unknown else ""
            self.problems.append(
                Problem(getattr(text, "place", place), "K004", f"{text} is not {kind} of {', '.join(kind.symbols)}", hint)
            )
            return Const(0)
        codes = [kind.symbols.index(word) + 1 for word in words]
        return Const(codes[0] if kind.kind == "enum" else sum({1 << code - 1 for code in codes}))

    def condition(self, text: str, place: Place) -> Expr:
        return self._parsed(text, place, lambda: condition(text, self.scope))

    def _parsed(self, text: str, place: Place, parse: Callable[[], Expr]) -> Expr:
        if text in self.texts:
            return self.texts[text]
        try:
            expr = parse()
        except RuleError as error:
            start: Place = getattr(text, "place", place)
            shown = Place(start.path, start.line, start.column + error.column)
            hint = "; ".join(filter(None, (f"{text[: error.column]}→{text[error.column :]}", error.hint)))
            self.problems.append(Problem(shown, "K004", error.text, hint))
            return TRUE
        self.texts[text] = expr
        return expr

    def read_texts(self) -> None:
        """The expressions outside the cascade."""
        for quantity in self.quantities.values():
            for cases in filter(None, (quantity.low, quantity.high)):
                self.cases(cases, self.scope[quantity.id], quantity.place)
        for component in cast("Mapping[str, Component]", self.parts["components"]).values():
            self.component(component)
        views = cast("Mapping[str, View]", self.parts["views"]).values()
        drawn: tuple[Flow | View, ...] = (*self.parts["flows"], *views, *(flow for view in views for flow in view.flows))
        for item in drawn:
            self.condition(item.when, item.place)
        for view in views:
            self.view(view)
        for check in cast("Mapping[str, Check]", self.parts["checks"]).values():
            self.check(check)
        for comparison in cast("Mapping[str, Comparison]", self.parts["accuracy"]).values():
            self.comparison(comparison)
        for framework in cast("Mapping[str, Framework]", self.parts["frameworks"]).values():
            for step in framework.steps:
                self.spoken(step)

    def comparison(self, comparison: Comparison) -> None:
        for row in comparison.rows:
            for text in filter(None, (row.formula, *row.call[1:])):
                self._parsed(text, row.place, lambda text=text: _anynumber_of(text, self.scope))  # type: ignore[misc]

    def component(self, component: Component) -> None:
        self.condition(component.when, component.place)
        for when in (*(when for when, _ in component.shows), *(variant.when for variant in component.instead)):
            self.condition(when, component.place)
        wanted = {"replicas": PLAIN, "memory": (0, 1, 0), "usd": (0, 0, 1)}
        for key, dimension in wanted.items():
            if cases := getattr(component, key):
                self.cases(cases, Type("number", dimension), component.place, partial=True)
        for cases in component.time.values():
            self.cases(cases, Type("number", (1, 0, 0)), component.place, partial=True)
        for key, cases in component.pool.items():
            self.cases(cases, Type("number", POOL[key]), component.place, partial=True)

    def view(self, view: View) -> None:
        """Its boxes, and the placeholders of all its texts."""
        boxes = [box for row in view.rows for box in row.boxes]
        for box in boxes:
            self.view_box(box, view.place)
        told = (view.name, view.says, *(row.label for row in view.rows), *(flow.label for flow in view.flows))
        for text in (*told, *(text for box in boxes for text in box.texts)):
            self.said(text, view.place)

    def spoken(self, step: Step) -> None:
        """What one says at a step, and when."""
        for when, text in (*step.opens, *step.check_in):
            self.condition(when, step.place)
            self.said(text, step.place)

    def said(self, text: str, place: Place) -> None:
        """A text that may name facts, quantities and decisions only."""
        for name in PLACEHOLDER.findall(text):
            if name not in self.scope:
                hint = did_you_mean(name, self.scope) or "designgen knowledge list names facts, quantities and decisions"
                self.problems.append(Problem(getattr(text, "place", place), "K006", f"{{{name}}} is unknown", hint))

    def view_box(self, box: ViewBox, place: Place) -> None:
        whens = (when for cases in (box.name, box.detail, box.number, box.says, box.then) for when, _ in cases)
        for text in filter(None, (box.when, box.alert, *whens)):
            self.condition(text, place)
        for key, cases in box.amounts.items():
            self.cases(cases, Type("number", AMOUNTS[key]), place, partial=True)

    def check(self, check: Check) -> None:
        self.condition(check.when, check.place)
        self.condition(check.holds, check.place)
        for text in filter(None, (check.value, check.limit)):
            if text not in self.scope:
                self._parsed(text, check.place, lambda text=text: _anynumber_of(text, self.scope))  # type: ignore[misc]


def _anynumber_of(text: str, scope: Mapping[str, Type]) -> Expr:
    from designgen.rules.parse import typed

    expr, kind = typed(text, scope)
    if kind.kind != "number":
        raise RuleError(f"this is {kind}, not a number")
    return expr


def _gives(decision: Decision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for option in decision.options.values() for key in option.gives))
