"""An exam and cards written by hand, with texts that try to get out of their place."""

from designgen.study.cards.model import Card
from designgen.study.exam import Answer, Clarifying, Exam, Item, Probe, Signal, Stage

HOSTILE = 'Ads </script><img src=x onerror="window.hit=1"> & מודעות 😀 *bold* {# a #}'
"""The title of the exam."""


def answers(*grades: str) -> tuple[Answer, ...]:
    return tuple(
        Answer(f"option_{grade}_{place}", f"way {place} <b>of</b> {grade}", grade, place, f"Says {grade} at {place}",
               "" if grade == "agreed" else f"items exceed {place} M")
        for place, grade in enumerate(grades)
    )  # fmt: skip


def item(name: str, pick: str, *grades: str) -> Item:
    return Item(name, f"The {name}", f"Which {name} do you choose?", pick, answers(*grades), f"Because of {name}",
                f"demo/4-model.html#decision-{name}", (Probe(f"What breaks the {name}?", f"Answer about {name}"),),
                "understanding")  # fmt: skip


EXAM = Exam(
    "demo", HOSTILE, "Show ads.\n\nEarn <i>money</i>.",
    (
        Clarifying("scale.items", "How many items are there?", "It decides the index", "40 M items", True, 3, group="Scale"),
        Clarifying(
            "latency.p99", "How fast must it be?", "It bounds the model", "open; 100 ms is assumed", False, 5, group="Latency"
        ),
        Clarifying("labels.delay", "When do labels come?", "It bounds freshness", "after an hour", True, 0, group="Labels"),
        Clarifying("output", "What comes out?", "It decides the task", "a list", True, 9, True, group="Problem"),
    ),
    (
        Stage("clarify", "Clarify requirements", 6, "know what is asked", ()),
        Stage("model", "Develop the model", 30, "a model that can be defended",
              (item("index", "one", "weak", "agreed", "defensible", "refuted"),
               item("losses", "all", "agreed", "agreed", "refuted"))),
        Stage("deploy", "Deploy and serve", 9, "a system that holds", (item("cache", "one", "agreed", "weak"),)),
    ),
    (Probe("Traffic grows tenfold. What breaks?", "The feature store breaks first"),),
    (
        Signal("understanding", "problem understanding", "Were the right questions asked?",
               ("asks about latency", "names the goal")),
        Signal("communication", "Communication", "Could one follow?", ()),
    ),
)  # fmt: skip
BARE = Exam("bare", "Nothing", "Do nothing.", (), (Stage("clarify", "Clarify", 5, "know it", ()),), (), ())
"""An exam without anything to ask, to take or to mark."""
STEPS = {"clarify": "Clarify requirements", "model": "Develop the model"}
SQUARE = '<svg class="dg" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">{}</svg>'
PART = '<rect class="dg-card" width="{0}" height="9" fill="#ffffff" stroke="#000000"/><text y="20">box {0}</text>'
CARDS = (
    Card("guid-one", "decision", "model", "index", f"Which index? {HOSTILE}", "The second way",
         "demo/4-model.html#decision-index"),
    Card("guid-two", "number", "clarify", "load", "How many requests?", "40,000 a second", "demo/numbers.html#number-load"),
    Card("guid-three", "picture", "model", "box", "Which box is hidden?", "The ranker", "demo/4-model.html#ranking",
         SQUARE.format(PART.format(20)), SQUARE.format(PART.format(20) + PART.format(30))),
)  # fmt: skip
