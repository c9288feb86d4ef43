"""Wrong and checked labels, image by image, as a reader writes them."""

import re
from typing import NamedTuple

from calculators.core import InputError

MOST_IMAGES = 400
MOST_LABELS = 10_000
_ENTRY = re.compile(r"0*(\d{1,9})/0*(\d{1,9})", re.ASCII)


class Image(NamedTuple):
    """One checked image: how many of its labels were wrong, of how many."""

    wrong: int
    checked: int


def images(text: str) -> tuple[Image, ...]:
    """Return the images of a text such as "3/8 0/8"; none for a blank one.

    Raises:
        InputError: an entry cannot be, or there are too many; it is named.
    """
    if not text.strip():
        return ()
    entries = [entry for entry in re.split(r"[\s,;]+", text) if entry]
    if not entries:
        raise InputError("image_errors", "entries such as 3/8, for 3 wrong of 8", text)
    if len(entries) > MOST_IMAGES:
        expected = f"at most {MOST_IMAGES} images, each an entry such as 3/8"
        raise InputError("image_errors", expected, f"{len(entries)} of them, {entries[MOST_IMAGES]} one too many")
    return tuple(map(_image, entries))


def _image(entry: str) -> Image:
    found = _ENTRY.fullmatch(entry)
    if not found:
        raise InputError("image_errors", "entries of wrong and checked labels, such as 3/8", entry)
    image = Image(*map(int, found.groups()))
    if not 1 <= image.checked <= MOST_LABELS:
        raise InputError("image_errors", f"1 to {MOST_LABELS:,} checked labels in an image, such as 3/8", entry)
    if image.wrong > image.checked:
        raise InputError("image_errors", "at most as many wrong as checked, such as 3/8", entry)
    return image
