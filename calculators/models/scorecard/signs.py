"""The signs in which marks and grades of evidence are written."""

LEVELS = "01234"
UNKNOWN = "?"
NOT_APPLICABLE = "-"
# The last one stands for no mark.
MARKS = LEVELS + NOT_APPLICABLE + UNKNOWN

NOT_GRADED = "."
# The highest level that evidence of a grade can carry; without a grade nothing is capped.
CAPS = {"A": 4, "B": 3, "C": 2, "D": 1, NOT_GRADED: 4}


def compact(signs: str) -> str:
    """Return marks or grades without the blanks between them."""
    return "".join(signs.split())
