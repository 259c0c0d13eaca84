"""The codes of mistakes in knowledge files."""

CODES = {
    "K001": "a key that this kind of entry does not have",
    "K002": "a key that is missing or empty",
    "K003": "a value of the wrong form",
    "K004": "a condition or formula that does not fit the rule language",
    "K005": "two entries with one id",
    "K006": "an id that nothing defines",
    "K007": "decisions or quantities that wait for each other",
    "K008": "an option without a source",
    "K009": "an option that no spec can choose",
    "K010": "a decision that can come up empty",
    "K011": "a fact that nothing reads",
    "K013": "a section that no framework, or more than one step, holds",
    "K014": "a link that is not http or https",
    "K015": "a component that no option brings",
    "K016": "a source that nothing cites",
    "K017": "a source that does not say what it supports",
    "K018": "an option or a component that does not explain itself: how it works, how it fails, when to avoid it",
    "K019": "a decision that nothing asks",
    "K020": "a condition of points that is never true",
    "K021": "a requirement that rules nothing out",
}
