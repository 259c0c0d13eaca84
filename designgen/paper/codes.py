"""What can go wrong on the way to print."""

CODES = {
    "T001": "PDF is asked for, and Typst is not installed",
    "T002": "a text has characters that no font at hand can show",
    "T003": "a sheet does not fit the pages that it may have",
}
