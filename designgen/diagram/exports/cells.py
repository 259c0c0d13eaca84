"""The cells of a draw.io file."""

from base64 import b64encode
from xml.sax.saxutils import quoteattr

from designgen.diagram.geometry import Rect
from designgen.diagram.svg import number
from designgen.diagram.theme import LIGHT

ROUND = "rounded=1;absoluteArcSize=1;collapsible=0;foldable=0;"
DISC = ("shape=ellipse;perimeter=ellipsePerimeter;html=1;strokeColor=none;connectable=0;spacing=0;"
        f"fontColor={LIGHT.on_accent};fontSize=10;fontStyle=1;")  # fmt: skip


def image_style(svg: str) -> str:
    """The style of a cell that shows an SVG."""
    return f"shape=image;aspect=fixed;connectable=0;image=data:image/svg+xml,{b64encode(svg.encode()).decode()};"


def vertex(id: str, text: str, style: str, place: Rect, parent: str, link: str = "") -> str:
    """A cell; `text` is HTML. With a link it is wrapped in an object, which then carries text and id."""
    x, y, wide, high = map(number, place)
    size = f'<mxGeometry x="{x}" y="{y}" width="{wide}" height="{high}" as="geometry"/>'
    if link:
        cell = f'<mxCell style="{style}" vertex="1" parent="{parent}">{size}</mxCell>'
        return f'<UserObject id="{id}" label={quoteattr(text)} link={quoteattr(link)}>{cell}</UserObject>'
    return f'<mxCell id="{id}" value={quoteattr(text)} style="{style}" vertex="1" parent="{parent}">{size}</mxCell>'
