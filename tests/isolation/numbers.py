"""Numbers of rows, so that one number is asked for every kind of thing at once.

Before a partner is furnished, the counter of every table is put to the same start: the first row
of each kind has the number start + 1, the second start + 2. Whatever a view looks up by the number
in its address, page or picture or message, it finds that partner's.
"""

from django.apps import apps
from django.db import connection, models

# Of rows that a crawl itself makes, so that none of them is taken for somebody's.
LATER = 9_000_000
WIDTH = 100_000


def counted_models() -> list[type[models.Model]]:
    """Every model with a table whose rows the database numbers."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and isinstance(model._meta.pk, models.AutoField | models.BigAutoField)
    ]


def start_at(number: int) -> None:
    """The next row of every table has the number after this one."""
    with connection.cursor() as cursor:
        for model in counted_models():
            table, column = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
                )
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [f'"{table}"', column, number],
                )
