"""What to say at each box of the whiteboard, on the page."""

from designgen.diagram import picture_of
from designgen.document import design_pages
from designgen.document.strokes import strokes
from tests.shipped import SPECS, design


def test_the_page_prints_a_sentence_for_each_stroke_in_order_and_none_below_other_figures() -> None:
    made = design(SPECS[0])
    board, whole = picture_of(made, "whiteboard"), picture_of(made, "overview")
    assert board is not None
    assert whole is not None
    spoken = strokes(board)
    assert [stroke.number for stroke in spoken] == list(range(1, len(board.boxes) + 1))
    assert strokes(whole) == []
    text = "\n".join(design_pages(made).values())
    places = [text.index(f"| {stroke.number} | **{stroke.name}** |") for stroke in spoken]
    assert places == sorted(places)
    assert text.count("| Stroke | Draw | Say |") == 1
