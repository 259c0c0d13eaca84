"""Where the reference tells of each thing: paths from its own folder, with their fragments."""

from designgen.document.escape import anchor

PRIORITIES = "priorities."
GENERAL = "general"
"""The group of facts that stand at the top of a spec."""
REFERENCE = "../reference/"
"""From the folder of a design, and from that of the published systems."""


def leaf(name: str) -> str:
    """The name of a page in a folder whose first page is its index."""
    return f"the-{name}" if name == "index" else name


def option_place(decision: str, option: str) -> str:
    return f"decisions/{leaf(decision)}.md#option-{decision}-{option}"


def decision_place(decision: str) -> str:
    return f"decisions/{leaf(decision)}.md#decision-{decision}"


def component_place(component: str, plane: str) -> str:
    return f"components/{plane}.md#component-{component}"


def fact_group(fact: str) -> str:
    """The part of a spec in which a fact is written: `scale` of `scale.items`."""
    return leaf(fact.partition(".")[0]) if "." in fact else GENERAL


def fact_place(fact: str) -> str:
    if fact.startswith(PRIORITIES):
        return f"priorities.md#priority-{anchor(fact)}"
    return f"facts/{fact_group(fact)}.md#fact-{anchor(fact)}"
