"""A diagram with one box hidden: which one is it?"""

from collections.abc import Iterator
from dataclasses import replace

from designgen.design.model import Design
from designgen.diagram import Box, Picture, draw, draw_hidden, picture_of
from designgen.document.draft import Draft
from designgen.study.cards.making import answer, card, section_of
from designgen.study.cards.model import Card

VIEWS = ("whiteboard", "serving_path", "overview")
EACH = 3
EASY = ("client", "edge")  # planes that are the same nearly everywhere
SECTION, THEME = "serving", "light"


def picture_cards(draft: Draft) -> Iterator[Card]:
    """From each view the boxes that hang most together with others, every box in one view only."""
    seen: set[str] = set()
    for view in VIEWS:
        picture = picture_of(draft.design, view) if view in draft.design.knowledge.views else None
        if picture is None or picture.chart:
            continue
        plain = replace(picture, boxes=tuple(replace(one, link="") for one in picture.boxes))
        whole = draw(plain, THEME)
        for box in _asked(draft.design, plain, seen)[:EACH]:
            seen |= {box.name.lower(), *box.parts}
            found = _card(draft, view, plain, box)
            if found:
                yield replace(found, shown=whole)


def _asked(design: Design, picture: Picture, seen: set[str]) -> list[Box]:
    """Those that few designs have first; two arrows at least, so that their place tells what they are."""
    ends = [end for edge in picture.edges for end in (edge.source, edge.target)]
    new = (box for box in picture.boxes if not {box.name.lower(), *box.parts} & seen and box.plane not in EASY)
    fit = [box for box in new if _role(design, box) and ends.count(box.id) > 1]
    return sorted(fit, key=lambda box: (_commonness(design, box), -ends.count(box.id), box.id))


def _commonness(design: Design, box: Box) -> int:
    """By how many options a part can come into a design: what nearly every design has is too easy."""
    options = (option for known in design.knowledge.decisions.values() for option in known.options.values())
    return sum(any(part in option.components for part in box.parts) for option in options)


def _role(design: Design, box: Box) -> str:
    """What is said at a box, else what its component does."""
    if box.says or len(box.parts) != 1:
        return box.says
    role = design.parts[box.parts[0]].role
    return f"It {role}" if role.split()[0].endswith("s") else ""


def _between(picture: Picture, box: Box) -> str:
    """`between “a” and “b”`: one box that calls it and one that it calls."""
    known = picture.box
    before = [edge.source for edge in picture.edges if edge.target == box.id and edge.source in known]
    after = [edge.target for edge in picture.edges if edge.source == box.id and edge.target in known]
    ways = [(one, other) for one in before for other in after if one != other]
    return f"between “{known[ways[0][0]].name}” and “{known[ways[0][1]].name}”" if ways else ""


def _card(draft: Draft, view: str, picture: Picture, box: Box) -> Card | None:
    hidden = draw_hidden(picture, box.id, THEME)
    if box.name.lower() in hidden.lower():
        return None
    between = _between(picture, box)
    if not between or box.name.lower() in between.lower():
        return None
    front = f"{draft.design.knowledge.views[view].name}: which box stands {between}, and what does it do?"
    texts = (front, answer(box.name, _role(draft.design, box)), "")
    found = card(draft, "picture", f"{view}.{box.id}", texts, section_of(draft, SECTION))
    return replace(found, picture=hidden) if found else None
