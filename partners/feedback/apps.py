from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """What readers write to a partner, and the partner's answers."""

    name = "partners.feedback"
    label = "feedback"
    verbose_name = _("messages from readers")

    def ready(self):
        from partners.feedback import verdicts

        verdicts.register()
