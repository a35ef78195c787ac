from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabsConfig(AppConfig):
    """What readers answer to the questions of a learning lab, for the partner whom they told it."""

    name = "stories.labs"
    label = "labs"
    verbose_name = _("answers to learning labs")

    def ready(self):
        from partners.feedback import entrances
        from stories.labs import ANSWER_PATH, verdicts

        entrances.register(ANSWER_PATH)
        verdicts.register()
