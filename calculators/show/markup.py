"""Markup that cannot be forgotten to escape: text becomes markup in one place only."""

from html import escape


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


_VOID = {"input", "br", "img"}


def tag(name: str, /, *children: str, **attributes: object) -> Markup:
    """Return an element; children and attribute values that are not markup are escaped.

    An attribute's underscores become hyphens and a trailing one is dropped (``class_``); True writes the bare
    name, None and False leave it out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(*children)}</{name}>")


def joined(*children: str) -> Markup:
    """Return the children in a row, escaping what is not markup."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
