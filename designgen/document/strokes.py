"""What to say at each box of a figure that is drawn while talking, in the order of its strokes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designgen.diagram import Picture

WHITEBOARD = "whiteboard"
"""The theme of a picture that is drawn while talking."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A box to draw, and the sentence to say at it."""

    number: int
    name: str
    says: str


def strokes(picture: "Picture") -> list[Stroke]:
    """The boxes of a whiteboard with a sentence, by their number; nothing for other pictures."""
    if picture.theme != WHITEBOARD:
        return []
    order = picture.steps()
    spoken = [Stroke(order[box.id], box.name, box.says) for box in picture.boxes if box.says and box.id in order]
    return sorted(spoken, key=lambda stroke: stroke.number)
