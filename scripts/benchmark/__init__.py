"""What scripts/bench.py measures, how, and how it is told."""
