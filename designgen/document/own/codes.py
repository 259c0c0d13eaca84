"""The codes of problems with a template of one's own."""

CODES = {
    "F001": "a template cannot be read or filled",
    "F002": "a template wants too much time, memory or room",
}
