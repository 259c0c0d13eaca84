"""Diagrams: a design seen through a view, laid out and painted as SVG.

    picture_of(design, view) -> Picture     what is shown: boxes in rows, arrows, panels
        draw(picture) -> SVG                plan -> Graphviz -> place -> wire -> label -> paint; the best of many layouts
    draw_hidden(picture, box)           the same with one box unnamed
        export(picture, format) -> text     for other tools; export_bytes makes PNG and PDF as well

    compared_drawings(designs)          one view of several designs on one layout, with what differs marked
    in_haste()                          meanwhile no layout is searched for
    prepare(pictures)                   layouts of many pictures ahead, in several processes

The neutral Picture stands between design and drawing, so each half is tested without the other.
"""

from pathlib import Path

from designgen.cache import cache_folder
from designgen.diagram.ahead import prepare
from designgen.diagram.cache import in_haste, layout_of
from designgen.diagram.classic import standing
from designgen.diagram.compared import Compared, Drawn, compared, compared_drawings
from designgen.diagram.compose import composed
from designgen.diagram.exports import FORMATS, Format, Source
from designgen.diagram.forms.drawn import scene_of_chart
from designgen.diagram.hidden import hidden_scene
from designgen.diagram.inks import stylesheet
from designgen.diagram.layout import lay_out_like
from designgen.diagram.painter import paint
from designgen.diagram.picture import Box, Edge, Group, Picture, normal
from designgen.diagram.scene import Scene
from designgen.diagram.theme import THEMES
from designgen.diagram.views import picture_of

__all__ = [
    "FORMATS", "THEMES", "Box", "Compared", "Drawn", "Edge", "Format", "Group", "Picture", "Scene", "compared",
    "compared_drawings", "draw", "draw_hidden", "export", "export_bytes", "in_haste", "picture_of", "prepare", "scene_of",
    "stylesheet",
]  # fmt: skip


def draw(picture: Picture, theme: str = "", folder: Path | None = None) -> str:
    """The picture as SVG in one of THEMES, by default its own. Layouts are kept in the folder; by default in the user's cache."""
    return paint(scene_of(picture, theme, folder), theme or picture.theme)


def draw_hidden(picture: Picture, box: str, theme: str = "light", folder: Path | None = None) -> str:
    """The same drawing with a question mark in place of all that names one of its boxes. Only pictures in rows have one."""
    return paint(hidden_scene(picture, box, layout_of(picture, folder or cache_folder() / "layouts")), theme)


def scene_of(picture: Picture, theme: str = "", folder: Path | None = None) -> Scene:
    """The picture as shapes, without colours; see `draw`."""
    if picture.chart is not None:
        return scene_of_chart(picture)
    layout = layout_of(picture, folder or cache_folder() / "layouts")
    if THEMES[theme or picture.theme].stands:
        upright = standing(picture)
        return composed(normal(upright), lay_out_like(upright, layout), stands=True)
    return composed(normal(picture), layout)


def export(picture: Picture, format: str) -> str:
    """The picture in one of FORMATS that is text."""
    made = FORMATS[format].make(_source(picture))
    if isinstance(made, bytes):
        raise ValueError(f"{format} is no text")
    return made


def export_bytes(picture: Picture, format: str, theme: str = "", folder: Path | None = None) -> bytes:
    """A file in one of FORMATS; the theme is that of SVG, PNG and PDF. Raises ProblemsFound where Typst is missing."""
    made = FORMATS[format].make(_source(picture, theme, folder))
    return made if isinstance(made, bytes) else made.encode("utf-8", errors="replace")


def _source(picture: Picture, theme: str = "", folder: Path | None = None) -> Source:
    layouts = folder or cache_folder() / "layouts"
    return Source(normal(picture), lambda: layout_of(picture, layouts), lambda: draw(picture, theme, layouts),
                  lambda: scene_of(picture, theme, layouts))  # fmt: skip
