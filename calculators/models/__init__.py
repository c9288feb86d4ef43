"""The calculators, one a module or folder; each module names its ``calculator``."""
