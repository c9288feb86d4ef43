"""The shapes of Label Studio whose overlap can be measured: outlines, brush, tracks and parts of recordings.

Places are in percent of the picture's width and height. Turning needs pixels, so it asks for the picture's size.
"""

from collections.abc import Callable, Iterator, Mapping

from calculators.core import InputError
from calculators.label_files.drawn import Drawn, Pixels, Point, between, brush_runs, corners, ellipse, turned_box
from calculators.label_files.records import finite, mapping, sequence
from calculators.label_files.shapes import Region, drawn

_MOST_FRAMES = 1_000_000


def measured(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Iterator[Region]:
    """Yield the region or regions that a result stands for; one that cannot be measured has its kind alone.

    Args:
        kind: what the shape is, in the plural.
        value: the result's value, with the picture's original_width and original_height where they are known.
        label: what it shows.
        about: where it stands, and the field that errors carry.

    Raises:
        InputError: a place is no number, or a brush's run lengths do not fit the picture.
    """
    if kind == "stretches of video":
        for each in sequence(value["ranges"], *about):
            one = mapping(each, *about)
            yield drawn(_stretch(kind, one, label, about))
        return
    reader = _READERS.get(kind)
    shape = reader(kind, value, label, about) if reader else None
    yield drawn(shape) if shape else Region(kind, label)


def _stretch(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Drawn:
    start, end = (finite(value.get(key), f"a {key}", *about) for key in ("start", "end"))
    return Drawn(kind, label, stretch=(min(start, end), max(start, end)))


def _size(value: Mapping[str, object], about: tuple[str, str]) -> Point | None:
    """Return the picture's width and height in pixels, or None where they are not said."""
    if not value.get("original_width") or not value.get("original_height"):
        return None
    width, height = (finite(value[key], "the picture's size", *about) for key in ("original_width", "original_height"))
    return (width, height) if width > 0 and height > 0 else None


def _polygon(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Drawn | None:
    flat = [
        finite(end, "a corner", *about)
        for point in sequence(value["points"], *about)
        for end in sequence(point, *about)[:2]
    ]
    ring = corners(flat)
    return Drawn(kind, label, outline=(ring,)) if len(ring) > 2 else None


def _turned(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Drawn | None:
    """Return a box turned about its left upper corner, in percent again, so that it meets boxes that are not."""
    size = _size(value, about)
    if not size:
        return None
    x, y, width, height, degrees = (
        finite(value.get(key), f"a box's {key}", *about) for key in ("x", "y", "width", "height", "rotation")
    )
    left, top = x / 100 * size[0], y / 100 * size[1]
    box = left, top, left + width / 100 * size[0], top + height / 100 * size[1]
    return Drawn(kind, label, outline=(_in_percent(turned_box(box, degrees, (left, top)), size),))


def _ellipse(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Drawn | None:
    x, y, across, down = (finite(value.get(key), f"a {key}", *about) for key in ("x", "y", "radiusX", "radiusY"))
    degrees = finite(value.get("rotation") or "0", "a rotation", *about)
    size = _size(value, about) if degrees else (100.0, 100.0)
    if not size:
        return None
    wide, high = size[0] / 100, size[1] / 100
    ring = ellipse((x * wide, y * high), across * wide, down * high, degrees)
    return Drawn(kind, label, outline=(_in_percent(ring, size),))


def _in_percent(ring: tuple[Point, ...], size: Point) -> tuple[Point, ...]:
    return tuple((100 * x / size[0], 100 * y / size[1]) for x, y in ring)


def _brush(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Drawn | None:
    size = _size(value, about)
    if not size:
        return None
    width, height = int(size[0]), int(size[1])
    try:
        runs = brush_runs([int(str(one)) for one in sequence(value["rle"], *about)], width * height)
    except ValueError:
        where, field = about
        raise InputError(
            field, f"a brush of {width} by {height} pixels, as Label Studio packs it, on {where}"
        ) from None
    return Drawn(kind, label, pixels=Pixels(height, width, "rows", runs))


def _video(kind: str, value: Mapping[str, object], label: str, about: tuple[str, str]) -> Drawn | None:
    """Return a track; after its last keyframe an object stays to the end of the video, as Label Studio shows it."""
    keys = []
    for each in sequence(value["sequence"], *about):
        one = mapping(each, *about)
        if {"x", "y", "width", "height"} - one.keys() or finite(one.get("rotation") or "0", "a rotation", *about):
            return None
        frame, x, y, width, height = (
            finite(one.get(key), f"a {key}", *about) for key in ("frame", "x", "y", "width", "height")
        )
        keys.append((int(frame), (x, y, x + max(width, 0.0), y + max(height, 0.0)), one.get("enabled") is not False))
    keys.sort()
    last = int(finite(value.get("framesCount") or "0", "the number of frames", *about))
    if max(last, keys[-1][0] if keys else 0) > _MOST_FRAMES:
        where, field = about
        raise InputError(field, f"at most {_MOST_FRAMES:,} frames of a video on {where}", f"{last:,}")
    return Drawn(kind, label, track=tuple(between(keys, last))) if keys else None


type _Reader = Callable[[str, Mapping[str, object], str, tuple[str, str]], Drawn | None]

_READERS: Mapping[str, _Reader] = {
    "polygons": _polygon,
    "turned boxes": _turned,
    "ellipses": _ellipse,
    "brush strokes": _brush,
    "boxes in video": _video,
    "stretches of sound": _stretch,
}
