"""Where the evaluation data is, and what happens without it: a test skips with the reason, and in CI it fails."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
_IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and not _IN_CI,
    reason="the evaluation data (../shared) is not beside this checkout",
)
