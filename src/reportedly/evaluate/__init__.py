"""Scoring traces of labelled stories.

No stage, since it makes nothing of articles, and no part of `show`, since other
programs score with it too: it needs labels and Trace JSON, and knows neither how a
trace was made nor who looks at the figures. So it imports errors and text only, and
can score any program that writes the format.
"""
