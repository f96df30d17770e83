"""Mentions to sources: who is meant, through whose hands, how many, when, and for or against."""
