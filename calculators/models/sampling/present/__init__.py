"""The sampling result in words, figures, tables and charts."""

from calculators.models.sampling.present.answer import present

__all__ = ["present"]
