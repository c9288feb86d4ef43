"""Stands in for `numbers`, which `statistics` imports."""
