"""Designs to hold, rehearse and remember: cards, and an exam with its grading."""
