"""Stands in for the help texts of what JavaScript gives to Python, which nobody reads here."""


def get_cmeth_docstring(method: object) -> str:
    """Return no help text."""
    return ""
