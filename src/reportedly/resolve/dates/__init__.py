"""Dates that a text states, and when something was said."""
