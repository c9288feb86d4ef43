"""Stands in for `fractions`, whose name `statistics` asks for."""


class Fraction:
    """No number is one."""
