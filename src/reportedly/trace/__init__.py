"""Claims followed upstream: through whose hands, from whom, and what changed on the way."""
