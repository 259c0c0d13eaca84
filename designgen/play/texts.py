"""What the playground reads when somebody asks for it: one JavaScript file a step of the framework, and four for all of them.

A file calls `designgenTexts(name, data)`, so that a page from disk can load it as a script:
    outline     components, flows, checks, prices and the view, from which parts, path, bill, findings and the picture are made
    facts       what to ask, why it matters, and what is assumed
    quantities  what derived numbers are called
    checks      what a check says, and what mends it
    <step>      names, summaries, requirements and points of the options of its decisions, with their reasons
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from designgen.catalog import PLACEHOLDER, Decision, Knowledge, Option
from designgen.play.model import outline_of, step_of
from designgen.play.trees import Trees, script
from designgen.play.view import view_of, view_texts
from designgen.rules import DecisionNode, OptionNode

Plain = dict[str, Any]


def text_files(knowledge: Knowledge, framework: str) -> dict[str, str]:
    """Name -> text of `assets/play/texts/<name>.js`."""
    return {name: script(f'designgenTexts("{name}", @);', data) for name, data in texts_of(knowledge, framework).items()}


def texts_of(knowledge: Knowledge, framework: str) -> dict[str, Plain]:
    """The same as plain data."""
    trees = Trees(knowledge)
    return {
        "outline": outline_of(knowledge, trees)
        | {"names": _named(knowledge, _drawn(knowledge)), "view": view_of(knowledge, trees)},
        "facts": {fact.id: [fact.ask, fact.why, fact.default] for fact in knowledge.facts.values()},
        "quantities": {one.id: one.name for one in knowledge.quantities.values()},
        "checks": {check.id: [check.says, check.mend] for check in knowledge.checks.values()},
        **{step.id: _step(knowledge, trees, framework, step.id) for step in knowledge.frameworks[framework].steps},
    }


def _drawn(knowledge: Knowledge) -> Iterator[str]:
    """Texts that a picture shows."""
    yield from (flow.label for flow in knowledge.flows)
    yield from (text for one in knowledge.components.values() for _, text in one.shows)
    yield from view_texts(knowledge)


def _named(knowledge: Knowledge, texts: Iterable[str]) -> Mapping[str, list[str]]:
    """Decision -> names of its options, of decisions whose choice stands in a text."""
    found = {name: None for text in texts for name in PLACEHOLDER.findall(text) if name in knowledge.decisions}
    return {id: [option.name for option in knowledge.decisions[id].options.values()] for id in found}


def _step(knowledge: Knowledge, trees: Trees, framework: str, step: str) -> Plain:
    """Its decisions."""
    steps = step_of(knowledge, framework)
    own = [node for node in knowledge.program.decisions if steps[node.name] == step]
    return {node.name: _decision(knowledge, trees, knowledge.decisions[node.name], node) for node in own}


def _decision(knowledge: Knowledge, trees: Trees, decision: Decision, node: DecisionNode) -> Plain:
    above = knowledge.program.above[node.name]
    criteria = list(knowledge.criteria)
    return {
        "question": decision.question,
        "matters": decision.matters,
        "when": trees.tree(node.when),
        "facts": [place for place, name in enumerate(knowledge.facts) if name in above],
        "options": [
            _option(option, known, trees, criteria) for option, known in zip(decision.options.values(), node.options, strict=True)
        ],
    }


def _option(option: Option, node: OptionNode, trees: Trees, criteria: list[str]) -> list[Any]:
    """Name, summary, [reason, tree, …] of its requirements, [criterion, points, reason, …], [later decision, …]."""
    rules = [item for rule, expr in zip(option.rules, node.rules, strict=True) for item in (rule.reason, trees.tree(expr))]
    points = [item for one in option.points for item in (criteria.index(one.criterion), one.points, one.reason)]
    return [option.name, option.summary, rules, points, [later for _, later in node.ahead]]
