"""What is said when an input cannot be used."""

from collections.abc import Iterable


class InputError(ValueError):
    """One input that cannot be used.

    Attributes:
        field: the input's name, as in Python, the link and the command line.
        expected: what would have been accepted, as the end of "expected ...".
        got: what was given, shortened; empty where repeating it helps nobody.
    """

    def __init__(self, field: str, expected: str, got: str = "") -> None:
        self.field = field
        self.expected = expected
        self.got = got if len(got) <= 60 else got[:57] + "..."
        super().__init__(f"{field}: {self.sentence}")

    @property
    def sentence(self) -> str:
        """The message without the field's name, for showing beside the field itself."""
        return f"expected {self.expected}" + (f", got {self.got!r}" if self.got else "")


class InputErrors(ValueError):  # noqa: N818 - it holds errors
    """Every input that cannot be used, so that all of them can be mended at once.

    Attributes:
        errors: one ``InputError`` a field, in the order of the form.
    """

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(str(error) for error in self.errors))
