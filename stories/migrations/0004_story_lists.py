"""What lists ask of a story stands beside it, and indexes in the order of the lists."""

from django.conf import settings
from django.db import migrations, models


STEP_LENGTH = 4


def fill(apps, schema_editor):
    """Give the stories that exist their section, language and first publication."""
    StoryPage = apps.get_model("stories", "StoryPage")
    above = {}
    for pk, path in apps.get_model("wagtailcore", "Page").objects.filter(
        numchild__gt=0
    ).values_list("pk", "path").iterator():
        above[path] = pk
    stories = []
    for story in StoryPage.objects.select_related("locale").only(
        "path", "first_published_at", "locale__language_code"
    ).iterator():
        story.section = above.get(story.path[:-STEP_LENGTH])
        story.listed_language = story.locale.language_code
        story.told_at = story.first_published_at
        stories.append(story)
    StoryPage.objects.bulk_update(
        stories, ["section", "listed_language", "told_at"], batch_size=200
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0002_media'),
        ('stories', '0003_repeating'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='storypage',
            name='listed_language',
            field=models.CharField(default='', editable=False, max_length=8),
        ),
        migrations.AddField(
            model_name='storypage',
            name='section',
            field=models.BigIntegerField(editable=False, help_text='Id of the page above: the index that lists it.', null=True),
        ),
        migrations.AddField(
            model_name='storypage',
            name='told_at',
            field=models.DateTimeField(editable=False, help_text='When readers could first read it.', null=True),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['section', '-date', '-page_ptr'], name='story_section_date'),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['listed_language', '-date', '-page_ptr'], name='story_lang_date'),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['section', '-told_at', '-page_ptr'], name='story_section_told'),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['listed_language', '-told_at', '-page_ptr'], name='story_lang_told'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
