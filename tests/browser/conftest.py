"""One real demo for all browser tests, and the Chromium that is installed."""

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.demo_process import PROJECT, DemoServer

# Playwright's event loop is alive when the database is taken down after the last test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# A build server has two slow processors; a test that passes does not wait.
expect.set_options(timeout=20_000)  # milliseconds


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory):
    """The demo as «make demo» runs it, with its seeded database; stopped after the last test."""
    server = DemoServer(tmp_path_factory.mktemp("demo")).start()
    yield server
    left = server.stop()
    assert left == [], f"Ctrl-C left processes behind: {left}"


def run_with_demo(server: DemoServer, module: str):
    """Run a module in the demo's own environment; what its last line says."""
    environment = os.environ | {
        "RESCOM_DATA_DIR": str(server.data_dir),
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "RESCOM_PORT": str(server.port),
    }
    for name in ("DATABASE_URL", "CACHE_URL"):
        environment.pop(name, None)
    made = subprocess.run(
        [sys.executable, "-m", module],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def every_block(demo_server):
    """Paths on Rivne's site, in Ukrainian: an information page, a story and an event with all."""
    return run_with_demo(demo_server, "tests.browser.every_block")


@pytest.fixture(scope="session")
def admin_screens(demo_server, every_block):
    """Account → paths of every screen of the admin that it can open."""
    found = run_with_demo(demo_server, "tests.browser.admin_screens")
    assert found["unknown"] == [], "Say in admin_screens.py what these arguments may be."
    return found["screens"]
