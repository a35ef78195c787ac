"""The rows of the search, and beside them what finds a row: on each database its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# SQLite: a full-text table over the columns of the rows, which it does not store again. Triggers
# keep it in step. The words come as base forms (cms/language/lemmas.py): nothing is left for the
# database to take off.
COLUMNS = "scopes, title_forms, lead_forms, text_forms, weaker_forms"
OLD = "old.id, old.scopes, old.title_forms, old.lead_forms, old.text_forms, old.weaker_forms"
NEW = "new.id, new.scopes, new.title_forms, new.lead_forms, new.text_forms, new.weaker_forms"
ADD = f"INSERT INTO home_searchindex (rowid, {COLUMNS}) VALUES ({NEW});"
REMOVE = (
    f"INSERT INTO home_searchindex (home_searchindex, rowid, {COLUMNS}) VALUES ('delete', {OLD});"
)
ON_SQLITE = [
    f"CREATE VIRTUAL TABLE home_searchindex USING fts5({COLUMNS}, content='home_searchentry', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER home_searchentry_added AFTER INSERT ON home_searchentry "
    f"BEGIN {ADD} END",
    "CREATE TRIGGER home_searchentry_removed AFTER DELETE ON home_searchentry "
    f"BEGIN {REMOVE} END",
    "CREATE TRIGGER home_searchentry_changed AFTER UPDATE ON home_searchentry "
    f"BEGIN {REMOVE} {ADD} END",
]
# PostgreSQL: three generated columns. «opening» is small and stays inside the row, so that titles
# can be compared for thousands of rows; the other two are found by their indexes.
OPENING = (
    "setweight(to_tsvector('simple', title_forms), 'A') || "
    "setweight(to_tsvector('simple', lead_forms), 'B')"
)
# PostgreSQL's planner does not know what unpacking thousands of long texts costs, and for a common
# word reads them all; told to keep to the index, it need not (at 15,000 pages 450 ms and 15 ms).
# Compiling a question or dividing it among processes costs more than answering it.
BY_INDEX = (
    "LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off "
    "SET max_parallel_workers_per_gather = 0"
)
ON_POSTGRESQL = [
    "ALTER TABLE home_searchentry "
    f"ADD COLUMN opening tsvector GENERATED ALWAYS AS ({OPENING}) STORED, "
    f"ADD COLUMN whole tsvector GENERATED ALWAYS AS ({OPENING} || "
    "setweight(to_tsvector('simple', text_forms), 'C') || to_tsvector('simple', scopes)) STORED, "
    "ADD COLUMN weaker tsvector GENERATED ALWAYS AS "
    "(strip(to_tsvector('simple', weaker_forms) || to_tsvector('simple', scopes))) STORED",
    "CREATE INDEX home_searchentry_whole ON home_searchentry USING gin (whole)",
    "CREATE INDEX home_searchentry_weaker ON home_searchentry USING gin (weaker)",
    # For a word that stands on thousands of pages only their titles and leads are compared; the
    # whole text is weighed for the best of them.
    f"""
    CREATE FUNCTION home_search_exact(
        anywhere tsquery, in_opening tsquery, in_title tsquery, in_page tsquery,
        weights real[], most integer
    ) RETURNS SETOF bigint {BY_INDEX} AS $$
        WITH best AS MATERIALIZED (
            SELECT id, date,
                CASE
                    WHEN opening @@ in_title THEN 0
                    WHEN opening @@ in_opening THEN 1
                    ELSE 2
                END AS place
            FROM home_searchentry
            WHERE whole @@ anywhere
            ORDER BY place, date DESC NULLS LAST, id DESC
            LIMIT most
        )
        SELECT entry.id
        FROM best JOIN home_searchentry AS entry ON entry.id = best.id
        ORDER BY best.place, ts_rank(weights, entry.whole, in_page) DESC,
            entry.date DESC NULLS LAST, entry.id DESC
    $$
    """,
    f"""
    CREATE FUNCTION home_search_weaker(words tsquery, most integer)
    RETURNS SETOF bigint {BY_INDEX} AS $$
        SELECT id FROM home_searchentry
        WHERE weaker @@ words ORDER BY date DESC NULLS LAST, id DESC LIMIT most
    $$
    """,
]


def make_index(apps, schema_editor):
    """Make what finds the rows. A later migration that alters the rows' table on SQLite (Django
    then makes it anew, without triggers) makes the triggers again."""
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE home_searchindex")
    else:
        for function in ("home_search_exact", "home_search_weaker"):
            schema_editor.execute(f"DROP FUNCTION {function}")


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0001_initial'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_path', models.CharField(blank=True, help_text='Tree path of the owner; empty for shared pages.', max_length=255)),
                ('language', models.CharField(max_length=8)),
                ('original_language', models.CharField(blank=True, max_length=8)),
                ('translation_key', models.UUIDField(db_index=True)),
                ('scopes', models.TextField(blank=True)),
                ('title', models.CharField(max_length=255)),
                ('lead', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('title_forms', models.TextField(blank=True)),
                ('lead_forms', models.TextField(blank=True)),
                ('text_forms', models.TextField(blank=True)),
                ('weaker_forms', models.TextField(blank=True)),
                ('date', models.DateField(blank=True, null=True)),
                ('date_precision', models.CharField(blank=True, max_length=5)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=60)),
                ('word', models.CharField(max_length=60)),
                ('shown', models.CharField(help_text='As a page writes it: names keep a capital.', max_length=60)),
                ('length', models.PositiveSmallIntegerField()),
                ('pages', models.IntegerField(help_text='On how many pages it stands.')),
            ],
            options={
                'indexes': [models.Index(fields=['scope', 'length', '-pages'], name='words_by_length')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'word'), name='one_word_a_scope')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
