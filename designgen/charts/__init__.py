"""Charts as SVG, written by Vega-Lite from plain data, in the colours of the house.

chart(spec)          the SVG of a Vega-Lite spec, kept by content
ahead(specs)         starts with charts that will be asked for
standalone(svg)      the same as a file that follows the colour scheme of its reader
stylesheet()         the CSS that repaints charts by the variables of the palette

One file a kind turns plain rows into a spec: waterfall, costs, stacks, scatter, climb, flips, spread.
"""

from designgen.charts.paint import standalone, stylesheet
from designgen.charts.render import ahead, chart

__all__ = ["ahead", "chart", "standalone", "stylesheet"]
