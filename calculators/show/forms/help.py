"""What stands under a field: what belongs in it, where its default comes from, what is assumed until it is filled."""

from collections.abc import Iterator

from calculators.core import Basis, Field, Number
from calculators.core.currency import DEFAULT, localized
from calculators.core.words import count
from calculators.show.markup import Markup, joined, tag


def help_under(id_: str, field: Field) -> Markup:
    """Return what belongs in a field and, for a number, where its default comes from."""
    inner = [tag("span", f"{field.help} ", id=f"{id_}-help")] if field.help else [tag("span", id=f"{id_}-help")]
    # A choice whose answer is the reader's own has no default worth a source.
    if isinstance(field, Number):
        inner.append(_basis(field))
    return tag("div", *inner, class_="field-help")


def _basis(field: Number) -> Markup:
    basis = field.basis
    return tag(
        "details",
        tag("summary", basis.kind, aria_label=f"{basis.kind} of the default for {field.label.lower()}"),
        tag("p", *_origin(field, basis)),
        class_="basis",
    )


def _origin(field: Number, basis: Basis[float]) -> Iterator[Markup]:
    yield joined(f"Default {_written(basis.value)} {localized(field.unit, DEFAULT)}")
    if basis.low != basis.high:
        yield joined(f", range {_written(basis.low)} to {_written(basis.high)}")
    yield joined(". ", basis.words if basis.source else f"Assumption: {basis.words}")
    if not basis.source:
        return
    title = basis.source.title
    linked = tag("a", title, href=basis.source.url, rel="noopener") if basis.source.url.startswith("http") else title
    yield joined(" Source: ", basis.source.publisher, ", ", linked, f" ({basis.source.year}).")


def _written(value: float) -> str:
    return count(value, min(4, len(f"{value:.4f}".rstrip("0").partition(".")[2])))


def assumed(words: str) -> Markup:
    """Return what is assumed of a question until it is answered; the style sheet hides it once it is."""
    return tag("p", f"Not answered yet. Until then we assume: {words}.", class_="field-assumed")
