"""What a run of the benchmark found."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Figures:
    """What was measured, by the page or calculator and by name, one value a round; times in milliseconds."""

    values: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    browser: str = ""
    firefox: str = ""
    pages: int = 0
    lighthouse: dict[str, dict[str, float]] = field(default_factory=dict)
    broken_off: list[str] = field(default_factory=list)

    def add(self, subject: str, name: str, *found: float | None) -> None:
        """Note values."""
        self.values.setdefault((subject, name), []).extend(value for value in found if value is not None)

    def median(self, subject: str, name: str) -> float:
        """Return the middle value; not a number where none was noted."""
        found = self.values.get((subject, name))
        return statistics.median(found) if found else float("nan")

    def high(self, subject: str, name: str) -> float:
        """Return the smallest value that 95 of 100 do not exceed; not a number where none was noted."""
        found = sorted(self.values.get((subject, name), []))
        return found[-(-95 * len(found) // 100) - 1] if found else float("nan")

    def audit(self, page: str, name: str) -> float:
        """Return what Lighthouse says of a page; not a number where it said nothing."""
        return self.lighthouse.get(page, {}).get(name, float("nan"))
