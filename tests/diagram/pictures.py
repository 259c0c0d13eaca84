"""Hand-made and random pictures for the tests."""

import random

from designgen.diagram.picture import KINDS, PLANES, Box, Edge, Group, Picture

WORDS = ("Query", "encoder", "Feature", "store", "Ranker", "with", "calibration", "Batch", "labels", "Gateway", "of", "edge")


def random_picture(seed: int) -> Picture:
    """Up to 20 boxes in up to 8 panels, any edges at all: parallel, antiparallel, self-loops, hubs."""
    chance = random.Random(seed)
    count = chance.randint(1, 20)
    planes = chance.sample(PLANES, chance.randint(1, len(PLANES)))
    groups = [Group(f"g{n}", " ".join(chance.choices(WORDS, k=chance.randint(1, 4))), plane) for n, plane in enumerate(planes)]
    if chance.random() < 0.3:
        groups.append(Group("inner", "Nested panel", planes[0], "g0"))
    boxes = [_box(chance, f"b{n}", chance.choice(groups)) for n in range(count)]
    rows = [tuple(box.id for box in boxes if box.group == group.id) for group in groups]
    edges = [_edge(chance, count) for _ in range(chance.randint(0, int(count * 1.6)))]
    path = tuple(f"b{n}" for n in chance.sample(range(count), min(count, chance.randint(0, 6))))
    return Picture(f"random-{seed}", "A random picture", "", tuple(groups), tuple(boxes), tuple(edges), tuple(rows), path)


def _box(chance: random.Random, id: str, group: Group) -> Box:
    return Box(
        id,
        " ".join(chance.choices(WORDS, k=chance.randint(1, 4))),
        chance.choice(("", "Redis", "Vertex AI Vector Search", "Kafka")),
        chance.choice(("", "10 k/s", "391 M vectors of 128 bytes")),
        "rank",
        group.plane,
        f"#{id}",
        chance.random() < 0.1,
        group.id,
    )


def _edge(chance: random.Random, count: int) -> Edge:
    ends = (f"b{chance.randrange(count)}", f"b{chance.randrange(count)}")
    return Edge(*ends, chance.choice(("", "", "request", "re-embed daily", "500 candidates a request")), chance.choice(KINDS))
