"""Twelve reference graphs drawn by ours and by other tools, measured alike and shown side by side: `make gallery`.

    graphs/*.yaml -> reference -> tools (one SVG a tool) -> readers (a Drawing) -> measures -> page

The graphs were written before any of them was drawn and the score before any was measured; neither is to be tuned to
a result. A graph is an architecture as its author would list it; rows are the order of the list.
"""
