"""Benchmarks: `python -m bench.<name>`; each prints what was measured against what."""
