"""Quantities that a text states: value, unit, bound, what is counted."""
