"""Flashcards of a design."""

from designgen.study.cards.model import KINDS, Card

__all__ = ["KINDS", "Card"]
