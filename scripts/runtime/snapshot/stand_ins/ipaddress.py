"""Stands in for `ipaddress`, which `urllib.parse` needs only to read addresses with a host in brackets."""
