"""The palette: names that others use, contrast, and the files that are printed from it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from designgen import palette
from designgen.catalog import architecture
from designgen.diagram import picture
from designgen.diagram.craft.contrast import contrast
from designgen.palette import PALETTES, Palette

ROOT = Path(__file__).parent.parent
CSS, TYPST = ROOT / "site" / "assets" / "css" / "palette.css", ROOT / "templates" / "paper" / "palette.typ"
LEAST, LEAST_MARK = 4.5, 3.0  # of text, and of what has a shape (WCAG 2.2, 1.4.3 and 1.4.11)


def test_planes_and_kinds_are_those_of_the_architecture() -> None:
    assert (palette.PLANES, palette.KINDS) == (architecture.PLANES, picture.KINDS)


def test_every_step_and_every_series_has_a_colour_of_its_own() -> None:
    for colours in PALETTES.values():
        assert len({tone.accent for tone in colours.steps}) == len(set(colours.series)) == 8


def readable(colours: Palette) -> Iterator[tuple[str, str, str]]:
    """(what, text, ground) of all that is read."""
    grounds = (colours.page, colours.box, colours.soft_bg)
    for name in ("ink", "text", "soft", "link", "link_strong", "good", "bad", "warm", "alarm"):
        yield from ((name, getattr(colours, name), ground) for ground in grounds)
    yield from ((name, getattr(colours, name), getattr(colours, f"{name}_bg")) for name in ("good", "bad", "warm"))
    yield from ((name, colours.ink, getattr(colours, f"{name}_bg")) for name in ("good", "bad", "warm"))
    yield from ((f"code {name}", colour, ground) for name, colour in colours.code.items() for ground in grounds)
    yield from ((f"kind {name}", colour, ground) for name, colour in colours.kinds.items() for ground in grounds)
    for name, tone in colours.planes.items():
        yield from ((name, tone.accent, ground) for ground in (*grounds, tone.panel, tone.nested, tone.tile))
        yield from ((f"ink on {name}", colours.ink, ground) for ground in (tone.panel, tone.nested, tone.tile))
        yield from ((f"soft on {name}", colours.soft, ground) for ground in (tone.panel, tone.nested))
        yield f"on {name}", colours.on_accent, tone.accent
    yield from ((f"on {name}", colours.on_accent, getattr(colours, name)) for name in ("link", "link_strong", "bold", "alarm"))
    yield "on pale", colours.ink, colours.pale


@pytest.mark.parametrize("scheme", PALETTES)
def test_every_text_can_be_read(scheme: str) -> None:
    faint = [(what, text, under) for what, text, under in readable(PALETTES[scheme]) if contrast(text, under) < LEAST]
    assert faint == []


@pytest.mark.parametrize("scheme", PALETTES)
def test_marks_stand_out(scheme: str) -> None:
    colours = PALETTES[scheme]
    marks = [*colours.series, *(tone.accent for tone in colours.steps), colours.bold, colours.alarm]
    assert [mark for mark in marks if contrast(mark, colours.page) < LEAST_MARK] == []


def test_the_files_of_the_site_and_of_print_are_those_of_the_palette() -> None:
    """Renew with `python -m tests.test_palette`."""
    assert CSS.read_text("utf-8") == palette.stylesheet()
    assert TYPST.read_text("utf-8") == palette.typst()


def test_a_style_uses_only_variables_that_there_are() -> None:
    texts = {path.name: path.read_text("utf-8") for path in CSS.parent.glob("*.css")}
    own = {name: set(re.findall(r"(--dg-[a-z0-9-]+)\s*:", text)) for name, text in texts.items()}
    known = set().union(*(own[f"{name}.css"] for name in ("palette", "fonts", "base")))
    for name, text in texts.items():
        assert set(re.findall(r"var\((--dg-[a-z0-9-]+)", text)) <= known | own[name], name


if __name__ == "__main__":
    CSS.write_text(palette.stylesheet(), "utf-8")
    TYPST.write_text(palette.typst(), "utf-8")
