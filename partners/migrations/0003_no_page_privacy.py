"""No page is closed by a password or a group any more (partners/open_pages.py).

What was closed stays unread: it becomes a draft, with everything below it.
"""

from django.db import migrations
from django.db.models import Q


def take_down(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects.all()
    for path in list(restrictions.values_list("page__path", flat=True)):
        below = Q(path__gte=path, path__lte=path + "Z" * 4)
        Page.objects.filter(below, live=True).update(live=False, has_unpublished_changes=True)
    restrictions.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0002_remove_wagtail_defaults"),
    ]

    operations = [migrations.RunPython(take_down, migrations.RunPython.noop, elidable=True)]
