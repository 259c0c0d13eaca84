"""What can go wrong with a drawing on its way to a file."""

CODES = {
    "D090": "PNG or PDF is asked for, and Typst is not installed",
}
