"""Columns of a printed table, without Typst."""

from designgen.paper.flow import Flow
from designgen.paper.tables import columns
from designgen.paper.tree import parsed

WIDE = 480.0


def test_columns_that_fit_take_what_they_need() -> None:
    widths = columns([["Fact", "Value"], ["Users", "2 M"]], 8.5, WIDE)
    assert sum(widths) < WIDE / 3


def test_columns_share_the_width_by_what_there_is_to_read_and_never_pass_it() -> None:
    widths = columns([["Option", "Why", "Avoid"], ["an option", "word " * 60, "word " * 20]], 8.5, WIDE)
    assert abs(sum(widths) - WIDE) < 1
    assert widths[1] > widths[2] > widths[0]


def test_words_too_long_for_their_columns_give_way() -> None:
    widths = columns([["x" * 80] * 5, ["y " * 200] * 5], 7.5, WIDE)
    assert abs(sum(widths) - WIDE) < 1
    assert min(widths) > 20


def test_a_table_has_the_caption_of_its_heading_and_a_folded_one_that_of_its_summary() -> None:
    folded = '<details markdown="1">\n<summary>2 options</summary>\n\n| Option |\n|---|\n| a |\n\nPoints.\n\n</details>'
    root, _ = parsed(f"# Top {{#top}}\n\n### Index {{#index}}\n\n| Name |\n|---|\n| **a** |\n\n{folded}\n")
    blocks = Flow(root, [], WIDE).blocks()
    assert [(one["level"], one["id"]) for one in blocks if one["k"] == "h"] == [(1, "top"), (2, "index")]
    assert [(one["name"], one["caption"]) for one in blocks if one["k"] == "table"] == [
        ("Table 1", "Index"),
        ("Table 2", "Index: 2 options"),
    ]
    assert blocks[-1] == {"k": "p", "s": ["Points."], "small": True}


def test_a_link_to_nowhere_is_its_text_and_a_formula_is_said_in_words() -> None:
    fraction = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>'
    root, _ = parsed(f'## A {{#a}}\n\n[here](#a) and [there](#nowhere)\n\n<div class="dg-formula">{fraction}</div>\n')
    paragraph, formula = Flow(root, [], WIDE).blocks()[1:]
    assert paragraph["s"] == [{"k": "at", "at": "a", "s": ["here"]}, " and there"]
    assert formula["alt"] == "a / (b + 1)"
