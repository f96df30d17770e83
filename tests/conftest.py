"""One setting for all property tests."""

import os

from hypothesis import settings

# A shared check must not fail by the luck of the draw; at a desk new examples are welcome.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")
