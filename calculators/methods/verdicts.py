"""The words by which files say that a label is right or wrong; a spreadsheet writes its truths in its own language."""

RIGHT = frozenset(
    ["1", "1.0", "true", "yes", "y", "right", "correct", "ok", "pass", "passed", "accepted", "wahr", "ja"]
)
WRONG = frozenset(
    ["0", "0.0", "false", "no", "n", "wrong", "incorrect", "error", "fail", "failed", "rejected", "falsch", "nein"]
)


def verdict(cell: str) -> bool | None:
    """Return whether a cell says right or wrong, in any case of letters; None where it says neither."""
    word = cell.strip().lower()
    return True if word in RIGHT else False if word in WRONG else None
