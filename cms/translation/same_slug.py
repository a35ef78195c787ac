"""One slug in every language of a page (traps L7), also after «change address».

Localize copies the slug from what it stored of the source when the page was last sent for
translation; after a change of address it would bring the old one back with the next translation.
So what it stored learns of the change. Homes keep their own (``HomePage``).
"""

import json

from wagtail.models import Page
from wagtail.signals import page_slug_changed
from wagtail_localize.models import TranslationSource


def connect() -> None:
    """Follow every change of slug; called once, when the app is ready."""
    page_slug_changed.connect(_slug_changed, dispatch_uid="translation_source_slug")


def _slug_changed(sender, instance: Page, **kwargs):
    for source in TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id
    ):
        content = json.loads(source.content_json)
        content["slug"] = instance.slug
        source.content_json = json.dumps(content)
        source.save(update_fields=["content_json"])
