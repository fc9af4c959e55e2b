"""What all tests share."""

from hypothesis import settings

# How long an example takes says more of the machine than of the code; benchmarks are no tests.
settings.register_profile("wenda", deadline=None)
settings.load_profile("wenda")
