"""Stands in for Pyodide's running of code that a reader types, which nobody types here."""

from _pyodide._base import eval_code

__all__ = ["eval_code"]
