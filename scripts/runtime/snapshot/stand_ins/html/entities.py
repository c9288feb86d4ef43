"""Stands in for `html.entities`: text is escaped here, never the other way round."""

html5: dict[str, str] = {}
