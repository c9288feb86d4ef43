"""Stands in for Pyodide's event loop: the calculators wait for nothing."""

# Not used, but a snapshot is only taken when Python holds what the event loop would hold.
from pyodide_js._api import scheduleCallback

__all__ = ["scheduleCallback"]


def _initialize_event_loop() -> None:
    """Do nothing."""
