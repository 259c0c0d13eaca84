"""The codes of problems with the preview."""

CODES = {
    "V001": "the address cannot be served from",
    "V002": "a folder to be watched is gone",
    "V003": "the builder that was asked for is not installed",
    "V004": "what was edited made the tool fail",
}
