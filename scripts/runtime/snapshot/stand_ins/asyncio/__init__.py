"""Stands in for `asyncio`: the calculators wait for nothing."""
