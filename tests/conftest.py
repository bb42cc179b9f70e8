"""What all tests share."""

import os

from hypothesis import settings

# In CI the same examples every time: a change must not fail by chance for another one's fault.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
