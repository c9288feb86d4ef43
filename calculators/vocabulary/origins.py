"""Where a value that is not an input's default comes from, when it is one that the handbook itself fills in."""

from collections.abc import Iterator

from calculators.core import Basis, Field, Number
from calculators.core.currency import DEFAULT
from calculators.core.sources import Origin
from calculators.facts import Fact
from calculators.vocabulary.exchange import converted
from calculators.vocabulary.places import PAY, Place, places
from calculators.vocabulary.tasks import TASKS

CONVERTED = ", converted at the dated rate"
IN_STEP = ", in step with the wage published for {}"
IN_PROPORTION = ", in proportion to the time for a label"


def origin_of(name: str, field: Field, value: object, code: str) -> Origin | None:
    """Return the figure that a value of an input is, in a currency; None for a value that is nobody's but the reader's.

    Places, the first estimate and the button that converts defaults fill fields in. A number that a reader typed and
    that is the very same figure rests on it too.
    """
    if not isinstance(field, Number):
        return None
    return next((origin for worth, origin in _filled_in(name, field, code) if worth == value), None)


def _filled_in(name: str, field: Number, code: str) -> Iterator[tuple[float, Origin]]:
    """Yield each number that is filled into an input somewhere, with what it rests on."""
    here = [place for place in places().values() if place.currency == code]
    for place in here:
        if name in place.figures:
            yield float(place.figures[name].value), Origin(_published(place.figures[name], place))
    for task in TASKS.values():
        if name in ("seconds", "vendor_seconds"):
            yield task.seconds.value, Origin(task.seconds)
        if name == "review_seconds":
            yield task.review_seconds, Origin(field.basis, IN_PROPORTION)
        if name == "label_price":
            yield converted(task.price.value, code), Origin(task.price, CONVERTED * (code != DEFAULT))
    if name in PAY:
        yield from ((place.pay(field.basis.value), Origin(field.basis, IN_STEP.format(place.name))) for place in here)
    if field.is_money and code != DEFAULT:
        yield converted(field.basis.value, code), Origin(field.basis, CONVERTED)


def _published(figure: Fact, place: Place) -> Basis[float]:
    value = float(figure.value)
    return Basis(
        value=value, low=value, high=value, words=f"{figure.description}, {place.name}", source=figure.cited,
        weak=figure.weak,
    )  # fmt: skip
