"""Pinned answers as a panel: a card for each with its name and its answer, and what differs between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core.currency import localized
from calculators.show.comparison import Compared, comparison
from calculators.show.links import LONGEST
from calculators.show.markup import Markup, joined, tag

MOST = 4
LONGEST_NAME = 60


@dataclass(frozen=True, kw_only=True)
class Card:
    """One pinned answer.

    Attributes:
        name: what the reader calls it.
        compared: its answer; None where there is none today.
        notices: what to know of it: that it was pinned with an older version, or why it cannot be answered.
    """

    name: str
    compared: Compared | None
    notices: Sequence[str] = ()


def panel(calculator: str, cards: Sequence[Card], without: Sequence[str], length: int) -> Markup:
    """Return the panel; ``without`` names what its link leaves out, ``length`` is how long the link would be."""
    shown = [card.compared for card in cards if card.compared]
    return joined(
        tag("h3", "Pinned answers", tabindex="-1"),
        tag("ul", *(_card(number, card) for number, card in enumerate(cards)), class_="pins"),
        tag("div", comparison(shown, f"{calculator}-pinned"), class_="pins-compared"),
        tag("p", tag("button", "Save these as a file", type="button", class_="tool", data_pin_tool="save"), " ",
            _travelling(without, length), class_="pins-kept"),
    )  # fmt: skip


def _card(number: int, card: Card) -> Markup:
    headline = localized(card.compared.answer.headline, card.compared.currency) if card.compared else ""
    entry = tag(
        "input", type="text", value=card.name, maxlength=LONGEST_NAME, aria_label=f"Name of pinned answer {number + 1}",
        data_pin=number, autocomplete="off",
    )  # fmt: skip
    tools = [tag("button", "Open again", aria_label=f"Open “{card.name}” again", type="button", class_="tool",
                 data_pin_tool="open", data_pin=number)] if card.compared else []  # fmt: skip
    remove = tag("button", "Remove", aria_label=f"Remove “{card.name}”", type="button", class_="tool",
                 data_pin_tool="remove", data_pin=number)  # fmt: skip
    return tag(
        "li",
        tag("p", entry, tag("strong", card.name, class_="pin-printed"), class_="pin-name"),
        *([tag("p", headline)] if headline else []),
        *(tag("p", notice, class_="pin-notice") for notice in card.notices),
        tag("p", *tools, " ", remove, class_="pin-tools"),
    )


def _travelling(without: Sequence[str], length: int) -> str:
    """Return whether the link of the page holds the pins."""
    if length > LONGEST:
        return (
            f"The link cannot hold them: it would have {length:,} characters, and {LONGEST:,} are the most that "
            "every browser and chat keeps. A file holds them all."
        )
    named = ", ".join(f"“{name}”" for name in without)
    why = "which has no answer now or rests on rows of your own, and such rows stand in no link and no file"
    left = f" They leave out {named}, {why}." if without else ""
    return f"“Copy link” holds them too, and so does the address of this page.{left}"
