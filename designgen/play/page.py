"""The pages of the playground: each shows where it starts as plain HTML, and holds the same as JSON for its script."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from designgen.catalog import Knowledge
from designgen.design import Design, design_for
from designgen.document.draft import draft
from designgen.document.escape import ours
from designgen.document.figures import drawing
from designgen.document.links import Links
from designgen.document.opening import opening
from designgen.document.templates import renderer, tidy
from designgen.play.picture import VIEW
from designgen.spec import Spec, parse_spec

PLAY = "playground.md"
"""In the folder of a design, and above the designs."""
READING = ("Playground", PLAY, "playground", "what becomes of the design when you change its numbers, pin an option or ban one")
"""What the overview of a design says of it: title, page, anchor, what it answers."""
SCRIPTS = ("play/program.js", "play/model.js", "js/play.js")
"""What a page loads, in this order, from the folder of assets."""
FIRST = 24
"""Facts that stand in front: those given, then those whose other answers would change most."""


def playground_page(design: Design) -> str:
    """The page on which a reader changes this design."""
    made = draft(design, Links(design))
    data = _data(design.spec, design.knowledge) | {"first": _first(design), "summary": design.spec.summary}
    text = made.page(
        "play/design.md", **opening(made), drawing=drawing(made, VIEW), data=as_json(data), scripts=SCRIPTS, up="../"
    )
    return tidy(text)


def general_page(knowledge: Knowledge, framework: str) -> str:
    """The page that starts from nothing."""
    spec = parse_spec("title: Playground\n", "playground", knowledge)
    design = design_for(spec, knowledge, framework, lambda *_: {})
    tasks = [{"id": id, "name": task.name, "usual": ", ".join(_usual(knowledge, id))} for id, task in knowledge.tasks.items()]
    data = _data(spec, knowledge) | {"id": "", "title": "", "first": _usual_facts(knowledge), "general": True}
    numbers = opening(draft(design, Links(design)))["numbers"]
    render = renderer({})
    return tidy(render("play/general.md", tasks=tasks, numbers=numbers, data=as_json(data), scripts=SCRIPTS, up=""))


def state_of(spec: Spec) -> dict[str, Any]:
    """What is given, as the playground holds it: values in base units, pins and bans as lists."""
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in spec.facts.items()}
    choose = {decision: [option] for decision, option in spec.choose.items()}
    return {"task": spec.task, "facts": facts, "choose": choose, "avoid": {id: list(all) for id, all in spec.avoid.items()}}


def _data(spec: Spec, knowledge: Knowledge) -> dict[str, Any]:
    """`version` says of which rules, and of which start, a link is that somebody keeps."""
    state = state_of(spec)
    start = sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:4]
    return {"id": spec.id, "title": spec.title, "version": f"{knowledge.digest[:8]}.{start}", "state": state, "general": False}


def _first(design: Design) -> list[str]:
    """The facts given, in their order, then the open ones that could change most."""
    asked = [one.fact for one in design.questions if not one.defines]
    return list(dict.fromkeys([*design.spec.facts, *asked[: max(0, FIRST - len(design.spec.facts))]]))


def _usual_facts(knowledge: Knowledge) -> list[str]:
    """The facts that tasks speak of, the most frequent first: where nothing is known, they tell most about a problem."""
    counted: dict[str, int] = {}
    for task in knowledge.tasks.values():
        for name in task.facts:
            counted[name] = counted.get(name, 0) + 1
    rungs = [fact.id for fact in knowledge.facts.values() if fact.rungs]
    return [*rungs, *sorted(counted, key=lambda name: -counted[name])][:FIRST]


def _usual(knowledge: Knowledge, task: str) -> list[str]:
    """What a task brings, in words."""
    facts = knowledge.tasks[task].facts.items()
    return [f"{knowledge.facts[name].name}: {_words(knowledge, name, text)}" for name, text in facts]


def _words(knowledge: Knowledge, name: str, text: object) -> str:
    words = text if isinstance(text, list) else [text]
    return ", ".join(knowledge.facts[name].values.get(str(word), str(word)) for word in words)


def as_json(data: Mapping[str, Any]) -> Markup:
    """JSON on one line that may stand in a script element, whatever its texts hold."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return ours(text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
