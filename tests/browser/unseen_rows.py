"""Drafts, files and people of two partners, put into a running demo: «python -m» this module.

Run by tests/browser/test_isolation.py with the demo's environment. Nothing of it is live, so that no
reader's page of the demo changes for other tests.
"""

import os

import django


def make() -> None:
    from django.db import transaction

    from tests.builders import partner
    from tests.isolation.furnishing import furnish_unseen

    with transaction.atomic():
        for key in ("harnosand", "rivne"):
            furnish_unseen(partner(key))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    django.setup()
    make()
