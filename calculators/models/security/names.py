"""The names that rules and inputs share; what each means in words stands in ``words``."""

from collections.abc import Mapping, Sequence

CLASSES = (
    "public", "confidential", "personal", "special_category", "payment_card", "biometric", "children", "trade_secret",
    "export_controlled", "us_bulk", "not_sorted",
)  # fmt: skip
SITES = ("own_rooms", "own_remote", "vendor_site", "vendor_remote", "crowd")
REGIONS = ("eu", "uk", "us", "other")
COUNTRIES = ("eu", "uk", "us", "adequate", "other", "concern")
TOOL_HOSTS = ("own", "vendor", "third_party")
FLAGS = ("outside", "other_firm", "remote", "sensitive", "harmful", "us_patient", "eu_transfer", "uk_transfer")

# What a control's `when` may name, and with which values.
KEYS: Mapping[str, Sequence[str]] = {
    "classes": CLASSES,
    "flags": FLAGS,
    "sites": SITES,
    "regions": REGIONS,
    "tool_host": TOOL_HOSTS,
}
