"""Wagtail's welcome page, default site, groups and workflow are gone.

Its «Moderators» approve on the default workflow for every page: members of one partner would open
and save another partner's drafts. Each partner has groups and a workflow of its own
(cms/provisioning.py); no site is the default, so an unknown host finds nothing.
"""

from django.db import migrations


def remove(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.filter(
        hostname="localhost", is_default_site=True
    ).delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(
        name="Moderators approval"
    ).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, slug="home", title="Welcome to your new Wagtail site!")
    if welcome.exists():
        welcome.delete()
        root = Page.objects.get(depth=1)
        root.numchild = Page.objects.filter(depth=2).count()
        root.save(update_fields=["numchild"])


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailadmin", "0006_formstate"),
    ]

    # Backwards nothing comes back: it was never wanted.
    operations = [migrations.RunPython(remove, migrations.RunPython.noop, elidable=False)]
