"""Find who says what: article in, attributions out."""
