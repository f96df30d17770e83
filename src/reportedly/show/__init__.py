"""Shows what was found: terminal, one HTML file, JSON; and the command line."""
