"""Flashcards of a design.

    cards_of(design)                        its cards, step by step
    framework_cards(knowledge, framework)   those of the framework, which all designs share
    decks_of(designs, knowledge, framework) all of them in decks
    as_apkg, as_csv, as_markdown            decks for Anki, for spreadsheets and other programs, to be read

Everything is a function of the designs. A deck for Anki also has a date, and looks at the deck that it replaces.
"""

from designgen.study.cards.apkg import as_apkg
from designgen.study.cards.csv_text import as_csv
from designgen.study.cards.decks import Deck, decks_of
from designgen.study.cards.framework import framework_cards
from designgen.study.cards.makers import cards_of
from designgen.study.cards.markdown import as_markdown
from designgen.study.cards.model import KINDS, Card

__all__ = ["KINDS", "Card", "Deck", "as_apkg", "as_csv", "as_markdown", "cards_of", "decks_of", "framework_cards"]
