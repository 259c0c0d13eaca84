"""Designs in print: what is set by Typst, with its templates in templates/paper.

Nothing is decided here, and no sentence is written: pages take their words from `document` and `study`.
"""
