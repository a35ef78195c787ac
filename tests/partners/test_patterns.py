"""The partners' drawn patterns are files of the source, and repeat without a seam."""

import pytest
from django.conf import settings

from partners.look import PATTERNS
from partners.patterns import Area, Line, Ring, as_svg, tile

NAMES = [name for name, _label in PATTERNS]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_that_pages_load_is_the_drawing_of_the_source(name):
    path = settings.BASE_DIR / "static" / "img" / "patterns" / f"{name}.svg"
    assert path.read_text() == as_svg(name), "run manage.py draw_patterns"


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_can_be_chosen_and_has_its_style(name):
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    assert f'--pattern: url("../img/patterns/{name}.svg")' in tokens
    assert f"--pattern-width: {tile(name).width}px" in tokens


@pytest.mark.parametrize("name", NAMES)
def test_what_leaves_a_tile_on_one_side_comes_in_on_the_other(name):
    drawn = tile(name)
    for shape in drawn.shapes:
        if isinstance(shape, Ring):
            (x, y), reach = shape.centre, shape.radius + shape.width / 2
            for value, size in ((x, drawn.width), (y, drawn.height)):
                inside = reach <= value <= size - reach
                assert inside or value in (0, size), "a cut ring has its other parts"
        elif isinstance(shape, Area):
            assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in shape.points)
        elif isinstance(shape, Line):
            ends = [x for x, _y in shape.points]
            if min(ends) < 0 or max(ends) > drawn.width:
                heights = dict(shape.points)
                assert heights[0] == pytest.approx(heights[drawn.width], abs=0.1)
