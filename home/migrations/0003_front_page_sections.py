"""Which sections the front pages of a partner show, as its manager arranges them."""

import django.db.models.deletion
from django.db import migrations, models


def make_rows(apps, schema_editor):
    """A setting without a row would be written by whoever reads it first."""
    Sections = apps.get_model("home", "FrontPageSections")
    for partner in apps.get_model("partners", "Partner").objects.all():
        Sections.objects.get_or_create(site_id=partner.site_id)


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0004_navigation"),
        ('home', '0002_search'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='FrontPageSections',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sections', models.JSONField(default=list, help_text='Rows of name, shown and size, in order. Empty: the order of the house.')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'what the front page shows',
            },
        ),
        migrations.RunPython(make_rows, migrations.RunPython.noop, elidable=True),
    ]
