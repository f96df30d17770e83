"""Makes the shipped model from the corpora; nothing in the package imports it."""
