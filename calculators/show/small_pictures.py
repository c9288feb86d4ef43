"""Small pictures beside answers: drawn in the page's own colours, each described for people who cannot see it."""

from collections.abc import Mapping

from calculators.show.markup import Markup, tag

_CAR = "M10 32c-1-6 1-8 6-9l6-7c1-1 2-2 4-2h14c2 0 3 1 4 2l5 7c4 1 5 3 5 7v2z"
_WHEELS = "M20 32m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M44 32m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
_LEAF = "M12 36l4-14 12-10 16-2-2 14-10 12-12 4z"
_AXES = "M8 6v34h50"


def _path(d: str, look: str = "line") -> Markup:
    return tag("path", d=d, class_=look)


def _dots(*points: tuple[int, int]) -> list[Markup]:
    return [tag("circle", cx=x, cy=y, r="2.5", class_="dot") for x, y in points]


def _bars(*heights: int) -> list[Markup]:
    return [
        tag("rect", x=8 + 6 * index, y=24 - height, width=3, height=2 * height, rx=1.5, class_="fill")
        for index, height in enumerate(heights)
    ]


# What each shows, in words, and what it is drawn of.
PICTURES: Mapping[str, tuple[str, list[Markup]]] = {
    "box": (
        "A car inside a box",
        [_path(_CAR, "fill"), _path(_WHEELS, "hole"), _path("M6 10h52v30H6z", "mark")],
    ),
    "outline": (
        "A leaf with points along its edge",
        [
            _path(_LEAF, "soft"),
            _path(_LEAF, "mark"),
            *_dots((12, 36), (16, 22), (28, 12), (44, 10), (42, 24), (32, 36), (20, 40)),
        ],
    ),
    "sentence": (
        "Lines of text with the name of a class beside them",
        [_path("M6 12h34M6 20h30M6 28h34M6 36h20"), _path("M46 17h14v14H46z", "mark"), _path("M49 24l3 3 5-6", "mark")],
    ),
    "speech": (
        "A wave of sound above a line of words",
        [*_bars(3, 7, 12, 6, 10, 14, 8, 4), _path("M6 42h14M24 42h20M48 42h10", "mark")],
    ),
    "steady": ("A level line", [_path(_AXES), _path("M10 22l12-1 12 1 12-1 12 1", "mark")]),
    "waves": (
        "A line that rises and falls evenly",
        [_path(_AXES), _path("M10 32c6 0 6-18 12-18s6 18 12 18 6-18 12-18 6 18 12 18", "mark")],
    ),
    "spikes": (
        "A low line with two sudden peaks",
        [_path(_AXES), _path("M10 34h12l3-24 3 24h14l3-16 3 16h10", "mark")],
    ),
    "batch": ("One block, and nothing after it", [_path(_AXES), _path("M12 40V14h14v26", "mark")]),
}  # fmt: skip


def small_picture(name: str) -> Markup:
    """Return a picture by its name.

    Raises:
        KeyError: there is none of that name.
    """
    words, drawn = PICTURES[name]
    title = tag("title", words)
    return tag("svg", title, *drawn, viewBox="0 0 64 48", role="img", class_="small-picture")
