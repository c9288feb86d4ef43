"""A result to try, made by a rule so that every number of its verdict can be worked out by hand."""


def _made_up() -> str:
    """Return 240 items by two vendors on two days; vendor B gets worse on the second."""
    lines = ["item,vendor,correct,day,class"]
    for item in range(1, 241):
        day, kind = (1 if item <= 120 else 2), ("sign" if item % 12 == 0 else "car")
        hard = item % 30 == 0
        tired = day == 2 and item % 8 == 0
        lines.append(f"{item},A,{int(not hard)},{day},{kind}")
        lines.append(f"{item},B,{int(not (hard or tired))},{day},{kind}")
    return "\n".join(lines) + "\n"


SAMPLES = {"Two vendors, two days, two classes": _made_up()}
