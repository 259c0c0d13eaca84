"""What to say at each box of a figure that is drawn while talking, in the order of its strokes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designgen.diagram import Picture


@dataclass(frozen=True, slots=True)
class Stroke:
    """A box to draw, and the sentence to say at it."""

    number: int
    name: str
    says: str


def strokes(picture: "Picture") -> list[Stroke]:
    """The boxes with a sentence, by their number; nothing where no box has one."""
    order = picture.steps()
    spoken = [Stroke(order[box.id], box.name, box.says) for box in picture.boxes if box.says and box.id in order]
    return sorted(spoken, key=lambda stroke: stroke.number)
