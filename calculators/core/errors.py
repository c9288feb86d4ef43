"""What is said when an input cannot be used."""

from collections.abc import Iterable, Mapping, Sequence

from calculators.core.currency import localized


class InputError(ValueError):
    """One input that cannot be used.

    Attributes:
        field: the input's name, as in Python, the link and the command line; a cell is "quotes[3].price".
        expected: what would have been accepted, as the end of "expected ...".
        got: what was given, shortened; empty where repeating it helps nobody.
        question: what to ask where two readings are possible; empty elsewhere.
        readings: the two, each written so that it has one reading, where the field itself could take either.
        offers: answers to choose from, by the field that takes them, such as the columns of an opened file.
        at: where a form shows it: the field, but in a table of fixed rows with the row's key for its number.
    """

    def __init__(
        self,
        field: str,
        expected: str,
        got: str = "",
        question: str = "",
        *,
        readings: Sequence[str] = (),
        offers: Mapping[str, Sequence[str]] | None = None,
        at: str = "",
    ) -> None:
        self.field = field
        self.expected = expected
        self.got = got if len(got) <= 60 else got[:57] + "..."
        self.question = question
        self.readings = tuple(readings)
        self.offers = offers or {}
        self.at = at or field
        super().__init__(f"{field}: {self.sentence}")

    @property
    def sentence(self) -> str:
        """The message without the field's name, for showing beside the field itself."""
        if self.question:
            return f"{self.question} {self.got!r} can be read both ways."
        return f"expected {self.expected}" + (f", got {self.got!r}" if self.got else "")

    def within(self, place: str, at: str = "") -> "InputError":
        """Return the same error about a part of a larger input, such as a cell of a table."""
        return self._again(f"{place}.{self.field}", self.expected, self.question, f"{at or place}.{self.at}")

    def said_in(self, code: str) -> "InputError":
        """Return the same error with a currency's mark wherever an amount is named."""
        expected, question = localized(self.expected, code), localized(self.question, code)
        return self._again(self.field, expected, question, self.at)

    def _again(self, field: str, expected: str, question: str, at: str) -> "InputError":
        return InputError(field, expected, self.got, question, readings=self.readings, offers=self.offers, at=at)


class InputErrors(ValueError):  # noqa: N818 - it holds errors
    """Every input that cannot be used, so that all of them can be corrected at once.

    Attributes:
        errors: one ``InputError`` a field, in the order of the form.
    """

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(str(error) for error in self.errors))
