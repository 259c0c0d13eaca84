"""Charts as SVG, written by Vega-Lite from plain data, in the colours of the house."""
