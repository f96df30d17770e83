"""One setting for all property tests: the same examples in every run.

A shared check must not fail by the luck of the draw. To look for new
counterexamples, give `--hypothesis-profile=search`.
"""

from hypothesis import settings

settings.register_profile("search", deadline=None)
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
