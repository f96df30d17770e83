"""Tests of what makes the training data."""
