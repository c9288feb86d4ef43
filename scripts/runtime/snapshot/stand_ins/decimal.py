"""Stands in for `decimal`, whose name `statistics` asks for."""


class Decimal:
    """No number is one."""
