"""The main menu that a partner's manager arranges; telephone numbers as they are typed."""

import django.core.validators
import django.db.models.deletion
import re
from django.db import migrations, models


def make_rows(apps, schema_editor):
    """A setting without a row would be written by whoever reads it first."""
    Navigation = apps.get_model("partners", "PartnerNavigation")
    for partner in apps.get_model("partners", "Partner").objects.all():
        Navigation.objects.get_or_create(site_id=partner.site_id)


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_no_page_privacy'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contact',
            name='phone',
            field=models.CharField(blank=True, help_text='With country code, for example +46708650041.', max_length=40, verbose_name='telephone'),
        ),
        migrations.AlterField(
            model_name='partnerlook',
            name='tint_dark',
            field=models.CharField(default='#182430', help_text='The same on a dark page: #rrggbb.', max_length=7, validators=[django.core.validators.RegexValidator(re.compile('^#[0-9a-f]{6}\\Z'), 'Write a colour as #rrggbb, in small letters and digits.')], verbose_name='tint on dark'),
        ),
        migrations.CreateModel(
            name='PartnerNavigation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('menus', models.JSONField(default=dict, help_text='Language code → numbers of pages, in order. A language without: as provisioned.')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'main menu',
            },
        ),
        migrations.RunPython(make_rows, migrations.RunPython.noop, elidable=True),
    ]
