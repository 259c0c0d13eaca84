"""The codes of problems with publishing."""

CODES = {
    "P001": "MkDocs could not build the site",
    "P002": "a page would leave the output folder",
    "P003": "the output folder cannot be written",
    "P004": "the output folder holds somebody else's files",
    "P005": "a template cannot be printed",
}
