"""The sum by which a browser tells that something is what was built."""

import base64
import hashlib


def sum_of(contents: bytes) -> str:
    """Return the SHA-256 of contents in the words of Subresource Integrity and of the Content Security Policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(contents).digest()).decode()}"
