"""Random pictures of six to sixty boxes whose texts are as bad as texts get."""

import random

from designgen.diagram.picture import KINDS, MOST_BOXES, PLANES, Box, Edge, Group, Picture

TEXTS = (
    "", " ", "Ranker", "Feature store with calibration", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2,
    "\x00\x01\x07 control \x1b[31m", "\u202eoverride\u202c", "\u2067isolate", "<script>alert('x')</script>", "]]>&amp;\"'<!--",
    "lone \ud800 surrogate \udfff", "\u05e2\u05d1\u05e8\u05d9\u05ea \u05d5\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 123",
    "\u63a8\u8350\u7cfb\u7edf" * 3, "\uff46\uff55\uff4c\uff4c" * 3,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 family",
    "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7 flags",
    "e\u0301\u0302\u0303 combining", "a" * 300, "word " * 60, "line\nbreak\ttab", "\ufeff\ufffe\uffff", "{{ jinja }} ${x} %s",
    "\ufdfa" * 5,
)  # fmt: skip


def hostile_picture(seed: int) -> Picture:
    """From a sparse tree to a tangle; edges may end at groups, nowhere, or where they began."""
    chance = random.Random(seed)
    count = chance.choice((chance.randint(6, MOST_BOXES), chance.randint(MOST_BOXES, 60)))
    groups = [Group(f"g{n}", chance.choice(TEXTS), chance.choice(PLANES)) for n in range(chance.randint(1, 2 + count // 6))]
    if chance.random() < 0.3:
        groups.append(Group("inner", chance.choice(TEXTS), "online", "g0"))
    boxes = [_box(chance, f"b{n}", chance.choice(groups).id) for n in range(count)]
    rows = [tuple(box.id for box in boxes if box.group == group.id) for group in groups]
    ends = [box.id for box in boxes] * 6 + [group.id for group in groups] + ["nowhere"]
    edges = [_edge(chance, ends) for _ in range(int(count * chance.uniform(0.5, 1.6)))]
    path = tuple(chance.sample([box.id for box in boxes], chance.randint(0, 6)))
    return Picture(f"hostile {seed}", chance.choice(TEXTS), chance.choice(TEXTS), tuple(groups), tuple(boxes), tuple(edges),
                   tuple(rows), path)


def _box(chance: random.Random, id: str, group: str) -> Box:
    return Box(id, chance.choice(TEXTS), chance.choice(TEXTS), chance.choice(TEXTS), chance.choice(TEXTS),
               chance.choice(PLANES), chance.choice(("#a", "javascript:alert(1)", "")), chance.random() < 0.1, group)


def _edge(chance: random.Random, ends: list[str]) -> Edge:
    label = chance.choice(TEXTS) if chance.random() < 0.5 else ""
    return Edge(chance.choice(ends), chance.choice(ends), label, chance.choice((*KINDS, "unheard of")))
