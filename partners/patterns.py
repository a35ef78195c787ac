"""The partners' drawn patterns: one drawing each, from which come the SVG and the share card.

A pattern is a small tile that repeats without a seam. Its shapes are lines, rings and filled
polygons in the tile's own units; ``static/img/patterns/<name>.svg`` is written from them by
``manage.py draw_patterns``, and a test compares. Pages colour the SVG with the partner's accent.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line through points, with round ends. width in tile units."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True)
class Ring:
    """A circle's outline; width in tile units."""

    centre: Point
    radius: float
    width: float


@dataclass(frozen=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]


Shape = Line | Ring | Area


@dataclass(frozen=True)
class Tile:
    """One repeat of a pattern. width and height in tile units: CSS pixels at its natural size."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def _rectangle(x: float, y: float, width: float, height: float) -> Area:
    return Area(((x, y), (x + width, y), (x + width, y + height), (x, y + height)))


def _waves() -> Tile:
    """A sea seen from the shore: swell upon swell, each fourth one heavier."""
    width, rows, gap = 96, 4, 18

    def crest(row: int) -> Iterator[Point]:
        shift = row % 2 * math.pi
        for step in range(-2, 27):
            x = step * width / 24
            yield (
                round(x, 2),
                round(gap * (row + 0.5) + 5 * math.sin(x / width * math.tau + shift), 2),
            )

    lines = (Line(tuple(crest(row)), 5 if row == 0 else 2) for row in range(rows))
    return Tile(width, rows * gap, tuple(lines))


# Spines on a shelf: (left edge, width, height).
_UPPER_SHELF = ((2, 9, 38), (13, 5, 44), (20, 12, 34), (34, 6, 41), (64, 10, 44), (76, 5, 36),
                (83, 11, 40))  # fmt: skip
_LOWER_SHELF = ((3, 6, 42), (11, 11, 36), (42, 5, 44), (49, 9, 39), (60, 12, 43), (74, 6, 33),
                (82, 9, 41))  # fmt: skip


def _shelves() -> Tile:
    """A library: spines of all sizes on two shelves, one book leaning on each."""
    shapes: list[Shape] = []
    for floor, spines in ((54, _UPPER_SHELF), (114, _LOWER_SHELF)):
        shapes += [_rectangle(x, floor - height, width, height) for x, width, height in spines]
        shapes.append(_rectangle(0, floor + 2, 96, 2))
    shapes.append(Area(((47, 54), (54, 54), (61, 17), (54, 16))))
    shapes.append(Area(((26, 114), (33, 114), (40, 78), (33, 77))))
    return Tile(96, 120, tuple(shapes))


def _weave() -> Tile:
    """Cloth: threads that go over and under one another in turn."""
    shapes: list[Shape] = []
    for column, row in ((0, 0), (1, 1)):
        x, y = column * 32, row * 32
        shapes += [_rectangle(x + 2, y + offset, 28, 4) for offset in (4, 14, 24)]
    for column, row in ((1, 0), (0, 1)):
        x, y = column * 32, row * 32
        shapes += [_rectangle(x + offset, y + 2, 4, 28) for offset in (4, 14, 24)]
    return Tile(64, 64, tuple(shapes))


def _rings() -> Tile:
    """Circles that spread and meet, as from stones thrown into still water."""
    size, shapes = 80, []
    for centre in ((0, 0), (size, 0), (0, size), (size, size)):
        shapes += [Ring(centre, radius, 3) for radius in (8, 17, 26)]
    shapes += [Ring((size / 2, size / 2), radius, 3) for radius in (8, 17, 26)]
    return Tile(size, size, tuple(shapes))


# A quarter of the figure, its centre at the lower right; «x» is a stitch.
_STITCHES = (
    "...........",
    "..........x",
    ".........xx",
    "...x....xx.",
    "..xxx..xx.x",
    "...x..xx.xx",
    ".....xx.xx.",
    "....xx.xx.x",
    "...xx.xx.xx",
    "..xx.xx.xxx",
    ".xx.x.xxx.x",
)


def _embroidery() -> Tile:
    """A rhombus of stitches on squared cloth, as on the towels of Polissia."""
    side, size = 5, len(_STITCHES)
    cells = 2 * size - 2
    shapes = []
    for row in range(cells):
        for column in range(cells):
            quarter_row = row if row < size else 2 * (size - 1) - row
            quarter_column = column if column < size else 2 * (size - 1) - column
            if _STITCHES[quarter_row][quarter_column] == "x":
                shapes.append(_rectangle(column * side + 0.5, row * side + 0.5, side - 1, side - 1))
    return Tile(cells * side, cells * side, tuple(shapes))


def _fields() -> Tile:
    """Fields and vineyards from above: strips ploughed in four directions."""
    half, shapes = 60, []
    shapes += [Line(((4, y), (half - 4, y)), 2) for y in range(6, half, 8)]
    shapes += [Line(((half + x, 4), (half + x, half - 4)), 2) for x in range(6, half, 8)]
    for start in range(12, 2 * half, 12):
        low, high = max(start - (half - 4), 4), min(start - 4, half - 4)
        if low < high:
            falling = ((low, half + start - low), (high, half + start - high))
            rising = tuple((2 * half - x, y) for x, y in falling)
            shapes += [Line(falling, 3), Line(rising, 3)]
    return Tile(2 * half, 2 * half, tuple(shapes))


_DRAWN: dict[str, Callable[[], Tile]] = {
    "waves": _waves,
    "shelves": _shelves,
    "weave": _weave,
    "rings": _rings,
    "embroidery": _embroidery,
    "fields": _fields,
}


def tile(name: str) -> Tile:
    """The tile of a pattern. Raises KeyError for a name that is not one of look.PATTERNS."""
    return _DRAWN[name]()


def as_svg(name: str) -> str:
    """The tile as an SVG file, in black: pages use it as a mask over the partner's colour."""
    drawn = tile(name)
    areas = [shape for shape in drawn.shapes if isinstance(shape, Area)]
    parts = []
    if areas:
        path = "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in area.points) + "z" for area in areas
        )
        parts.append(f'<path d="{path}"/>')
    for shape in drawn.shapes:
        if isinstance(shape, Line):
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="#000" '
                f'stroke-width="{shape.width:g}" stroke-linecap="round" stroke-linejoin="round"/>'
            )
        elif isinstance(shape, Ring):
            x, y = shape.centre
            parts.append(
                f'<circle cx="{x:g}" cy="{y:g}" r="{shape.radius:g}" fill="none" stroke="#000" '
                f'stroke-width="{shape.width:g}"/>'
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawn.width}" height="{drawn.height}" '
        f'viewBox="0 0 {drawn.width} {drawn.height}">{"".join(parts)}</svg>\n'
    )
