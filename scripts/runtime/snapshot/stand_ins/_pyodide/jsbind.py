"""Stands in for the typing of what JavaScript gives to Python: every call converts as calls do by default."""

from _pyodide_core import JsFuncSignature, js2py_default_call_result, py2js_default


def _any_call(*given: object, **named: object) -> None:
    """Show the shape of a call."""


def _unused(*given: object) -> None:
    raise NotImplementedError("the calculators give no types to what is JavaScript's")


func_to_sig = get_attr_sig = bind_class_sig = _unused
no_default = object()
default_signature = JsFuncSignature(
    _any_call, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
