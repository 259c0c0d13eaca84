"""What can be wrong with a file of answers, and on the way to a deck of cards."""

CODES = {
    "C001": "an Anki deck is asked for, and genanki is not installed",
    "A001": "an answer to a decision that does not exist",
    "A002": "an option that the decision does not have",
    "A003": "an answer of the wrong form, such as a list where one option is wanted",
    "A004": "an option named twice",
    "A005": "a question about a fact that does not exist",
    "A006": "a number that the design does not have, or in a unit that measures something else",
    "A007": "a file in which nothing is answered",
}
