"""A server on the internet: safe by the framework's own list, and nothing starts half configured."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string

from tests.demo_process import PROJECT

# Stand-ins of the right form.
NEEDED = {
    "SECRET_KEY": "a-long-and-random-looking-key-0123456789-abcdefghijklmnopqrstuvwxyz",
    "RESCOM_ADMIN_HOST": "admin.example.org",
    "DATABASE_URL": "postgres://rescom@127.0.0.1:1/rescom",
    "EMAIL_URL": "smtp://mail.example.org:25",
    "DEFAULT_FROM_EMAIL": "rescom@example.org",
}


def manage(*arguments, without=None):
    environment = os.environ | NEEDED | {"DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    environment.pop(without, None)
    # Browser tests set it for this process; a server never does.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_finds_nothing():
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", NEEDED)
def test_it_does_not_start_without_what_only_its_operator_knows(name):
    done = manage("check", without=name)
    assert done.returncode != 0
    assert name in done.stderr


def test_forms_are_protected_although_the_checks_look_for_another_name():
    # security.W003 is silenced: it knows the middleware by its own path only.
    assert any(
        isinstance(middleware, type) and issubclass(middleware, CsrfViewMiddleware)
        for middleware in map(import_string, settings.MIDDLEWARE)
    )


def test_the_demo_is_no_part_of_it():
    code = "from cms.settings import production as p; print(p.SIGNPOST_HOSTS, 'cms.demo' in p.INSTALLED_APPS)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=os.environ | NEEDED,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["[]", "False"]
