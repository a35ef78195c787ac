"""One world for all questions of a file; it is gone when the file is through."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from tests.isolation import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Rivne looks, Härnösand is looked at; each has a row of everything.

    It is made once, in a transaction that never ends well; each test is a savepoint in it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        made = worlds.build()
        # Django's test case closes the connection after each test, and the world with it.
        connection.close = lambda: None
        try:
            yield made
        finally:
            del connection.close
            transaction.set_rollback(True)
    for cache in caches.all(initialized_only=True):
        cache.clear()
