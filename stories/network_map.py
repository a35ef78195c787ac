"""A plain map: points where towns lie, on a grid of degrees. No outlines, no tiles, no script.

Equirectangular, true in the middle of what is shown: a degree to the east is as long there as it
is on the ground. Figures are units of the drawing, of which it is ``WIDTH`` wide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, cos, floor, radians

WIDTH = 360
EDGE = 24  # around the outermost points
FOOT = 14  # below them, for the degrees
LETTER = 7.2  # of a name, on average
LINE = 15
DEGREES = (54, 12)  # how wide and high «50° N» is at most, in any language
GRID = 5  # degrees between two lines
LEAST = 4  # degrees from south to north, also where there is only one town


@dataclass(frozen=True)
class Place:
    """A town to be drawn. is_partner: somebody of the network is at home there."""

    name: str
    language: str
    north: float
    east: float
    is_partner: bool = False


@dataclass(frozen=True)
class Point:
    """A town as it is drawn; the label begins, or ends, at label_x, on the line label_y."""

    place: Place
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Line:
    """A line of the grid, at x from top to bottom or at y from side to side.

    label_x, anchor: where its degrees stand; None where there is no room for them.
    """

    degrees: int
    at: float
    label_x: float | None = None
    anchor: str = "start"


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    points: list[Point]
    meridians: list[Line]
    parallels: list[Line]


Box = tuple[float, float, float, float]


def drawn(places: Iterable[Place]) -> Map | None:
    """The map of these places, those of partners named first; None where there are none."""
    places = sorted(places, key=lambda place: (not place.is_partner, -place.north))
    if not places:
        return None
    scale = _Scale(places)
    spots = [(place, *scale.at(place.north, place.east)) for place in places]
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for _place, x, y in spots]
    points = []
    for place, x, y in spots:
        label = _label(place.name, x, y, scale.height, taken)
        points.append(Point(place, round(x, 1), round(y, 1), *label))
    return Map(
        WIDTH,
        scale.height,
        points,
        [_meridian(one, scale.at(0, one)[0]) for one in scale.between("east")],
        [
            _parallel(one, scale.at(one, 0)[1], scale.height, taken)
            for one in scale.between("north")
        ],
    )


def _meridian(degrees: int, x: float) -> Line:
    """A line from top to bottom; its degrees stand right of its foot."""
    label_x = round(x + 3, 1)
    return Line(degrees, round(x, 1), label_x if label_x + DEGREES[0] <= WIDTH else None)


def _parallel(degrees: int, y: float, height: int, taken: list[Box]) -> Line:
    """A line from side to side; its degrees stand at the side where nothing else does."""
    wide, high = DEGREES
    for label_x, anchor, left in ((2, "start", 2), (WIDTH - 2, "end", WIDTH - 2 - wide)):
        box = (left, y - 3 - high, left + wide, y - 3)
        is_free = box[1] >= 0 and box[3] <= height - FOOT
        if is_free and not any(_meet(box, other) for other in taken):
            return Line(degrees, round(y, 1), label_x, anchor)
    return Line(degrees, round(y, 1))


class _Scale:
    """From degrees to units of the drawing."""

    def __init__(self, places: list[Place]):
        norths = [place.north for place in places]
        easts = [place.east for place in places]
        middle = (min(norths) + max(norths)) / 2
        self.ratio = cos(radians(middle))
        high = max(max(norths) - min(norths), LEAST)
        wide = max((max(easts) - min(easts)), LEAST / self.ratio)
        self.top = middle + high / 2
        self.left = (min(easts) + max(easts)) / 2 - wide / 2
        self.unit = (WIDTH - 2 * EDGE) / (wide * self.ratio)
        self.height = ceil(high * self.unit) + 2 * EDGE + FOOT
        self.bounds = {
            "north": (self.top - high - (EDGE + FOOT) / self.unit, self.top + EDGE / self.unit),
            "east": (
                self.left - EDGE / self.unit / self.ratio,
                self.left + wide + EDGE / self.unit / self.ratio,
            ),
        }

    def at(self, north: float, east: float) -> tuple[float, float]:
        return (
            EDGE + (east - self.left) * self.ratio * self.unit,
            EDGE + (self.top - north) * self.unit,
        )

    def between(self, direction: str) -> list[int]:
        """Whole degrees at which a line of the grid runs."""
        first, last = self.bounds[direction]
        return list(range(ceil(first / GRID) * GRID, floor(last) + 1, GRID))


def _label(name: str, x: float, y: float, height: int, taken: list[Box]) -> tuple:
    """Where the name stands: on the first of four sides that is free, else right of the point."""
    wide = len(name) * LETTER
    sides = [
        (x + 10, y + 5, "start", (x + 10, y - 8, x + 10 + wide, y + 8)),
        (x - 10, y + 5, "end", (x - 10 - wide, y - 8, x - 10, y + 8)),
        (x, y - 10, "middle", (x - wide / 2, y - 9 - LINE, x + wide / 2, y - 9)),
        (x, y + 20, "middle", (x - wide / 2, y + 9, x + wide / 2, y + 9 + LINE)),
    ]

    def is_free(side) -> bool:
        left, top, right, bottom = box = side[-1]
        inside = left >= 0 and top >= 0 and right <= WIDTH and bottom <= height - FOOT
        return inside and not any(_meet(box, other) for other in taken)

    towards_the_middle = sides[0] if x < WIDTH / 2 else sides[1]
    label_x, label_y, anchor, box = next(filter(is_free, sides), towards_the_middle)
    taken.append(box)
    return round(label_x, 1), round(label_y, 1), anchor


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
