"""A collection on disk: articles and all that was derived from them, in one folder."""
