"""What the playground reads when somebody asks for it: one JavaScript file a step of the framework, and six for all of them.

A file calls `designgenTexts(name, data)`, so that a page from disk can load it as a script:
    outline     components, checks and prices, from which parts, path, bill and findings are made
    drawn       flows, the view, icons, technologies: what only the picture shows
    names       what options are called, in the order of the program; "" for one that is called by its id
    facts       what to ask, why it matters, and what is assumed
    quantities  what derived numbers are called
    checks      what a check says, what mends it, and the facts whose change could
    <step>      questions of its decisions, summaries of their options, reasons of requirements and points
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from designgen.catalog import PLACEHOLDER, Decision, Knowledge, Option
from designgen.design.nearest import numbers_behind
from designgen.play.asked import Asked
from designgen.play.files import script
from designgen.play.model import outline_of, step_of
from designgen.play.packed import in_words, packed_outline
from designgen.play.view import view_texts
from designgen.rules import DecisionNode

Plain = dict[str, Any]
DRAWN = ("icon", "stack", "shows")
"""What a component has for its picture alone."""
VIEWED = ("flows", "view")


def text_files(knowledge: Knowledge, framework: str) -> dict[str, str]:
    """Name -> text of `assets/play/texts/<name>.js`."""
    texts = texts_of(knowledge, framework)
    packed = texts | {name: packed_outline(texts[name]) for name in ("outline", "drawn")}
    return {name: script(f'designgenTexts("{name}", @);', data) for name, data in packed.items()}


def texts_of(knowledge: Knowledge, framework: str) -> dict[str, Any]:
    """The same as plain data."""
    nodes = knowledge.program.decisions
    early, late = _apart(outline_of(knowledge, Asked(knowledge)))
    return {
        "outline": early,
        "drawn": {**late, "names": _named(knowledge, _drawn(knowledge))},
        "names": [[_unusual(option) for option in knowledge.decisions[node.name].options.values()] for node in nodes],
        "facts": {fact.id: [fact.ask, fact.why, fact.default] for fact in knowledge.facts.values()},
        "quantities": {one.id: one.name for one in knowledge.quantities.values()},
        "checks": {
            one.id: [one.says, one.mend, [fact.id for fact in numbers_behind(knowledge, one)]]
            for one in knowledge.checks.values()
        },
        **{step.id: _step(knowledge, framework, step.id) for step in knowledge.frameworks[framework].steps},
    }


def _apart(outline: Plain) -> tuple[Plain, Plain]:
    """What decides, counts and prices, and what only the picture shows of the same components."""
    components = outline["components"].items()
    early = {id: {key: value for key, value in known.items() if key not in DRAWN} for id, known in components}
    late = {id: {key: known[key] for key in DRAWN if key in known} for id, known in components}
    rest = {key: value for key, value in outline.items() if key not in VIEWED}
    return {**rest, "components": early}, {**{key: outline[key] for key in VIEWED}, "components": late}


def _drawn(knowledge: Knowledge) -> Iterator[str]:
    """Texts that a picture shows."""
    yield from (flow.label for flow in knowledge.flows)
    yield from (text for one in knowledge.components.values() for _, text in one.shows)
    yield from view_texts(knowledge)


def _named(knowledge: Knowledge, texts: Iterable[str]) -> Mapping[str, list[str]]:
    """Decision -> names of its options, of decisions whose choice stands in a text."""
    found = {name: None for text in texts for name in PLACEHOLDER.findall(text) if name in knowledge.decisions}
    return {id: [option.name for option in knowledge.decisions[id].options.values()] for id in found}


def _step(knowledge: Knowledge, framework: str, step: str) -> Plain:
    """Its decisions."""
    steps = step_of(knowledge, framework)
    own = [node for node in knowledge.program.decisions if steps[node.name] == step]
    return {node.name: _decision(knowledge, knowledge.decisions[node.name], node) for node in own}


def _decision(knowledge: Knowledge, decision: Decision, node: DecisionNode) -> Plain:
    """`facts` are the places of those that it can read. Requirements and points themselves stand in the program."""
    above = knowledge.program.above[node.name]
    return {
        "question": decision.question,
        "matters": decision.matters,
        "facts": [place for place, name in enumerate(knowledge.facts) if name in above],
        "options": [
            _option(option, [later for _, later in known.ahead])
            for option, known in zip(decision.options.values(), node.options, strict=True)
        ],
    }


def _option(option: Option, ahead: list[str]) -> list[Any]:
    """Summary, reasons of its requirements, reasons of its points, later decisions that it must leave an answer."""
    reasons = [rule.reason for rule in option.rules], [points.reason for points in option.points]
    return [option.summary, *reasons, *([ahead] if ahead else [])]


def _unusual(option: Option) -> str:
    """Its name, "" for its id in words."""
    return "" if option.name == in_words(option.id) else option.name
