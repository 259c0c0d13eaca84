"""Charts follow the palette by their colours, in the page as in a file."""

import re
from collections import defaultdict

from designgen.charts.paint import _USED, stylesheet
from designgen.palette import DARK, LIGHT, named
from designgen.resources import resource

FILE = resource("site", "assets", "css", "charts.css")


def test_the_style_sheet_is_that_of_the_palette() -> None:
    """Renew with `python -m tests.charts.test_paint`."""
    assert FILE.read_text("utf-8") == stylesheet()


def test_a_colour_means_one_colour_in_the_dark() -> None:
    """A chart has the light colour as an attribute, so two names of one light colour must be one in the dark as well."""
    dark, found = dict(named(DARK)), defaultdict(set)
    for name, colour in named(LIGHT):
        if _USED.fullmatch(name):
            found[colour].add(dark[name])
    assert len(found) > 20
    assert [colour for colour, others in found.items() if len(others) > 1] == []


def test_every_variable_that_is_asked_for_is_there() -> None:
    names = {name for name, _ in named(LIGHT)}
    assert set(re.findall(r"var\(--dg-([\w-]+)\)", stylesheet())) <= names


if __name__ == "__main__":
    FILE.write_text(stylesheet(), "utf-8")
