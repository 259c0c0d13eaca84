"""The codes of mistakes in specs, and in what `--set` says."""

CODES = {
    "S001": "a key, fact or decision that does not exist",
    "S002": "a key that is missing or empty",
    "S003": "a value that is not a number with a known unit",
    "S004": "a number whose unit measures something else",
    "S005": "a number outside its range, or not whole",
    "S006": "a value of the wrong form, such as a list where one word is wanted",
    "S007": "a word that is not one of the known ones",
    "S008": "something given twice",
    "S009": "a pin or ban that contradicts itself",
    "S010": "an unknown framework, view or pack",
    "S011": "a pin or ban that the requirements leave no way to obey",
    "S012": "an `extends` that leaves the folder, or comes back to itself",
    "S013": "an alternative inside an alternative",
    "S014": "a text that is too long, or an id that cannot name a folder",
    "S015": "two specs with one id",
    "S016": "a `--set` that is not name=value",
    "S017": "a folder without specs",
    "S018": "facts that cannot all be true",
    "S019": "an `--over` that is not fact=low..high or fact=a,b, or a range upside down",
    "S030": "more designs than can be compared",
}
