"""What is exported in these tests: a large picture, and one whose every text is meant to break out."""

from designgen.diagram import Box, Edge, Group, Picture

NASTY = '"); import os; os.system("x") \\N ${HOME} <b>&#;| */ end'


def nasty() -> Picture:
    boxes = (Box("a", NASTY, NASTY, NASTY, group="g", link='https://x/"'), Box("b", "<b>", group="g"), Box("c", "<b>"))
    edges = (Edge("a", "b", NASTY, "batch"), Edge("a", "b", NASTY, "sync"), Edge("b", "a"), Edge("b", "a", kind="control"))
    return Picture(NASTY, NASTY, "", (Group("g", NASTY, "online"),), boxes, edges, (("a", "b"),))
