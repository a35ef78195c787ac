from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    """Partners' own voices inside the tools of the common library."""

    name = "stories.voices"
    label = "voices"
    verbose_name = _("how we do it here")

    def ready(self):
        from stories.voices import beginning, following, places, search, verdicts

        beginning.register()
        following.connect()
        places.register()
        search.register()
        verdicts.register()
