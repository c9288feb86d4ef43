"""What shows a form's groups one at a time: where the reader is, and the buttons. Without a script all are shown."""

from calculators.show.markup import Markup, tag

ALL, ONE = "Show all questions on one page", "Ask one group at a time"


def place(index: int, many: int, *, single: bool) -> Markup:
    """Return how far a group is in the form; each is a question where it asks a ``single`` one."""
    name = "Question" if single else "Part"
    words = tag("span", f"{name} {index + 1} of {many}")
    return tag("p", words, tag("progress", max=many, value=index + 1, aria_hidden="true"), class_="step-place")


def buttons() -> Markup:
    """Return the buttons, which wait for the script: until then no key that is pressed too early can send the form."""
    return tag(
        "div",
        tag("button", "Back", type="button", class_="tool", data_step="back", hidden=True),
        tag("button", "Next", type="submit", class_="tool", data_step="next", disabled=True),
        tag(
            "button", ALL, type="button", class_="tool step-all", data_step="all", data_words=ONE, disabled=True,
        ),
        class_="step-buttons",
    )  # fmt: skip
