"""The answer that there is no answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undefined:
    """A quantity that does not exist for these data: show "not defined" and why, never 0, 1 or NaN.

    Attributes:
        reason: why, as a clause without a full stop.
    """

    reason: str
