"""The right answers that a file holds beside the labels."""

from calculators.core import InputError
from calculators.label_files.names import short


class Gold:
    """The right answers so far.

    Attributes:
        answers: by item.
        asked: whether a reader of files looked for any.
    """

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.asked = False

    def add(self, where: str, item: str, label: str) -> None:
        """Take the right answer of an item.

        Raises:
            InputError: another one was right before.
        """
        if (before := self.answers.setdefault(item, label)) != label:
            raise InputError(
                "gold",
                f"a column with one right answer an item; {short(item)} has {short(before)} and, on {where},",
                short(label),
            )

    def refuse_unread(self, wanted: str) -> None:
        """Refuse a column that the reader named where nothing looked for it.

        Raises:
            InputError: such a column is read from tables and records alone.
        """
        if wanted and not self.asked:
            raise InputError("gold", "no name, since right answers are read from tables and records alone", wanted)
