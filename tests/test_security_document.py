"""What docs/security.md promises is held by tests that exist, and its figures are the settings'."""

import re

from django.conf import settings

from tests.demo_process import PROJECT

DOCUMENT = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_that_it_names_exists():
    named = set(re.findall(r"`((?:tests/)?[\w/]*test_[\w*]+\.py|tests/\w+(?:/\w+)*/)`", DOCUMENT))
    assert len(named) > 30
    missing = {
        name
        for name in named
        if not any(PROJECT.glob(name if name.startswith("tests/") else f"tests/**/{name}"))
    }
    assert missing == set()


def test_every_file_of_the_house_that_it_names_exists():
    named = set(re.findall(r"`((?:cms|partners|static|home)/[\w/.-]+\.\w+)`", DOCUMENT))
    assert len(named) > 3
    assert {name for name in named if not (PROJECT / name).exists()} == set()


def test_it_says_the_limits_that_count():
    megabyte = 1024 * 1024
    for limit in (
        f"{settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // megabyte} MB",
        f"{settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000} megapixels",
        f"{settings.WAGTAILDOCS_MAX_UPLOAD_SIZE // megabyte} MB",
    ):
        assert limit in DOCUMENT
