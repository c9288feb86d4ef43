"""An answer as other pages show it: what to paste, and pictures. Imported only when it is asked for."""

from collections.abc import Mapping

from calculators.core import Answer, Calculator, Inputs
from calculators.show import embeds, links, pictures


def reply(
    name: str, calculator: Calculator, inputs: Inputs, answer: Answer, site: str, fragment: str
) -> Mapping[str, object]:
    """Return the forms to paste and the pictures, for a handbook at the address ``site``."""
    # A link to the defaults says so too: later defaults must not change what somebody pasted.
    opening = fragment if "?" in fragment else f"{fragment}?version={calculator.version}"
    page = links.published(calculator.page, site)
    drawn = pictures.pictures(calculator.title, inputs, answer, f"{page} (model version {calculator.version})")
    return {
        "state": "elsewhere",
        "forms": embeds.to_paste(name, calculator, inputs, answer, site, opening),
        "pictures": [{"name": one.name, "title": one.title, "svg": one.svg} for one in drawn],
    }
