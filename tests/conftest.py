"""What every test can ask for. Browser tests need Chromium, and say so where it is missing."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL_LINE = "Chromium is not found; on Debian: sudo apt install chromium"

# Chromium talks to nobody but this machine, and finds every demo host there.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
)


def find_chromium() -> str | None:
    """Path of a Chromium: RESCOM_CHROMIUM, else the first one on PATH."""
    named = os.environ.get("RESCOM_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def is_asked_for(name: str) -> bool:
    """Whether this variable of the environment is set, and to something but 0."""
    return os.environ.get(name, "0") not in ("", "0")


def browser_is_required() -> bool:
    """Whether a missing Chromium is a failure, as on a build server."""
    return is_asked_for("REQUIRE_BROWSER")


def pytest_sessionstart(session):
    """Tests read what the catalogues say now, in a fresh copy of the sources too."""
    from cms.management.commands.compile_catalogues import compile_stale

    compile_stale()


def pytest_collection_modifyitems(config, items):
    left_out = [name for name in ("nightly", "crawl") if not is_asked_for(name.upper())]
    if left_out:
        kept = [item for item in items if not any(map(item.get_closest_marker, left_out))]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    # Playwright keeps an event loop running once it has started: the tests that use the database
    # in this process come first.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if find_chromium() or browser_is_required():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=INSTALL_LINE))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and not find_chromium():
        pytest.fail(f"REQUIRE_BROWSER is set and {INSTALL_LINE}", pytrace=False)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that browser tests drive."""
    path = find_chromium()
    if path is None:
        pytest.skip(INSTALL_LINE)
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium_path):
    """The installed Chromium instead of one that Playwright would download."""
    return {
        "executable_path": chromium_path,
        "headless": True,
        "args": list(CHROMIUM_ARGUMENTS),
    }


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The five partners with all their content, once: every test sees them and changes a copy.

    Tests roll back. One that needs real transactions would empty the database for those after
    it, so it takes a server with a database of its own (tests/browser).
    """
    from django.core.management import call_command
    from django.db import connection

    with django_db_blocker.unblock():
        call_command("load_initial_data", stdout=open(os.devnull, "w"))  # noqa: SIM115
        if connection.vendor == "postgresql":
            # As its own housekeeping does within a minute: without it, plans are several times dearer.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")


@pytest.fixture
def rivne(db):
    """The partner whose site is Ukrainian first."""
    from tests.builders import partner

    return partner("rivne")


@pytest.fixture
def harnosand(db):
    """Another partner, in another country and language."""
    from tests.builders import partner

    return partner("harnosand")


@pytest.fixture(autouse=True)
def _empty_caches():
    """Site root paths and the last host's addresses never pass from one test to the next."""
    from django.core.cache import caches
    from django.urls import set_urlconf

    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    # A file that a test did not read to its end leaves them.
    set_urlconf(None)
