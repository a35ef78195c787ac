from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """What visitors read: stories, events and the tools of the common library."""

    name = "stories"
    verbose_name = _("stories")

    def ready(self):
        from stories import (
            creating,
            network_places,
            occurrences,
            places,
            proposing,
            search,
            sections,
            verdicts,
        )
        from stories.models import listed

        creating.register()
        listed.connect()
        occurrences.connect()
        network_places.register()
        places.register()
        proposing.register()
        search.register()
        sections.register()
        verdicts.register()
