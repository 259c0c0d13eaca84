"""The compile-time look-ahead: an option that would leave a later decision empty gets that as a knock-out.

For option o of D and every later pick-one decision E that reads D: with D = o put in, E is certainly empty when
its `when` certainly holds and each of its options certainly fails. Certainty is judged on what is known when D is
decided: facts, quantities of facts alone, and D with everything D depends on. Later decisions are treated first,
so that a chain of consequences is carried back.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from designgen.rules.expr import FALSE, All, Any, Const, Expr, Not, reads
from designgen.rules.program import DecisionNode, Node, OptionNode, names_of, reads_of
from designgen.rules.simplify import fold, substitute, surely


def look_ahead(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes (in dependency order) with the knock-outs added."""
    above = ancestors(nodes)
    always_known = _from_facts_alone(nodes, above)
    readers = _readers(nodes)
    done: dict[str, DecisionNode] = {}
    for node in reversed(nodes):
        if isinstance(node, DecisionNode):
            later = [done[name] for name in readers.get(node.name, ())]
            done[node.name] = _guarded(node, later, always_known | above[node.name])
    return tuple(done[node.name] if isinstance(node, DecisionNode) else node for node in nodes)


def ancestors(nodes: Sequence[Node], opaque: str = "\0") -> dict[str, frozenset[str]]:
    """For each name, every name it depends on, directly or not; names that start with `opaque` end the search."""
    above: dict[str, frozenset[str]] = {}
    for node in nodes:
        direct = frozenset() if node.name.startswith(opaque) else reads_of(node)
        found = direct.union(*(above[name] for name in direct))
        above |= dict.fromkeys(names_of(node), found)
    return above


def _from_facts_alone(nodes: Sequence[Node], above: Mapping[str, frozenset[str]]) -> frozenset[str]:
    decided = {name for node in nodes if isinstance(node, DecisionNode) for name in names_of(node)}
    return frozenset(name for name, needed in above.items() if name not in decided and not needed & decided)


def _readers(nodes: Sequence[Node]) -> dict[str, list[str]]:
    """For each decision the pick-one decisions whose conditions read it, the last one first."""
    decisions = [node for node in nodes if isinstance(node, DecisionNode)]
    owner = {name: node.name for node in decisions for name in names_of(node)}
    found: dict[str, list[str]] = {}
    for later in reversed(decisions):
        if later.pick == "one":
            rules = (rule for option in later.options for rule in option.rules)
            for name in dict.fromkeys(owner[name] for rule in (later.when, *rules) for name in reads(rule) if name in owner):
                found.setdefault(name, []).append(later.name)
    return found


def _guarded(node: DecisionNode, readers: Sequence[DecisionNode], known: Set[str]) -> DecisionNode:
    if node.pick != "one" or not readers:
        return node
    options = []
    for code, option in enumerate(node.options, 1):
        chosen = _as_chosen(node, option, code)
        doomed = ((_surely_empty(later, chosen, known), later.name) for later in readers)
        ahead = tuple((fold(Not(empty)), name) for empty, name in doomed if empty != FALSE)
        options.append(replace(option, ahead=ahead))
    return replace(node, options=tuple(options))


def _as_chosen(node: DecisionNode, option: OptionNode, code: int) -> dict[str, Expr]:
    given = {f"{node.name}.{key}": option.gives.get(key, Const(0.0)) for key in node.gives}
    return {node.name: Const(code), **given}


def _surely_empty(later: DecisionNode, chosen: Mapping[str, Expr], known: Set[str]) -> Expr:
    needed = surely(substitute(later.when, chosen), known)
    failing = (_surely_fails(option, chosen, known) for option in later.options)
    return fold(All((needed, *failing)))


def _surely_fails(option: OptionNode, chosen: Mapping[str, Expr], known: Set[str]) -> Expr:
    return fold(Any(tuple(surely(substitute(rule, chosen), known, False) for rule in option.knock_outs())))
