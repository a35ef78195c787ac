#!/usr/bin/env python3
"""Every command of the project: "python3 manage.py demo" needs nothing but Python 3.11.

This file alone is read by any old Python, so it keeps to what Python 2 understands too.
"""

import os
import sys

OLDEST_PYTHON = (3, 11)


def version_problem(version):
    """One sentence when this Python is too old to run the product, else an empty string."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    return (
        "RESCOM needs Python {}.{} or newer and this is Python {}.{}: install a newer one and "
        'name it, for example "make demo PYTHON=python3.11".'
    ).format(*(OLDEST_PYTHON + tuple(version[:2])))


def main():
    problem = version_problem(sys.version_info)
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    from cms import bootstrap

    bootstrap.enter(sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
